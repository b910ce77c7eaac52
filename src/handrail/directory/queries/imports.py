"""The report of a list that was read in: what would be added, what is here already, what is wrong with the rest."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.directory.incoming.duplicates import (
    PossibleDuplicateService,
    get_possible_duplicates_by_row_number,
)
from handrail.directory.incoming.import_row import ImportRow, rebuild_import_row_from_stored_values
from handrail.directory.models import ServiceImport
from handrail.directory.need_and_service_kinds import get_service_kind
from handrail.platform.access.actor import Actor
from handrail.platform.reference.models import AreaName, Language, LanguageName


@dataclass(frozen=True, slots=True)
class ServiceImportReportRow:
    """One row and its outcome: added, here (already), alike (looks like a service that is here) or out."""

    number: int
    provider: str
    name: str
    kind: str
    outcome: str
    duplicate: PossibleDuplicateService | None
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServiceImportReport:
    """All rows of a list that was read in."""

    import_id: UUID
    source: str
    read_at: datetime.datetime
    done_at: datetime.datetime | None
    added: int
    rows: tuple[ServiceImportReportRow, ...]

    def get_rows_with(self, outcome: str) -> tuple[ServiceImportReportRow, ...]:
        """The rows with this outcome."""
        return tuple(row for row in self.rows if row.outcome == outcome)


def find_service_import_report(actor: Actor, import_id: UUID) -> ServiceImportReport | None:
    """The report for the organisation that read the list in; None for any other."""
    kept = ServiceImport.objects.filter(pk=import_id, body=actor.body_id).first()
    if kept is None:
        return None
    rows = [rebuild_import_row_from_stored_values(row) for row in kept.rows]
    alike = (
        {} if kept.done_at else get_possible_duplicates_by_row_number(row for row in rows if not row.problems)
    )
    lines = tuple(_make_import_report_row(row, alike.get(row.number)) for row in rows)
    return ServiceImportReport(kept.pk, kept.source, kept.read_at, kept.done_at, kept.added, lines)


def _make_import_report_row(
    row: ImportRow, duplicate: PossibleDuplicateService | None
) -> ServiceImportReportRow:
    outcome = (
        "out" if row.problems else "added" if duplicate is None else "here" if duplicate.same else "alike"
    )
    code = row.said.get("kind", "")
    return ServiceImportReportRow(
        number=row.number,
        provider=row.provider,
        name=row.name,
        kind=get_service_kind(code).name if code and not row.problems else "",
        outcome=outcome,
        duplicate=duplicate,
        problems=row.problems,
    )


def get_area_codes_by_lowercase_name() -> dict[str, str]:
    """What people call an area.

    Returns:
        Codes by names in small letters.
    """
    return {name.lower(): code for name, code in AreaName.objects.values_list("name", "area_id")}


def get_language_tags_by_name() -> dict[str, str]:
    """What people call a language.

    Returns:
        Tags by names in small letters.
    """
    met = {name.lower(): tag for name, tag in LanguageName.objects.values_list("name", "language_id")}
    return met | {name.lower(): tag for name, tag in Language.objects.values_list("name", "tag")}
