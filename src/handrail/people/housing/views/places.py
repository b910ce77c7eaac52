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

from handrail.directory.housing.actions import places, units, zones_and_numbers
from handrail.directory.housing.kinds import ACCESS_WORDS, DUTY_NUMBER_NAMES
from handrail.directory.housing.place_input import PlaceInput
from handrail.directory.housing.queries.places import (
    PlaceDetail,
    PlaceUnitRow,
    get_place,
    get_unit_owner,
    get_zone_choices,
    list_duty_numbers,
    list_places,
    read_flag_reason,
)
from handrail.people.housing.forms.places import (
    DutyNumberForm,
    PlaceFlagForm,
    PlaceForm,
    UnitForm,
    UnitWithdrawForm,
    ZoneForm,
)
from handrail.people.housing.queries.own_units import OwnUnitStay, get_stays_by_unit
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record_reads
from handrail.platform.kernel import money
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.reference.choices import get_area_choices, get_area_code_of_body
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context

STATE_TAGS = {"open": "met", "planned": "soon", "funded": "soon", "paused": "declined", "closed": "declined"}


@requires(Permission.EDIT_PLACES)
def my_places(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The organisation's places with their units. No address is on it."""
    stays = get_stays_by_unit(actor, timezone.localtime())
    _record_cases_shown(actor, stays)
    shown = {
        "places": [_make_place_row(line) for line in list_places(actor.body_id)],
        "stays": stays,
        "numbers": [(DUTY_NUMBER_NAMES[line.what], line) for line in list_duty_numbers(actor.body_id)],
        "may_agree": actor.may(Permission.VIEW_AGREEMENTS),
    }
    return render(request, "housing/places.html", get_layout_context(request, actor, "my_places") | shown)


def _record_cases_shown(actor: Actor, stays: Mapping[UUID, Sequence[OwnUnitStay]]) -> None:
    """Each case that the page names."""
    about = [stay.case_id for unit in stays.values() for stay in unit if stay.reference]
    record_reads(
        who=actor.who, verb="looked at: places", about=list(dict.fromkeys(about)), shown=[Kind.SUPPORT.value]
    )


@requires(Permission.EDIT_PLACES)
def add_place(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Describe a place, planned ones too."""
    start = {"area": get_area_code_of_body(actor.body_id)}
    form = bind_form(PlaceForm, request, initial=start, areas=get_area_choices(), zones=get_zone_choices())

    def save(answers: dict[str, Any]) -> str:
        places.add_place(details=_make_place_details(answers), by=actor)
        return msg("{name} is described. Add its units now.", name=answers["name"])

    return _act(request, actor, form, "Describe a place", save, "Describe it")


@requires(Permission.EDIT_PLACES)
def edit_place(request: HttpRequest, actor: Actor, place_id: UUID) -> HttpResponse:
    """Change what is said of a place. Its address is never shown, only replaced."""
    line = _get_own_place(place_id, actor)
    start = {
        **{name: getattr(line, name) for name in _PLAIN},
        "seen": line.version,
        "area": line.area_code,
        "zone": str(line.zone_id or ""),
        "phases": list(line.phases),
        "night": money.format_for_input(line.night_pence),
    }
    form = bind_form(
        PlaceForm,
        request,
        initial=start,
        areas=get_area_choices(),
        zones=get_zone_choices(),
        kept=line.has_address,
    )

    def save(answers: dict[str, Any]) -> str:
        seen = answers["seen"] or 0
        places.edit_place(
            place_id=place_id, details=_make_place_details(answers), seen_version=seen, by=actor
        )
        return msg("{name} is changed.", name=answers["name"])

    return _act(
        request,
        actor,
        form,
        msg("Change {name}", name=line.name),
        save,
        "Save",
        stale=_make_comparison(place_id, actor),
    )


@requires(Permission.EDIT_PLACES)
def add_unit(request: HttpRequest, actor: Actor, place_id: UUID) -> HttpResponse:
    """A flat, a room or a bed of one's own place."""
    line = _get_own_place(place_id, actor)
    form = bind_form(UnitForm, request, initial={"open_from": formatting.get_today(), "beds": 1})

    def save(answers: dict[str, Any]) -> str:
        whole = answers.pop("whole") == "yes"
        units.add_unit(place_id=place_id, whole=whole, by=actor, **answers)
        return msg("{name} is added to {name2}.", name=answers["name"], name2=line.name)

    return _act(request, actor, form, msg("Add a unit to {name}", name=line.name), save, "Add it")


@requires(Permission.EDIT_PLACES)
def withdraw_unit(request: HttpRequest, actor: Actor, unit_id: UUID) -> HttpResponse:
    """From a night on it is not to be had."""
    place, unit = _get_own_unit(unit_id, actor)
    form = bind_form(UnitWithdrawForm, request, initial={"from_night": formatting.get_today()})

    def save(answers: dict[str, Any]) -> str:
        units.withdraw_unit(unit_id=unit_id, by=actor, **answers)
        return msg(
            "{name} is withdrawn from the night of {from_night}.",
            name=unit.name,
            from_night=formatting.format_long_day(answers["from_night"]),
        )

    return _act(
        request,
        actor,
        form,
        msg("Withdraw {name}, {name2}", name=unit.name, name2=place.name),
        save,
        "Withdraw it",
    )


@requires(Permission.EDIT_PLACES)
def bring_back_unit(request: HttpRequest, actor: Actor, unit_id: UUID) -> HttpResponse:
    """It is to be had again."""
    _, unit = _get_own_unit(unit_id, actor)
    if request.method == "POST":
        units.bring_back(unit_id=unit_id, by=actor)
        messages.success(request, msg("{name} is to be had again.", name=unit.name))
    return HttpResponseRedirect(reverse("my_places"))


@requires(Permission.EDIT_PLACES)
def flag_place(request: HttpRequest, actor: Actor, place_id: UUID) -> HttpResponse:
    """Do not use."""
    line = _get_own_place(place_id, actor)
    form = bind_form(PlaceFlagForm, request)

    def save(answers: dict[str, Any]) -> str:
        places.flag_place(place_id=place_id, words=answers["words"], by=actor)
        return msg("{name} is flagged: nobody is offered it.", name=line.name)

    return _act(request, actor, form, msg("Do not use {name}", name=line.name), save, "Flag it")


@requires(Permission.EDIT_PLACES)
def lift_flag(request: HttpRequest, actor: Actor, place_id: UUID) -> HttpResponse:
    """It can be used again. The page says first why it was flagged, to its own leads."""
    line = _get_own_place(place_id, actor)
    form = bind_form(forms.Form, request)

    def save(answers: dict[str, Any]) -> str:
        places.lift_flag(place_id=place_id, by=actor)
        return msg("{name} can be used again.", name=line.name)

    why = read_flag_reason(place_id) if actor.may(Permission.OVERRULE_CHECK) else ""
    lead = msg("Flagged because: {why}", why=why) if why else "Why it was flagged is for duty leads to read."
    return _act(
        request,
        actor,
        form,
        msg("Use {name} again", name=line.name),
        save,
        "Lift the flag",
        more={"lead": lead},
    )


@requires(Permission.EDIT_PLACES)
def add_zone(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A rough part of an area."""
    form = bind_form(
        ZoneForm, request, initial={"area": get_area_code_of_body(actor.body_id)}, areas=get_area_choices()
    )

    def save(answers: dict[str, Any]) -> str:
        zones_and_numbers.add_zone(by=actor, **answers)
        return msg("{name} is added.", name=answers["name"])

    return _act(request, actor, form, "Add a rough part of an area", save, "Add it")


@requires(Permission.EDIT_PLACES)
def keep_number(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A number to ring, checked today."""
    form = bind_form(
        DutyNumberForm,
        request,
        initial={"area": get_area_code_of_body(actor.body_id)},
        areas=get_area_choices(),
    )

    def save(answers: dict[str, Any]) -> str:
        zones_and_numbers.save_duty_number(by=actor, **answers)
        return msg("{name}: {phone}. Checked today.", name=answers["name"], phone=answers["phone"])

    return _act(request, actor, form, "A number to ring", save, "Keep it")


def _make_place_row(line: PlaceDetail) -> dict[str, Any]:
    return {
        "line": line,
        "state": "unsafe" if line.flagged_on else STATE_TAGS[line.state],
        "words": "Do not use" if line.flagged_on else line.state_words,
        "units": [
            (
                unit,
                join_texts(ACCESS_WORDS[code] for code in unit.has),
                formatting.plural(unit.beds, "bed space"),
            )
            for unit in line.units
        ],
    }


def _get_own_place(place_id: UUID, actor: Actor) -> PlaceDetail:
    line = get_place(place_id, actor.body_id)
    if line is None:
        raise NotVisible
    return line


def _get_own_unit(unit_id: UUID, actor: Actor) -> tuple[PlaceDetail, PlaceUnitRow]:
    owner = get_unit_owner(unit_id)
    if owner is None or owner[1] != actor.body_id:
        raise NotVisible
    line = _get_own_place(owner[0], actor)
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


def _make_place_details(answers: dict[str, Any]) -> PlaceInput:
    return PlaceInput(
        **{name: answers[name] for name in _PLAIN},
        area=answers["area"],
        zone_id=int(answers["zone"]) if answers["zone"] else None,
        phases=tuple(answers["phases"]),
        night_pence=answers["night"],
        address=answers["address"],
    )


def _make_comparison(place_id: UUID, actor: Actor) -> Any:
    """After a stale save: what was typed beside what somebody else saved. The address is in neither."""

    def versions(form: forms.Form) -> dict[str, Any]:
        now, typed = _get_own_place(place_id, actor), form.cleaned_data
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
    page = FormAction(title, save, here, here, button=button, more=more or {}, stale=stale, place="my_places")
    return process_form_action(request, actor, form, page)
