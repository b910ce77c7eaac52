"""The dry run: what is wrong with each row and who it may be, kept beside the row. No case is written."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from handrail.people.caseload_import.actions.uploads import save_import
from handrail.people.caseload_import.duplicates import EarlierRows, ExistingCases, encode_likely
from handrail.people.caseload_import.file_world import FileWorld, load_file_world
from handrail.people.caseload_import.models import CaseloadImport, CaseloadImportRow
from handrail.people.caseload_import.pathway_findings import list_pathway_findings
from handrail.people.caseload_import.row_findings import FindingWeight, encode_findings
from handrail.people.caseload_import.row_reader import RowContent
from handrail.people.caseload_import.text_choices import ImportState, RowDecision, RowState
from handrail.people.records.models import Case
from handrail.people.records.text_choices import Age
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record

CHUNK = 50


class RowCheck:
    """Checks the rows of one import, some at a time; made anew for each round of the work beside the pages."""

    def __init__(self, caseload: CaseloadImport, by: Actor) -> None:
        self._by, self._world = by, load_file_world(caseload)
        self._existing, self._earlier = ExistingCases(by), EarlierRows()
        for row in CaseloadImportRow.objects.filter(caseload=caseload).order_by("number").iterator(500):
            content, _ = self._world.read(row)
            self._earlier.add(row.number, content)

    @transaction.atomic
    def work(self) -> bool:
        """Check some rows. Returns whether there may be more."""
        rows = CaseloadImport.objects.select_for_update(of=("self",))
        caseload = rows.filter(pk=self._world.caseload.pk, state=ImportState.CHECKING).first()
        if caseload is None:
            return False
        if caseload.is_stop_asked:
            return _go_back_to_questions(caseload)
        unread = CaseloadImportRow.objects.filter(caseload=caseload, state=RowState.UNREAD)
        some = list(unread.order_by("number")[:CHUNK])
        if not some:
            return self._finish(caseload)
        self._check(some)
        caseload.worked_count += len(some)
        save_import(caseload)
        return True

    def _check(self, rows: Sequence[CaseloadImportRow]) -> None:
        for row in rows:
            row.bind(self._world.access)
            content, findings = self._world.read(row)
            if not any(finding.weight is FindingWeight.FAULT for finding in findings):
                findings += list_pathway_findings(
                    content,
                    make_unsaved_case(self._world, content),
                    self._world.clock_lengths,
                    self._world.reader,
                )
            likely = [*self._existing.find(content), *self._earlier.find(row.number, content)]
            is_faulty = any(finding.weight is FindingWeight.FAULT for finding in findings)
            row.findings, row.likely = encode_findings(findings), encode_likely(likely)
            row.state = _choose_state(row.decision, is_faulty=is_faulty, is_likely=bool(likely))
        CaseloadImportRow.objects.bulk_update([row.seal() for row in rows], ["findings", "likely", "state"])

    def _finish(self, caseload: CaseloadImport) -> bool:
        caseload.state, caseload.checked_at = ImportState.CHECKED, timezone.now()
        save_import(caseload)
        write_audit_record(who=self._by.who, verb="checked the rows of an import", about=caseload.pk)
        return False


def make_unsaved_case(world: FileWorld, content: RowContent) -> Case:
    """A case as the row says, for the rules to read."""
    area = world.areas.get(content.codes["area"]) or world.owner.area
    return Case(
        owner=world.owner,
        area=area,
        jurisdiction=area.nation if area else "england",
        age=content.codes["age"] or Age.UNSURE,
        age_asked=bool(content.codes["age"]),
    )


def _choose_state(decision: str, *, is_faulty: bool, is_likely: bool) -> RowState:
    if is_faulty:
        return RowState.FAULTY
    if not is_likely or decision == RowDecision.NEW:
        return RowState.READY
    return RowState.LEFT_OUT if decision else RowState.DUPLICATE


def _go_back_to_questions(caseload: CaseloadImport) -> bool:
    caseload.state, caseload.is_stop_asked = ImportState.ASKING, False
    save_import(caseload)
    return False
