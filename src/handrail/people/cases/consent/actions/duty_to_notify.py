"""The Duty to Notify report: prepared here, sent by the worker on the Home Office's own form."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.cases.consent.models import DutyToNotifyReport
from handrail.people.cases.events.actions.events import EventInput, EventResult, record_event
from handrail.people.records.models import Event
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


@dataclass(frozen=True, slots=True)
class DutyToNotifyReportInput:
    """What the report may hold. Who the person is goes in only where they agree to co-operate."""

    co_operates: bool
    gender: str
    nationality: str
    reason: str
    account: str
    crime_reference: str = ""


@transaction.atomic
def prepare_duty_to_notify_report(
    *, case_id: UUID, report: DutyToNotifyReportInput, by: Actor
) -> DutyToNotifyReport:
    """Keep the report as prepared.

    Args:
        case_id: the case.
        report: what it holds.
        by: who prepared it.

    Raises:
        ActionNotPossibleError: the person is not known to be an adult, or their latest answer to the NRM is not no.
        Denied, NotVisible: the case is not open to the actor.
    """
    case, case_access = lock_and_authorise_case_by_id(case_id, by, Permission.RECORD, Kind.PATHWAY)
    if case.age != "adult":
        raise ActionNotPossibleError(
            "The Duty to Notify is for adults. Refer a child, or a person whose age is not "
            "certain, to the NRM."
        )
    if case.phase != "outside":
        raise ActionNotPossibleError("First record that the person declined the NRM.")
    kept = DutyToNotifyReport(
        case=case,
        co_operates=report.co_operates,
        gender=report.gender,
        nationality=report.nationality,
        reason=report.reason,
        account=report.account,
        crime_reference=report.crime_reference,
        prepared_at=timezone.now(),
        prepared_by_id=by.user_id,
    )
    kept.bind(case_access).save()
    write_audit_record(who=by.who, verb="prepared a report", about=case.pk)
    return kept


@transaction.atomic
def mark_duty_to_notify_report_sent(
    *, case_id: UUID, notification_id: UUID, happening: EventInput, by: Actor
) -> EventResult:
    """Record that the worker has sent the report on the Home Office's form, as an event that is tied to the report.

    Args:
        case_id, notification_id: the report.
        happening: the event, with its day.
        by: who sent it.

    Returns:
        What the rules say now.

    Raises:
        ActionNotPossibleError: it is not on the case, or was sent already.
        Denied, NotVisible: the case is not open to the actor.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.RECORD, Kind.PATHWAY)
    kept = (
        DutyToNotifyReport.objects.select_for_update(of=("self",))
        .filter(case=case, pk=notification_id)
        .first()
    )
    if kept is None:
        raise ActionNotPossibleError("That report is not on this case.")
    if kept.sent_event_id is not None:
        raise ActionNotPossibleError("This report is already marked as sent.")
    done = record_event(case_id=case.pk, happening=happening, by=by)
    kept.sent_event = Event.objects.get(pk=done.event_id)
    kept.sent_by_id = by.user_id
    kept.save(update_fields=["sent_event", "sent_by"])
    return done
