"""What the list of places shows of the people's side: which units are held or taken, asked of a provider.

Places know nothing of people. Whoever does passes a `UnitStaysProvider` to the page (people/housing/urls.py).
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from handrail.platform.access.actor import Actor


@dataclass(frozen=True, slots=True)
class UnitHoldOrStay:
    """One hold or stay of a unit.

    `reference` and `href` are empty where the case is not open to the reader; the unit is taken all the same.
    """

    held: bool
    until: str
    reference: str
    href: str
    case_id: UUID


UnitStaysProvider = Callable[[Actor, datetime.datetime], Mapping[UUID, list[UnitHoldOrStay]]]
"""By unit of the actor's own body, the soonest first, as of a moment."""
