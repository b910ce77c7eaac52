"""Writing the months that changed, and saying which file holds. Two at once: one of them fails and may be run again."""

from collections.abc import Collection

from django.db import IntegrityError, transaction

from handrail.insight.facts.fact_database import FOLDER, TABLE, FactDatabase, get_fact_file_name_of_month
from handrail.insight.facts.models import ExportedMonth
from handrail.insight.facts.sealed_files import delete_sealed_file, list_sealed_files


class ExportOverlapError(Exception):
    """Another export replaced one of the months meanwhile. Nothing was changed: run it again."""


def find_months_with_facts_of_pseudonyms(database: FactDatabase, pseudonyms: Collection[str]) -> set[str]:
    """Months in which any of these people has a fact."""
    sql = f"SELECT DISTINCT month FROM {TABLE} WHERE list_contains(?, pseudonym)"
    return {month for (month,) in database.fetch(sql, [sorted(pseudonyms)])} if pseudonyms else set()


def replace_fact_files_of_months(database: FactDatabase, months: Collection[str]) -> None:
    """Write these months anew as the database in memory has them; files of before go when the transaction has ended.

    Args:
        database: with all facts as they shall stand.
        months: that changed.

    Raises:
        ExportOverlapError: another export was quicker.
    """
    stored = {row.month: row for row in ExportedMonth.objects.filter(month__in=months)}
    for month in sorted(months):
        _replace_fact_file_of_month(database, month, stored.get(month))
    transaction.on_commit(delete_unlisted_fact_files)


def _replace_fact_file_of_month(database: FactDatabase, month: str, row: ExportedMonth | None) -> None:
    revision = row.revision + 1 if row else 1
    number, sha256 = database.write_month(month, revision)
    try:
        if row is None:
            ExportedMonth.objects.create(month=month, revision=revision, rows=number, sha256=sha256)
            return
    except IntegrityError:
        raise ExportOverlapError(month) from None
    changed = ExportedMonth.objects.filter(month=month, revision=row.revision).update(
        revision=revision, rows=number, sha256=sha256
    )
    if not changed:
        raise ExportOverlapError(month)


def delete_unlisted_fact_files() -> None:
    """Files that the manifest does not name: replaced, or of an export that failed."""
    held = {get_fact_file_name_of_month(row.month, row.revision) for row in ExportedMonth.objects.all()}
    for name in list_sealed_files(FOLDER):
        if name not in held:
            delete_sealed_file(name)
