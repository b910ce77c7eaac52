"""Preparing the form: where it stands, one question a page, checking it, what it kept aside."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.casework.lists.queries.finding import Found
from handrail.kernel.refusals import NotNow
from handrail.nrmform.actions import drafting
from handrail.nrmform.actions.drafting import Saving
from handrail.nrmform.permissions import CLOSED
from handrail.nrmform.queries.drafts import DraftPage, live_draft, one_draft
from handrail.nrmform.queries.papers import offered
from handrail.nrmform.queries.standing import contradictions, unrecorded
from handrail.nrmform.queries.suggested import suggested
from handrail.nrmform.rules import flow, leaving
from handrail.nrmform.rules.definition import Page
from handrail.nrmform.rules.flow import Route
from handrail.nrmform.rules.papers import Papers, held, why_not
from handrail.nrmform.stale import StaleAnswer
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import case_door
from handrail.web.navigation import frame
from handrail.web.nrmform import present
from handrail.web.nrmform.forms import SHORT_ENOUGH, QuestionForm, seen_by, seen_of, shown
from handrail.web.nrmform.live import acting_on, live_of, same


@case_door(Permission.RECORD)
def form(request: HttpRequest, found: Found) -> HttpResponse:
    """Begin the form, or see where it stands: each section done, begun or not begun."""
    found.sight.needs(Kind.PATHWAY)
    if request.method == "POST":
        drafting.start(case_id=found.case_id, by=found.sight.actor)
        return redirect("nrm_form", found.reference)
    draft = live_draft(found.sight)
    if draft is None and found.closed:
        raise NotNow(CLOSED)
    if draft is None:
        return _page(request, found, "nrmform/start.html", {"reference": found.reference})
    told = present.head(draft) | {
        "tasks": present.tasks(draft),
        "done": sum(row["state"] == "met" for row in present.tasks(draft)),
        "closed": CLOSED if draft.case_closed else "",
        "undecided": draft.route is Route.OPEN,
        "anonymous": draft.route is Route.DTN and not flow.named(draft.given),
    }
    return _page(request, found, "nrmform/form.html", told)


@case_door(Permission.RECORD)
def question(request: HttpRequest, found: Found, page: str) -> HttpResponse:
    """One question. Saved and on to the next; skipped; or saved and left, to come back to at any time."""
    draft = acting_on(request, found)
    asked = draft.definition.page(page)
    if asked is None:
        raise NotOpenToYou
    if request.method != "POST" and not draft.open:
        return redirect("nrm_draft", found.reference, draft.draft_id)
    for field in asked.fields:
        found.sight.needs(Kind(field.shows))
    case_says = suggested(found.sight, draft.definition, [field.key for field in asked.fields])
    complete = not {"skip", "leave"} & set(request.POST)
    papers = offered(found.sight) if any(field.kind == "papers" for field in asked.fields) else {}
    bound = bind(
        QuestionForm,
        request,
        draft=draft,
        page=asked,
        suggested=case_says,
        papers=papers,
        complete=complete,
    )
    versions = None
    if request.method == "POST" and bound.is_valid():
        try:
            return _saved(request, found, draft, asked, bound, case_says)
        except NotNow as no:
            bound.add_error(None, str(no))
        except StaleAnswer as stale:
            draft = live_of(found)
            bound.add_error(None, str(stale.__doc__))
            versions = _versions(draft, asked, bound, papers)
    told = _asking(draft, asked, bound, case_says) | {"versions": versions}
    told |= {"held": [(one.words, held(one)) for one in papers.values() if held(one)]}
    told |= {"no_papers": why_not(draft.given), "papers": papers}
    return _page(request, found, "nrmform/question.html", told, status=409 if versions else 200)


@case_door(Permission.RECORD)
def check(request: HttpRequest, found: Found) -> HttpResponse:
    """Every answer, what is missing, what is not sure; then how it leaves."""
    draft = live_of(found)
    for kind in (Kind.IDENTITY, Kind.CONTACT):
        found.sight.needs(kind)
    wrong = contradictions(draft)
    may_leave = draft.route is not Route.OPEN and not wrong
    told = present.head(draft) | _checked(draft, change=draft.open)
    told |= {"faults": wrong, "unrecorded": unrecorded(draft)}
    told |= {"may_leave": may_leave, "first_responder": _first_responder(draft, found)}
    return _page(request, found, "nrmform/check.html", told)


@case_door(Permission.RECORD)
def draft(request: HttpRequest, found: Found, draft_id: UUID) -> HttpResponse:
    """A draft to read: one that was made, put aside, handed over, or whose case is closed."""
    read = one_draft(found.sight, draft_id)
    if read is None:
        raise NotOpenToYou
    for kind in (Kind.IDENTITY, Kind.CONTACT):
        found.sight.needs(kind)
    told = present.head(read) | _checked(read, change=False)
    told |= {"closed": CLOSED if read.case_closed else "", "may_leave": read.route is not Route.OPEN}
    return _page(request, found, "nrmform/draft.html", told)


def _first_responder(draft: DraftPage, found: Found) -> bool:
    return suggested(found.sight, draft.definition, ["organisation"]).get("organisation", "") != ""


def _checked(draft: DraftPage, *, change: bool) -> dict[str, Any]:
    form = draft.definition
    return {
        "sections": present.checks(draft, change=change),
        "missing": [
            (leaving.title(page, field), present.question(draft, page))
            for page, field in flow.all_missing(form, draft.given)
        ],
        "not_sure": [
            (leaving.title(page, field), present.question(draft, page))
            for page, field in flow.unsure(form, draft.given)
        ],
        "aside": present.aside(draft),
        "change": change,
        "printed_at": timezone.localtime(),
        "automatic": flow.automatic(draft.given),
        "no_papers": why_not(draft.given),
        "one_name": flow.named(draft.given) and _one_name(draft),
        "to_read": len(leaving.to_read(form, draft.given)),
        "read": len(
            [key for key in draft.read if key in {f.key for _, f in leaving.to_read(form, draft.given)}]
        ),
    }


def _one_name(draft: DraftPage) -> bool:
    given = draft.given
    return bool(given.get("first_name")) and not given.get("last_name")


def _saved(
    request: HttpRequest,
    found: Found,
    draft: DraftPage,
    asked: Page,
    bound: QuestionForm,
    case_says: dict[str, Any],
) -> HttpResponse:
    if bound.cleaned_data["of"]:  # a page that names none is refused by the versions of its answers
        same(draft, bound.cleaned_data["of"])
    answers = bound.saving()
    saving = Saving(
        page=asked.code,
        answers=answers,
        seen=seen_by(asked, bound.cleaned_data["seen"]),
        from_case=frozenset(
            key for key, one in answers.items() if one.value and one.value == case_says.get(key)
        ),
    )
    changed = drafting.save_page(
        case_id=found.case_id, draft_id=draft.draft_id, saving=saving, by=found.sight.actor
    )
    for sentence in changed:
        messages.success(request, sentence)
    if "leave" in request.POST:
        return redirect("nrm_form", found.reference)
    after = {**draft.given, **answers}
    follows = flow.after(draft.definition, after, asked.code)
    there = present.question(draft, follows) if follows else reverse("nrm_check", args=[found.reference])
    return HttpResponseRedirect(there)


def _asking(draft: DraftPage, asked: Page, bound: QuestionForm, case_says: dict[str, Any]) -> dict[str, Any]:
    applies = flow.pages(draft.definition, draft.given)
    pages = [page for page in applies if page.section == asked.section]
    before = flow.before(draft.definition, draft.given, asked.code)
    section = next(one for one in draft.definition.sections if one.code == asked.section)
    return {
        "form": bound,
        "asked": asked,
        "draft": draft,
        "reference": draft.reference,
        "section": section.name,
        "question_number": pages.index(asked) + 1 if asked in pages else 0,
        "question_total": len(pages),
        "fell_away": asked not in applies,
        "saved": words.moment(draft.changed_at) if asked.main.key in draft.answers else "",
        "back_href": present.question(draft, before)
        if before
        else reverse("nrm_form", args=[draft.reference]),
        "top": asked.main.kind in ("choice", "several"),
        "reveals": _reveals(asked),
        "plain": [field.key for field in asked.fields if not _revealed(asked, field)],
        "from_case": [f.label for f in asked.fields if f.key in case_says and f.key not in draft.answers],
        "case_says": _says_otherwise(draft, asked, case_says),
        "lists": {
            field.list: draft.definition.lists[field.list]
            for field in asked.fields
            if field.list and field.kind == "list" and len(draft.definition.lists[field.list]) <= SHORT_ENOUGH
        },
    }


def _says_otherwise(draft: DraftPage, asked: Page, case_says: dict[str, Any]) -> list[tuple[str, str]]:
    """Where the case says something else than what was saved: the reader decides which is true."""
    rows = []
    for field in asked.fields:
        kept = draft.answers.get(field.key)
        said = case_says.get(field.key)
        if said and kept and kept.given.value != said:
            rows.append((field.label, leaving.spoken(field, flow.Given(said))))
    return rows


def _revealed(asked: Page, field: Any) -> bool:
    return any(fact == asked.main.key for fact, _ in field.when)


def _reveals(asked: Page) -> dict[str, list[str]]:
    """Boxes that belong to one answer of the question, by that answer."""
    found: dict[str, list[str]] = {}
    for field in asked.fields:
        for fact, values in field.when:
            if fact == asked.main.key:
                for value in values:
                    found.setdefault(value, []).append(field.key)
    return found


def _versions(draft: DraftPage, asked: Page, bound: QuestionForm, papers: Papers) -> dict[str, Any]:
    """Both versions, and the numbers now saved, so that saving again is a choice made with both in view."""
    lines = [draft.answers[field.key] for field in asked.fields if field.key in draft.answers]
    newest = max(lines, key=lambda line: line.changed_at, default=draft)
    rows = []
    for field in asked.fields:
        kept = draft.answers.get(field.key)
        theirs = draft.spoken(field, kept.given) if kept else ""
        mine = draft.spoken(field, bound.kept[field.key], papers) if field.key in bound.kept else ""
        rows.append((field.label, mine, theirs))
    bound.data = bound.data.copy()  # type: ignore[attr-defined]
    bound.data["seen"], bound.data["of"] = seen_of(draft, asked), str(draft.draft_id)  # type: ignore[index]
    return {"who": newest.changed_by, "at": newest.changed_at, "rows": rows}


def _page(
    request: HttpRequest, found: Found, template: str, told: dict[str, Any], status: int = 200
) -> HttpResponse:
    return render(request, template, frame(request, found.sight.actor, "cases") | told, status=status)


__all__ = ["check", "draft", "form", "question", "shown"]
