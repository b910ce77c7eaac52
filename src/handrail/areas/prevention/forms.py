"""The forms of campaigns."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from handrail.areas.prevention.code_lists import list_prevention_codes_in_force
from handrail.areas.prevention.funding_sources import list_funding_choices
from handrail.areas.prevention.models import (
    Campaign,
    CampaignActivity,
    CampaignMaterial,
    CampaignPartner,
    ReachCount,
)
from handrail.platform.access.today import today
from handrail.platform.ui.record_form import EMPTY_CHOICE, Choices, RecordForm


class CodesInForceRecordForm(RecordForm):
    """A form whose coded fields offer what is in force today, and what is saved."""

    dated: ClassVar[Mapping[str, str]] = {}  # the list of each field

    def get_choices(self) -> Mapping[str, Choices]:
        """Rows of data/codes.csv."""
        return {name: self._list_choices(name, code_list) for name, code_list in self.dated.items()}

    def _list_choices(self, name: str, code_list: str) -> list[tuple[str, str]]:
        found = list_prevention_codes_in_force(code_list, today(), getattr(self.instance, name))
        if isinstance(self.fields[name].widget, forms.Select):  # none is chosen beforehand
            return [("", EMPTY_CHOICE), *found]
        return found if self.fields[name].required else [("", "None"), *found]


class CampaignForm(RecordForm):
    """What a campaign is for, when it runs, and what pays for it."""

    funded_by = forms.ChoiceField(
        label="Fund or bid (optional)",
        required=False,
        help_text="If it is not in the list, enter its name below.",
        error_messages={"invalid_choice": "Choose a fund or bid from the list"},
    )
    field_order = ("title", "aim", "starts_on", "ends_on", "funded_by", "funding", "budget")

    class Meta:
        model, fields = Campaign, ["title", "aim", "starts_on", "ends_on", "funding", "budget"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = list_funding_choices(self.actor)
        if not found:
            del self.fields["funded_by"]
            return
        self.fields["funded_by"].choices = [("", EMPTY_CHOICE), *found]  # type: ignore[attr-defined]
        self.fields["funding"].label = "Another fund or bid (optional)"
        self.fields["funding"].help_text = "Only if it is not in the list above."
        if self.instance.funding_kind:
            self.initial["funded_by"] = f"{self.instance.funding_kind}:{self.instance.funding_id}"
            self.initial["funding"] = ""

    def clean(self) -> dict[str, Any]:
        """A fund that is chosen gives its name before the row is checked. Raises ValidationError: both are given."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if chosen := found.get("funded_by", ""):
            if found.get("funding"):
                raise ValidationError({"funding": "Choose one from the list or enter another, not both"})
            names = dict(self.fields["funded_by"].choices)  # type: ignore[attr-defined]
            found["funding"] = str(names[chosen])
        return found


class EndCampaignForm(RecordForm):
    """What was learned."""

    needed = ("lessons",)

    class Meta:
        model, fields = Campaign, ["lessons"]


class LanguagesPartForm(CodesInForceRecordForm):
    """A part of a campaign that comes in several languages."""

    language_codes = forms.MultipleChoiceField(
        label="Languages",
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose at least one language"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language_codes"].choices = list_prevention_codes_in_force("language", today())  # type: ignore[attr-defined]
        self.initial.setdefault("language_codes", self.instance.languages)

    def clean(self) -> dict[str, Any]:
        """The languages are the row's before it is checked."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        self.instance.languages = list(found.get("language_codes", ()))
        return found


class CampaignActivityForm(LanguagesPartForm):
    """One activity, with its languages."""

    dated = {"kind": "activity", "sector": "sector", "stage": "stage"}
    field_order = ("what", "kind", "sector", "language_codes", "starts_on", "ends_on", "heard", "stage")

    class Meta:
        model = CampaignActivity
        fields = ["what", "kind", "sector", "starts_on", "ends_on", "heard", "stage"]
        widgets = dict.fromkeys(("kind", "sector", "heard"), forms.Select)


class CampaignPartnerForm(CodesInForceRecordForm):
    """A small organisation, and what it is paid."""

    dated = {"language": "language"}

    class Meta:
        model = CampaignPartner
        fields = ["name", "community", "language", "duties", "agreed", "paid", "paid_on"]
        widgets = {"language": forms.Select}


class CampaignMaterialForm(LanguagesPartForm):
    """A material in its languages, and who approved its words."""

    field_order = ("title", "language_codes", "is_neutral", "approved_by", "approved_on")

    class Meta:
        model = CampaignMaterial
        fields = ["title", "is_neutral", "approved_by", "approved_on"]


class CampaignReachForm(CodesInForceRecordForm):
    """How far an activity reached on one rung."""

    dated = {"rung": "reach"}

    class Meta:
        model, fields = ReachCount, ["rung", "number", "is_estimate", "source", "counted_on"]
        widgets = {
            "number": forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric"})
        }
