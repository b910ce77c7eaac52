"""The facts as the manifest says that they stand."""

from typing import Final

from handrail.insight.facts.fact_database import FactDatabase
from handrail.insight.facts.models import ExportedMonth

COMPRESSED_FROM: Final = 500_000
"""Rows from which it pays to compress them once they are read."""


def open_stored_facts(first_month: str = "") -> FactDatabase:
    """The facts of all months, or from one on, in memory; the caller closes it.

    Raises MissingOrWrongFactFileError: a file is not what was written.
    """
    database, rows = FactDatabase(), 0
    for row in ExportedMonth.objects.filter(month__gte=first_month):
        database.load_month(row.month, row.revision, row.sha256)
        rows += row.rows
    if rows >= COMPRESSED_FROM:
        database.compress()
    return database
