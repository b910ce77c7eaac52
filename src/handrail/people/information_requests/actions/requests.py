"""Asking, giving, refusing, withdrawing, and telling the person. Each adds a row and a record of the trail."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.people.information_requests.actions.named_person_requests import pass_outcome_to_named_request
from handrail.people.information_requests.actions.request_events import (
    record_later_notice_on_own_case,
    record_request_on_own_case,
)
from handrail.people.information_requests.counselling_approvers import request_approval_of_counselling_notes
from handrail.people.information_requests.lawful_bases import list_basis_choices
from handrail.people.information_requests.models import (
    InformationRequest,
    InformationRequestOutcome,
    PersonTold,
)
from handrail.people.information_requests.permissions import (
    find_case_access_to_read_request,
    is_asker,
    list_bodies_that_can_be_asked,
    require_may_answer_information_request,
    require_may_ask_other_side_about_case,
    require_may_withdraw_information_request,
)
from handrail.people.information_requests.text_choices import RequestOutcomeKind
from handrail.people.records.language_and_body_lookups import get_language_by_tag
from handrail.people.records.models import Case
from handrail.people.records.permissions import lock_and_authorise_case_by_id, raise_if_case_restricted
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.held_back_sharing import is_sharing_with_body_held_back
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.roles import Permission, Role
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.actions.messages import queue_messages

ANSWERED_MEANWHILE = "This has since been answered or withdrawn. See the outcome."


@transaction.atomic
def create_information_request(
    request: InformationRequest, *, case_id: UUID, to_body_code: str, language_tag: str, by: Actor
) -> InformationRequest:
    """Ask the other side. What the police ask about a victim passes the tests of the Code, or is not sent.

    Args:
        request: what is asked; unsaved.
        case_id: the case, open to the actor.
        to_body_code: the organisation that is asked: of the other side, and working on the case.
        language_tag: of the written notice; "" for none.
        by: who asks.

    Returns:
        The saved request.

    Raises:
        Denied, NotVisible: the actor may not ask about this case.
        ActionNotPossibleError: the organisation cannot be asked, or the basis is not theirs to name.
        ValidationError: a test of the Code is not met, by field.
    """
    case, access = lock_and_authorise_case_by_id(case_id, by, Permission.ASK_INFORMATION)
    require_may_ask_other_side_about_case(access)
    asked = {body.code: body for body in list_bodies_that_can_be_asked(access)}
    if to_body_code not in asked:
        raise ActionNotPossibleError("Choose an organisation on the other side that works on this case.")
    if request.basis not in dict(list_basis_choices(is_police=by.is_police)):
        raise ActionNotPossibleError("Choose a lawful basis your organisation can use.")
    request.case, request.to_body = case, asked[to_body_code]
    request.from_body_id, request.asked_by_id = by.body_id, by.user_id
    request.asked_at, request.asked_on = timezone.now(), today()
    request.is_about_victim = by.is_police
    request.notice_language = get_language_by_tag(language_tag)
    request.bind(UnrecordedKeyAccess(case.pk)).full_clean()
    if request.asks_counselling_notes:
        request_approval_of_counselling_notes(request, f"/information-requests/{request.pk}/")
    request.save(force_insert=True)
    write_audit_record(
        who=by.who,
        verb=f"asked {request.to_body.name} for information",
        about=case.pk,
        why=request.get_basis_display(),
    )
    if request.is_sent:
        record_request_on_own_case(request, by)
        notify_users_who_answer_information_request(request)
    return request


@transaction.atomic
def answer_with_information(outcome: InformationRequestOutcome, *, request_id: UUID, by: Actor) -> None:
    """Give what was asked for: the words of the answer, and nothing of the case beside them.

    Args:
        outcome: the answer, the kinds of information it was taken from, until when it may be read; unsaved.
        request_id: the request.
        by: who answers for the organisation that was asked.

    Raises:
        Denied, NotVisible: the actor may not.
        ActionNotPossibleError: it was answered or withdrawn meanwhile, or the record is restricted.
    """
    outcome.outcome = RequestOutcomeKind.GIVEN.value
    if not outcome.given_kinds:
        raise ActionNotPossibleError("Choose which kinds of information the answer contains.")
    request = _save_information_request_outcome(outcome, request_id, by)
    pass_outcome_to_named_request(request, outcome, by)
    _notify_and_audit_request_outcome(
        request, outcome, by, verb="gave information to {body}", shown=list(outcome.given_kinds)
    )


@transaction.atomic
def refuse_information(outcome: InformationRequestOutcome, *, request_id: UUID, by: Actor) -> None:
    """Refuse what was asked for, with a reason.

    Args:
        outcome: the reason and words; unsaved.
        request_id: the request.
        by: who answers for the organisation that was asked.

    Raises:
        Denied, NotVisible: the actor may not.
        ActionNotPossibleError: it was answered or withdrawn meanwhile.
    """
    outcome.outcome = RequestOutcomeKind.REFUSED.value
    if not outcome.refusal:
        raise ActionNotPossibleError("Choose why it is refused.")
    request = _save_information_request_outcome(outcome, request_id, by)
    pass_outcome_to_named_request(request, outcome, by)
    _notify_and_audit_request_outcome(request, outcome, by, verb="refused information to {body}")


@transaction.atomic
def withdraw_information_request(*, request_id: UUID, words: str, by: Actor) -> None:
    """Take a request back that nobody has answered.

    Args:
        request_id: the request.
        words: why; may be empty.
        by: whoever asked, or leads for their organisation.

    Raises:
        NotVisible: it is not theirs.
        ActionNotPossibleError: it was answered meanwhile.
    """
    outcome = InformationRequestOutcome(outcome=RequestOutcomeKind.WITHDRAWN.value)
    outcome.words = words
    _save_information_request_outcome(outcome, request_id, by)
    write_audit_record(who=by.who, verb="withdrew a request for information", about=outcome.case_id)


@transaction.atomic
def record_person_told_of_information_request(
    told: PersonTold, *, request_id: UUID, language_tag: str, by: Actor
) -> None:
    """Record that the person was told, or why not yet.

    Args:
        told: when, how, what they said; unsaved.
        request_id: the request.
        language_tag: in which language; "" where it is not said.
        by: of either side.

    Raises:
        NotVisible: the request is not open to the actor.
        ValidationError: neither told nor a reason, by field.
    """
    request = _get_information_request(request_id)
    if not is_asker(request, by) and find_case_access_to_read_request(request, by) is None:
        raise NotVisible
    told.case_id, told.request = request.case_id, request
    told.recorded_at, told.recorded_by_id = timezone.now(), by.user_id
    told.language = get_language_by_tag(language_tag)
    told.bind(UnrecordedKeyAccess(request.case_id)).full_clean(exclude={"case", "request", "recorded_by"})
    with acting_as_system(SystemActor.INFORMATION_REQUESTS):
        told.save(force_insert=True)
    record_later_notice_on_own_case(request, told, by)
    why = "told" if told.told_on else told.get_not_told_display()
    write_audit_record(who=by.who, verb="recorded what the person was told", about=request.case_id, why=why)


@acting_as_system(SystemActor.INFORMATION_REQUESTS)
def _get_information_request(request_id: UUID) -> InformationRequest:
    """Whoever asked may no longer open the case: who may act is asked next, by whoever calls this."""
    rows = InformationRequest.objects.select_related("case", "from_body", "to_body", "asked_by")
    found = rows.filter(pk=request_id).first()
    if found is None:
        raise NotVisible
    return found


def _save_information_request_outcome(
    outcome: InformationRequestOutcome, request_id: UUID, by: Actor
) -> InformationRequest:
    """One outcome a request: the database refuses a second one, whoever comes first."""
    request = _get_information_request(request_id)
    withdrawn = outcome.outcome == RequestOutcomeKind.WITHDRAWN.value
    (require_may_withdraw_information_request if withdrawn else require_may_answer_information_request)(
        request, by
    )
    if outcome.outcome == RequestOutcomeKind.GIVEN.value:
        _lock_case_and_raise_if_restricted(request)
    outcome.case_id, outcome.request = request.case_id, request
    outcome.at, outcome.by_id = timezone.now(), by.user_id
    outcome.bind(UnrecordedKeyAccess(request.case_id))
    try:
        with acting_as_system(SystemActor.INFORMATION_REQUESTS), transaction.atomic():
            outcome.save(force_insert=True)
    except IntegrityError:
        raise ActionNotPossibleError(ANSWERED_MEANWHILE) from None
    return request


def _lock_case_and_raise_if_restricted(request: InformationRequest) -> None:
    """With the case locked, so that a restriction comes before the answer or after it.

    Its key stays free: an answer that is not given takes no lock, and its row points at the case.
    """
    raise_if_case_restricted(
        Case.objects.select_for_update(of=("self",), no_key=True).get(pk=request.case_id)
    )


def _notify_and_audit_request_outcome(
    request: InformationRequest, outcome: InformationRequestOutcome, by: Actor, *, verb: str, **shown: Any
) -> None:
    why = outcome.get_refusal_display() or request.get_basis_display()
    write_audit_record(
        who=by.who, verb=verb.format(body=request.from_body.name), about=request.case_id, why=why, **shown
    )
    if request.named_request_id is not None:
        return  # whoever asked is told by the request in which they named the person
    queue_messages(
        kind="information_answered",
        occasion=f"information/{request.pk}/answered",
        about="",
        path=f"/information-requests/{request.pk}/",
        to=[request.asked_by_id],
    )


def notify_users_who_answer_information_request(request: InformationRequest) -> None:
    """The duty leads of the organisation that was asked; where it has none, all who may answer."""
    if is_sharing_with_body_held_back(request.case_id, request.to_body_id):
        return
    people = _list_user_ids_of_body_in_roles(request.to_body_id, [Role.DUTY_LEAD])
    people = people or _list_user_ids_of_body_in_roles(
        request.to_body_id, [Role.OFFICER, Role.LIAISON_OFFICER]
    )
    queue_messages(
        kind="information_request",
        occasion=f"information/{request.pk}",
        about="",
        path=f"/information-requests/{request.pk}/",
        to=people,
    )


def _list_user_ids_of_body_in_roles(body_id: int, roles: list[Role]) -> list[int]:
    users = User.objects.filter(
        users_working_for_q([body_id], [role.value for role in roles]), is_active=True
    )
    return list(users.values_list("pk", flat=True))
