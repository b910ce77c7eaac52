"""A person's request for a copy: what is held, table by table, what is left out, and the files that are given."""

from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.personal_data.actions import access_and_correction_requests
from handrail.people.personal_data.actions.subject_access_copy import open_subject_access_document_archive
from handrail.people.personal_data.case_file_models import CaseFileModel
from handrail.people.personal_data.forms import (
    AccessRequestForm,
    ConfirmWithoutQuestionsForm,
    ItemDisclosureForm,
)
from handrail.people.personal_data.models import AccessRequest
from handrail.people.personal_data.queries.copy_documents import (
    SubjectAccessDocuments,
    list_documents_for_subject_access,
)
from handrail.people.personal_data.queries.subject_access import (
    NOT_READ,
    PUT_IN_BY,
    SubjectAccessCopyItem,
    SubjectAccessCopyRow,
    SubjectAccessTableCount,
    get_open_access_request,
    get_table_name_in_copy,
    list_information_kinds_of_models,
    list_models_in_subject_access_copy,
    list_subject_access_copy_rows,
    list_subject_access_table_counts,
)
from handrail.people.personal_data.retention_schedule import REPLY_CONFIDENCE
from handrail.people.personal_data.subject_access_file import FILE_FORMS, make_subject_access_file
from handrail.people.personal_data.views.case_data_requests_and_holds import NAV, BaseCaseDataActionPage
from handrail.people.personal_data.views.paging import get_page_number
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.background_tasks.actions.asking import ask_for_file
from handrail.platform.files.stored_archive import get_archive_length, iterate_archive_bytes
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.navigation import get_layout_context

PAGE_SIZE = 25


class SubjectAccessCopyContext(TypedDict):
    """What is held, by table."""

    reference: str
    asked: AccessRequest
    tables: list[SubjectAccessTableCount]
    documents: SubjectAccessDocuments
    not_read: int


class SubjectAccessTableContext(TypedDict):
    """Rows of one table."""

    reference: str
    asked: AccessRequest
    name: str
    table_label: str
    rows: list[SubjectAccessCopyRow]
    number: int
    has_more: bool


@requires_case_permission(Permission.KEEP_PERSONAL_DATA)
def show_subject_access_copy(request: HttpRequest, found: CaseOpenToActor, request_id: UUID) -> HttpResponse:
    """One request: what the record holds, and the copy as files."""
    found.case_access.needs(Kind.LOOKS)
    asked = get_open_access_request(found.case_access, request_id)
    shown = SubjectAccessCopyContext(
        reference=found.reference,
        asked=asked,
        tables=list_subject_access_table_counts(asked),
        documents=list_documents_for_subject_access(asked),
        not_read=len(NOT_READ) + len(PUT_IN_BY),
    )
    layout = get_layout_context(request, found.case_access.actor, NAV)
    return render(request, "personal_data/copy.html", {**layout, **shown})


@requires_case_permission(Permission.KEEP_PERSONAL_DATA)
def show_subject_access_copy_table(
    request: HttpRequest, found: CaseOpenToActor, request_id: UUID, table: str
) -> HttpResponse:
    """Rows of one table as the person would get them, each item with whether it is given."""
    found.case_access.needs(Kind.LOOKS)
    asked = get_open_access_request(found.case_access, request_id)
    one, number = _get_subject_access_copy_model_or_raise(table), get_page_number(request)
    rows = list_subject_access_copy_rows(asked, one, (number - 1) * PAGE_SIZE, PAGE_SIZE + 1)
    _record_reading_of_copy_table(found, one)
    shown = SubjectAccessTableContext(
        reference=found.reference,
        asked=asked,
        name=get_table_name_in_copy(one.model),
        table_label=table,
        rows=rows[:PAGE_SIZE],
        number=number,
        has_more=len(rows) > PAGE_SIZE,
    )
    layout = get_layout_context(request, found.case_access.actor, NAV)
    return render(request, "personal_data/copy_table.html", {**layout, **shown})


@requires_case_permission(Permission.KEEP_PERSONAL_DATA)
def download_subject_access_document_archive(
    request: HttpRequest, found: CaseOpenToActor, request_id: UUID, archive: str
) -> HttpResponse:
    """Documents of the record in one archive. Its length goes ahead, so that the browser shows how far it is.

    Args:
        request: of nothing more.
        found: the case.
        request_id: the open request for a copy.
        archive: the number of the archive, from 1.
    """
    number = int(archive) if archive.isdecimal() else 0
    files = open_subject_access_document_archive(
        case_id=found.case_id, request_id=request_id, number=number, by=found.case_access.actor
    )
    return StreamingHttpResponse(  # type: ignore[return-value]  # answers like any other, file by file
        iterate_archive_bytes(files),
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{found.reference}-documents-{number}.zip"',
            "Content-Length": str(get_archive_length(files)),
        },
    )


