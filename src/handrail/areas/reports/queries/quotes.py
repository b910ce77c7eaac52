"""What a body was asked about its quotes."""

from dataclasses import dataclass

from handrail.areas.calls.permissions import get_represented_body_ids
from handrail.areas.reports.permissions import ReportNotVisible
from handrail.areas.reports.queries.working_report import (
    ReportEntryRow,
    make_report_entry_row,
    select_entries_with_related,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission


@dataclass(frozen=True, slots=True)
class QuoteApprovalRow:
    """One question whether a wording may be published."""

    slug: str
    report: str
    section: str
    entry: ReportEntryRow


def list_quote_approval_requests_to_body(actor: Actor) -> tuple[QuoteApprovalRow, ...]:
    """Every quote that the actor's body was asked about, those without an answer first.

    Returns:
        One for each entry.
    """
    if not actor.may(Permission.APPROVE_QUOTES):
        return ()
    rows = (
        select_entries_with_related()
        .select_related("report")
        .filter(practice__body__in=get_represented_body_ids(actor))
        .exclude(quote="not_asked")
    )
    lines = [
        QuoteApprovalRow(row.report.slug, row.report.title, row.section.heading, make_report_entry_row(row))
        for row in rows
    ]
    return tuple(
        sorted(lines, key=lambda line: (line.entry.quote != "asked", line.entry.area, line.entry.id))
    )


def get_quote_approval_request_to_body(actor: Actor, entry_id: int) -> QuoteApprovalRow:
    """One quote that the actor's body was asked about. Raises ReportNotVisible."""
    line = next(
        (line for line in list_quote_approval_requests_to_body(actor) if line.entry.id == entry_id), None
    )
    if line is None:
        raise ReportNotVisible
    return line
