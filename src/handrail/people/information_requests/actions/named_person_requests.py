"""Asking about a person whom the asker names, linking that to a case, or answering that it cannot be answered.

Whoever asks gets two answers alone: what is given, or the same words for everything else. No case is looked for when
it is asked, and no row of a case is read for whoever asked, so neither a page nor its time can tell of one.
"""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.people.information_requests.counselling_approvers import request_approval_of_counselling_notes
from handrail.people.information_requests.lawful_bases import list_basis_choices
from handrail.people.information_requests.models import (
    InformationRequest,
    InformationRequestOutcome,
    NamedPersonRequest,
    NamedPersonRequestOutcome,
    PersonToldOfNamedRequest,
)
from handrail.people.information_requests.named_request_permissions import (
    does_actor_answer_requests_of_organisation,
    is_asker_of_named_request,
    list_ids_of_users_who_answer_requests,
    require_may_ask_about_named_person,
    select_bodies_to_ask_about_named_person,
)
from handrail.people.information_requests.text_choices import NamedRequestOutcomeKind
from handrail.people.records.language_and_body_lookups import get_language_by_tag
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.platform.access.actions import create_case_file_with_nobody_named
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.actions.messages import queue_messages

ANSWERED_MEANWHILE = "This has since been answered, linked or withdrawn. See the outcome."
NO_SUCH_CASE = "Your organisation has no case with this reference that you can open."
COPIED_FIELDS = (
    *("from_body_id", "to_body_id", "asked_by_id", "asked_at", "asked_on", "answer_by", "is_about_victim"),
    *("basis", "wanted_kinds", "wanted_from", "wanted_until", "asks_counselling_notes", "notice"),
    *("notice_on", "notice_channel", "notice_language_id", "notice_to", "views"),
    *("approval", "approval_by_id", "approval_at"),
)
COPIED_WORDS = (
    *("what", "enquiry", "necessity", "other_routes", "probative_value", "third_party"),
    *("approval_rank", "approval_words", "handling", "notice_to_words", "notice_why", "views_words"),
)


@transaction.atomic
def create_named_person_request(
    request: NamedPersonRequest, *, to_body_code: str, language_tag: str, by: Actor
) -> NamedPersonRequest:
    """Ask an organisation of the other side about a person, whether or not it knows them.

    Args:
        request: who they are and what is asked; unsaved, without a file.
        to_body_code: the organisation.
        language_tag: of the written notice; "" for none.
        by: who asks.

    Returns:
        The saved request.

    Raises:
        Denied: the actor may not ask.
        ActionNotPossibleError: the organisation cannot be asked, or the basis is not theirs to name.
        ValidationError: a test of the Code is not met, by field.
    """
    require_may_ask_about_named_person(by)
    asked = select_bodies_to_ask_about_named_person(by).filter(code=to_body_code).first()
    if asked is None:
        raise ActionNotPossibleError("Choose an organisation that can be asked.")
    if request.basis not in dict(list_basis_choices(is_police=by.is_police)):
        raise ActionNotPossibleError("Choose a lawful basis your organisation can use.")
    request.file, request.to_body = create_case_file_with_nobody_named(by=by), asked
    request.from_body_id, request.asked_by_id = by.body_id, by.user_id
    request.asked_at, request.asked_on = timezone.now(), today()
    request.is_about_victim = by.is_police
    request.notice_language = get_language_by_tag(language_tag)
    with acting_as_system(SystemActor.INFORMATION_REQUESTS):
        request.bind(UnrecordedKeyAccess(request.file_id)).full_clean()
        if request.asks_counselling_notes:
            request_approval_of_counselling_notes(
                request, f"/information-requests/about-a-person/{request.pk}/"
            )
        request.save(force_insert=True)
    write_audit_record(
        who=by.who,
        verb=f"asked {asked.name} for information about a named person",
        about=request.file_id,
        why=request.get_basis_display(),
    )
    if request.is_sent:
        notify_users_who_answer_named_request(request)
    return request


