"""What is done with an import: upload, match, answer, decide, import, stop, finish, undo."""

from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.people.caseload_import.actions import decisions, uploads
from handrail.people.caseload_import.forms import (
    AllRowsDecisionForm,
    ColumnsForm,
    ImportQuestionsForm,
    RowDecisionForm,
    UndoForm,
    UploadCaseloadForm,
)
from handrail.people.caseload_import.models import ImportedCase
from handrail.people.caseload_import.permissions import MOVED_ON
from handrail.people.caseload_import.presenters import (
    get_name_in_row,
    get_row_values,
    list_reasons,
    make_comparison,
)
from handrail.people.caseload_import.queries.imports import (
    LikelyCase,
    OpenedImport,
    OpenedRow,
    find_worked_on_references,
    get_import_for_actor,
    get_row,
    get_sample_cells,
)
from handrail.people.caseload_import.text_choices import (
    FILE_STATES,
    ImportBasis,
    ImportState,
    RowDecision,
    RowState,
    SupportConsent,
)
from handrail.platform.access.body_and_colleague_choices import list_colleague_choices
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read, write_read_records_of_files
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg, pluralise
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.oversight_form_fields import ConfirmForm

NAV = "caseload_imports"
MOST_NAMED = 30


class UploadCaseloadPage(ActionPage):
    """Take a spreadsheet in."""

    permission, nav, asks_again, runs_once = Permission.IMPORT_CASELOAD, NAV, True, True
    title, form_class, button = "Import cases from a spreadsheet", UploadCaseloadForm, "Upload"
    template_name = "caseload_import/upload.html"

    @property
    def back_url(self) -> str:
        return reverse("caseload_imports")

    def perform(self, form: UploadCaseloadForm) -> str:
        file = form.cleaned_data["file"]
        made = uploads.create_import(name=file.name, data=file.read(), by=self.actor)
        self.success_url = reverse("import_columns", args=[made.pk])
        return msg("Uploaded: {rows}.", rows=pluralise(made.row_count, "row", commas=True))


class ImportActionPage(ActionPage, abstract=True):
    """An act on one import of the reader's organisation, while it stands where the act makes sense."""

    permission, nav = Permission.IMPORT_CASELOAD, NAV
    states: tuple[ImportState, ...] = ()
    found: OpenedImport

    @property
    def back_url(self) -> str:
        return reverse("caseload_import", args=[self.found.row.pk])

    def load(self, import_id: UUID, **kwargs: Any) -> None:
        self.found = get_import_for_actor(self.actor, import_id)
        if self.found.row.state not in self.states:
            raise ActionNotPossibleError(MOVED_ON)
        self.load_more(**kwargs)

    def load_more(self) -> None:
        """Fetch what else the page shows."""

    @property
    def import_id(self) -> UUID:
        """Its number."""
        return self.found.row.file_id


class ReplaceFilePage(ImportActionPage):
    """Take a corrected spreadsheet in."""

    states, asks_again = FILE_STATES, True
    title, form_class, button = "Upload the corrected file", UploadCaseloadForm, "Upload"
    lead = "It takes the place of the file before. If the columns are the same, it is checked at once."

    def perform(self, form: UploadCaseloadForm) -> str:
        file = form.cleaned_data["file"]
        made = uploads.replace_file(import_id=self.import_id, name=file.name, data=file.read(), by=self.actor)
        if made.state == ImportState.MAPPING:
            self.success_url = reverse("import_columns", args=[made.pk])
        return msg("Uploaded: {rows}.", rows=pluralise(made.row_count, "row", commas=True))


class ColumnsContext(TypedDict):
    """What stands in the first rows, column by column."""

    samples: list[list[str]]


