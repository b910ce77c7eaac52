"""Who depends on the person: read, added, changed, taken out; and what it means for what services ask."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.audit.actions import record_read
from handrail.caseload.actions import dependants
from handrail.caseload.actions.dependants import Told
from handrail.caseload.queries.dependants import DependantLine, dependants_of, suggestion
from handrail.caseload.refusals import NoCaseOpen, StaleDependant
from handrail.caseload.states import AtRisk, Sort, Where
from handrail.casework.lists.queries.finding import Found, number_behind
from handrail.casework.offers.actions.circumstances import LISTS, say_circumstances
from handrail.casework.offers.queries.facts import said_of_them
from handrail.kernel.saying import say
from handrail.web.acting import Act, Saved, act
from handrail.web.caseload.forms import DependantForm
from handrail.web.design.forms import bind
from handrail.web.door import case_door
from handrail.web.navigation import frame

TEXTS = ("called", "where_words", "risk_words", "own_reference")


@case_door(Permission.VIEW_CASE)
def all_dependants(request: HttpRequest, found: Found) -> HttpResponse:
    """Who depends on the person, as far as the reader may see it."""
    found.sight.needs(Kind.IDENTITY)
    lines = dependants_of(found.sight)
    may = found.sight.may(Permission.EDIT_PERSON) and not found.closed
    shown = {
        "reference": found.reference,
        "lines": lines,
        "may": may,
        "suggestion": suggestion(found.sight, lines) if may else None,
        "inside": found.sight.inside,
    }
    return render(request, "caseload/dependants.html", frame(request, found.sight.actor, "cases") | shown)


@case_door(Permission.EDIT_PERSON)
def add_dependant(request: HttpRequest, found: Found) -> HttpResponse:
    """Write down somebody who depends on the person."""
    _needs(found)
    form = bind(DependantForm, request, initial={"seen": 0})

    def save(answers: dict[str, Any]) -> str:
        dependants.add_dependant(case_id=found.case_id, told=_told(answers), by=found.sight.actor)
        return "Added."

    return _act(request, found, form, _page(found, "Who depends on them?", save, "Add", once=True))


@case_door(Permission.EDIT_PERSON)
def change_dependant(request: HttpRequest, found: Found, dependant_id: UUID) -> HttpResponse:
    """Say it anew."""
    line = _line(found, dependant_id)
    start = {name: getattr(line, name) for name in ("sort", "where", "at_risk", *TEXTS)}
    form = bind(DependantForm, request, initial=start | {"seen": line.version, "years": line.born_year})

    def save(answers: dict[str, Any]) -> str:
        dependants.change_dependant(
            case_id=found.case_id,
            dependant_id=dependant_id,
            told=_told(answers),
            seen_version=answers["seen"],
            by=found.sight.actor,
        )
        return "Saved."

    page = _page(found, "Who depends on them?", save, "Save", stale=_both(found, dependant_id))
    return _act(request, found, form, page)


@case_door(Permission.EDIT_PERSON)
def take_out_dependant(request: HttpRequest, found: Found, dependant_id: UUID) -> HttpResponse:
    """Entered by mistake."""
    line = _line(found, dependant_id)
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else -1
        try:
            dependants.take_out(
                case_id=found.case_id, dependant_id=dependant_id, seen_version=version, by=found.sight.actor
            )
        except StaleDependant:
            messages.error(
                request, say("{changed_by} changed this meanwhile. Look again.", changed_by=line.changed_by)
            )
        else:
            messages.success(request, "Taken out. It stays on record.")
    return redirect("dependants", found.reference)


@case_door(Permission.EDIT_PERSON)
def follow_dependants(request: HttpRequest, found: Found) -> HttpResponse:
    """Let what services ask follow from the list."""
    _needs(found)
    wanted = suggestion(found.sight, dependants_of(found.sight))
    if request.method == "POST" and wanted:
        said = said_of_them(found.sight)
        answers = {name: getattr(said, name) for name in LISTS} | {"dependants": wanted.answer}
        say_circumstances(
            case_id=found.case_id, said=answers, seen_version=said.version, by=found.sight.actor
        )
        messages.success(request, "What services ask now says the same.")
    return redirect("dependants", found.reference)


def _needs(found: Found) -> None:
    for kind in (Kind.IDENTITY, Kind.CONTACT, Kind.SAFETY):
        found.sight.needs(kind)


def _line(found: Found, dependant_id: UUID) -> DependantLine:
    _needs(found)
    line = next((one for one in dependants_of(found.sight) if one.dependant_id == dependant_id), None)
    if line is None:
        raise NotOpenToYou
    return line


def _told(answers: dict[str, Any]) -> Told:
    return Told(
        sort=Sort(answers["sort"]),
        where=Where(answers["where"]),
        at_risk=AtRisk(answers["at_risk"]),
        years=answers["years"],
        **{name: answers[name] for name in TEXTS},
    )


def _page(found: Found, title: str, save: Any, button: str, stale: Any = None, *, once: bool = False) -> Act:
    here = reverse("dependants", args=[found.reference])
    lead = "Only what they want kept here. It is locked with the person’s own key."
    more = {"lead": lead}
    return Act(title=title, save=save, then=here, back=here, button=button, more=more, stale=stale, once=once)


def _act(request: HttpRequest, found: Found, form: forms.Form, page: Act) -> HttpResponse:
    """The act. A reference that opened no case is written down after it, outside of what the act undoes."""
    tried: list[str] = []

    def save(answers: dict[str, Any]) -> Saved:
        try:
            return page.save(answers)
        except NoCaseOpen as no:
            tried.append(no.reference)
            raise

    actor = found.sight.actor
    response = act(request, actor, form, replace(page, save=save))
    for reference in tried:
        about, why = number_behind(reference), "Not open to them"
        record_read(who=actor.who, verb="looked for a case", about=about, outcome="refused", why=why)
    return response


def _both(found: Found, dependant_id: UUID) -> Any:
    """After a stale save: what was typed beside what somebody else saved."""

    def versions(form: forms.Form) -> dict[str, Any]:
        now, typed = _line(found, dependant_id), form.cleaned_data
        rows = [
            ("Who", Sort(typed["sort"]).label, now.sort_words),
            ("Called", typed["called"], now.called),
            ("Age or year of birth", str(typed["years"] or ""), str(now.born_year or "")),
            ("Where", Where(typed["where"]).label, now.where_said),
            ("At risk", AtRisk(typed["at_risk"]).label, now.risk_said),
            ("The risk", typed["risk_words"], now.risk_words),
        ]
        return {"who": now.changed_by, "at": now.changed_at, "rows": rows, "seen": now.version}

    return versions
