"""Opening a case in an emergency, ending that, and reviewing it."""

import datetime
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from handrail.people.emergencies.models import EmergencyAccess, EmergencyAttempt
from handrail.people.emergencies.text_choices import EmergencyReason, EmergencyReviewOutcome
from handrail.people.records.models import Case
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.people.records.queries.case_lookup import find_case_id_in_emergency
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.emergency_opening_rules import (
    EMERGENCY_KINDS,
    get_emergency_access_duration,
    may_actor_ever_open_cases_in_emergency,
    may_body_kind_open_case_in_emergency,
)
from handrail.platform.access.errors import Denied
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant, User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.roles import Permission, Role
from handrail.platform.access.row_security.person_row_actor import add_new_case_file_to_row_actor_files
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.outbox.actions.messages import queue_messages
from handrail.platform.reference.models import Body
from handrail.platform.reference.sides import select_other_sides_of_bodys_organisation

NOT_POSSIBLE = (
    "You cannot open a case with this reference in an emergency. Check the reference, or ring "
    "the organisation."
)
TOLD_ROLES = (Role.DUTY_LEAD, Role.DATA_PROTECTION)
HOUR = datetime.timedelta(hours=1)


def open_case_in_emergency(
    *, reference: str, reason: EmergencyReason, words: str, by: Actor
) -> EmergencyAccess:
    """Open who somebody is, how to reach them and their danger, for a few hours. Told at once, reviewed afterwards.

    Twice at the same moment by one person is once; what is open already gets no longer.

    Args:
        reference: of the case, as it was typed.
        reason: why it cannot wait.
        words: what is happening; sealed with the person's key.
        by: who acts.

    Returns:
        The opening.

    Raises:
        ActionNotPossibleError: no such case, or one behind the wall, alike; or too many tries within an hour.
        Denied: the role may not.
    """
    _require_may_open_in_emergency(by)
    _record_emergency_attempt_within_limit(by)
    with acting_as_system(SystemActor.EMERGENCY):
        case_id = find_case_id_in_emergency(reference)
        made = _get_or_create_emergency_access(case_id, reason, words, by) if case_id else None
        if made is None:
            _record_refused_emergency_opening(case_id, by)
            raise ActionNotPossibleError(NOT_POSSIBLE)
    add_new_case_file_to_row_actor_files(made.case_id)
    return made


@transaction.atomic
def end_own_emergency_access(*, emergency_id: UUID, by: Actor) -> None:
    """End it before its time: it is not needed any more. One that is over stays as it is."""
    row = _select_emergency_access_for_update().filter(pk=emergency_id, opened_by=by.user_id).first()
    if row is None:
        raise ActionNotPossibleError("You cannot open this page.")
    if row.is_open:
        _end_emergency_grant(row, by)
        write_audit_record(who=by.who, verb="ended emergency access", about=row.case_id, revised=[row.grant])


@transaction.atomic
def review_emergency_access(
    *, case_id: UUID, emergency_id: UUID, outcome: EmergencyReviewOutcome, words: str, by: Actor
) -> None:
    """Say whether it was justified, and why. Where it was not, it ends at once.

    Args:
        case_id: the case.
        emergency_id: the opening, of that case.
        outcome: what the review says.
        words: why; sealed with the person's key.
        by: the duty lead or data protection lead of the organisation that holds the case; never whoever opened it.

    Raises:
        ActionNotPossibleError: it was reviewed meanwhile, or belongs to another case.
        Denied: it is one's own opening, or the case is not open.
    """
    _, access = lock_and_authorise_case_by_id(
        case_id, by, Permission.REVIEW_EMERGENCIES, Kind.LOOKS, allow_closed=True
    )
    row = _select_emergency_access_for_update().filter(pk=emergency_id, case=case_id).first()
    if row is None or row.reviewed_at:
        raise ActionNotPossibleError("Someone else has just reviewed this.")
    if row.opened_by_id == by.user_id:
        raise Denied("You cannot review access that you opened yourself.")
    row.bind(access)
    row.outcome, row.review_words = outcome.value, words
    row.reviewed_by_id, row.reviewed_at = by.user_id, timezone.now()
    row.save(update_fields=["outcome", "review_words", "reviewed_by", "reviewed_at"])
    ended = []
    if outcome is EmergencyReviewOutcome.NOT_JUSTIFIED and row.is_open:
        _end_emergency_grant(row, by)
        ended = [row.grant]
    write_audit_record(
        who=by.who, verb="reviewed emergency access", about=case_id, why=outcome.label, revised=ended
    )


