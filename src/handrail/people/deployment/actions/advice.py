"""Professional advice: asked, answered, and whether it was used."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from handrail.people.deployment.advice_text_check import get_identifying_advice_error
from handrail.people.deployment.models import AdviceRequest
from handrail.people.deployment.queries.advice import select_bodies_with_advisers
from handrail.people.records.queries.case_lookup import (
    find_visible_case_reference,
    get_case_open_to_actor_by_reference,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.body_and_colleague_choices import select_users_of_body
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.actions.messages import queue_messages


def request_advice(advice: AdviceRequest, *, to_body_code: str, reference: str, by: Actor) -> AdviceRequest:
    """Ask the co-ordinators of an organisation.

    Args:
        advice: topic and question; unsaved.
        to_body_code: the organisation.
        reference: of a case that is open to the actor; empty for none.
        by: who asks.

    Raises:
        Denied; ValidationError by field: it names somebody, or the case is not open to them.
    """
    require_permission(by, Permission.ASK_ADVICE)
    _raise_if_advice_text_names_person("question", advice.question, by)
    body = select_bodies_with_advisers().filter(code=to_body_code).first()
    if body is None:
        raise ActionNotPossibleError("Choose an organisation that has a co-ordinator.")
    if reference:
        found = find_visible_case_reference(by, reference)
        if found is None:
            raise ActionNotPossibleError("You cannot open a case with that reference. Leave empty for none.")
        advice.case_id = get_case_open_to_actor_by_reference(by, found).case_id
    advice.from_body_id, advice.asked_by_id, advice.asked_as = by.body_id, by.user_id, by.role.value
    advice.to_body, advice.asked_at = body, timezone.now()
    with transaction.atomic():
        advice.save_by(by)
        why = advice.get_topic_display()
        write_audit_record(who=by.who, verb="asked for professional advice", about=advice.case_id, why=why)
        advisers = select_users_of_body(body.pk, Permission.ANSWER_ADVICE)
        _queue_advice_message(advice, "advice_asked", list(advisers.values_list("pk", flat=True)))
    return advice


def answer_advice(advice: AdviceRequest, *, seen: int, by: Actor) -> None:
    """Answer once.

    Args:
        advice: with `answer` and `minutes`.
        seen: the version that the page showed.
        by: a co-ordinator of the organisation that was asked.

    Raises:
        Denied, NotVisible, ConcurrentEditError; ValidationError by field; ActionNotPossibleError.
    """
    require_permission(by, Permission.ANSWER_ADVICE)
    if advice.to_body_id != by.body_id:
        raise NotVisible
    if AdviceRequest.objects.filter(pk=advice.pk, answered_at__isnull=False).exists():
        raise ActionNotPossibleError("A colleague has already answered this. Read their answer.")
    _raise_if_advice_text_names_person("answer", advice.answer, by)
    advice.answered_at, advice.answered_by_id = timezone.now(), by.user_id
    with transaction.atomic():
        advice.save_by(by, seen=seen)
        why = advice.get_topic_display()
        write_audit_record(who=by.who, verb="gave professional advice", about=advice.case_id, why=why)
        _queue_advice_message(advice, "advice_answered", [advice.asked_by_id])


@transaction.atomic
def record_advice_use(advice: AdviceRequest, *, seen: int, by: Actor) -> None:
    """Whoever asked says whether the advice was used.

    Args:
        advice: with `used`.
        seen: the version that the page showed.
        by: who asked.

    Raises:
        Denied, NotVisible, ConcurrentEditError; ValidationError by field; ActionNotPossibleError.
    """
    require_permission(by, Permission.ASK_ADVICE)
    if advice.asked_by_id != by.user_id or advice.from_body_id != by.body_id:
        raise NotVisible
    if advice.answered_at is None:
        raise ActionNotPossibleError("No answers yet.")
    advice.save_by(by, seen=seen)
    write_audit_record(
        who=by.who,
        verb="recorded whether advice was used",
        about=advice.case_id,
        why=advice.get_used_display(),
    )


def _raise_if_advice_text_names_person(name: str, text: str, by: Actor) -> None:
    """Outside the transaction: the record of the refusal stays, so that nobody tries names."""
    if why := get_identifying_advice_error(text, by):
        write_audit_record(who=by.who, verb="was asked to remove a name from professional advice", about=None)
        raise ValidationError({name: why})


def _queue_advice_message(advice: AdviceRequest, kind: str, people: list[int]) -> None:
    queue_messages(
        kind=kind, occasion=f"advice/{advice.pk}/{kind}", about="", path=f"/advice/{advice.pk}/", to=people
    )
