"""Beginning a report, and naming it."""

from django.db import transaction
from django.utils import timezone

from handrail.areas.calls.models import Call
from handrail.areas.practices.queries import get_sorted_call
from handrail.areas.practices.sections import get_paragraph_order
from handrail.areas.reports import default_sections
from handrail.areas.reports.actions.entries import append_entries
from handrail.areas.reports.exceptions import StaleReportError
from handrail.areas.reports.models import Report, ReportSection
from handrail.areas.reports.permissions import lock_and_authorise_report
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg


@transaction.atomic
def begin_report(
    *, call: str, slug: str, title: str, above: str = "", fill: bool = True, by: Actor
) -> Report:
    """Begin a report of a call that is out. With `fill`, everything that was sorted stands in its section already."""
    require_permission(by, Permission.EDIT_REPORTS)
    asked = Call.objects.filter(code=call).exclude(state="draft").first()
    if asked is None:
        raise ActionNotAllowed("Choose a call that has been asked.")
    if not title.strip():
        raise ActionNotAllowed("Give the report a title.")
    if Report.objects.filter(slug=slug).exists():
        raise ActionNotAllowed(
            msg("There is a report at the address “{slug}” already. Choose another.", slug=slug)
        )
    row = Report.objects.create(slug=slug, call=asked, title=title, above=above, **_get_change_stamp(by))
    _create_sections(row, by)
    if fill:
        _create_entries(row, by)
    record(who=by.who, verb="began a report", about=None, why=slug)
    return row


@transaction.atomic
def rename_report(*, slug: str, title: str, above: str, seen_version: int, by: Actor) -> None:
    """Change the title, and what stands over it. Raises StaleReport where somebody changed them meanwhile."""
    row = lock_and_authorise_report(slug, by)
    if row.version != seen_version:
        raise StaleReportError
    if not title.strip():
        raise ActionNotAllowed("Give the report a title.")
    row.title, row.above, row.version = title, above, row.version + 1
    row.changed_by_id, row.changed_at = by.user_id, timezone.now()
    row.save()
    record(who=by.who, verb="named a report", about=None, why=slug)


def _get_change_stamp(by: Actor) -> dict[str, object]:
    return {"changed_by_id": by.user_id, "changed_at": timezone.now()}


def _create_sections(row: Report, by: Actor) -> None:
    ReportSection.objects.bulk_create(
        ReportSection(
            report=row,
            code=planned.code,
            kind=planned.kind.value,
            number=number,
            heading=planned.heading,
            level=planned.level,
            **_get_change_stamp(by),
        )
        for number, planned in enumerate(
            default_sections.list_default_sections(of_a_text=not row.call.complete_record), 1
        )
    )


def _create_entries(row: Report, by: Actor) -> None:
    """Everything that was sorted, each under its section, in the order of the source."""
    found = get_sorted_call(row.call.code)
    for section in row.sections.filter(kind="practices"):
        told = [
            (p.source_paragraph, p.area_name, p.key, 0) for p in found.practices if p.section == section.code
        ]
        texts = [(t.source_paragraph, "", "", t.id) for t in found.texts if t.section == section.code]
        placed = sorted(told + texts, key=lambda one: (get_paragraph_order(section.code, one[0]), one[1:]))
        append_entries(section, [(key, text) for _, _, key, text in placed], by)
