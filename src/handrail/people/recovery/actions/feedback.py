"""Writing down what the person said of us, and answering it."""

import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from handrail.people.recovery.models import CaseFeedback
from handrail.people.recovery.permissions import feedback_readable_by_actor_q, lock_case_for_writing_feedback
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg


@transaction.atomic
def record_feedback(feedback: CaseFeedback, *, by: Actor) -> CaseFeedback:
    """Record what somebody said of us on the case `feedback.case_id`.

    The trail says no more than that: whom it is about is not for everybody.

    Raises:
        ActionNotPossibleError: it is about nobody of the organisation that holds the case.
        ValidationError: by field.
    """
    feedback.case, case_access = lock_case_for_writing_feedback(feedback.case_id, by, Permission.RECORD)
    about = feedback.about_id
    if about is not None and not _is_worker_of_body(about, feedback.case.owner_id):
        raise ActionNotPossibleError("Choose someone in your organisation.")
    feedback.recorded_at, feedback.recorded_by_id = timezone.now(), by.user_id
    feedback.bind(case_access).full_clean(exclude={"case", "about", "recorded_by"})
    feedback.save(force_insert=True)
    write_audit_record(who=by.who, verb="recorded feedback", about=feedback.case_id)
    return feedback


@transaction.atomic
def answer_feedback(*, case_id: UUID, feedback_id: UUID, words: str, on: datetime.date, by: Actor) -> None:
    """Record what was answered, once. Nobody answers what is about themselves: they are not shown it.

    Args:
        case_id: the case that the page is about.
        feedback_id: what they said; of another case, or not open to the actor, it is not there.
        words: the answer.
        on: the day on which it was given.
        by: who acts.

    Raises:
        NotVisible: it is not there for the actor.
        ActionNotPossibleError: it was answered before.
        ValidationError: the answer is empty, or its day has not come or is before they said it.
    """
    case, case_access = lock_case_for_writing_feedback(case_id, by, Permission.ANSWER_FEEDBACK)
    rows = CaseFeedback.objects.select_related("answered_by").filter(
        feedback_readable_by_actor_q(by), case=case
    )
    row = rows.filter(pk=feedback_id).first()
    if row is None:
        raise NotVisible
    if row.answered_by is not None:
        raise ActionNotPossibleError(
            msg("{answered_by} has answered this already.", answered_by=row.answered_by.name)
        )
    if not words.strip():
        raise ValidationError({"answer": "Enter your answer."})
    row.answered_on, row.answered_by_id, row.answer = on, by.user_id, words
    row.bind(case_access).full_clean(exclude={"case", "about", "recorded_by", "answered_by"})
    row.save()
    write_audit_record(who=by.who, verb="answered feedback", about=case.pk)


def _is_worker_of_body(user_id: int, body_id: int) -> bool:
    """In their first role or a further one; what was said of somebody who has left may still be recorded."""
    return User.objects.filter(users_working_for_q([body_id]), pk=user_id).exists()
