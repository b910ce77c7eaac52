"""Papers of a case: attached, handed out again, taken back. Handed out they are files, and never pages."""

import logging
from typing import Any, TypedDict
from uuid import UUID

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from handrail.people.cases.lifecycle.actions import papers as actions
from handrail.people.cases.lifecycle.presenters.documents import CaseDocumentItem, present_document
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.case_tabs import CaseTab, get_tab_url
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from handrail.platform.access.roles import Permission
from handrail.platform.files import queries
from handrail.platform.files.file_types import ACCEPTED_TYPES_TEXT, FILE_TYPES, MAX_FILE_SIZE, MEGABYTE
from handrail.platform.files.object_store import ObjectStoreError
from handrail.platform.files.queries import StoredDocumentRow
from handrail.platform.files.scan_results import OPEN_WARNINGS, VirusScanState
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.person_form_fields import radio_field, text_field, textarea_field
from handrail.platform.vault.cipher import DecryptionError

log = logging.getLogger(__name__)
KIND_DESCRIPTIONS = {
    Kind.IDENTITY: "Who they are: passport, birth certificate, photograph",
    Kind.CONTACT: "How and where to reach them: a letter with an address",
    Kind.SAFETY: "Danger: a threat, an injury, a court order",
    Kind.PATHWAY: "The NRM: a decision letter, evidence sent",
    Kind.CONSENT: "What they agreed to: a signed form",
    Kind.NEEDS: "What they need: an assessment",
    Kind.HOUSING: "Housing: a tenancy, a homelessness decision",
    Kind.OFFERS: "Help given: a receipt, a certificate",
    Kind.OUTCOMES: "Goals and outcomes: a plan, a review",
    Kind.OWN_WORDS: "Their own words: a letter, a complaint",
    Kind.NOTES: "Support notes: a meeting report",
    Kind.HEALTH: "Health: a doctor’s letter, a picture of an injury",
    Kind.IMMIGRATION: "Immigration: a visa, an asylum decision",
    Kind.ACCOUNT: "What happened to them: a statement",
}
WARNING_READ_SALT = "read a warning before opening an unscanned document"
WARNING_READ_SECONDS = 120
DOWNLOAD_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


class AttachCaseDocumentForm(forms.Form):
    """One paper."""

    whole_form_error_field = "file"

    file = forms.FileField(
        label="Document",
        allow_empty_file=True,
        max_length=None,
        help_text=(
            msg(
                "{taken}, up to {largest} MB. We remove where and when a photograph was taken.",
                taken=ACCEPTED_TYPES_TEXT,
                largest=MAX_FILE_SIZE // MEGABYTE,
            )
        ),
        widget=forms.ClearableFileInput(
            attrs={"accept": ",".join(f".{ending}" for one in FILE_TYPES for ending in one.endings)}
        ),
        error_messages={"required": "Choose a document", "missing": "Choose a document"},
    )
    kind = radio_field(
        "What is it about?",
        [],
        help_text="This decides who can see it.",
        missing="Choose what the document is about",
    )
    description = text_field("Short description (optional)")

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class WithdrawCaseDocumentForm(forms.Form):
    """Why a paper is taken back."""

    because = textarea_field("Why is it withdrawn?", required=True, rows=2)


class QuarantinedDocumentContext(TypedDict):
    """A paper that is not simply handed out, and why."""

    row: CaseDocumentItem
    why: str
    may: bool
    reference: str


class CaseDocumentActionPage(CaseActionPage, abstract=True):
    """What attaches a paper to a case, or takes one back."""

    permission = Permission.RECORD

    @property
    def back_url(self) -> str:
        return get_tab_url(self.case.reference, CaseTab.DOCUMENTS)