class MatchColumnsPage(ImportActionPage):
    """Say what each column is."""

    states = FILE_STATES
    title, form_class, button = "Match the columns", ColumnsForm, "Save and continue"
    template_name = "caseload_import/columns.html"
    lead = (
        "Choose what each column of your file is. Your choices are saved for your organisation’s next import."
    )

    def load_more(self) -> None:
        self.record = self.found.row
        self.samples = get_sample_cells(self.found)

    def get_form_kwargs(self) -> dict[str, Any]:
        row = self.found.row
        return {"heads": self.found.heads, "codes": row.columns, "initial": {"seen": row.version}}

    def get_saved_values(self, form: ColumnsForm) -> dict[str, Any]:
        return {f"column_{place}": code for place, code in enumerate(self.found.row.columns)}

    def get_context_data(self) -> ColumnsContext:
        return {"samples": self.samples}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What stands in the first rows is shown, and so recorded."""
        response = super().get(request, *args, **kwargs)
        _record_reading(self.found, self.actor)
        return response

    def perform(self, form: ColumnsForm) -> str:
        made = uploads.save_columns(
            import_id=self.import_id, codes=form.codes, seen=form.cleaned_data["seen"], by=self.actor
        )
        if made.state == ImportState.ASKING:
            self.success_url = reverse("import_questions", args=[made.pk])
        return "The columns are matched."


class ImportQuestionsPage(ImportActionPage):
    """Say what the import as a whole rests on."""

    states = (ImportState.ASKING, ImportState.CHECKED)
    title, form_class, button = "About these records", ImportQuestionsForm, "Check the rows"
    lead = "Nothing is imported yet: next, every row is checked."

    def load_more(self) -> None:
        self.record = self.found.row

    def get_form_kwargs(self) -> dict[str, Any]:
        row = self.found.row
        initial = {"seen": row.version, **self.get_saved_values(None)}
        return {"colleagues": list_colleague_choices(self.actor.body_id), "initial": initial}

    def get_saved_values(self, form: Any) -> dict[str, Any]:
        row = self.found.row
        contact = row.point_of_contact_id or self.actor.user_id
        return {
            "basis": row.basis,
            "consent": row.consent,
            "consent_on": row.consent_on,
            "point_of_contact": str(contact),
        }

    def perform(self, form: ImportQuestionsForm) -> str:
        said = form.cleaned_data
        uploads.answer_import_questions(
            import_id=self.import_id,
            basis=ImportBasis(said["basis"]),
            consent=SupportConsent(said["consent"]),
            consent_on=said["consent_on"],
            point_of_contact_id=int(said["point_of_contact"]),
            seen=said["seen"],
            by=self.actor,
        )
        return "The rows are being checked. Nothing is imported yet."


class RowDecisionContext(TypedDict):
    """The row, and each case or earlier row that it may be the same as: reasons, and both sides line by line."""

    number: int
    name: str
    pairs: list[tuple[LikelyCase, list[str], list[tuple[str, str, str]]]]


class DecideRowPage(ImportActionPage):
    """Say whether a row is of somebody who is here already."""

    states = (ImportState.CHECKED, ImportState.STOPPED)
    title, form_class, button = "Possible duplicate", RowDecisionForm, "Save"
    template_name = "caseload_import/decide.html"
    opened: OpenedRow

    @property
    def back_url(self) -> str:
        return reverse("caseload_import", args=[self.import_id]) + "?show=duplicate"

    def load_more(self, number: int = 0) -> None:
        self.opened = get_row(self.found, number)
        if not self.opened.likely:
            raise ActionNotPossibleError("There is nothing to decide about this row.")
        earlier = [one.row_number for one in self.opened.likely if one.row_number]
        self.earlier = {other: get_row(self.found, other) for other in earlier}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"decision": self.opened.row.decision}}

    def get_context_data(self) -> RowDecisionContext:
        values = get_row_values(self.found, self.opened)
        pairs = [
            (one, list_reasons(one), make_comparison(values, one, self._get_earlier_values(one)))
            for one in self.opened.likely
        ]
        return {
            "number": self.opened.row.number,
            "name": get_name_in_row(self.found, self.opened),
            "pairs": pairs,
        }

    def _get_earlier_values(self, one: LikelyCase) -> dict[str, str]:
        return get_row_values(self.found, self.earlier[one.row_number]) if one.row_number else {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The row and the cases beside it are shown, and so recorded."""
        response = super().get(request, *args, **kwargs)
        _record_reading(self.found, self.actor)
        cases = [one.case.pk for one in self.opened.likely if one.case]
        write_read_records_of_files(
            who=self.actor.who,
            verb="compared the case with a row of an import",
            about=cases,
            shown=[Kind.CONTACT.value, Kind.IDENTITY.value],
        )
        return response

    def perform(self, form: RowDecisionForm) -> str:
        decision = RowDecision(form.cleaned_data["decision"])
        number = self.opened.row.number
        decisions.decide_row(import_id=self.import_id, number=number, decision=decision, by=self.actor)
        return msg("Row {number}: {decision}.", number=number, decision=decision.label)


