"""Commissioning intentions that a line may come from. The room that keeps them adds one object to INTENTION_SOURCES."""

from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol
from uuid import UUID

from django.urls import reverse

from handrail.areas.needs.queries.assessment import list_intentions_decided_to_go_on
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor


class CommissioningIntentionChoice(NamedTuple):
    """An intention that may be chosen: its id where it is kept, its words, and where it can be read."""

    id: UUID
    words: str
    href: str


class IntentionSource(Protocol):
    """Whoever keeps intentions."""

    def list_intentions(self, actor: Actor) -> Sequence[CommissioningIntentionChoice]:
        """The intentions of the reader's body that were decided. One statement."""


class NeedsIntentionSource:
    """Intentions of needs assessments that it was decided to go on with."""

    def list_intentions(self, actor: Actor) -> Sequence[CommissioningIntentionChoice]:
        """The newest decision first."""
        if not actor.may(Permission.VIEW_NEEDS):
            return []
        return [
            CommissioningIntentionChoice(
                intention.id, intention.title, reverse("needs_assessment", args=[intention.assessment_id])
            )
            for intention in list_intentions_decided_to_go_on(get_own_and_taken_over_body_ids_of_actor(actor))
        ]


INTENTION_SOURCES: tuple[IntentionSource, ...] = (NeedsIntentionSource(),)
MOST_INTENTIONS: Final = 100


def list_intention_choices(actor: Actor) -> list[CommissioningIntentionChoice]:
    """What every source offers the reader."""
    return [choice for source in INTENTION_SOURCES for choice in source.list_intentions(actor)][
        :MOST_INTENTIONS
    ]