class AttachCaseDocumentPage(CaseDocumentActionPage):
    """Attach a paper."""

    title, button, form_class, runs_once = "Upload a document", "Upload", AttachCaseDocumentForm, True
    lead = "Ask the person first, and say who will see it."

    def get_form_kwargs(self) -> dict[str, Any]:
        kinds = self.case.case_access.kinds
        return {"kinds": [(kind.value, KIND_DESCRIPTIONS[kind]) for kind in SHAREABLE_KINDS if kind in kinds]}

    def perform(self, form: AttachCaseDocumentForm) -> str:
        answers = form.cleaned_data
        sent = answers["file"]
        actions.attach_document_to_case(
            case_id=self.case.case_id,
            kind=Kind(answers["kind"]),
            name=sent.name,
            data=sent.read(),
            size=sent.size,
            description=answers["description"],
            by=self.actor,
        )
        return "Document uploaded. It is locked until it has been scanned."


@requires_case_permission(Permission.VIEW_CASE)
def download_case_document(request: HttpRequest, found: CaseOpenToActor, paper_id: UUID) -> HttpResponse:
    """Hand a paper out. One that no scanner has looked at is given only to those who say first that they know.

    Args:
        request: a POST says that they know; it leads to the file by an address that is theirs for two minutes.
        found: the case.
        paper_id: the paper.
    """
    if not found.case_access.inside:
        found.raise_if_restricted()
    held = queries.get_stored_document_row(found.case_access, paper_id)
    may_record = found.case_access.may(Permission.RECORD)
    may_open = may_record and held.scan is VirusScanState.WAITING
    if may_open and request.method == "POST":
        read = signing.dumps(_make_signed_warning_payload(found, held), salt=WARNING_READ_SALT)
        return redirect(reverse("paper", args=[found.reference, paper_id], query={"read": read}))
    if held.scan is VirusScanState.CLEAN or (
        may_open and _has_user_confirmed_unscanned_file_warning(request, found, held)
    ):
        return _make_case_document_download_response(found.case_access, held)
    shown = QuarantinedDocumentContext(
        row=present_document(held, found.reference, may_record=may_record),
        why=OPEN_WARNINGS[held.scan],
        may=may_open,
        reference=found.reference,
    )
    layout = get_layout_context(request, found.case_access.actor, "cases")
    return render(request, "lifecycle/paper.html", {**layout, **shown})


class WithdrawCaseDocumentPage(CaseDocumentActionPage):
    """Show a paper no more, and say why."""

    title, button, form_class = "Withdraw a document", "Undo", WithdrawCaseDocumentForm

    @property
    def lead(self) -> str:
        return msg(
            "{name}. No one will see it after this. It is kept with your reason.",
            name=self.paper.name,
        )

    def load(self, paper_id: UUID) -> None:
        self.paper = queries.get_stored_document_row(self.case.case_access, paper_id)

    def perform(self, form: WithdrawCaseDocumentForm) -> str:
        actions.withdraw_case_document(
            case_id=self.case.case_id,
            paper_id=self.paper.paper_id,
            because=form.cleaned_data["because"],
            by=self.actor,
        )
        return "Withdrawn. It is no longer shown. It is kept with your reason."


def _make_signed_warning_payload(found: CaseOpenToActor, paper: StoredDocumentRow) -> list[str]:
    return [str(found.case_access.actor.user_id), str(paper.paper_id)]


def _has_user_confirmed_unscanned_file_warning(
    request: HttpRequest, found: CaseOpenToActor, paper: StoredDocumentRow
) -> bool:
    try:
        read = signing.loads(
            request.GET.get("read", ""), salt=WARNING_READ_SALT, max_age=WARNING_READ_SECONDS
        )
    except signing.BadSignature:
        return False
    return bool(read == _make_signed_warning_payload(found, paper))


def _make_case_document_download_response(case_access: CaseAccess, one: StoredDocumentRow) -> HttpResponse:
    try:
        response = HttpResponse(
            queries.read_stored_document_content(case_access, one.paper_id), content_type=one.media
        )
    except DecryptionError:
        raise ActionNotPossibleError(
            "This person’s encryption key was destroyed. The document cannot be opened."
        ) from None
    except ObjectStoreError as error:
        log.error("A document could not be read: %s", error)
        raise ActionNotPossibleError(
            "The document store did not answer. Try again in a few minutes. If it goes on, tell who runs Handrail."
        ) from None
    disposition = content_disposition_header(True, one.name)
    if disposition is None:
        raise NotVisible
    response["Content-Disposition"] = disposition
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = DOWNLOAD_POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
