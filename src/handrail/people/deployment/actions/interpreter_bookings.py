"""Interpreters: booked after a conflict check, checked again when there is a new name, attended or failed."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from handrail.people.deployment.languages.conflict_check_validity import (
    ConflictOutcome,
    get_conflict_check_state,
)
from handrail.people.deployment.languages.interpreters import (
    InterpreterFacts,
    InterpreterRelation,
    list_interpreter_objections,
)
from handrail.people.deployment.languages.talks import TalkKind
from handrail.people.deployment.models import Deployment, InterpreterBooking
from handrail.people.deployment.name_marks import list_name_version_marks_of_case
from handrail.people.deployment.text_choices import RUNNING_STATES, InterpreterBookingState
from handrail.people.records.models import Case
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant, User
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError

CHECK_FIRST = "Check for a conflict first, where the person cannot hear."
ASK_PERSON = "Ask the person first: tell them gender, country and accent, and no name"
SAY_EXCEPTION = "This discussion needs a qualified interpreter. Enter the reason, who agreed and the limits"


@transaction.atomic
def book_interpreter(booking: InterpreterBooking, *, case_id: UUID, by: Actor) -> InterpreterBooking:
    """Book an interpreter for one talk, after a conflict check that was clear.

    Args:
        booking: who, for which talk, in which language, the check; unsaved.
        case_id: the case.
        by: somebody who works on the case.

    Raises:
        Denied, NotVisible; ValidationError by field; ActionNotPossibleError: they may not interpret here.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.RECORD, Kind.NOTES)
    booking.case, booking.booked_at, booking.booked_by_id = case, timezone.now(), by.user_id
    booking.bind(UnrecordedKeyAccess(case.pk))
    _store_conflict_check(booking, case, by)
    _raise_if_interpreter_has_conflict(booking, case)
    booking.save_by(by)
    write_audit_record(
        who=by.who, verb="booked an interpreter", about=case.pk, why=booking.get_talk_display()
    )
    return booking


@transaction.atomic
def record_renewed_interpreter_conflict_check(booking: InterpreterBooking, *, seen: int, by: Actor) -> None:
    """Make the conflict check again, against all names that are in the case now.

    Args:
        booking: with the new outcome.
        seen: the version that the page showed.
        by: somebody who works on the case.

    Raises:
        Denied, NotVisible, ConcurrentEditError; ValidationError by field; ActionNotPossibleError.
    """
    case, _ = lock_and_authorise_case_by_id(booking.case_id, by, Permission.RECORD, Kind.NOTES)
    if booking.conflict == ConflictOutcome.NOT_CHECKED:
        raise ValidationError({"conflict": "Enter what the conflict check found"})
    booking.bind(UnrecordedKeyAccess(case.pk))
    _store_conflict_check(booking, case, by)
    if booking.conflict == ConflictOutcome.NOT_CLEAR:
        booking.state = InterpreterBookingState.CANCELLED
    booking.save_by(by, seen=seen)
    write_audit_record(
        who=by.who,
        verb="checked an interpreter for a conflict",
        about=case.pk,
        why=booking.get_conflict_display(),
    )


@transaction.atomic
def record_interpreter_outcome(booking: InterpreterBooking, *, seen: int, by: Actor) -> None:
    """Whether they came, and how it went.

    Args:
        booking: with `state`, and `quality` where they came.
        seen: the version that the page showed.
        by: somebody who works on the case.

    Raises:
        Denied, NotVisible, ConcurrentEditError; ValidationError by field.
    """
    case, _ = lock_and_authorise_case_by_id(booking.case_id, by, Permission.RECORD, Kind.NOTES)
    if booking.state == InterpreterBookingState.ATTENDED and not booking.quality:
        raise ValidationError({"quality": "Choose how it was"})
    booking.bind(UnrecordedKeyAccess(case.pk)).save_by(by, seen=seen)
    write_audit_record(
        who=by.who,
        verb="recorded whether an interpreter came",
        about=case.pk,
        why=booking.get_state_display(),
    )


def _store_conflict_check(booking: InterpreterBooking, case: Case, by: Actor) -> None:
    if booking.conflict == ConflictOutcome.NOT_CHECKED:
        booking.checked_at, booking.checked_by_id, booking.name_marks = None, None, []
        return
    booking.checked_at, booking.checked_by_id = timezone.now(), by.user_id
    booking.name_marks = sorted(list_name_version_marks_of_case(case))


def _raise_if_interpreter_has_conflict(booking: InterpreterBooking, case: Case) -> None:
    relation = InterpreterRelation(booking.relation) if booking.relation else InterpreterRelation.NONE
    if _has_interpreter_name_of_case_worker(booking, case):
        relation = InterpreterRelation.CASE_WORKER
    facts = InterpreterFacts(
        relation=relation,
        tags=frozenset({booking.language}),
        is_qualified=booking.is_qualified,
        conflict=get_conflict_check_state(booking.conflict_check, list_name_version_marks_of_case(case)),
        has_served_suspect=booking.served_suspect,
    )
    for objection in list_interpreter_objections(facts, TalkKind(booking.talk), booking.language):
        if objection.is_absolute:
            raise ActionNotPossibleError(objection.words)
        if not booking.exception:
            raise ValidationError({"exception": SAY_EXCEPTION})
    if not booking.person_agrees:
        raise ValidationError({"person_agrees": ASK_PERSON})


def _has_interpreter_name_of_case_worker(booking: InterpreterBooking, case: Case) -> bool:
    """Whether somebody who works on the case has that name: a worker of the case never interprets in it."""
    named = Grant.objects.filter(file=case.pk, to_user__isnull=False, ended_at__isnull=True).values("to_user")
    accounts = User.objects.filter(pk__in=named).values_list("name", flat=True)
    contacts = User.objects.filter(pk__in=[case.point_of_contact_id, case.stand_in_id]).values_list(
        "name", flat=True
    )
    sent = Deployment.objects.filter(case=case, state__in=RUNNING_STATES).values_list(
        "practitioner__name", flat=True
    )
    name = " ".join(booking.name.open().split()).casefold()
    return any(" ".join(one.split()).casefold() == name for one in (*accounts, *contacts, *sent))