class DecideAllRowsPage(ImportActionPage):
    """The same of every row that waits for a decision."""

    states = (ImportState.CHECKED, ImportState.STOPPED)
    title, form_class, button = "Decide all remaining rows", AllRowsDecisionForm, "Save"

    @property
    def lead(self) -> str:
        waiting = pluralise(self.found.count(RowState.DUPLICATE), "row", commas=True)
        return msg("{rows} may be of someone known. Look at a few before you decide them all.", rows=waiting)

    def perform(self, form: AllRowsDecisionForm) -> str:
        decision = RowDecision(form.cleaned_data["decision"])
        count = decisions.decide_undecided_rows(import_id=self.import_id, decision=decision, by=self.actor)
        return msg("Decided: {rows}.", rows=pluralise(count, "row", commas=True))


class StartContext(TypedDict):
    """What will be imported and what will not, and on what it rests."""

    facts: list[tuple[str, str]]


class StartImportPage(ImportActionPage):
    """Have the rows that are ready imported."""

    states, asks_again = (ImportState.CHECKED, ImportState.STOPPED), True
    title, form_class, button = "Import the cases", ConfirmForm, "Import"
    template_name = "caseload_import/start.html"

    def get_context_data(self) -> StartContext:
        row, found = self.found.row, self.found
        consent_on = [("If a row gives no day", f"{row.consent_on:%-d %B %Y}")] if row.consent_on else []
        contact = row.point_of_contact.name if row.point_of_contact else ""
        return {
            "facts": [
                ("Will be imported", str(pluralise(found.count(RowState.READY), "row", commas=True))),
                ("Left out: to correct", str(pluralise(found.count(RowState.FAULTY), "row", commas=True))),
                ("Left out: decided", str(pluralise(found.count(RowState.LEFT_OUT), "row", commas=True))),
                ("Lawful basis", row.get_basis_display()),
                ("Said yes to your support", row.get_consent_display()),
                *consent_on,
                ("Point of contact", contact),
            ]
        }

    def perform(self, form: ConfirmForm) -> str:
        made = decisions.start_import(import_id=self.import_id, by=self.actor)
        if made.state == ImportState.CHECKING:
            return "The check is more than a day old, so it runs again first."
        return "The import has started. You can leave this page."


class StopImportPage(ImportActionPage):
    """Stop what is done beside the pages."""

    states = (ImportState.CHECKING, ImportState.IMPORTING)
    title, form_class, button = "Stop", ConfirmForm, "Stop"
    lead = "It stops after the row it is at. Cases that are imported stay: you can go on, or undo the import."

    def perform(self, form: ConfirmForm) -> str:
        decisions.request_stop(import_id=self.import_id, by=self.actor)
        return "It stops after the row it is at."


class FinishImportPage(ImportActionPage):
    """End an import: nothing more is imported, and the rows are deleted."""

    states = (*FILE_STATES, ImportState.STOPPED)
    form_class = ConfirmForm

    @property
    def title(self) -> str:
        return "Finish without the other rows" if self.found.row.imported_count else "Discard the import"

    @property
    def button(self) -> str:
        return "Finish" if self.found.row.imported_count else "Discard"

    @property
    def lead(self) -> str:
        if self.found.row.imported_count:
            return "Imported cases stay. The other rows of the file are deleted here."
        return "Nothing was imported. The rows of the file are deleted here."

    def perform(self, form: ConfirmForm) -> str:
        decisions.finish_import(import_id=self.import_id, by=self.actor)
        return "The import has ended, and its rows are deleted."


class UndoContext(TypedDict):
    """How many cases are erased, and which are kept since somebody has worked on them."""

    erased: int
    kept: list[str]
    kept_count: int


class UndoImportPage(ImportActionPage):
    """Erase the cases of an import that nobody has worked on."""

    states, asks_again = (ImportState.DONE, ImportState.STOPPED), True
    title, form_class, button = "Undo the import", UndoForm, "Undo the import"
    template_name = "caseload_import/undo.html"

    def get_context_data(self) -> UndoContext:
        kept = find_worked_on_references(self.found)
        count = ImportedCase.objects.filter(caseload=self.found.row).count()
        return {"erased": count - len(kept), "kept": kept[:MOST_NAMED], "kept_count": len(kept)}

    def perform(self, form: UndoForm) -> str:
        decisions.start_undo(import_id=self.import_id, by=self.actor)
        return "The import is being undone. You can leave this page."


def _record_reading(found: OpenedImport, actor: Any) -> None:
    write_audit_record_of_read(
        who=actor.who,
        verb="read rows of an import of cases",
        about=found.row.pk,
        shown=sorted(kind.value for kind in found.access.shown),
    )
