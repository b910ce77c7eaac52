"""Closing a case, and opening it again: by a person, with a reason, once everything that is open was seen by name."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access import actions as door
from handrail.access.actor import Actor
from handrail.access.models import Grant
from handrail.access.today import today
from handrail.caseload.models import Closing
from handrail.caseload.queries.outstanding import counted, hand_over_waits, outstanding
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import box_to_write, seal
from handrail.casework.whole.actions.closing import enter_to_close, mark_closed, mark_open
from handrail.casework.whole.queries.open_things import OpenThing
from handrail.casework.whole.states import SAYS_MORE, ClosedBecause
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import joined, say

ENDED = "Ended when the case was closed"


class NotSeen(NotNow):
    """Something is open that was not ticked as seen, perhaps because it came since the page was opened."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, from the list, and in the worker's words."""

    because: ClosedBecause
    words: str = ""


@transaction.atomic
def close_case(
    *, case_id: UUID, reason: Reason, seen: Collection[str], end_grants: Collection[int] = (), by: Actor
) -> Closing:
    """Close the case. What is open stays open and is kept in view; `seen` are the keys of all of it.

    Raises NotSeen where something is open that was not seen, NotNow while somebody is asked to take the case over.
    """
    case, sight = enter_to_close(case_id, by)
    if hand_over_waits(case.pk):
        raise NotNow(
            "Somebody has been asked to take this case over. Wait for their answer, or take it back first."
        )
    things = outstanding(sight)
    _all_seen(things, seen)
    because = ClosedBecause(reason.because)
    if because in SAYS_MORE and not reason.words.strip():
        raise NotNow(say("“{because}” needs a few words: somebody will read them.", because=because.label))
    for grant in _to_end(case, end_grants):
        door.end_grant(sight=sight, grant=grant, because=ENDED, by=by)
    closing = Closing(
        case=case,
        because=because,
        left_open=counted(things),
        closed_at=timezone.now(),
        closed_by_id=by.user_id,
    )
    seal(box_to_write(case.pk), closing, words=reason.words)
    closing.save()
    mark_closed(case_id=case.pk, because=because, by=by)
    return closing


@transaction.atomic
def reopen_case(*, case_id: UUID, words: str, by: Actor) -> Case:
    """Open it again, with a reason. What was left open is to do again; what was shared and ended stays ended."""
    if not words.strip():
        raise NotNow("Say why it is opened again.")
    case = mark_open(case_id=case_id, by=by)
    closing = Closing.objects.filter(case=case, reopened_at__isnull=True).first()
    if closing is not None:
        closing.reopened_at, closing.reopened_by_id = timezone.now(), by.user_id
        seal(box_to_write(case.pk), closing, reopen_words=words)
        closing.save()
    return case


def _all_seen(things: tuple[OpenThing, ...], seen: Collection[str]) -> None:
    unseen = [thing for thing in things if thing.key not in seen]
    if unseen:
        named = joined(
            (say("{sort}: {title}", sort=thing.sort.lower(), title=thing.title) for thing in unseen[:5]), "; "
        )
        raise NotSeen(
            say(
                "Tick each thing that is still open, to say that you have seen it. Not ticked: {named}.",
                named=named,
            )
        )


def _to_end(case: Case, numbers: Collection[int]) -> list[Grant]:
    """Grants that the worker chose to end; the point of contact and the stand-in keep theirs."""
    live = Grant.objects.live(today()).filter(file=case.pk, pk__in=list(numbers))
    kept = {case.point_of_contact_id, case.stand_in_id}
    return [
        grant for grant in live.order_by("pk") if grant.to_user_id is None or grant.to_user_id not in kept
    ]