def _require_may_open_in_emergency(by: Actor) -> None:
    policy.require_permission(by, Permission.OPEN_IN_EMERGENCY)
    if not may_actor_ever_open_cases_in_emergency(by):
        raise Denied("Your role cannot open a case in an emergency. Call your duty lead.")


@transaction.atomic
def _record_emergency_attempt_within_limit(by: Actor) -> None:
    """Stands whatever becomes of the try. Whoever waits for the lock counts those before."""
    User.objects.select_for_update(of=("self",)).get(pk=by.user_id)
    now = timezone.now()
    if (
        EmergencyAttempt.objects.filter(user=by.user_id, at__gt=now - HOUR).count()
        >= settings.EMERGENCY_TRIES_AN_HOUR
    ):
        raise ActionNotPossibleError(
            "You have tried this several times within an hour. Call your duty lead now."
        )
    EmergencyAttempt.objects.create(user_id=by.user_id, at=now)


@transaction.atomic
def _get_or_create_emergency_access(
    case_id: UUID, reason: EmergencyReason, words: str, by: Actor
) -> EmergencyAccess | None:
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    kind = Body.objects.values_list("kind", flat=True).get(pk=by.body_id)
    if not may_body_kind_open_case_in_emergency(actor_body_kind=kind, holds_case=case.owner_id == by.body_id):
        return None
    if select_other_sides_of_bodys_organisation(by.body_id).filter(pk=case.owner_id).exists():
        return None  # what the other side of one's organisation holds is not even there
    live = _find_live_emergency_access(case_id, by)
    if live:
        return live
    _raise_if_case_open_already(case, by)
    row = _create_grant_and_emergency_access(case, reason, words, by)
    shown = [kind.value for kind in EMERGENCY_KINDS]
    write_audit_record(
        who=by.who, verb="opened a case in an emergency", about=case_id, shown=shown, why=reason.label
    )
    _notify_leads_of_owning_body(row, case.owner_id, by)
    return row


def _find_live_emergency_access(case_id: UUID, by: Actor) -> EmergencyAccess | None:
    rows = EmergencyAccess.objects.select_related("grant").filter(case=case_id, opened_by=by.user_id)
    return next((row for row in rows.order_by("-opened_at") if row.is_open), None)


def _raise_if_case_open_already(case: Case, by: Actor) -> None:
    access = policy.get_access_by_file_id(by, [CaseFileIdAndOwner(case.pk, case.owner_id)], today()).get(
        case.pk
    )
    if access and set(EMERGENCY_KINDS) <= access.kinds:
        raise ActionNotPossibleError(msg("You can already open case {reference}.", reference=case.reference))


def _create_grant_and_emergency_access(
    case: Case, reason: EmergencyReason, words: str, by: Actor
) -> EmergencyAccess:
    now = timezone.now()
    grant = Grant.every.create(
        file_id=case.pk,
        to_user_id=by.user_id,
        kinds=[kind.value for kind in EMERGENCY_KINDS],
        ground=GrantGround.EMERGENCY.value,
        because="",
        since=today(),
        ends_at=now + get_emergency_access_duration(),
        given_at=now,
        given_by_id=by.user_id,
    )
    row = EmergencyAccess(
        case=case, grant=grant, opened_by_id=by.user_id, opened_at=now, reason=reason.value
    ).bind(UnrecordedKeyAccess(case.pk))
    row.words = words
    row.save(force_insert=True)
    return row


def _notify_leads_of_owning_body(row: EmergencyAccess, owner_id: int, by: Actor) -> None:
    people = User.objects.filter(users_working_for_q([owner_id], TOLD_ROLES), is_active=True).exclude(
        pk=by.user_id
    )
    queue_messages(
        kind="emergency_access",
        occasion=f"emergency/{row.pk}",
        about="",
        path="/emergencies/",
        to=people.values_list("pk", flat=True),
    )


@transaction.atomic
def _record_refused_emergency_opening(case_id: UUID | None, by: Actor) -> None:
    write_audit_record(
        who=by.who,
        verb="tried to open a case in an emergency",
        about=case_id,
        outcome="refused",
        why=NOT_POSSIBLE,
    )


def _select_emergency_access_for_update() -> "models.QuerySet[EmergencyAccess]":
    return EmergencyAccess.objects.select_for_update(of=("self",)).select_related("grant")


def _end_emergency_grant(row: EmergencyAccess, by: Actor) -> None:
    row.grant.revise(ended_at=timezone.now(), ended_by_id=by.user_id)
