"""Writing, grading and clearing intelligence reports."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from handrail.areas.intelligence.code_lists import PARTS, WITH_CONDITIONS, get_grade_words
from handrail.areas.intelligence.models import IntelligenceReport
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body

SECOND_PERSON = "You wrote this report. A second person has to clear it."


@dataclass(frozen=True, slots=True)
class IntelligenceGradeInput:
    """The three parts of a grade in one scheme, and the conditions in writing."""

    scheme: str
    source: str
    information: str
    handling: str
    conditions: str = ""


@transaction.atomic
def submit_intelligence_report(report: IntelligenceReport, *, by: Actor) -> IntelligenceReport:
    """Send a report to the force of the area. Only its writer and those who clear read it.

    Args:
        report: with its words.
        by: who writes it.

    Raises:
        Denied: by role.
        ActionNotPossibleError: the area has no force.
        ValidationError: by field; where the text looks as if it identified somebody.
    """
    require_permission(by, Permission.WRITE_INTELLIGENCE)
    report.from_body_id, report.written_by_id = by.body_id, by.user_id
    report.body = _get_police_force_of_actor(by)
    report.save_by(by)
    write_audit_record(who=by.who, verb="wrote an intelligence report", about=report.pk)
    return report


@transaction.atomic
def change_uncleared_report(report: IntelligenceReport, *, seen: int, by: Actor) -> None:
    """Change a report that is not cleared; one that was returned waits for clearing again.

    Args:
        report: as it is to be saved.
        seen: the version that the page showed.
        by: who wrote it.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's own.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: it is cleared.
        ValidationError: by field.
    """
    saved = _lock_intelligence_report(report.pk, Permission.WRITE_INTELLIGENCE, by)
    if saved.written_by_id != by.user_id:
        raise RecordNotVisibleError("intelligence report")
    if saved.state == "cleared":
        raise ActionNotPossibleError("This report is cleared and stays as it is. Write another one.")
    report.state, report.returned_because = "written", ""
    report.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed an intelligence report", about=report.pk)


@transaction.atomic
def grade_and_clear_report(report_id: UUID, grade: IntelligenceGradeInput, *, seen: int, by: Actor) -> None:
    """Grade a report and clear it for the force: by a second person.

    Args:
        report_id: of a report that waits.
        grade: in its scheme.
        seen: the version that the page showed.
        by: who clears it.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to clear.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: the actor wrote it, or it does not wait.
        ValidationError: by field.
    """
    report = _lock_waiting_report(report_id, by)
    for part in PARTS:
        code = getattr(grade, part)
        if not code or get_grade_words(grade.scheme, part, code) == code:
            raise ValidationError({part: "Choose from the list"})
    if (grade.scheme, grade.handling) in WITH_CONDITIONS and not grade.conditions:
        raise ValidationError({"conditions": "Enter the conditions that the handling code asks for"})
    report.scheme, report.source_grade = grade.scheme, grade.source
    report.information_grade, report.handling = grade.information, grade.handling
    report.conditions = grade.conditions
    report.state, report.cleared_by_id, report.cleared_at = "cleared", by.user_id, timezone.now()
    report.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="cleared an intelligence report", about=report.pk, why=grade.scheme)


@transaction.atomic
def send_report_back_to_writer(report_id: UUID, *, because: str, seen: int, by: Actor) -> None:
    """Give a report back to its writer, with a coded reason.

    Args:
        report_id: of a report that waits.
        because: a code of the list.
        seen: the version that the page showed.
        by: who returns it.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to clear.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: the actor wrote it, or it does not wait.
        ValidationError: no reason of the list.
    """
    report = _lock_waiting_report(report_id, by)
    report.state, report.returned_because = "returned", because
    report.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="returned an intelligence report", about=report.pk, why=because)


@transaction.atomic
def record_report_results(report_id: UUID, *, contacts: int, referrals: int, seen: int, by: Actor) -> None:
    """Say how many contacts and referrals a cleared report led to: numbers, and no case.

    Args:
        report_id: of a cleared report.
        contacts, referrals: people.
        seen: the version that the page showed.
        by: who counts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to count.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: it is not cleared.
    """
    report = _lock_intelligence_report(report_id, Permission.CLEAR_INTELLIGENCE, by)
    if report.state != "cleared":
        raise ActionNotPossibleError("Results are counted once the report is cleared.")
    report.contacts, report.referrals = contacts, referrals
    report.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="counted what an intelligence report led to", about=report.pk)


@transaction.atomic
def read_report_and_record_access(report_id: UUID, *, by: Actor) -> IntelligenceReport:
    """The report with its words, for a reader: that it was read is recorded.

    Args:
        report_id: which.
        by: who reads.

    Raises:
        Denied, RecordNotVisibleError: it is not open to the actor.
    """
    require_permission(by, Permission.WRITE_INTELLIGENCE)
    found: IntelligenceReport | None = (
        IntelligenceReport.objects.visible_to(by).for_page().filter(pk=report_id).first()
    )
    if found is None:
        raise RecordNotVisibleError("intelligence report")
    write_audit_record(who=by.who, verb="read an intelligence report", about=found.pk)
    return found


def _get_police_force_of_actor(by: Actor) -> Body:
    own = Body.objects.get(pk=by.body_id)
    force = (
        own
        if own.kind == "police"
        else Body.objects.filter(kind="police", area=own.area_id, area__isnull=False).first()
    )
    if force is None:
        raise ActionNotPossibleError("Your organisation’s area has no police force on Handrail.")
    return force


def _lock_intelligence_report(report_id: UUID, permission: Permission, by: Actor) -> IntelligenceReport:
    require_permission(by, permission)
    rows = IntelligenceReport.objects.visible_to(by).select_for_update(of=("self",))
    found: IntelligenceReport | None = rows.filter(pk=report_id).first()
    if found is None:
        raise RecordNotVisibleError("intelligence report")
    return found


def _lock_waiting_report(report_id: UUID, by: Actor) -> IntelligenceReport:
    report = _lock_intelligence_report(report_id, Permission.CLEAR_INTELLIGENCE, by)
    if report.written_by_id == by.user_id:
        raise ActionNotPossibleError(SECOND_PERSON)
    if report.body_id != by.body_id:
        raise RecordNotVisibleError("intelligence report")
    if report.state != "written":
        raise ActionNotPossibleError("This report does not wait for clearing.")
    return report
