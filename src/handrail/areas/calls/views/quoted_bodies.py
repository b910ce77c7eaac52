"""Which bodies a report quotes: asked of the reports, which stand above calls."""

from handrail.areas.reports.queries import list_quoted_bodies
from handrail.areas.reports.queries.published_editions import list_report_slugs


def find_quoted_bodies(call: str) -> frozenset[str] | None:
    """The codes of the bodies that the report of this call quotes; None where no report was begun."""
    return list_quoted_bodies(call) or (frozenset() if list_report_slugs(call) else None)
