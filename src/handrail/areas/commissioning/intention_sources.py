"""Commissioning intentions that a line may come from. The room that keeps them adds one object to INTENTION_SOURCES."""

from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol
from uuid import UUID

from handrail.platform.access.actor import Actor


class IntentionChoice(NamedTuple):
    """An intention that may be chosen: its id where it is kept, its words, and where it can be read."""

    id: UUID
    words: str
    href: str


class IntentionSource(Protocol):
    """Whoever keeps intentions."""

    def list_intentions(self, actor: Actor) -> Sequence[IntentionChoice]:
        """The intentions of the reader's body that were decided. One statement."""


INTENTION_SOURCES: tuple[IntentionSource, ...] = ()
MOST_INTENTIONS: Final = 100


def list_intention_choices(actor: Actor) -> list[IntentionChoice]:
    """What every source offers the reader."""
    return [choice for source in INTENTION_SOURCES for choice in source.list_intentions(actor)][
        :MOST_INTENTIONS
    ]
