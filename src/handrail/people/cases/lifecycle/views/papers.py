"""Papers of a case: listed, attached, handed out again, taken back. Handed out they are files, and never pages."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from handrail.people.cases.lifecycle.actions import papers as actions
from handrail.people.cases.lifecycle.queries.case_detail import get_case_detail
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from handrail.platform.access.roles import Permission
from handrail.platform.files import queries
from handrail.platform.files.file_types import ACCEPTED_TYPES_TEXT, FILE_TYPES, MAX_FILE_SIZE, MEGABYTE
from handrail.platform.files.queries import PaperRow
from handrail.platform.files.states import OPEN_WARNINGS, ScanResult
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.fields import radio_field, text_field, textarea_field
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.vault.cipher import DecryptionError

SCAN_STATES = {ScanResult.WAITING: "unknown", ScanResult.CLEAN: "met", ScanResult.INFECTED: "unsafe"}
KIND_DESCRIPTIONS = {
    Kind.IDENTITY: "Who they are: passport, birth certificate, photograph",
    Kind.CONTACT: "How and where to reach them: a letter with an address",
    Kind.SAFETY: "Danger: a threat, an injury, a court’s order",
    Kind.PATHWAY: "The NRM: a decision letter, evidence that was sent",
    Kind.CONSENT: "What they agreed to: a signed form",
    Kind.SUPPORT: "Support: a tenancy, a letter from a doctor, a receipt",
}
DOWNLOAD_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


class AttachPaperForm(forms.Form):
    """One paper."""

    whole_form_error_field = "file"

    file = forms.FileField(
        label="The paper",
        allow_empty_file=True,
        max_length=None,
        help_text=(
            msg(
                "{taken}, up to {largest} MB. Its content is looked over, whatever its name says. "
                "What a photograph says of where and when it was taken is left out.",
                taken=ACCEPTED_TYPES_TEXT,
                largest=MAX_FILE_SIZE // MEGABYTE,
            )
        ),
        widget=forms.ClearableFileInput(
            attrs={"accept": ",".join(f".{ending}" for one in FILE_TYPES for ending in one.endings)}
        ),
        error_messages={"required": "Choose the paper", "missing": "Choose the paper"},
    )
    kind = radio_field(
        "What is it about?",
        [],
        help_text="Whoever may see this kind of information sees the paper, and nobody else.",
        missing="Choose what the paper is about",
    )
    description = text_field(
        "What it is, in a few words (optional)", help_text="Locked with the person’s own key."
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class TakeBackPaperForm(forms.Form):
    """Why a paper is taken back."""

    because = textarea_field("Why is it taken back?", required=True, rows=2)


@requires_case(Permission.VIEW_CASE)
def papers(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """The papers of the kinds that are open to the reader."""
    case_access = found.case_access
    kept = queries.list_papers(case_access)
    page = get_case_detail(case_access, kinds={Kind.IDENTITY})
    shown = {
        "case": page,
        "papers": [
            _present_paper(one, found.reference, may=case_access.may(Permission.RECORD)) for one in kept.lines
        ],
        "taken_back": kept.taken_back,
        "may_add": case_access.may(Permission.RECORD) and page.closed_at is None,
        "hidden": [kind.words for kind in case_access.hidden],
    }
    return render(
        request, "lifecycle/papers.html", get_layout_context(request, case_access.actor, "cases") | shown
    )


@requires_case(Permission.RECORD)
def add_paper(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Attach a paper."""
    kinds = [
        (kind.value, KIND_DESCRIPTIONS[kind]) for kind in SHAREABLE_KINDS if kind in found.case_access.kinds
    ]
    form = bind_form(AttachPaperForm, request, kinds=kinds)

    def save(answers: dict[str, Any]) -> str:
        sent = answers["file"]
        actions.attach_paper(
            case_id=found.case_id,
            kind=Kind(answers["kind"]),
            name=sent.name,
            data=sent.read(),
            size=sent.size,
            description=answers["description"],
            by=found.case_access.actor,
        )
        return "Paper attached. It is held until a scanner has looked at it."

    here = reverse("papers", args=[found.reference])
    page = FormAction(
        "Attach a paper", save, here, here, button="Attach", template="lifecycle/add_paper.html", once=True
    )
    return process_form_action(request, found.case_access.actor, form, page)


