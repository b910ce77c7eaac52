"""An organisation's own places and units, the numbers to ring and the rough parts of an area."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.audit.actions import record_reads
from handrail.casework.case.queries.choices import area_choices, area_of
from handrail.directory.housing.actions import around, places, units
from handrail.directory.housing.details import PlaceDetails
from handrail.directory.housing.kinds import ACCESS_WORDS, NUMBER_WORDS
from handrail.directory.housing.queries.places import (
    PlaceLine,
    UnitLine,
    flag_words,
    numbers_of,
    place_of,
    places_of,
    unit_owner,
    zone_choices,
)
from handrail.kernel import money
from handrail.kernel.saying import joined, say
from handrail.provision.places.queries.own_units import UnitStay, own_units
from handrail.web.acting import Act, act
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.housing.place_forms import FlagForm, NumberForm, PlaceForm, UnitForm, WithdrawForm, ZoneForm
from handrail.web.navigation import frame

STATE_TAGS = {"open": "met", "planned": "soon", "funded": "soon", "paused": "declined", "closed": "declined"}


@door(Permission.EDIT_PLACES)
def my_places(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The organisation's places with their units. No address is on it."""
    stays = own_units(actor, timezone.localtime())
    _write_down(actor, stays)
    shown = {
        "places": [_place(line) for line in places_of(actor.body_id)],
        "stays": stays,
        "numbers": [(NUMBER_WORDS[line.what], line) for line in numbers_of(actor.body_id)],
        "may_agree": actor.may(Permission.VIEW_AGREEMENTS),
    }
    return render(request, "housing/places.html", frame(request, actor, "my_places") | shown)


def _write_down(actor: Actor, stays: Mapping[UUID, Sequence[UnitStay]]) -> None:
    """Each case that the page names."""
    about = [stay.case_id for unit in stays.values() for stay in unit if stay.reference]
    record_reads(
        who=actor.who, verb="looked at: places", about=list(dict.fromkeys(about)), shown=[Kind.SUPPORT.value]
    )


