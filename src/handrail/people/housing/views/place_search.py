"""Find a place tonight, from a case; hold one; say what they need of it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.directory.housing.nights import get_tonight
from handrail.directory.housing.queries.places import get_zone_choices
from handrail.people.housing import presenters
from handrail.people.housing.actions.holds import hold_unit
from handrail.people.housing.actions.place_brief import PlaceBriefInput, save_place_brief
from handrail.people.housing.forms.stays import PlaceBriefForm
from handrail.people.housing.queries.place_brief import PlaceBriefDetail, get_place_brief
from handrail.people.housing.queries.place_search import find_places
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.people.records.states import YesNo
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context


@requires_case(Permission.FIND_PLACE)
def place_tonight(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """What fits tonight and why; for a child, whom to ring and nothing else."""
    page = find_places(found.case_access, nights=_parse_number(request.GET.get("nights"), 1))
    around = get_layout_context(request, found.case_access.actor, "cases")
    if page.age != "adult":
        return render(request, "housing/child.html", around | presenters.make_child_page(page))
    around["keeps_numbers"] = found.case_access.actor.may(Permission.EDIT_PLACES)
    return render(request, "housing/tonight.html", around | presenters.make_page(page, found.case_access))


@requires_case(Permission.FIND_PLACE)
def hold_place(request: HttpRequest, found: CaseContext, unit_id: UUID) -> HttpResponse:
    """Hold a unit for half an hour. Whoever was second is told so, and what is still free."""
    back = reverse("place_tonight", args=[found.reference])
    if request.method != "POST":
        return HttpResponseRedirect(back)
    try:
        stay_id = hold_unit(
            case_id=found.case_id,
            unit_id=unit_id,
            first_night=get_tonight(timezone.localtime()),
            nights=_parse_number(request.POST.get("nights"), 1),
            by=found.case_access.actor,
        )
    except ActionNotAllowed as no:
        messages.error(request, str(no))
        return HttpResponseRedirect(back)
    messages.success(request, "Held. Nobody else can take it until the time below.")
    return HttpResponseRedirect(reverse("stay", args=[found.reference, stay_id]))


@requires_case(Permission.FIND_PLACE)
def place_needs(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """What they need of a place, and which parts of the area they must not be near."""
    found.case_access.needs(Kind.SUPPORT)
    now = get_place_brief(found.case_access)
    start = {
        "seen": now.version,
        "beds": now.beds,
        "children": now.children,
        "pets": now.pets,
        "access": list(now.access),
        "risks": [str(number) for number in now.risks],
        "risk_words": now.risk_words,
    }
    form = bind_form(
        PlaceBriefForm, request, initial=start, zones=get_zone_choices(now.area), safety=now.safety_open
    )

    def save(answers: dict[str, Any]) -> str:
        save_place_brief(
            case_id=found.case_id,
            needed=_make_brief_input(answers, now),
            seen_version=answers["seen"],
            by=found.case_access.actor,
        )
        return "Kept. The places below are worked out again."

    back = reverse("place_tonight", args=[found.reference])
    page = FormAction("What they need of a place", save, back, back, stale=_make_comparison(found))
    return process_form_action(request, found.case_access.actor, form, page)


def _make_brief_input(answers: dict[str, Any], now: PlaceBriefDetail) -> PlaceBriefInput:
    risks = tuple(int(number) for number in answers.get("risks", [])) if now.safety_open else None
    return PlaceBriefInput(
        beds=answers["beds"],
        children=answers["children"],
        pets=YesNo(answers["pets"]),
        access=tuple(answers["access"]),
        risks=risks,
        risk_words=answers.get("risk_words", ""),
    )


def _make_comparison(found: CaseContext) -> Any:
    """After a stale save: what was typed beside what somebody else saved."""

    def versions(form: forms.Form) -> dict[str, Any]:
        now, typed = get_place_brief(found.case_access), form.cleaned_data
        rows = [
            ("Bed spaces", str(typed["beds"]), str(now.beds)),
            ("Children", _format_count(typed["children"]), _format_count(now.children)),
            ("Pets", YesNo(typed["pets"]).label, YesNo(now.pets).label),
        ]
        return {"who": now.said_by, "at": now.said_at, "rows": rows, "seen": now.version}

    return versions


def _format_count(count: int | None) -> str:
    return "not asked" if count is None else str(count)


def _parse_number(text: str | None, default: int) -> int:
    """What a page may have been sent, kept within bounds by whoever uses it."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else default