def notify_users_who_answer_named_request(request: NamedPersonRequest) -> None:
    """Ask whoever answers for the organisation to look: once it is sent."""
    queue_messages(
        kind="information_request",
        occasion=f"information/named/{request.pk}",
        about="",
        path=f"/information-requests/about-a-person/{request.pk}/",
        to=list_ids_of_users_who_answer_requests(request.to_body_id),
    )


@transaction.atomic
def link_named_request_to_case(*, request_id: UUID, reference: str, by: Actor) -> InformationRequest:
    """Say that the person is that of one of the organisation's own cases: the request waits there from now on.

    Whoever asked learns nothing of it until it is given there.

    Args:
        request_id: the request about a named person.
        reference: of the case, as it was typed.
        by: who answers for the organisation that was asked.

    Returns:
        The request as it is on the case.

    Raises:
        NotVisible: the actor does not answer for the organisation.
        ActionNotPossibleError: there is no such case that they may open, or it was answered or linked meanwhile.
    """
    named = lock_named_request_to_answer(request_id, by)
    case_id = _get_own_case_id_by_reference_or_raise(reference, by)
    named.bind(UnrecordedKeyAccess(named.file_id))
    row = InformationRequest(case_id=case_id, named_request=named)
    for name in COPIED_FIELDS:
        setattr(row, name, getattr(named, name))
    row.bind(UnrecordedKeyAccess(case_id))
    for name in COPIED_WORDS:
        setattr(row, name, getattr(named, name).open())
    try:
        with acting_as_system(SystemActor.INFORMATION_REQUESTS), transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise ActionNotPossibleError(ANSWERED_MEANWHILE) from None
    write_audit_record(
        who=by.who,
        verb=f"linked a request of {named.from_body.name} for information to the case",
        about=case_id,
        why=row.get_basis_display(),
    )
    write_audit_record(
        who=by.who, verb="read who a request about a named person is about", about=named.file_id
    )
    return row


@transaction.atomic
def record_cannot_answer_named_request(*, request_id: UUID, by: Actor) -> None:
    """Answer in the words that somebody unknown gets, too.

    Raises:
        NotVisible: the actor does not answer for the organisation.
        ActionNotPossibleError: it was answered, linked or taken back meanwhile.
    """
    named = lock_named_request_to_answer(request_id, by)
    save_named_request_outcome(named, NamedRequestOutcomeKind.CANNOT_ANSWER, by)
    write_audit_record(
        who=by.who, verb="answered a request about a named person: cannot answer", about=named.file_id
    )


@transaction.atomic
def withdraw_named_request(*, request_id: UUID, by: Actor) -> None:
    """Take a request back that nobody has answered; writes the same rows whether or not it was linked.

    Raises:
        NotVisible: it is not theirs.
        ActionNotPossibleError: it was answered meanwhile.
    """
    named = get_named_request_before_authorising(request_id)
    if not is_asker_of_named_request(named, by):
        raise NotVisible
    save_named_request_outcome(named, NamedRequestOutcomeKind.WITHDRAWN, by)
    write_audit_record(who=by.who, verb="withdrew a request about a named person", about=named.file_id)


@transaction.atomic
def record_person_told_of_named_person_request(
    told: PersonToldOfNamedRequest, *, request_id: UUID, language_tag: str, by: Actor
) -> None:
    """Record that whoever asked told the person, or why not yet.

    Args:
        told: when, how, what they said; unsaved.
        request_id: the request about a named person.
        language_tag: in which language; "" where it is not said.
        by: of the side that asked.

    Raises:
        NotVisible: it is not theirs.
        ValidationError: neither told nor a reason, by field.
    """
    named = get_named_request_before_authorising(request_id)
    if not is_asker_of_named_request(named, by):
        raise NotVisible
    told.request, told.recorded_at, told.recorded_by_id = named, timezone.now(), by.user_id
    told.language = get_language_by_tag(language_tag)
    told.bind(UnrecordedKeyAccess(named.file_id)).full_clean(exclude={"request", "recorded_by"})
    with acting_as_system(SystemActor.INFORMATION_REQUESTS):
        told.save(force_insert=True)
    why = "told" if told.told_on else told.get_not_told_display()
    write_audit_record(who=by.who, verb="recorded what the person was told", about=named.file_id, why=why)


