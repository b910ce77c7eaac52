"""Which bodies the published reports of a call quote."""

from django.db.models import Max

from handrail.areas.reports.models import Edition, EditionEntry, Report


def get_quoted_body_codes(call: str) -> frozenset[str]:
    """The codes of the bodies that the newest edition of a report of this call quotes."""
    newest = (
        Edition.objects.filter(report__call__code=call)
        .values("report")
        .annotate(newest=Max("number"))
        .values_list("report", "newest")
    )
    found: set[str] = set()
    for report, number in newest:
        rows = EditionEntry.objects.filter(edition__report=report, edition__number=number, body__isnull=False)
        found |= set(rows.values_list("body__code", flat=True))
    return frozenset(found)


def find_quoted_body_codes_if_begun(call: str) -> frozenset[str] | None:
    """The same for the tracker of a call; None where no report of it was begun."""
    quoted = get_quoted_body_codes(call)
    return quoted if quoted or Report.objects.filter(call__code=call).exists() else None
