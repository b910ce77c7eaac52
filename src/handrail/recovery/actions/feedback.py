"""Writing down what the person said of us, and answering it."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.models import User
from handrail.access.roles import Permission
from handrail.audit.actions import record
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import box_to_write, seal
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.recovery.days import not_ahead
from handrail.recovery.models import Feedback
from handrail.recovery.permissions import hear, heard_by
from handrail.recovery.states import FeedbackKind, Wish


@dataclass(frozen=True, slots=True)
class Told:
    """What they said. `about_id` is the worker that it is about; `answer_by` the day by which they hear from us."""

    kind: FeedbackKind
    words: str
    on: datetime.date
    wish: Wish
    answer_by: datetime.date | None = None
    about_id: int | None = None


@transaction.atomic
def write_down(*, case_id: UUID, told: Told, by: Actor) -> Feedback:
    """Write it down as they said it. The trail says no more than that: whom it is about is not for everybody."""
    case, _ = hear(case_id, by, Permission.RECORD)
    _sound(case, told)
    row = Feedback(
        case=case,
        kind=told.kind,
        said_on=told.on,
        about_id=told.about_id,
        wish=told.wish,
        answer_by=None if told.wish is Wish.NONE else told.answer_by,
        recorded_at=timezone.now(),
        recorded_by_id=by.user_id,
    )
    seal(box_to_write(case.pk), row, words=told.words)
    row.save()
    record(who=by.who, verb="wrote down what they said of us", about=case.pk)
    return row


@transaction.atomic
def answer(*, case_id: UUID, feedback_id: UUID, words: str, on: datetime.date, by: Actor) -> None:
    """What we answered, once. Nobody answers what is about themselves: they are not shown it."""
    case, _ = hear(case_id, by, Permission.ANSWER_FEEDBACK)
    row = (
        Feedback.objects.select_related("answered_by").filter(heard_by(by), case=case, pk=feedback_id).first()
    )
    if row is None:
        raise NotOpenToYou
    if row.answered_by is not None:
        raise NotNow(say("{answered_by} has answered this already.", answered_by=row.answered_by.name))
    if not words.strip():
        raise NotNow("Write what you answered.")
    not_ahead(on)
    if on < row.said_on:
        raise NotNow("The answer cannot come before they said it.")
    row.answered_on, row.answered_by_id = on, by.user_id
    seal(box_to_write(case.pk), row, answer=words)
    row.save()
    record(who=by.who, verb="answered what they said of us", about=case.pk)


def _sound(case: Case, told: Told) -> None:
    if not told.words.strip():
        raise NotNow("Write what they said, in their words.")
    not_ahead(told.on)
    if told.wish is not Wish.NONE:
        if told.answer_by is None:
            raise NotNow("Say by which day they hear from us.")
        if told.answer_by < told.on:
            raise NotNow("The day of the answer cannot be before the day on which they said it.")
    if told.about_id is not None and not User.objects.filter(pk=told.about_id, body=case.owner_id).exists():
        raise NotNow("Choose one of the people of your organisation.")
