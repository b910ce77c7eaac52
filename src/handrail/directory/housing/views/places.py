"""An organisation's own places and units, the numbers to ring and the rough parts of an area."""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict
from uuid import UUID

from django import forms
from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.directory.housing.actions import places, units, zones_and_duty_numbers
from handrail.directory.housing.forms.places import (
    DutyPhoneNumberForm,
    HousingPlaceForm,
    HousingUnitForm,
    PlaceFlagForm,
    UnitWithdrawForm,
    ZoneForm,
    get_place_form_initial,
)
from handrail.directory.housing.models import Place, Unit
from handrail.directory.housing.place_kinds import DUTY_NUMBER_NAMES
from handrail.directory.housing.presenters import HousingPlaceRow, make_place_row
from handrail.directory.housing.queries.bodies import get_area_code_of_body
from handrail.directory.housing.queries.places import (
    DutyPhoneNumberRow,
    get_own_place,
    get_own_unit,
    list_duty_phone_numbers,
    list_own_places,
    read_place_flag_reason,
)
from handrail.directory.housing.unit_stays import UnitHoldOrStay, UnitStaysProvider
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_read_records_of_files
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context

NAV = "my_places"
UNANSWERED = dict.fromkeys(("state", "mix", "dependants", "pets", "public_funds", "use"), "")
"""Questions about a new place for which no answer is chosen beforehand, though the record has a default."""


class MyPlacesPageContext(TypedDict):
    """What directory_housing/places.html shows."""

    places: list[HousingPlaceRow]
    numbers: list[tuple[str, DutyPhoneNumberRow]]
    may_agree: bool


@requires_permission(Permission.EDIT_PLACES)
def my_places(request: HttpRequest, actor: Actor, get_unit_stays: UnitStaysProvider) -> HttpResponse:
    """The organisation's places with their units. No address is on it."""
    stays = get_unit_stays(actor, timezone.localtime())
    _record_shown_cases_in_audit_trail(actor, stays)
    shown: MyPlacesPageContext = {
        "places": [make_place_row(place, stays) for place in list_own_places(actor)],
        "numbers": [(DUTY_NUMBER_NAMES[line.what], line) for line in list_duty_phone_numbers(actor.body_id)],
        "may_agree": actor.may(Permission.VIEW_AGREEMENTS),
    }
    return render(
        request, "directory_housing/places.html", {**get_layout_context(request, actor, NAV), **shown}
    )


def _record_shown_cases_in_audit_trail(actor: Actor, stays: Mapping[UUID, Sequence[UnitHoldOrStay]]) -> None:
    """Each case that the page names."""
    about = [stay.case_id for unit in stays.values() for stay in unit if stay.reference]
    write_read_records_of_files(
        who=actor.who, verb="viewed places", about=list(dict.fromkeys(about)), shown=[Kind.HOUSING.value]
    )


class PlacesActionPage(ActionPage, abstract=True):
    """What is done about the places of one's own organisation."""

    permission, nav = Permission.EDIT_PLACES, NAV
    place: Place

    @property
    def back_url(self) -> str:
        return reverse("my_places")

    def load(self, place_id: UUID | None = None) -> None:
        if place_id is not None:
            self.place = get_own_place(place_id, self.actor)


class AddPlacePage(PlacesActionPage):
    """Describe a place, planned ones too."""

    title, button, form_class = "Add a place", "Save", HousingPlaceForm

    def get_form_kwargs(self) -> dict[str, Any]:
        initial = UNANSWERED | {"area": get_area_code_of_body(self.actor.body_id)}
        return super().get_form_kwargs() | {"initial": initial}

    def perform(self, form: HousingPlaceForm) -> str:
        places.add_housing_place(form.instance, address=form.cleaned_data["address"], by=self.actor)
        return msg("{name} added. Now add its units.", name=form.instance.name)


class EditPlacePage(PlacesActionPage):
    """Change what is said of a place. Its address is never shown, only replaced."""

    form_class, asks_again = HousingPlaceForm, True

    @property
    def title(self) -> str:
        return msg("Change {name}", name=self.place.name)

    def load(self, place_id: UUID | None = None) -> None:
        super().load(place_id)
        self.record = self.place

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": get_place_form_initial(self.place)}

    def get_saved_values(self, form: HousingPlaceForm) -> dict[str, Any]:
        """The address is shown of neither version."""
        return model_to_dict(self.place, HousingPlaceForm.Meta.fields)

    def perform(self, form: HousingPlaceForm) -> str:
        answers = form.cleaned_data
        places.edit_housing_place(
            form.instance, address=answers["address"], seen=answers["seen"], by=self.actor
        )
        return msg("{name} changed.", name=form.instance.name)


