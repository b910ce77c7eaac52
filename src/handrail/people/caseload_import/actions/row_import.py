"""Importing: a case for each row that is ready, each in a transaction of its own, so that nothing is half there.

A row is marked in the same transaction as its case is opened: whatever breaks off, none is imported twice.
"""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from handrail.people.caseload_import.actions.ending import end_import
from handrail.people.caseload_import.actions.uploads import save_import
from handrail.people.caseload_import.file_world import load_file_world
from handrail.people.caseload_import.models import CaseloadImport, CaseloadImportRow, ImportedCase
from handrail.people.caseload_import.row_findings import RowFinding, encode_findings
from handrail.people.caseload_import.row_reader import RowContent
from handrail.people.caseload_import.text_choices import ImportState, RowState
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.lifecycle.actions.opening_with_history import (
    PastAnswerInput,
    PastCaseInput,
    open_case_with_history,
)
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.records.models import Case
from handrail.people.records.text_choices import Age, ConsentAnswer, YesNoOrNotAsked
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

PERSON_TEXTS = ("called", "full_name", "where_now")


class RowImport:
    """Imports the rows of one import, one at a time; made anew for each round of the work beside the pages."""

    def __init__(self, caseload: CaseloadImport, by: Actor) -> None:
        self._by, self._world = by, load_file_world(caseload)
        ready = CaseloadImportRow.objects.filter(caseload=caseload, state=RowState.READY)
        self._waiting = list(ready.order_by("-number").values_list("pk", flat=True))

    def work(self) -> bool:
        """Import one row. Returns whether there may be more."""
        if not self._waiting:
            return self._finish()
        return self._import_row(self._waiting.pop())

    @transaction.atomic
    def _import_row(self, row_id: UUID) -> bool:
        caseload = self._lock()
        if caseload is None:
            return False
        if caseload.is_stop_asked:
            return _stop(caseload)
        row = CaseloadImportRow.objects.select_for_update().filter(pk=row_id, state=RowState.READY).first()
        if row is None:
            return True
        row.bind(self._world.access)
        content, findings = self._world.read(row)
        try:
            with transaction.atomic():
                self._open_case(caseload, row, content)
        except (ActionNotPossibleError, ValidationError) as refused:
            findings.append(RowFinding("", _say(refused)))
            row.state, row.findings = RowState.FAULTY, encode_findings(findings)
        else:
            row.state, row.cells, row.findings, row.likely = RowState.IMPORTED, None, None, None
            caseload.imported_count += 1
        row.save()
        caseload.worked_count += 1
        save_import(caseload)
        return True

    def _open_case(self, caseload: CaseloadImport, row: CaseloadImportRow, content: RowContent) -> Case:
        case = open_case_with_history(
            owner=self._world.owner, known=self._make_input(caseload, row, content), by=self._by
        )
        why = f"import of {caseload.uploaded_at:%-d %B %Y}, row {row.number}"
        write_audit_record(who=self._by.who, verb="imported the case", about=case.pk, why=why)
        ImportedCase(
            case=case,
            caseload=caseload,
            row_number=row.number,
            basis=content.basis,
            own_reference=content.texts["own_reference"],
            imported_at=timezone.now(),  # after all that the trail says of the import itself
        ).bind(UnrecordedKeyAccess(case.pk)).save(force_insert=True)
        why = f"row {row.number}: {case.reference}"
        write_audit_record(who=self._by.who, verb="imported a row", about=caseload.pk, why=why)
        return case

    def _make_input(
        self, caseload: CaseloadImport, row: CaseloadImportRow, content: RowContent
    ) -> PastCaseInput:
        world, codes = self._world, content.codes
        contact = world.colleagues.get(content.point_of_contact_id or caseload.point_of_contact_id or 0)
        if contact is None:
            raise ActionNotPossibleError(
                "The point of contact no longer works on cases here. Choose someone else."
            )
        note = content.texts["note"]
        return PastCaseInput(
            texts={name: content.texts[name] for name in PERSON_TEXTS},
            born=content.born,
            age=Age(codes["age"]),
            interpreter=YesNoOrNotAsked(codes["interpreter"] or YesNoOrNotAsked.NOT_ASKED),
            language=world.languages.get(codes["language"]),
            area=world.areas.get(codes["area"]),
            point_of_contact=contact,
            events=[
                EventInput(
                    event.event,
                    event.at,
                    note=note if event.event == "identified" else "",
                    national_reference=event.reference,
                )
                for event in content.events
            ],
            answers=[
                PastAnswerInput(answer.matter, ConsentAnswer(answer.said), answer.on, answer.event)
                for answer in content.answers
            ],
            asked_by=str(msg("Imported: row {number}", number=row.number)),
            phone=content.texts["phone"],
            phone_safe=ChannelSafety(codes["phone_safe"] or ChannelSafety.UNSURE),
        )

    @transaction.atomic
    def _finish(self) -> bool:
        """All rows that were ready are in. Where some were refused meanwhile, they wait for somebody."""
        caseload = self._lock()
        if caseload is None:
            return False
        if caseload.worked_count > caseload.imported_count:
            return _stop(caseload)
        end_import(caseload, ImportState.DONE, self._by.who)
        return False

    def _lock(self) -> CaseloadImport | None:
        rows = CaseloadImport.objects.select_for_update(of=("self",))
        return rows.filter(pk=self._world.caseload.pk, state=ImportState.IMPORTING).first()


def _stop(caseload: CaseloadImport) -> bool:
    caseload.state, caseload.is_stop_asked = ImportState.STOPPED, False
    save_import(caseload)
    return False


def _say(refused: ActionNotPossibleError | ValidationError) -> str:
    if isinstance(refused, ValidationError):
        return " ".join(refused.messages)
    return str(refused.args[0])
