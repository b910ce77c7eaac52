"""Beginning a report, and naming it."""

from django.db import transaction
from django.utils import timezone

from handrail.areas.calls.models import Call
from handrail.areas.practices.queries import get_classified_practices_and_collator_texts
from handrail.areas.practices.sections import get_paragraph_sort_key
from handrail.areas.reports import default_sections
from handrail.areas.reports.actions.entries import append_entries_to_locked_section
from handrail.areas.reports.models import Report, ReportSection
from handrail.areas.reports.permissions import lock_and_authorise_report
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg


@transaction.atomic
def begin_report_of_call_for_returns(
    *, call: str, slug: str, title: str, above: str = "", fill: bool = True, by: Actor
) -> Report:
    """Begin a report of a call that is out.

    Args:
        call: the code of the call.
        slug: the address of the report, which never changes.
        title, above: its title, and the line over it.
        fill: whether every sorted practice is put in its section.
        by: the editor.

    Raises:
        ActionNotPossibleError: the call was not sent yet, or the address is taken.
    """
    require_permission(by, Permission.EDIT_REPORTS)
    asked = Call.objects.filter(code=call).exclude(state="draft").first()
    if asked is None:
        raise ActionNotPossibleError("Choose a request that has been sent.")
    if Report.objects.filter(slug=slug).exists():
        raise ActionNotPossibleError(
            msg("There is already a report at the address “{slug}”. Choose another.", slug=slug)
        )
    row = Report(slug=slug, call=asked, title=title, above=above)
    row.save_by(by)
    _create_default_report_sections(row, by)
    if fill:
        _create_entries_of_new_report(row, by)
    write_audit_record(who=by.who, verb="started a report", about=None, why=slug)
    return row


@transaction.atomic
def rename_report(report: Report, *, seen: int, by: Actor) -> None:
    """Change the title, and the line over it.

    Args:
        report: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, ReportNotVisible: by role, or there is no such report.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
    """
    lock_and_authorise_report(report.slug, by)
    report.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="named a report", about=None, why=report.slug)


def _create_default_report_sections(row: Report, by: Actor) -> None:
    ReportSection.objects.bulk_create(
        ReportSection(
            report=row,
            code=planned.code,
            kind=planned.kind.value,
            number=number,
            heading=planned.heading,
            level=planned.level,
            changed_by_id=by.user_id,
            changed_at=timezone.now(),
        )
        for number, planned in enumerate(
            default_sections.list_default_report_sections(of_a_text=not row.call.complete_record), 1
        )
    )


def _create_entries_of_new_report(row: Report, by: Actor) -> None:
    """Everything that was sorted, each under its section, in the order of the source."""
    found = get_classified_practices_and_collator_texts(row.call.code)
    for section in row.sections.filter(kind="practices"):
        told = [
            (p.source_paragraph, p.area_name, p.key, 0) for p in found.practices if p.section == section.code
        ]
        texts = [(t.source_paragraph, "", "", t.id) for t in found.texts if t.section == section.code]
        placed = sorted(told + texts, key=lambda one: (get_paragraph_sort_key(section.code, one[0]), one[1:]))
        append_entries_to_locked_section(section, [(key, text) for _, _, key, text in placed], by)
