"""The questions about agreements: whose rooms, for whom, on what terms, and rates with their days."""

from collections.abc import Mapping
from functools import cached_property

from django import forms
from django.db.models import QuerySet

from handrail.directory.housing import place_kinds
from handrail.directory.housing.forms.base_housing_form import BaseHousingForm
from handrail.directory.housing.models import Agreement, SubsistenceRate
from handrail.directory.housing.queries.bodies import select_bodies_of_area_and_own
from handrail.platform.reference.models import Body
from handrail.platform.ui.date_fields import DatePartsField
from handrail.platform.ui.oversight_form_fields import version_field
from handrail.platform.ui.pounds_field import PoundsField
from handrail.platform.ui.record_form import Choices

BODIES = ("provider", "answers", "payer", "subsistence_payer")


class HousingAgreementForm(BaseHousingForm):
    """What was agreed about rooms."""

    none_labels = {"subsistence_payer": "Not agreed"}
    choice_keys = dict.fromkeys(BODIES, "code")
    users = forms.MultipleChoiceField(
        label="Who can use them?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose who can use them"},
    )
    field_order = ("name", "provider", "users")

    class Meta:
        model = Agreement
        fields = [
            *("name", "provider", "terms", "first_night", "last_night", "most_nights"),
            *("answers", "payer", "pays_from", "subsistence_payer", "when_refused"),
        ]
        widgets = dict.fromkeys(BODIES, forms.Select)

    @cached_property
    def bodies(self) -> QuerySet[Body]:
        """Those of the area of the actor's body."""
        return select_bodies_of_area_and_own(self.actor)

    def get_choices(self) -> Mapping[str, Choices]:
        """Bodies of the area, for each part in the agreement."""
        users = [(body.code, body.name) for body in self.bodies]
        return dict.fromkeys(BODIES, self.bodies) | {"users": users}


class OfflineAgreementConfirmationForm(forms.Form):
    """Who of the provider agreed, by role, and when."""

    role = forms.CharField(
        label="Who confirmed it?",
        max_length=120,
        help_text="Their role, and not their name. Such as: the manager on duty.",
    )
    on = DatePartsField(label="On which day?", about="the date they confirmed it")


class AgreementEndForm(forms.Form):
    """When an agreement ends."""

    seen = version_field()
    last_night = DatePartsField(label="Last night", about="the last night")


class SubsistenceRateForm(BaseHousingForm):
    """What is paid for whom, from when, and how sure that is."""

    pence = PoundsField(label="How much?", most=place_kinds.MAX_PENCE, missing="Enter how much")

    class Meta:
        model, fields = SubsistenceRate, ["whom", "pence", "per", "since", "source", "confidence"]
