"""The facts as the manifest says that they stand."""

from handrail.insight.facts.fact_database import FactDatabase
from handrail.insight.facts.models import ExportedMonth


def open_stored_facts() -> FactDatabase:
    """All months in memory; the caller closes it. Raises MissingFileError: a file is not what was written."""
    database = FactDatabase()
    for row in ExportedMonth.objects.all():
        database.load_month(row.month, row.revision, row.sha256)
    return database
