"""Checks of bags that were given."""

from django.db.models import F

from handrail.people.bags.models import BagIssue
from handrail.people.records.case_contradictions import list_contradictions_of_rows
from handrail.platform.record_checks.record_check import Contradiction, RecordCheck


def find_bags_counted_out_elsewhere() -> list[Contradiction]:
    """The bag was counted out of another stock than the one it came from."""
    return list_contradictions_of_rows(BagIssue.objects.exclude(movement__stock=F("stock")))


CHECKS: tuple[RecordCheck, ...] = (
    RecordCheck(
        "bag-counted-out-elsewhere",
        "A bag was counted out of another store than the one it came from",
        "Count both stores, and correct the number of each with a reason.",
        find_bags_counted_out_elsewhere,
        "case_plan",
    ),
)
