"""Undoing an import: each case of it is erased as a person's record is, unless somebody has worked on it since."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.caseload_import.actions.uploads import save_import_without_key
from handrail.people.caseload_import.models import CaseloadImport, ImportedCase
from handrail.people.caseload_import.queries.worked_on import find_ids_of_cases_worked_on
from handrail.people.caseload_import.text_choices import ImportState
from handrail.people.personal_data.actions.case_file_erasure import erase_case_file
from handrail.people.records.models import Case
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record


class ImportUndo:
    """Erases the cases of one import, one at a time; made anew for each round of the work beside the pages."""

    def __init__(self, caseload: CaseloadImport, by: Actor) -> None:
        self._by, self._import_id = by, caseload.pk
        cases = ImportedCase.objects.filter(caseload=caseload).order_by("-row_number")
        self._waiting = list(cases.values_list("case_id", flat=True))
        self._kept = find_ids_of_cases_worked_on(self._waiting)
        self._waiting = [case_id for case_id in self._waiting if case_id not in self._kept]

    def work(self) -> bool:
        """Erase one case. Returns whether there may be more."""
        if not self._waiting:
            return self._finish()
        return self._erase(self._waiting.pop())

    @transaction.atomic
    def _erase(self, case_id: UUID) -> bool:
        caseload = self._lock()
        if caseload is None:
            return False
        case = Case.objects.select_for_update(of=("self",)).filter(pk=case_id).first()
        if case is not None and not find_ids_of_cases_worked_on([case_id]):
            why = f"{case.reference}: import of {caseload.uploaded_at:%-d %B %Y} undone"
            write_audit_record(who=self._by.who, verb="erased an imported case", about=case_id, why=why)
            write_audit_record(who=self._by.who, verb="undid a row", about=caseload.pk, why=case.reference)
            erase_case_file(case_id, signed_by=self._by.user_id)
        caseload.worked_count += 1
        save_import_without_key(caseload)
        return True

    @transaction.atomic
    def _finish(self) -> bool:
        caseload = self._lock()
        if caseload is not None:
            caseload.state, caseload.ended_at = ImportState.UNDONE, timezone.now()
            save_import_without_key(caseload)
            write_audit_record(who=self._by.who, verb="undid an import of cases", about=caseload.pk)
        return False

    def _lock(self) -> CaseloadImport | None:
        rows = CaseloadImport.objects.select_for_update(of=("self",))
        return rows.filter(pk=self._import_id, state=ImportState.UNDOING).first()
