"""The questions about places, units and numbers to ring: nothing here is about a person."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from handrail.directory.housing import place_kinds
from handrail.directory.housing.forms.base_housing_form import BaseHousingForm
from handrail.directory.housing.models import DutyNumber, Place, Unit, Zone
from handrail.platform.reference.models import Area
from handrail.platform.ui.date_fields import DatePartsField
from handrail.platform.ui.pounds_field import PoundsField
from handrail.platform.ui.record_form import Choices

PHASES = (
    ("before", "Before the NRM"),
    ("during", "In the NRM"),
    ("after", "After the NRM"),
    ("outside", "Outside the NRM"),
)


class HousingPlaceForm(BaseHousingForm):
    """What a place is, for whom, and where, roughly. Its address is never shown, only replaced."""

    none_labels = {"zone": "Not known"}
    phases = forms.MultipleChoiceField(
        label="When people can stay there",
        choices=PHASES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose when people can stay there"},
    )
    night = PoundsField(
        label="What a night costs (optional)",
        required=False,
        most=place_kinds.MAX_PENCE,
        help_text="Leave empty if it is free.",
    )
    address = forms.CharField(
        label="Address (optional)",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        help_text="Shown only to people who hold a bed there for someone.",
    )
    field_order = ("name", "kind", "area", "zone", "state", "waits_for", "phases")

    class Meta:
        model = Place
        fields = [
            *("name", "kind", "area", "zone", "state", "waits_for", "mix", "dependants", "pets"),
            *("public_funds", "use", "on_site", "phone"),
        ]
        widgets = {"kind": forms.Select, "area": forms.Select, "zone": forms.Select}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.zones = Zone.objects.select_related("area").order_by("area__name", "name")
        super().__init__(*args, **kwargs)
        named = [(str(zone.pk), f"{zone.name} ({zone.area.name})") for zone in self.zones]
        self.fields["zone"].choices = [("", "Not known"), *named]  # type: ignore[attr-defined]
        if self.instance.address:
            self.fields["address"].label = "New address (optional)"
            self.fields["address"].help_text = "An address is stored. Leave this empty to keep it."

    def get_choices(self) -> Mapping[str, Choices]:
        """Every area, and every rough part of one."""
        return {"area": select_police_force_areas(), "zone": self.zones}

    def clean(self) -> dict[str, Any]:
        """Put what has another name on the form into the record."""
        answers = super().clean() or self.cleaned_data
        self.instance.phases = answers.get("phases", ())
        self.instance.night_pence = answers.get("night")
        return answers


class HousingUnitForm(BaseHousingForm):
    """One unit of a place."""

    whole = forms.TypedChoiceField(
        label="Sharing",
        choices=[
            ("yes", "One household at a time"),
            ("no", ("Single beds, room shared")),
        ],
        coerce=lambda code: code == "yes",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose how it is shared",
            "invalid_choice": "Choose one from the list",
        },
    )
    has = forms.MultipleChoiceField(
        label="Features", choices=place_kinds.ACCESS, widget=forms.CheckboxSelectMultiple, required=False
    )
    lacks = forms.MultipleChoiceField(
        label="Not available",
        choices=place_kinds.ACCESS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Not ticked in either list: not known.",
    )

    class Meta:
        model, fields = Unit, ["name", "beds", "whole", "has", "lacks", "note", "open_from"]


class UnitWithdrawForm(forms.Form):
    """From which night a unit is not to be had."""

    from_night = DatePartsField(
        label="First night not available",
        about="the night",
        help_text="The person’s page shows this. No one has to leave because of it.",
    )
    why = forms.CharField(label="Why? (optional)", max_length=120, required=False)


class PlaceFlagForm(forms.Form):
    """Why nobody should stay there."""

    words = forms.CharField(
        label="Why should no one stay there?",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only your own leads can read this. Others see the flag and the date.",
    )


class ZoneForm(BaseHousingForm):
    """A rough part of an area."""

    class Meta:
        model, fields = Zone, ["area", "name", "east", "north"]
        widgets = {"area": forms.Select}

    def get_choices(self) -> Mapping[str, Choices]:
        """Every area."""
        return {"area": select_police_force_areas()}


class DutyPhoneNumberForm(BaseHousingForm):
    """A number to ring."""

    class Meta:
        model, fields = DutyNumber, ["area", "what", "name", "phone"]
        widgets = {"area": forms.Select}

    def get_choices(self) -> Mapping[str, Choices]:
        """Every area."""
        return {"area": select_police_force_areas()}


def select_police_force_areas() -> QuerySet[Area]:
    """Police force areas, by name."""
    return Area.objects.order_by("name")


def get_place_form_initial(place: Place) -> dict[str, Any]:
    """What a form says of a place under other names than the record.

    Returns:
        Values by the names of the form: codes of phases, pence.
    """
    return {"phases": list(place.phases), "night": place.night_pence}
