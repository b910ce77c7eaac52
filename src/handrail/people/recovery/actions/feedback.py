"""Writing down what the person said of us, and answering it."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.records.models import Case
from handrail.people.recovery.day_checks import check_not_in_future
from handrail.people.recovery.models import CaseFeedback
from handrail.people.recovery.permissions import lock_for_feedback, readable_feedback_q
from handrail.people.recovery.states import CaseFeedbackAnswerMethod, FeedbackKind
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.models import User
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg


@dataclass(frozen=True, slots=True)
class CaseFeedbackInput:
    """What they said. `about_id` is the worker that it is about; `answer_by` the day by which they hear from us."""

    kind: FeedbackKind
    words: str
    on: datetime.date
    wish: CaseFeedbackAnswerMethod
    answer_by: datetime.date | None = None
    about_id: int | None = None


@transaction.atomic
def record_feedback(*, case_id: UUID, told: CaseFeedbackInput, by: Actor) -> CaseFeedback:
    """Write it down as they said it. The trail says no more than that: whom it is about is not for everybody."""
    case, case_access = lock_for_feedback(case_id, by, Permission.RECORD)
    _check_feedback(case, told)
    row = CaseFeedback(
        case=case,
        kind=told.kind,
        said_on=told.on,
        about_id=told.about_id,
        wish=told.wish,
        answer_by=None if told.wish is CaseFeedbackAnswerMethod.NONE else told.answer_by,
        recorded_at=timezone.now(),
        recorded_by_id=by.user_id,
        words=told.words,
    )
    row.bind(case_access).save()
    record(who=by.who, verb="wrote down what they said of us", about=case.pk)
    return row


@transaction.atomic
def answer_feedback(*, case_id: UUID, feedback_id: UUID, words: str, on: datetime.date, by: Actor) -> None:
    """What we answered, once. Nobody answers what is about themselves: they are not shown it."""
    case, case_access = lock_for_feedback(case_id, by, Permission.ANSWER_FEEDBACK)
    row = (
        CaseFeedback.objects.select_related("answered_by")
        .filter(readable_feedback_q(by), case=case, pk=feedback_id)
        .first()
    )
    if row is None:
        raise NotVisible
    if row.answered_by is not None:
        raise ActionNotAllowed(
            msg("{answered_by} has answered this already.", answered_by=row.answered_by.name)
        )
    if not words.strip():
        raise ActionNotAllowed("Write what you answered.")
    check_not_in_future(on)
    if on < row.said_on:
        raise ActionNotAllowed("The answer cannot come before they said it.")
    row.answered_on, row.answered_by_id, row.answer = on, by.user_id, words
    row.bind(case_access).save()
    record(who=by.who, verb="answered what they said of us", about=case.pk)


def _check_feedback(case: Case, told: CaseFeedbackInput) -> None:
    if not told.words.strip():
        raise ActionNotAllowed("Write what they said, in their words.")
    check_not_in_future(told.on)
    if told.wish is not CaseFeedbackAnswerMethod.NONE:
        if told.answer_by is None:
            raise ActionNotAllowed("Say by which day they hear from us.")
        if told.answer_by < told.on:
            raise ActionNotAllowed("The day of the answer cannot be before the day on which they said it.")
    if told.about_id is not None and not User.objects.filter(pk=told.about_id, body=case.owner_id).exists():
        raise ActionNotAllowed("Choose one of the people of your organisation.")
