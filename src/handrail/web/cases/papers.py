"""Papers of a case: listed, attached, handed out again, taken back. Handed out they are files, and never pages."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import SHAREABLE, Kind
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.casework.lists.queries.finding import Found
from handrail.casework.whole.actions import papers as actions
from handrail.casework.whole.queries.case_page import case_page
from handrail.files import queries
from handrail.files.queries import PaperLine
from handrail.files.states import OPENS, Scan
from handrail.files.types import LARGEST, MEGABYTE, TAKEN, TYPES
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import joined, say
from handrail.vault.box import Unreadable
from handrail.web.acting import Act, act
from handrail.web.cases.forms import line, lines, radios
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import case_door
from handrail.web.navigation import frame

SCAN_STATES = {Scan.WAITING: "unknown", Scan.CLEAN: "met", Scan.INFECTED: "unsafe"}
ABOUT = {
    Kind.IDENTITY: "Who they are: passport, birth certificate, photograph",
    Kind.CONTACT: "How and where to reach them: a letter with an address",
    Kind.SAFETY: "Danger: a threat, an injury, a court’s order",
    Kind.PATHWAY: "The NRM: a decision letter, evidence that was sent",
    Kind.CONSENT: "What they agreed to: a signed form",
    Kind.SUPPORT: "Support: a tenancy, a letter from a doctor, a receipt",
}
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


class PaperForm(forms.Form):
    """One paper."""

    whole_form_error_field = "file"

    file = forms.FileField(
        label="The paper",
        allow_empty_file=True,
        max_length=None,
        help_text=(
            say(
                "{taken}, up to {largest} MB. Its content is looked over, whatever its name says. "
                "What a photograph says of where and when it was taken is left out.",
                taken=TAKEN,
                largest=LARGEST // MEGABYTE,
            )
        ),
        widget=forms.ClearableFileInput(
            attrs={"accept": ",".join(f".{ending}" for one in TYPES for ending in one.endings)}
        ),
        error_messages={"required": "Choose the paper", "missing": "Choose the paper"},
    )
    kind = radios(
        "What is it about?",
        [],
        help_text="Whoever may see this kind of information sees the paper, and nobody else.",
        missing="Choose what the paper is about",
    )
    description = line("What it is, in a few words (optional)", help_text="Locked with the person’s own key.")

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class BackForm(forms.Form):
    """Why a paper is taken back."""

    because = lines("Why is it taken back?", required=True, rows=2)


@case_door(Permission.VIEW_CASE)
def papers(request: HttpRequest, found: Found) -> HttpResponse:
    """The papers of the kinds that are open to the reader."""
    sight = found.sight
    kept = queries.papers_of(sight)
    page = case_page(sight, kinds={Kind.IDENTITY})
    shown = {
        "case": page,
        "papers": [_row(one, found.reference, may=sight.may(Permission.RECORD)) for one in kept.lines],
        "taken_back": kept.taken_back,
        "may_add": sight.may(Permission.RECORD) and page.closed_at is None,
        "hidden": [kind.words for kind in sight.hidden],
    }
    return render(request, "cases/papers.html", frame(request, sight.actor, "cases") | shown)


@case_door(Permission.RECORD)
def add_paper(request: HttpRequest, found: Found) -> HttpResponse:
    """Attach a paper."""
    kinds = [(kind.value, ABOUT[kind]) for kind in SHAREABLE if kind in found.sight.kinds]
    form = bind(PaperForm, request, kinds=kinds)

    def save(answers: dict[str, Any]) -> str:
        sent = answers["file"]
        actions.attach_paper(
            case_id=found.case_id,
            kind=Kind(answers["kind"]),
            name=sent.name,
            data=sent.read(),
            size=sent.size,
            description=answers["description"],
            by=found.sight.actor,
        )
        return "Paper attached. It is held until a scanner has looked at it."

    here = reverse("papers", args=[found.reference])
    page = Act(
        "Attach a paper", save, here, here, button="Attach", template="cases/add_paper.html", once=True
    )
    return act(request, found.sight.actor, form, page)


@case_door(Permission.VIEW_CASE)
def paper(request: HttpRequest, found: Found, paper_id: UUID) -> HttpResponse:
    """Hand a paper out. One that no scanner has looked at is given only to those who say first that they know."""
    one = queries.paper(found.sight, paper_id)
    may = found.sight.may(Permission.RECORD)
    if one.scan is Scan.CLEAN or (one.scan is Scan.WAITING and may and request.method == "POST"):
        return _handed_out(found.sight, one)
    shown = {
        "row": _row(one, found.reference, may=may),
        "why": OPENS[one.scan],
        "may": may and one.scan is Scan.WAITING,
        "reference": found.reference,
    }
    return render(request, "cases/paper.html", frame(request, found.sight.actor, "cases") | shown)


@case_door(Permission.RECORD)
def take_back_paper(request: HttpRequest, found: Found, paper_id: UUID) -> HttpResponse:
    """Show a paper no more, and say why."""
    one = queries.paper(found.sight, paper_id)
    form = bind(BackForm, request)

    def save(answers: dict[str, Any]) -> str:
        actions.take_paper_back(
            case_id=found.case_id, paper_id=paper_id, because=answers["because"], by=found.sight.actor
        )
        return "Taken back. It is shown no more, and kept with your reason."

    here = reverse("papers", args=[found.reference])
    lead = say(
        "{name}. It is shown to nobody from then on. It is kept, and so is your reason.", name=one.name
    )
    page = Act("Take a paper back", save, here, here, button="Take it back", more={"lead": lead})
    return act(request, found.sight.actor, form, page)


def case_panel(sight: Sight, reference: str) -> dict[str, Any] | None:
    """On the case page: how many papers there are for the reader. One query; nothing where no kind is open."""
    if not set(SHAREABLE) & sight.kinds:
        return None
    count, waiting, infected = queries.paper_counts(sight)
    said = [words.plural(count, "paper") if count else "No papers yet"]
    if waiting:
        said.append(say("{waiting} not scanned yet", waiting=waiting))
    if infected:
        said.append(say("{infected} locked: something harmful was found", infected=infected))
    return {
        "text": joined(said),
        "href": reverse("papers", args=[reference]),
        "add": reverse("add_paper", args=[reference]) if sight.may(Permission.RECORD) else "",
    }


def _handed_out(sight: Sight, one: PaperLine) -> HttpResponse:
    try:
        response = HttpResponse(queries.content(sight, one.paper_id), content_type=one.media)
    except Unreadable:
        raise NotNow("The key to this person’s case was destroyed. The paper cannot be opened.") from None
    disposition = content_disposition_header(True, one.name)
    if disposition is None:
        raise NotOpenToYou
    response["Content-Disposition"] = disposition
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _row(one: PaperLine, reference: str, *, may: bool) -> dict[str, Any]:
    href = reverse("paper", args=[reference, one.paper_id])
    return {
        "name": one.name or "Cannot be opened: its key was destroyed",
        "description": one.description,
        "kind": one.kind.words,
        "facts": say("{type}, {size}", type=words.capital(one.type), size=_size(one.size)),
        "added": say(
            "Attached {added_at}, by {added_by}, {added_by_body}",
            added_at=words.moment(one.added_at),
            added_by=one.added_by,
            added_by_body=one.added_by_body,
        ),
        "state": SCAN_STATES[one.scan],
        "words": one.scan.label,
        "found": one.found,
        "href": href if one.scan is not Scan.INFECTED and one.name else "",
        "open": "Save a copy"
        if one.scan is Scan.CLEAN
        else "Open it all the same"
        if may
        else "Why it is held",
        "back_href": reverse("take_back_paper", args=[reference, one.paper_id]),
        "address": href,
    }


def _size(size: int) -> str:
    return (
        say("{size} MB", size=f"{size / MEGABYTE:.1f}")
        if size >= MEGABYTE
        else say("{max} KB", max=max(size // 1024, 1))
    )