@requires_case(Permission.VIEW_CASE)
def paper(request: HttpRequest, found: CaseContext, paper_id: UUID) -> HttpResponse:
    """Hand a paper out. One that no scanner has looked at is given only to those who say first that they know."""
    one = queries.get_paper(found.case_access, paper_id)
    may = found.case_access.may(Permission.RECORD)
    if one.scan is ScanResult.CLEAN or (one.scan is ScanResult.WAITING and may and request.method == "POST"):
        return _make_download(found.case_access, one)
    shown = {
        "row": _present_paper(one, found.reference, may=may),
        "why": OPEN_WARNINGS[one.scan],
        "may": may and one.scan is ScanResult.WAITING,
        "reference": found.reference,
    }
    return render(
        request, "lifecycle/paper.html", get_layout_context(request, found.case_access.actor, "cases") | shown
    )


@requires_case(Permission.RECORD)
def take_back_paper(request: HttpRequest, found: CaseContext, paper_id: UUID) -> HttpResponse:
    """Show a paper no more, and say why."""
    one = queries.get_paper(found.case_access, paper_id)
    form = bind_form(TakeBackPaperForm, request)

    def save(answers: dict[str, Any]) -> str:
        actions.take_paper_back(
            case_id=found.case_id, paper_id=paper_id, because=answers["because"], by=found.case_access.actor
        )
        return "Taken back. It is shown no more, and kept with your reason."

    here = reverse("papers", args=[found.reference])
    lead = msg(
        "{name}. It is shown to nobody from then on. It is kept, and so is your reason.", name=one.name
    )
    page = FormAction("Take a paper back", save, here, here, button="Take it back", more={"lead": lead})
    return process_form_action(request, found.case_access.actor, form, page)


def _make_download(case_access: CaseAccess, one: PaperRow) -> HttpResponse:
    try:
        response = HttpResponse(queries.read_content(case_access, one.paper_id), content_type=one.media)
    except DecryptionError:
        raise ActionNotAllowed(
            "The key to this person’s case was destroyed. The paper cannot be opened."
        ) from None
    disposition = content_disposition_header(True, one.name)
    if disposition is None:
        raise NotVisible
    response["Content-Disposition"] = disposition
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = DOWNLOAD_POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _present_paper(one: PaperRow, reference: str, *, may: bool) -> dict[str, Any]:
    href = reverse("paper", args=[reference, one.paper_id])
    return {
        "name": one.name or "Cannot be opened: its key was destroyed",
        "description": one.description,
        "kind": one.kind.words,
        "facts": msg(
            "{type}, {size}", type=formatting.capitalise_first(one.type), size=_format_size(one.size)
        ),
        "added": msg(
            "Attached {added_at}, by {added_by}, {added_by_body}",
            added_at=formatting.format_moment(one.added_at),
            added_by=one.added_by,
            added_by_body=one.added_by_body,
        ),
        "state": SCAN_STATES[one.scan],
        "words": one.scan.label,
        "found": one.found,
        "href": href if one.scan is not ScanResult.INFECTED and one.name else "",
        "open": "Save a copy"
        if one.scan is ScanResult.CLEAN
        else "Open it all the same"
        if may
        else "Why it is held",
        "back_href": reverse("take_back_paper", args=[reference, one.paper_id]),
        "address": href,
    }


def _format_size(size: int) -> str:
    return (
        msg("{size} MB", size=f"{size / MEGABYTE:.1f}")
        if size >= MEGABYTE
        else msg("{max} KB", max=max(size // 1024, 1))
    )
