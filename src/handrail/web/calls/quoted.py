"""Which bodies a report quotes: asked of the reports, which stand above calls."""

from handrail.assurance.reports.queries import quoted
from handrail.assurance.reports.queries.published import reports_of_call


def quoted_by(call: str) -> frozenset[str] | None:
    """The codes of the bodies that the report of this call quotes; None where no report was begun."""
    return quoted(call) or (frozenset() if reports_of_call(call) else None)