class MakeSubjectAccessFilePage(BaseCaseDataActionPage):
    """Have the copy for the person made as a file."""

    form_class, runs_once, button = ConfirmWithoutQuestionsForm, True, "Make the file"
    lead = "It holds everything that the person gets. That it is made is logged."

    @property
    def title(self) -> str:
        return msg("Make the copy as {form}", form=self.form_code.upper())

    @property
    def back_url(self) -> str:
        return reverse("record_copy", args=[self.case.reference, self.asked.pk])

    def load(self, request_id: UUID, form: str) -> None:
        if form not in FILE_FORMS:
            raise NotVisible
        self.form_code = form
        self.asked = get_open_access_request(self.case.case_access, request_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {}

    def perform(self, form: ConfirmWithoutQuestionsForm) -> None:
        made = ask_for_file(
            make_subject_access_file,
            by=self.actor,
            case_id=str(self.case.case_id),
            request_id=str(self.asked.pk),
            reference=self.case.reference,
            form=self.form_code,
        )
        self.success_url = reverse("own_file", args=[made])


class RecordAccessRequestPage(BaseCaseDataActionPage):
    """The person asked for a copy of what is held about them."""

    asks_again = True
    title, button, form_class = "Record a request for a copy", "Save", AccessRequestForm

    @property
    def lead(self) -> str:
        return msg("Time to reply: {reply}.", reply=REPLY_CONFIDENCE)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": AccessRequest()}

    def perform(self, form: AccessRequestForm) -> str:
        access_and_correction_requests.record_access_request(
            form.instance, case_id=self.case.case_id, by=self.actor
        )
        return "Saved. You can read the record until you mark the request as answered. Each view is logged."


class MarkAccessRequestAnsweredPage(BaseCaseDataActionPage):
    """The copy was given."""

    title, button, form_class = "Was the copy given to the person?", "Yes", ConfirmWithoutQuestionsForm
    lead = "You will then lose access to the record."

    def load(self, request_id: UUID) -> None:
        self.asked = get_open_access_request(self.case.case_access, request_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {}

    def perform(self, form: ConfirmWithoutQuestionsForm) -> str:
        access_and_correction_requests.mark_access_request_answered(
            case_id=self.case.case_id, request_id=self.asked.pk, by=self.actor
        )
        return "Marked as answered."


class DecideItemDisclosurePage(BaseCaseDataActionPage):
    """Whether one item is in the copy."""

    title, button, form_class = "Is this in the copy?", "Save", ItemDisclosureForm
    item: SubjectAccessCopyItem

    @property
    def back_url(self) -> str:
        return reverse("record_copy_table", args=[self.case.reference, self.asked.pk, self.table])

    @property
    def lead(self) -> str:
        return msg("{label}: {text}", label=self.item.label, text=self.item.text)

    def load(self, request_id: UUID, table: str, row: str, column: str) -> None:
        self.table = table
        self.asked = get_open_access_request(self.case.case_access, request_id)
        one, wanted = _get_subject_access_copy_model_or_raise(table), f"{table}/{row}/{column}"
        items = (item for each in list_subject_access_copy_rows(self.asked, one) for item in each.items)
        found = next((item for item in items if item.key == wanted), None)
        if found is None:
            raise NotVisible
        self.item = found
        _record_reading_of_copy_table(self.case, one)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"decision": self.item.decision or "given", "words": self.item.words}}

    def perform(self, form: ItemDisclosureForm) -> str:
        chosen = form.cleaned_data["decision"]
        access_and_correction_requests.decide_disclosure_of_item(
            case_id=self.case.case_id,
            request_id=self.asked.pk,
            item=self.item.key,
            decision="" if chosen == "given" else chosen,
            words=form.cleaned_data["words"],
            by=self.actor,
        )
        return "Saved."


def _get_subject_access_copy_model_or_raise(table: str) -> CaseFileModel:
    found = next((one for one in list_models_in_subject_access_copy() if one.label == table), None)
    if found is None:
        raise NotVisible
    return found


def _record_reading_of_copy_table(found: CaseOpenToActor, one: CaseFileModel) -> None:
    write_audit_record_of_read(
        who=found.case_access.actor.who,
        verb="read the record to answer a request for a copy",
        about=found.case_id,
        shown=list_information_kinds_of_models([one]),
        why=one.label,
    )
