"""Verifying rows that open something: their macs, and that each is as the newest record of it says."""

from collections.abc import Iterator

from django.apps import apps

from handrail.platform.audit.models import Record
from handrail.platform.audit.tamper_evident_rows import TamperEvident
from handrail.platform.audit.verification_report import VerificationReport

CHUNK = 2000
FIRST_REVISION = 1  # of a row as it was made: its mac shows that the product made it


class NewestRowRevisionsInTrail:
    """The newest revision that the trail names of each row. Rows that were never changed take no memory."""

    def __init__(self) -> None:
        self._newest: dict[str, int] = {}

    def add(self, record: Record) -> None:
        """Take in the rows that a record names."""
        for label in record.rows:
            row, _, revision = label.rpartition("/")
            self._newest[row] = max(self._newest.get(row, FIRST_REVISION), int(revision))

    def get(self, row: TamperEvident) -> int:
        """What the row's revision must be."""
        return self._newest.get(row.revision_label.rpartition("/")[0], FIRST_REVISION)


def verify_tamper_evident_rows(revisions: NewestRowRevisionsInTrail, report: VerificationReport) -> None:
    """Look at each row of each such model."""
    for row in iterate_tamper_evident_rows():
        report.rows += 1
        if not row.is_intact:
            report.fault("row", f"{row._meta.label} {row.pk} was changed or added by something else.")
        elif row.revision < revisions.get(row):
            report.fault("row", f"{row._meta.label} {row.pk} was put back to an earlier state.")
        elif row.revision > revisions.get(row):
            report.fault("row", f"{row._meta.label} {row.pk} was changed without a record.")


def iterate_tamper_evident_rows() -> Iterator[TamperEvident]:
    """Every row that opens something."""
    for model in apps.get_models():
        if issubclass(model, TamperEvident):
            yield from model._default_manager.order_by("pk").iterator(CHUNK)
