"""Find a place tonight, from a case; hold one; say what they need of it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.casework.case.states import YesNo
from handrail.casework.lists.queries.finding import Found
from handrail.directory.housing.nights import tonight
from handrail.directory.housing.queries.places import zone_choices
from handrail.kernel.refusals import NotNow
from handrail.provision.places.actions.brief import Needed, say_brief
from handrail.provision.places.actions.hold import hold
from handrail.provision.places.queries.brief import Brief, brief_of
from handrail.provision.places.queries.tonight import find_places
from handrail.web.acting import Act, act
from handrail.web.design.forms import bind
from handrail.web.door import case_door
from handrail.web.housing import present
from handrail.web.housing.forms import NeedsForm
from handrail.web.navigation import frame


@case_door(Permission.FIND_PLACE)
def place_tonight(request: HttpRequest, found: Found) -> HttpResponse:
    """What fits tonight and why; for a child, whom to ring and nothing else."""
    page = find_places(found.sight, nights=_number(request.GET.get("nights"), 1))
    around = frame(request, found.sight.actor, "cases")
    if page.age != "adult":
        return render(request, "housing/child.html", around | present.child_page(page))
    around["keeps_numbers"] = found.sight.actor.may(Permission.EDIT_PLACES)
    return render(request, "housing/tonight.html", around | present.page(page, found.sight))


@case_door(Permission.FIND_PLACE)
def hold_place(request: HttpRequest, found: Found, unit_id: UUID) -> HttpResponse:
    """Hold a unit for half an hour. Whoever was second is told so, and what is still free."""
    back = reverse("place_tonight", args=[found.reference])
    if request.method != "POST":
        return HttpResponseRedirect(back)
    try:
        stay_id = hold(
            case_id=found.case_id,
            unit_id=unit_id,
            first_night=tonight(timezone.localtime()),
            nights=_number(request.POST.get("nights"), 1),
            by=found.sight.actor,
        )
    except NotNow as no:
        messages.error(request, str(no))
        return HttpResponseRedirect(back)
    messages.success(request, "Held. Nobody else can take it until the time below.")
    return HttpResponseRedirect(reverse("stay", args=[found.reference, stay_id]))


@case_door(Permission.FIND_PLACE)
def place_needs(request: HttpRequest, found: Found) -> HttpResponse:
    """What they need of a place, and which parts of the area they must not be near."""
    found.sight.needs(Kind.SUPPORT)
    now = brief_of(found.sight)
    start = {
        "seen": now.version,
        "beds": now.beds,
        "children": now.children,
        "pets": now.pets,
        "access": list(now.access),
        "risks": [str(number) for number in now.risks],
        "risk_words": now.risk_words,
    }
    form = bind(NeedsForm, request, initial=start, zones=zone_choices(now.area), safety=now.safety_open)

    def save(answers: dict[str, Any]) -> str:
        say_brief(
            case_id=found.case_id,
            needed=_needed(answers, now),
            seen_version=answers["seen"],
            by=found.sight.actor,
        )
        return "Kept. The places below are worked out again."

    back = reverse("place_tonight", args=[found.reference])
    page = Act("What they need of a place", save, back, back, stale=_both(found))
    return act(request, found.sight.actor, form, page)


def _needed(answers: dict[str, Any], now: Brief) -> Needed:
    risks = tuple(int(number) for number in answers.get("risks", [])) if now.safety_open else None
    return Needed(
        beds=answers["beds"],
        children=answers["children"],
        pets=YesNo(answers["pets"]),
        access=tuple(answers["access"]),
        risks=risks,
        risk_words=answers.get("risk_words", ""),
    )


def _both(found: Found) -> Any:
    """After a stale save: what was typed beside what somebody else saved."""

    def versions(form: forms.Form) -> dict[str, Any]:
        now, typed = brief_of(found.sight), form.cleaned_data
        rows = [
            ("Bed spaces", str(typed["beds"]), str(now.beds)),
            ("Children", _spoken(typed["children"]), _spoken(now.children)),
            ("Pets", YesNo(typed["pets"]).label, YesNo(now.pets).label),
        ]
        return {"who": now.said_by, "at": now.said_at, "rows": rows, "seen": now.version}

    return versions


def _spoken(count: int | None) -> str:
    return "not asked" if count is None else str(count)


def _number(text: str | None, default: int) -> int:
    """What a page may have been sent, kept within bounds by whoever uses it."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else default
