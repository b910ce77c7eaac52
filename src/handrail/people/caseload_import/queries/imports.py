"""Imports of an organisation, one of them with its rows as its reader may see them, and the cases that came of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page
from django.db.models import Count

from handrail.people.caseload_import.duplicates import LikelySame, decode_likely
from handrail.people.caseload_import.models import CaseloadImport, CaseloadImportRow, ImportedCase
from handrail.people.caseload_import.queries.worked_on import find_ids_of_cases_worked_on
from handrail.people.caseload_import.row_findings import RowFinding, decode_findings
from handrail.people.caseload_import.text_choices import RowState
from handrail.people.records.models import Case, Person
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.sealed import bind_rows_to_access
from handrail.platform.access.today import today
from handrail.platform.ui.paging import fetch_page

SAMPLE_ROWS = 20


@dataclass(frozen=True, slots=True)
class OpenedImport:
    """An import with what opens its rows for the reader, and how many of them stand where."""

    row: CaseloadImport
    access: CaseAccess
    counts: dict[str, int]

    @property
    def heads(self) -> list[str]:
        """The header row of the file; none once the import has ended."""
        return list(json.loads(self.row.heads.open() or "[]"))

    def count(self, state: RowState) -> int:
        """Rows that stand there."""
        return self.counts.get(state.value, 0)


@dataclass(frozen=True, slots=True)
class LikelyCase:
    """A case that may be of the same person, as far as it is open to the reader, or an earlier row; and why."""

    reasons: tuple[str, ...]
    case: Case | None = None
    person: Person | None = None
    row_number: int = 0


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """One row as the page shows it."""

    row: CaseloadImportRow
    cells: list[str]
    findings: list[RowFinding]
    likely: list[LikelyCase]


def get_imports_page(actor: Actor, number: str) -> "Page[CaseloadImport]":
    """The imports of the actor's organisation, the newest first."""
    rows = CaseloadImport.objects.filter(body=actor.body_id).select_related("uploaded_by")
    return fetch_page(rows.defer("columns", "left_out_rows").order_by("-uploaded_at", "pk"), number)


def get_import_for_actor(actor: Actor, import_id: UUID) -> OpenedImport:
    """One import of the actor's organisation. Raises NotVisible."""
    rows = CaseloadImport.objects.filter(pk=import_id, body=actor.body_id)
    row = rows.select_related("uploaded_by", "worked_by", "point_of_contact").first()
    if row is None:
        raise NotVisible
    access = policy.get_access_to_file(actor, CaseFileIdAndOwner(row.pk, row.body_id), today())
    row.bind(access)
    counted = CaseloadImportRow.objects.filter(caseload=row).values_list("state").annotate(number=Count("pk"))
    return OpenedImport(row, access, dict(counted.order_by()))


def get_rows_page(
    found: OpenedImport, state: RowState | None, number: str
) -> "tuple[Page[CaseloadImportRow], list[OpenedRow]]":
    """One page of its rows, in the order of the file.

    Args:
        found: the import.
        state: only those that stand there; None for all.
        number: of the page, as it was typed.

    Returns:
        The page of Django's, and its rows opened for the reader.
    """
    rows = CaseloadImportRow.objects.filter(caseload=found.row)
    if state is not None:
        rows = rows.filter(state=state)
    page = fetch_page(rows.order_by("number").opened_for(found.access), number)
    return page, _open_rows(found, list(page.object_list))


def get_row(found: OpenedImport, number: int) -> OpenedRow:
    """One row. Raises NotVisible."""
    rows = CaseloadImportRow.objects.filter(caseload=found.row, number=number).opened_for(found.access)
    opened = _open_rows(found, list(rows))
    if not opened:
        raise NotVisible
    return opened[0]


def list_rows_with_findings(found: OpenedImport) -> list[OpenedRow]:
    """Every row of which something was found, for the file of findings."""
    rows = CaseloadImportRow.objects.filter(caseload=found.row, findings__isnull=False)
    return [
        OpenedRow(row, [], decode_findings(row.findings.open()), [])
        for row in rows.order_by("number").opened_for(found.access)
    ]


def _open_rows(found: OpenedImport, rows: Sequence[CaseloadImportRow]) -> list[OpenedRow]:
    likely = {row.pk: decode_likely(row.likely.open()) for row in rows}
    cases = _fetch_likely_cases(found.access.actor, [one for some in likely.values() for one in some])
    return [
        OpenedRow(
            row,
            json.loads(row.cells.open() or "[]"),
            decode_findings(row.findings.open()),
            [_pair_with_case(one, cases) for one in likely[row.pk]],
        )
        for row in rows
    ]


def _pair_with_case(one: LikelySame, cases: dict[UUID, tuple[Case, Person]]) -> LikelyCase:
    case, person = cases.get(one.case_id, (None, None)) if one.case_id else (None, None)
    return LikelyCase(one.reasons, case, person, one.row_number)


def _fetch_likely_cases(actor: Actor, likely: Sequence[LikelySame]) -> dict[UUID, tuple[Case, Person]]:
    """Those that are open to the reader, with their people bound to what opens them: two statements."""
    wanted = {one.case_id for one in likely if one.case_id}
    if not wanted:
        return {}
    visible = policy.visible_files_q(actor, today(), Kind.IDENTITY)
    rows = Case.objects.filter(visible, pk__in=wanted).select_related("person", "area", "point_of_contact")
    cases = {case.pk: case for case in rows}
    facts = [CaseFileIdAndOwner(case.pk, case.owner_id) for case in cases.values()]
    accesses = policy.get_access_by_file_id(actor, facts, today())
    people = bind_rows_to_access([case.person for case in cases.values()], accesses)
    return {person.pk: (cases[person.pk], person) for person in people}


def get_imported_cases_page(found: OpenedImport, number: str) -> "Page[ImportedCase]":
    """The cases that came of it and are here, in the order of the file."""
    rows = ImportedCase.objects.filter(caseload=found.row).select_related("case__point_of_contact")
    return fetch_page(rows.order_by("row_number"), number)


def find_worked_on_references(found: OpenedImport) -> list[str]:
    """References of its cases that somebody has worked on since: undoing keeps them."""
    ids = list(ImportedCase.objects.filter(caseload=found.row).values_list("pk", flat=True))
    kept = find_ids_of_cases_worked_on(ids)
    return sorted(Case.objects.filter(pk__in=kept).values_list("reference", flat=True))


def find_provenance(access: CaseAccess) -> ImportedCase | None:
    """From which import and row a case came, for whoever reads the case; None where it was opened here."""
    rows = ImportedCase.objects.filter(pk=access.file_id).select_related("caseload__uploaded_by")
    return rows.opened_for(access).first()


def get_sample_cells(found: OpenedImport) -> list[list[str]]:
    """What stands in the first rows, column by column, so that a head can be told by what is under it."""
    rows = CaseloadImportRow.objects.filter(caseload=found.row).order_by("number").opened_for(found.access)
    cells = [json.loads(row.cells.open() or "[]") for row in rows[:SAMPLE_ROWS]]
    width = len(found.row.columns)
    samples = [[row[place] for row in cells if place < len(row) and row[place]] for place in range(width)]
    return [list(dict.fromkeys(texts)) for texts in samples]
