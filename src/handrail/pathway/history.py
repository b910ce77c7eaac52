"""What is known about one person: who, where, which facts, and the events. The rules read nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from handrail.pathway.events import PathwayEvent

ADULT, CHILD, UNSURE = "adult", "child", "unsure"
NO_SETTINGS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class History:
    """`facts` are terms that no event tells; `settings` are a body's own lengths by clock.

    `holder`: the name of the organisation that holds the case, where a sentence may name it.
    """

    jurisdiction: str = "england"
    age: str = ADULT
    date_of_birth: date | None = None
    facts: frozenset[str] = frozenset()
    settings: Mapping[str, int] = field(default_factory=lambda: NO_SETTINGS)
    events: tuple[PathwayEvent, ...] = ()
    holder: str = ""
