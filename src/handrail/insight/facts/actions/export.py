"""Exporting cases as facts: those that changed since the last time, or all of them, compared with what is stored."""

import datetime
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils import timezone

from handrail.insight.facts.actions.erased_people import replace_pseudonyms_of_erased
from handrail.insight.facts.actions.month_replacement import (
    find_months_with_facts_of_pseudonyms,
    replace_fact_files_of_months,
)
from handrail.insight.facts.case_fact import CaseFact, get_create_table_sql
from handrail.insight.facts.fact_database import TABLE, FactDatabase
from handrail.insight.facts.fact_derivation import derive_case_facts
from handrail.insight.facts.models import ExportWatermark
from handrail.insight.facts.pseudonyms import ERASED_PREFIX, compute_pseudonyms_by_file_id
from handrail.insight.facts.queries import iterate_case_histories, list_ids_of_case_files_changed_since
from handrail.insight.facts.stored_facts import open_stored_facts
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.audit.actor_snapshot import ActorSnapshot

EXPORTER: Final = ActorSnapshot("", "The exporter of case facts", "", "this installation", "")
OVERLAP: Final = datetime.timedelta(minutes=10)
"""Commits become visible out of order: so much of the trail is read twice."""


@dataclass(frozen=True, slots=True)
class CaseFactExportResult:
    """Cases that were derived, people whose facts differed from what was stored, months that were written."""

    cases: int
    differing: int
    months: int


@acting_as_system(SystemActor.INSIGHT)
def export_changed_cases() -> CaseFactExportResult:
    """Derive each case whole again that the trail names since the last export. Doing it again changes nothing."""
    now, mark = timezone.now(), _get_export_watermark()
    if mark.exported_until is None:
        return rebuild_all_case_facts()
    changed = list_ids_of_case_files_changed_since(mark.exported_until - OVERLAP)
    histories = list(iterate_case_histories(changed))
    today = timezone.localdate(now)
    fresh = [fact for history in histories for fact in derive_case_facts(history, today)]
    gone = set(compute_pseudonyms_by_file_id(changed).values())
    return _replace_stored_facts(fresh, gone, cases=len(histories), now=now, verb="exported case facts")


@acting_as_system(SystemActor.INSIGHT)
def rebuild_all_case_facts() -> CaseFactExportResult:
    """Derive every case again and mend what differs; rows of erased people are carried over as they are."""
    now = timezone.now()
    today, fresh, cases = timezone.localdate(now), list[CaseFact](), 0
    for history in iterate_case_histories():
        fresh += derive_case_facts(history, today)
        cases += 1
    return _replace_stored_facts(fresh, None, cases=cases, now=now, verb="rebuilt case facts")


def _replace_stored_facts(
    fresh: list[CaseFact], people: set[str] | None, *, cases: int, now: datetime.datetime, verb: str
) -> CaseFactExportResult:
    """Put the facts in the place of those that are stored.

    Args:
        fresh: as derived just now.
        people: whose facts are replaced; None for everybody's but those of erased people.
        cases: how many were derived, for the record.
        now: the moment up to which the trail was read.
        verb: of the record.

    Returns:
        What was done.
    """
    with open_stored_facts() as database, transaction.atomic():
        replace_pseudonyms_of_erased(database)
        differing = _find_pseudonyms_with_changed_facts(database, fresh, people)
        months = find_months_with_facts_of_pseudonyms(database, differing) | {
            fact.month for fact in fresh if fact.pseudonym in differing
        }
        database.fetch(f"DELETE FROM {TABLE} WHERE list_contains(?, pseudonym)", [sorted(differing)])
        database.add_facts(fact for fact in fresh if fact.pseudonym in differing)
        replace_fact_files_of_months(database, months)
        mark = _get_export_watermark()
        ExportWatermark.objects.update_or_create(
            pk=1, defaults={"exported_until": now, "number": mark.number + 1}
        )
        write_audit_record(who=EXPORTER, verb=verb, about=None, why=f"{cases} cases, {len(months)} months")
    return CaseFactExportResult(cases, len(differing), len(months))


def _find_pseudonyms_with_changed_facts(
    database: FactDatabase, fresh: list[CaseFact], people: set[str] | None
) -> set[str]:
    """Pseudonyms whose stored rows are not those that were derived."""
    database.connection.execute(get_create_table_sql("fresh"))
    database.add_facts(fresh, "fresh")
    stored = f"SELECT * FROM {TABLE} WHERE pseudonym NOT LIKE '{ERASED_PREFIX}%'"
    sql = (
        f"SELECT DISTINCT pseudonym FROM ((SELECT * FROM fresh EXCEPT {stored})"
        f" UNION ALL ({stored} EXCEPT SELECT * FROM fresh))"
    )
    found = {pseudonym for (pseudonym,) in database.fetch(sql)}
    return found if people is None else found & people


def _get_export_watermark() -> ExportWatermark:
    return ExportWatermark.objects.filter(pk=1).first() or ExportWatermark()