def pass_outcome_to_named_request(
    request: InformationRequest, outcome: InformationRequestOutcome, by: Actor
) -> None:
    """Part of answering a request of a case: whoever named the person is given the answer, or the same words as ever.

    Raises ActionNotPossibleError where something is given that was taken back meanwhile.
    """
    if request.named_request_id is None:
        return
    named = get_named_request_before_authorising(request.named_request_id)
    if outcome.answer:
        given = {"given_kinds": outcome.given_kinds, "open_until": outcome.open_until}
        save_named_request_outcome(
            named, NamedRequestOutcomeKind.GIVEN, by, answer=outcome.answer.open(), **given
        )
        return
    try:
        save_named_request_outcome(named, NamedRequestOutcomeKind.CANNOT_ANSWER, by)
    except ActionNotPossibleError:
        return  # it was taken back: nothing is left to be said


def save_named_request_outcome(
    named: NamedPersonRequest, kind: NamedRequestOutcomeKind, by: Actor, *, answer: str = "", **given: object
) -> None:
    """One outcome a request: the database refuses a second one, whoever comes first.

    Args:
        named: the request.
        kind: what whoever asked is told.
        by: who answers, or takes it back.
        answer: what is given; "" for nothing.
        given: further columns of an answer that gives something.

    Raises:
        ActionNotPossibleError: there is one.
    """
    row = NamedPersonRequestOutcome(request=named, outcome=kind.value, at=timezone.now(), by_id=by.user_id)
    for name, value in given.items():
        setattr(row, name, value)
    row.bind(UnrecordedKeyAccess(named.file_id)).answer = answer
    try:
        with acting_as_system(SystemActor.INFORMATION_REQUESTS), transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise ActionNotPossibleError(ANSWERED_MEANWHILE) from None
    if kind is not NamedRequestOutcomeKind.WITHDRAWN:
        queue_messages(
            kind="information_answered",
            occasion=f"information/named/{named.pk}/answered",
            about="",
            path=f"/information-requests/about-a-person/{named.pk}/",
            to=[named.asked_by_id],
        )


@acting_as_system(SystemActor.INFORMATION_REQUESTS)
def get_named_request_before_authorising(request_id: UUID) -> NamedPersonRequest:
    """The request, whoever acts: who may is asked next. Raises NotVisible for none."""
    found = NamedPersonRequest.objects.select_related("from_body", "to_body").filter(pk=request_id).first()
    if found is None:
        raise NotVisible
    return found


def lock_named_request_to_answer(request_id: UUID, by: Actor) -> NamedPersonRequest:
    """Lock it for whoever answers for the organisation, while it has neither outcome nor case.

    Raises:
        NotVisible: the actor does not answer it.
        ActionNotPossibleError: it was answered, linked or taken back.
    """
    with acting_as_system(SystemActor.INFORMATION_REQUESTS):
        rows = NamedPersonRequest.objects.select_for_update(of=("self",), no_key=True)
        named = rows.select_related("from_body", "to_body").filter(pk=request_id).first()
        if (
            named is None
            or named.to_body_id != by.body_id
            or not named.is_sent
            or not does_actor_answer_requests_of_organisation(by)
        ):
            raise NotVisible
        done = NamedPersonRequestOutcome.objects.filter(request=named).exists()
        if done or InformationRequest.objects.filter(named_request=named).exists():
            raise ActionNotPossibleError(ANSWERED_MEANWHILE)
    return named


def _get_own_case_id_by_reference_or_raise(reference: str, by: Actor) -> UUID:
    try:
        found = get_case_open_to_actor_by_reference(by, reference.strip())
    except NotVisible:
        raise ActionNotPossibleError(NO_SUCH_CASE) from None
    if found.case_access.owner_id != by.body_id or not found.case_access.may(Permission.ANSWER_INFORMATION):
        raise ActionNotPossibleError(NO_SUCH_CASE)
    return found.case_id
