"""Who is quoted: for the tracker of a call."""

from django.db.models import Max

from handrail.areas.reports.models import Edition, EditionEntry


def list_quoted_bodies(call: str) -> frozenset[str]:
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