class AddUnitPage(PlacesActionPage):
    """A flat, a room or a bed of one's own place."""

    button, form_class = "Add it", HousingUnitForm

    @property
    def title(self) -> str:
        return msg("Add a unit to {name}", name=self.place.name)

    def get_form_kwargs(self) -> dict[str, Any]:
        initial = {"open_from": formatting.get_today()}
        return super().get_form_kwargs() | {"instance": Unit(place=self.place), "initial": initial}

    def perform(self, form: HousingUnitForm) -> str:
        unit = units.add_housing_unit(form.instance, by=self.actor)
        return msg("{name} added to {name2}.", name=unit.name, name2=self.place.name)


class WithdrawUnitPage(PlacesActionPage):
    """From a night on it is not to be had."""

    button, form_class = "Withdraw it", UnitWithdrawForm

    @property
    def title(self) -> str:
        return msg("Withdraw {name}, {name2}", name=self.unit.name, name2=self.unit.place.name)

    def load(self, unit_id: UUID) -> None:  # type: ignore[override]
        self.unit = get_own_unit(unit_id, self.actor)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"from_night": formatting.get_today()}}

    def perform(self, form: UnitWithdrawForm) -> str:
        units.withdraw_unit(unit_id=self.unit.pk, by=self.actor, **form.cleaned_data)
        from_night = formatting.format_long_day(form.cleaned_data["from_night"])
        return msg(
            "{name} is withdrawn from the night of {from_night}.", name=self.unit.name, from_night=from_night
        )


@requires_permission(Permission.EDIT_PLACES)
def bring_back_unit(request: HttpRequest, actor: Actor, unit_id: UUID) -> HttpResponse:
    """It is to be had again. One press on the list, without a form."""
    unit = get_own_unit(unit_id, actor)
    if request.method == "POST":
        units.reinstate_withdrawn_unit(unit_id=unit_id, by=actor)
        messages.success(request, msg("{name} is available again.", name=unit.name))
    return HttpResponseRedirect(reverse("my_places"))


class FlagPlacePage(PlacesActionPage):
    """Do not use."""

    button, form_class = "Stop using", PlaceFlagForm

    @property
    def title(self) -> str:
        return msg("Stop using {name}", name=self.place.name)

    def perform(self, form: PlaceFlagForm) -> str:
        places.flag_place_as_do_not_use(
            place_id=self.place.pk, words=form.cleaned_data["words"], by=self.actor
        )
        return msg("{name} flagged. It will not be offered.", name=self.place.name)


class LiftPlaceFlagPage(PlacesActionPage):
    """It can be used again. The page says first why it was flagged, to its own leads."""

    button, form_class = "Remove the flag", forms.Form

    @property
    def title(self) -> str:
        return msg("Use {name} again", name=self.place.name)

    @property
    def lead(self) -> str:
        why = read_place_flag_reason(self.place.pk) if self.actor.may(Permission.OVERRULE_CHECK) else ""
        return (
            msg("Flagged because: {why}", why=why) if why else "Only duty leads can read why it was flagged."
        )

    def perform(self, form: forms.Form) -> str:
        places.lift_place_flag(place_id=self.place.pk, by=self.actor)
        return msg("{name} can be used again.", name=self.place.name)


class AddZonePage(PlacesActionPage):
    """A rough part of an area."""

    title, button, form_class = "Add an approximate location", "Add it", ZoneForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": {"area": get_area_code_of_body(self.actor.body_id)}}

    def perform(self, form: ZoneForm) -> str:
        zone = zones_and_duty_numbers.add_zone(form.instance, by=self.actor)
        return msg("{name} added.", name=zone.name)


class SaveDutyPhoneNumberPage(PlacesActionPage):
    """A number to ring, checked today."""

    title, button, form_class = "Phone number", "Save", DutyPhoneNumberForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": {"area": get_area_code_of_body(self.actor.body_id)}}

    def perform(self, form: DutyPhoneNumberForm) -> str:
        number = form.instance
        zones_and_duty_numbers.save_duty_phone_number(number, by=self.actor)
        return msg("{name}: {phone}. Checked today.", name=number.name, phone=number.phone)
