"""An action is promised once; every update on it is added, and the latest gives its state."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import record
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from handrail.platform.followups.origins import STATE_CODES, FollowUpOrigin
from handrail.platform.followups.permissions import get_own_body_ids, lock_and_authorise
from handrail.platform.followups.text_inputs import clean_optional_text, clean_required_text
from handrail.platform.kernel.dates import add_years, format_day
from handrail.platform.kernel.errors import ActionNotAllowed, ConcurrentEditError
from handrail.platform.kernel.messages import msg


@transaction.atomic
def create_follow_up(
    *,
    origin: FollowUpOrigin,
    what: str,
    owner_id: int,
    due_on: datetime.date,
    by: Actor,
    person: str = "",
    kept_by_id: int | None = None,
    shared_with_id: int | None = None,
    promised_on: datetime.date | None = None,
) -> UUID:
    """Promise an action. The room that holds its origin asks first who may promise one there.

    Args:
        origin: the record that it was promised on.
        what: what is to be done, in at most 500 characters.
        owner_id: the body that is to do it.
        due_on: when it is due.
        by: who promises it.
        person: who in the owner's organisation, or empty.
        kept_by_id: the body that follows it up; without one, the actor's.
        shared_with_id: another body that reads it.
        promised_on: without a day, today.

    Returns:
        The number of the action.

    Raises:
        ActionNotAllowed: a text is missing or too long, or a day cannot be.
    """
    require_permission(by, Permission.WORK_ON_ACTIONS)
    promised = promised_on or today()
    check_due_date(due_on, promised)
    row = FollowUp(
        what=clean_required_text(what, "Say what is to be done.", 500),
        owner_id=owner_id,
        person=clean_optional_text(person, 120),
        due_on=due_on,
        origin_kind=origin.kind,
        origin_id=origin.id,
        origin_title=origin.title[:200],
        kept_by_id=kept_by_id or by.body_id,
        shared_with_id=shared_with_id,
        promised_on=promised,
        raised_by_id=by.user_id,
        raised_at=timezone.now(),
    )
    row.save()
    record(who=by.who, verb="promised an action", about=row.pk, why=f"{origin.kind}: {origin.title}"[:200])
    return row.pk


def check_due_date(due_on: datetime.date, promised: datetime.date) -> None:
    """Raise ActionNotAllowed unless it is on or after the day of the promise, and within ten years of it."""
    if promised > today():
        raise ActionNotAllowed("The day on which it was promised must be today or in the past.")
    if due_on < promised:
        raise ActionNotAllowed(
            msg("The day it is due must be {promised} or after.", promised=format_day(promised))
        )
    if due_on > add_years(promised, 10):
        raise ActionNotAllowed("The day it is due must be within ten years.")


@transaction.atomic
def record_progress(
    *,
    action: UUID,
    state: str,
    words: str,
    evidence: str = "",
    due_on: datetime.date | None = None,
    seen: int,
    by: Actor,
) -> None:
    """Add an update on an action.

    Args:
        action: its number.
        state: a code of STATES.
        words: what was done, or why not.
        evidence: what shows it; needed where the state is "done".
        due_on: a new day, which only the body that follows it up may set.
        seen: the version that the page showed.
        by: of the body that owns the action or follows it up.

    Raises:
        ConcurrentEditError: somebody added an update since.
        ActionNotAllowed: a text is missing, or the state or the day may not be set so.
    """
    row = lock_and_authorise(action, by)
    if row.version != seen:
        raise ConcurrentEditError
    if state not in STATE_CODES:
        raise ActionNotAllowed("Choose how the action stands.")
    if row.state != "open" and state != "open":
        raise ActionNotAllowed("This action is closed. Open it again first, and say why.")
    due = _get_new_due_date(row, due_on, by)
    _check_may_drop(row, state, by)
    said = clean_required_text(words, "Say how it stands.")
    proof = clean_optional_text(evidence)
    if state == "done" and not proof:
        raise ActionNotAllowed("Say what shows that it is done.")
    _save_update(
        row, FollowUpUpdate(state=state, words=said, evidence=proof, due_was=row.due_on, due_on=due), by
    )
    record(who=by.who, verb=f"said how an action stands: {state}", about=row.pk)


def _get_new_due_date(row: FollowUp, due_on: datetime.date | None, by: Actor) -> datetime.date:
    """Only whoever follows an action up gives it more time."""
    if due_on is None or due_on == row.due_on:
        return row.due_on
    if row.kept_by_id not in get_own_body_ids(by):
        raise ActionNotAllowed(
            "Only whoever follows this action up can move its day. Ask them, and say why here."
        )
    check_due_date(due_on, row.promised_on)
    return due_on


def _check_may_drop(row: FollowUp, state: str, by: Actor) -> None:
    if state == "dropped" and row.kept_by_id not in get_own_body_ids(by):
        raise ActionNotAllowed("Only whoever follows this action up can say that it is no longer needed.")


def _save_update(row: FollowUp, word: FollowUpUpdate, by: Actor) -> None:
    """The update is numbered by the version that it was written on, so that of two at once only one is added."""
    word.about, word.number = row, row.version
    word.body_id, word.by_id, word.at = by.body_id, by.user_id, timezone.now()
    word.save()
    row.state, row.due_on = word.state, word.due_on
    row.version += 1
    row.save()
