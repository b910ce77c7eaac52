"""Commissioning intentions that a line may come from. The room that keeps them adds one object to INTENTION_SOURCES."""

from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol
from uuid import UUID

from django.urls import reverse

from handrail.areas.needs.models import CommissioningIntention
from handrail.areas.needs.queries.assessment import (
    find_intention_with_its_finding,
    list_intentions_decided_to_go_on,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.messages import msg


class CommissioningIntentionChoice(NamedTuple):
    """An intention that may be chosen: its id where it is kept, its words, and where it can be read."""

    id: UUID
    words: str
    href: str


class IntentionOfService(NamedTuple):
    """The intention that a service comes from: its words, the finding behind it, and how it was decided.

    `finding` is empty where it follows from none; `no_finding_why` then says why.
    """

    words: str
    href: str
    finding: str
    finding_href: str
    no_finding_why: str
    decision: str


class IntentionSource(Protocol):
    """Whoever keeps intentions."""

    def list_intentions(self, actor: Actor) -> Sequence[CommissioningIntentionChoice]:
        """The intentions of the reader's body that were decided. One statement."""

    def find_intention(self, actor: Actor, intention_id: UUID) -> IntentionOfService | None:
        """One of them, where the reader may open it. One statement."""


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

    def find_intention(self, actor: Actor, intention_id: UUID) -> IntentionOfService | None:
        """With the finding that it follows from."""
        found = find_intention_with_its_finding(actor, intention_id)
        if found is None:
            return None
        page, finding = reverse("needs_assessment", args=[found.assessment_id]), found.finding
        return IntentionOfService(
            msg("{kind}: {title}", kind=found.get_kind_display(), title=found.title),
            f"{page}#intentions",
            msg("Finding {number}: {words}", number=finding.number, words=finding.words) if finding else "",
            f"{page}#finding-{finding.number}" if finding else "",
            found.no_finding_why,
            _describe_decision(found),
        )


def _describe_decision(found: CommissioningIntention) -> str:
    if found.decided_by is None or found.decided_on is None:
        return ""
    return msg(
        "{decision}. {reason} {who}, {day}",
        decision=found.get_decision_display(),
        reason=found.reason,
        who=found.decided_by.name,
        day=format_day(found.decided_on),
    )


INTENTION_SOURCES: tuple[IntentionSource, ...] = (NeedsIntentionSource(),)
MOST_INTENTIONS: Final = 100


def list_intention_choices(actor: Actor) -> list[CommissioningIntentionChoice]:
    """What every source offers the reader."""
    return [choice for source in INTENTION_SOURCES for choice in source.list_intentions(actor)][
        :MOST_INTENTIONS
    ]


def find_intention_of_service(actor: Actor, intention_id: UUID | None) -> IntentionOfService | None:
    """The intention that a service names, from the first source that has it; None where the reader may not open it."""
    if intention_id is None:
        return None
    found = (source.find_intention(actor, intention_id) for source in INTENTION_SOURCES)
    return next((each for each in found if each is not None), None)