@door(Permission.EDIT_PLACES)
def add_place(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Describe a place, planned ones too."""
    start = {"area": area_of(actor.body_id)}
    form = bind(PlaceForm, request, initial=start, areas=area_choices(), zones=zone_choices())

    def save(answers: dict[str, Any]) -> str:
        places.add_place(details=_details(answers), by=actor)
        return say("{name} is described. Add its units now.", name=answers["name"])

    return _act(request, actor, form, "Describe a place", save, "Describe it")


@door(Permission.EDIT_PLACES)
def edit_place(request: HttpRequest, actor: Actor, place_id: UUID) -> HttpResponse:
    """Change what is said of a place. Its address is never shown, only replaced."""
    line = _own(place_id, actor)
    start = {
        **{name: getattr(line, name) for name in _PLAIN},
        "seen": line.version,
        "area": line.area_code,
        "zone": str(line.zone_id or ""),
        "phases": list(line.phases),
        "night": money.typed(line.night_pence),
    }
    form = bind(
        PlaceForm, request, initial=start, areas=area_choices(), zones=zone_choices(), kept=line.has_address
    )

    def save(answers: dict[str, Any]) -> str:
        seen = answers["seen"] or 0
        places.edit_place(place_id=place_id, details=_details(answers), seen_version=seen, by=actor)
        return say("{name} is changed.", name=answers["name"])

    return _act(
        request, actor, form, say("Change {name}", name=line.name), save, "Save", stale=_both(place_id, actor)
    )


@door(Permission.EDIT_PLACES)
def add_unit(request: HttpRequest, actor: Actor, place_id: UUID) -> HttpResponse:
    """A flat, a room or a bed of one's own place."""
    line = _own(place_id, actor)
    form = bind(UnitForm, request, initial={"open_from": words.today(), "beds": 1})

    def save(answers: dict[str, Any]) -> str:
        whole = answers.pop("whole") == "yes"
        units.add_unit(place_id=place_id, whole=whole, by=actor, **answers)
        return say("{name} is added to {name2}.", name=answers["name"], name2=line.name)

    return _act(request, actor, form, say("Add a unit to {name}", name=line.name), save, "Add it")


@door(Permission.EDIT_PLACES)
def withdraw_unit(request: HttpRequest, actor: Actor, unit_id: UUID) -> HttpResponse:
    """From a night on it is not to be had."""
    place, unit = _own_unit(unit_id, actor)
    form = bind(WithdrawForm, request, initial={"from_night": words.today()})

    def save(answers: dict[str, Any]) -> str:
        units.withdraw_unit(unit_id=unit_id, by=actor, **answers)
        return say(
            "{name} is withdrawn from the night of {from_night}.",
            name=unit.name,
            from_night=words.long_day(answers["from_night"]),
        )

    return _act(
        request,
        actor,
        form,
        say("Withdraw {name}, {name2}", name=unit.name, name2=place.name),
        save,
        "Withdraw it",
    )


@door(Permission.EDIT_PLACES)
def bring_back_unit(request: HttpRequest, actor: Actor, unit_id: UUID) -> HttpResponse:
    """It is to be had again."""
    _, unit = _own_unit(unit_id, actor)
    if request.method == "POST":
        units.bring_back(unit_id=unit_id, by=actor)
        messages.success(request, say("{name} is to be had again.", name=unit.name))
    return HttpResponseRedirect(reverse("my_places"))


@door(Permission.EDIT_PLACES)
def flag_place(request: HttpRequest, actor: Actor, place_id: UUID) -> HttpResponse:
    """Do not use."""
    line = _own(place_id, actor)
    form = bind(FlagForm, request)

    def save(answers: dict[str, Any]) -> str:
        places.flag_place(place_id=place_id, words=answers["words"], by=actor)
        return say("{name} is flagged: nobody is offered it.", name=line.name)

    return _act(request, actor, form, say("Do not use {name}", name=line.name), save, "Flag it")


@door(Permission.EDIT_PLACES)
def lift_flag(request: HttpRequest, actor: Actor, place_id: UUID) -> HttpResponse:
    """It can be used again. The page says first why it was flagged, to its own leads."""
    line = _own(place_id, actor)
    form = bind(forms.Form, request)

    def save(answers: dict[str, Any]) -> str:
        places.lift_flag(place_id=place_id, by=actor)
        return say("{name} can be used again.", name=line.name)

    why = flag_words(place_id) if actor.may(Permission.OVERRULE_CHECK) else ""
    lead = say("Flagged because: {why}", why=why) if why else "Why it was flagged is for duty leads to read."
    return _act(
        request,
        actor,
        form,
        say("Use {name} again", name=line.name),
        save,
        "Lift the flag",
        more={"lead": lead},
    )


@door(Permission.EDIT_PLACES)
def add_zone(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A rough part of an area."""
    form = bind(ZoneForm, request, initial={"area": area_of(actor.body_id)}, areas=area_choices())

    def save(answers: dict[str, Any]) -> str:
        around.add_zone(by=actor, **answers)
        return say("{name} is added.", name=answers["name"])

    return _act(request, actor, form, "Add a rough part of an area", save, "Add it")


@door(Permission.EDIT_PLACES)
def keep_number(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A number to ring, checked today."""
    form = bind(NumberForm, request, initial={"area": area_of(actor.body_id)}, areas=area_choices())

    def save(answers: dict[str, Any]) -> str:
        around.keep_number(by=actor, **answers)
        return say("{name}: {phone}. Checked today.", name=answers["name"], phone=answers["phone"])

    return _act(request, actor, form, "A number to ring", save, "Keep it")


def _place(line: PlaceLine) -> dict[str, Any]:
    return {
        "line": line,
        "state": "unsafe" if line.flagged_on else STATE_TAGS[line.state],
        "words": "Do not use" if line.flagged_on else line.state_words,
        "units": [
            (unit, joined(ACCESS_WORDS[code] for code in unit.has), words.plural(unit.beds, "bed space"))
            for unit in line.units
        ],
    }


def _own(place_id: UUID, actor: Actor) -> PlaceLine:
    line = place_of(place_id, actor.body_id)
    if line is None:
        raise NotOpenToYou
    return line


def _own_unit(unit_id: UUID, actor: Actor) -> tuple[PlaceLine, UnitLine]:
    owner = unit_owner(unit_id)
    if owner is None or owner[1] != actor.body_id:
        raise NotOpenToYou
    line = _own(owner[0], actor)
    return line, next(unit for unit in line.units if unit.unit_id == unit_id)


_PLAIN = (
    "name",
    "kind",
    "state",
    "waits_for",
    "mix",
    "dependants",
    "pets",
    "public_funds",
    "use",
    "on_site",
    "phone",
)


def _details(answers: dict[str, Any]) -> PlaceDetails:
    return PlaceDetails(
        **{name: answers[name] for name in _PLAIN},
        area=answers["area"],
        zone_id=int(answers["zone"]) if answers["zone"] else None,
        phases=tuple(answers["phases"]),
        night_pence=answers["night"],
        address=answers["address"],
    )


def _both(place_id: UUID, actor: Actor) -> Any:
    """After a stale save: what was typed beside what somebody else saved. The address is in neither."""

    def versions(form: forms.Form) -> dict[str, Any]:
        now, typed = _own(place_id, actor), form.cleaned_data
        rows = [(str(form.fields[name].label), str(typed[name]), str(getattr(now, name))) for name in _PLAIN]
        return {"who": "A colleague", "at": now.changed_at, "rows": rows, "seen": now.version}

    return versions


def _act(
    request: HttpRequest,
    actor: Actor,
    form: forms.Form,
    title: str,
    save: Any,
    button: str,
    stale: Any = None,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    here = reverse("my_places")
    page = Act(title, save, here, here, button=button, more=more or {}, stale=stale, place="my_places")
    return act(request, actor, form, page)
