"""Closing a case, and opening it again: by a person, with a reason."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.cases.lifecycle.actions.closing import (
    lock_case_for_closing,
    mark_case_closed,
    mark_case_open,
)
from handrail.people.cases.lifecycle.queries.open_items import OutstandingCaseItem
from handrail.people.contacts.models import Closing
from handrail.people.contacts.queries.outstanding_items import (
    count_open_items_by_sort,
    has_waiting_hand_over,
    list_outstanding_items,
)
from handrail.people.records.closure_reasons import REASONS_NEEDING_WORDS, ClosureReason
from handrail.people.records.models import Case
from handrail.platform.access import actions as access_actions
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.models import Grant
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg

ENDED_REASON = "Ended when the case was closed"


class OutstandingItemsNotSeenError(ActionNotPossibleError):
    """Something is open that was not ticked as seen, perhaps because it was added since the page was opened."""


@dataclass(frozen=True, slots=True)
class ClosureInput:
    """The reason from the list, and the worker’s own words."""

    because: ClosureReason
    words: str = ""


@transaction.atomic
def close_case(
    *, case_id: UUID, reason: ClosureInput, seen: Collection[str], end_grants: Collection[int] = (), by: Actor
) -> Closing:
    """Close the case. What is open stays open, and is listed on the closed case.

    Args:
        case_id: the case.
        reason: why it is closed.
        seen: the keys of the open things that the worker ticked as seen: it must be all of them.
        end_grants: numbers of the grants whose sharing ends; those of the point of contact and stand-in stay.
        by: who closes it.

    Raises:
        OutstandingItemsNotSeenError: something is open that was not ticked.
        ActionNotPossibleError: somebody is asked to take the case over, or the reason needs words.
    """
    case, case_access = lock_case_for_closing(case_id, by)
    if has_waiting_hand_over(case.pk):
        raise ActionNotPossibleError(
            "Someone has been asked to take over this case. Wait for their answer, or cancel the "
            "request first."
        )
    things = list_outstanding_items(case_access)
    _raise_unless_open_items_seen(things, seen)
    because = ClosureReason(reason.because)
    if because in REASONS_NEEDING_WORDS and not reason.words.strip():
        raise ActionNotPossibleError(msg("“{because}” needs a short explanation.", because=because.label))
    for grant in _get_grants_to_end(case, end_grants):
        access_actions.end_grant(case_access=case_access, grant=grant, because=ENDED_REASON, by=by)
    closing = Closing(
        case=case,
        because=because,
        left_open=count_open_items_by_sort(things),
        closed_at=timezone.now(),
        closed_by_id=by.user_id,
    )
    closing.words = reason.words
    closing.bind(case_access).save()
    mark_case_closed(case_id=case.pk, because=because, by=by)
    return closing


@transaction.atomic
def reopen_case(*, case_id: UUID, words: str, by: Actor) -> Case:
    """Open the case again, with a reason. Sharing that ended with it stays ended.

    Args:
        case_id: the case.
        words: the reason.
        by: who acts.

    Raises:
        ActionNotPossibleError: it is open already, or no reason is given.
    """
    if not words.strip():
        raise ActionNotPossibleError("Enter why the case is reopened.")
    case = mark_case_open(case_id=case_id, by=by)
    closing = Closing.objects.filter(case=case, reopened_at__isnull=True).first()
    if closing is not None:
        closing.reopened_at, closing.reopened_by_id = timezone.now(), by.user_id
        closing.reopen_words = words
        closing.bind(UnrecordedKeyAccess(case.pk)).save()
    return case


def _raise_unless_open_items_seen(things: tuple[OutstandingCaseItem, ...], seen: Collection[str]) -> None:
    unseen = [thing for thing in things if thing.key not in seen]
    if unseen:
        named = join_texts(
            (msg("{sort}: {title}", sort=thing.sort.lower(), title=thing.title) for thing in unseen[:5]), "; "
        )
        raise OutstandingItemsNotSeenError(
            msg(
                "Tick each open item to confirm that you have seen it. Not ticked: {named}.",
                named=named,
            )
        )


def _get_grants_to_end(case: Case, numbers: Collection[int]) -> list[Grant]:
    """The grants that the worker chose to end, without those of the point of contact and the stand-in."""
    live = Grant.objects.live(today()).filter(file=case.pk, pk__in=list(numbers))
    kept = {case.point_of_contact_id, case.stand_in_id}
    return [
        grant for grant in live.order_by("pk") if grant.to_user_id is None or grant.to_user_id not in kept
    ]
