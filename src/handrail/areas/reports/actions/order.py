"""The order of sections, and of the entries of each: given as a whole, on one page."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from handrail.areas.reports.models import ReportEntry, ReportSection
from handrail.areas.reports.permissions import lock_and_authorise_report
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record


@transaction.atomic
def reorder_report(*, slug: str, sections: Mapping[str, int], entries: Mapping[str, int], by: Actor) -> None:
    """Put sections, and entries within their section, in the order of the numbers given.

    What was added meanwhile and has no number here comes last; equal numbers keep their order.

    Args:
        slug: of the report.
        sections: a number by code of the section.
        entries: a number by anchor of the entry.
        by: who acts.

    Raises:
        Denied, ReportNotVisible: by role, or there is no such report.
    """
    report = lock_and_authorise_report(slug, by)
    rows = list(report.sections.order_by("number", "id"))
    _save_order_of_sections_or_entries(
        rows, {row.pk: sections[row.code] for row in rows if row.code in sections}
    )
    for section in rows:
        own = list(section.entries.order_by("number", "id"))
        _save_order_of_sections_or_entries(
            own, {row.pk: entries[row.anchor] for row in own if row.anchor in entries}
        )
    write_audit_record(who=by.who, verb="reordered a report", about=None, why=slug)


def _save_order_of_sections_or_entries[R: (ReportSection, ReportEntry)](
    rows: Iterable[R], numbers: Mapping[int, int]
) -> None:
    ordered = sorted(rows, key=lambda row: (row.pk not in numbers, numbers.get(row.pk, 0)))
    for number, row in enumerate(ordered, 1):
        if row.number != number:
            row.number = number
            row.save(update_fields=["number"])
