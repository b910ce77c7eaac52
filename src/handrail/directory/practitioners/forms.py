"""The forms of this room. Labels, hints and messages of a record's fields are on its model."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from handrail.directory.practitioners import codes
from handrail.directory.practitioners.models import (
    DeploymentSettings,
    Post,
    Practitioner,
    PractitionerLanguage,
    PractitionerTraining,
    TrainingSession,
)
from handrail.directory.practitioners.queries.register import select_accounts_without_practitioner
from handrail.directory.practitioners.rota_times import make_rota_moment
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.choices import get_area_code_of_body, list_area_choices
from handrail.platform.reference.council_codes import list_council_codes_and_names
from handrail.platform.reference.models import Area, Language
from handrail.platform.ui.date_fields import DatePartsField, TimeTextField
from handrail.platform.ui.record_form import RecordForm

PHASE_FIELDS = [str(code) for code, _ in codes.PHASES]
BASE_FIELDS = ["base_kind", "base", "base_area", "base_district"]
BASE_WIDGETS = {"base_area": forms.Select, "base_district": forms.Select}
MOST_SHARES = 6
MOST_WEEKS = 26
AREA_MESSAGE = "Choose an area"


def _make_checkboxes_field(
    label: str, choices: codes.Choices = (), hint: str = ""
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def _make_base_area_and_district_choices() -> Mapping[str, Any]:
    return {
        "base_area": Area.objects.all(),
        "base_district": [("", "Not recorded"), *list_council_codes_and_names()],
    }


class PractitionerPostForm(RecordForm):
    """A post with the areas that share it."""

    class Meta:
        model = Post
        fields = [
            *("title", "role", "side", *BASE_FIELDS, "hours_per_week"),
            *PHASE_FIELDS,
            *("planned_start_on", "started_on", "planned_end_on", "ended_on", "funding"),
        ]
        widgets = BASE_WIDGETS

    def __init__(self, *args: Any, saved_shares: Mapping[str, int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shares = saved_shares or {get_area_code_of_body(self.actor.body_id): 100}
        areas, saved = [("", "No area"), *list_area_choices()], list(shares.items())
        for at in range(1, MOST_SHARES + 1):
            area, share = saved[at - 1] if at <= len(saved) else ("", None)
            self.fields[f"area_{at}"] = forms.ChoiceField(
                label=msg("Area {number}", number=at), choices=areas, required=False
            )
            self.fields[f"share_{at}"] = forms.IntegerField(
                label=msg("Share of area {number}, in percent", number=at),
                required=False,
                min_value=0,
                max_value=100,
                widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
                error_messages=dict.fromkeys(
                    ("invalid", "min_value", "max_value"), msg("Enter a whole number from 0 to 100")
                ),
            )
            self.initial.update({f"area_{at}": area, f"share_{at}": share})

    def get_choices(self) -> Mapping[str, Any]:
        return _make_base_area_and_district_choices()

    def clean(self) -> dict[str, Any]:
        """Each area once, with a share; all of them together are the whole."""
        cleaned = super().clean() or self.cleaned_data
        self.shares: dict[str, int] = {}
        for at in range(1, MOST_SHARES + 1):
            self._add_share(at, cleaned.get(f"area_{at}"), cleaned.get(f"share_{at}"))
        if not self.errors and sum(self.shares.values()) != 100:
            self.add_error("share_1", "The shares of the cost must add up to 100%")
        return cleaned

    def _add_share(self, at: int, area: str | None, share: int | None) -> None:
        if area and area in self.shares:
            self.add_error(f"area_{at}", "That area is already there")
        elif area and share is None:
            self.add_error(f"share_{at}", "Enter this area’s share, or 0 if it pays nothing")
        elif area and share is not None:
            self.shares[area] = share
        elif share:
            self.add_error(f"area_{at}", AREA_MESSAGE)


class PractitionerForm(RecordForm):
    """Somebody on the register."""

    skills = _make_checkboxes_field("Skills", codes.SKILLS)
    area_codes = _make_checkboxes_field("Areas in addition to the post’s")

    class Meta:
        model = Practitioner
        fields = [
            *("name", "account", "post", "role", "side", *BASE_FIELDS, "gender"),
            *PHASE_FIELDS,
            *("vetting_level", "vetted_until", "started_on", "left_on", "weight_limit"),
            *("opted_out_of_48_hours", "welfare_due_on", "is_shared"),
        ]
        widgets = BASE_WIDGETS | {"account": forms.Select, "post": forms.Select}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accounts = [(str(user.pk), user.name_and_role) for user in self.accounts]
        self.fields["account"].choices = [("", "No account"), *accounts]  # type: ignore[attr-defined]

    def get_choices(self) -> Mapping[str, Any]:
        own = None if self.instance._state.adding else self.instance.pk
        self.accounts = list(select_accounts_without_practitioner(self.actor.body_id, besides=own))
        return {
            "account": select_accounts_without_practitioner(self.actor.body_id, besides=own),
            "post": Post.objects.filter(employer=self.actor.body_id),
            "area_codes": list_area_choices(),
            "vetting_level": [("", "None recorded"), *codes.VETTING_LEVELS],
            **_make_base_area_and_district_choices(),
        }


class EmployerLinkCodeForm(forms.Form):
    """The code that another employer made."""

    code = forms.CharField(
        label="Code of the other employer",
        max_length=20,
        help_text="For example: ABCD-EFGH-2345. The practitioner has it from them.",
        widget=forms.TextInput(
            attrs={"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}
        ),
        error_messages={"required": "Enter the code"},
    )


class PractitionerLanguageForm(RecordForm):
    """A language of a practitioner."""

    class Meta:
        model, fields = PractitionerLanguage, ["language", "dialect", "level", "known_by"]
        widgets = {"language": forms.Select, "level": forms.Select}

    def get_choices(self) -> Mapping[str, Any]:
        return {"language": Language.objects.all(), "level": [("", "Choose how well"), *codes.LEVELS]}


class PractitionerTrainingForm(RecordForm):
    """A training that somebody completed."""

    class Meta:
        model, fields = PractitionerTraining, ["kind", "completed_on", "valid_until"]


class TrainingSessionForm(RecordForm):
    """A session that was held or is planned."""

    class Meta:
        model, fields = TrainingSession, ["kind", "held_on", "given_by", "place", "seats"]


class TrainingAttendanceForm(forms.Form):
    """Who completed a session."""

    attended = _make_checkboxes_field("Completed by")

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attended"].choices = people  # type: ignore[attr-defined]


class RotaPeriodForm(forms.Form):
    """A period of the rota, by the clock of London; a shift may be repeated each week."""

    kind = forms.ChoiceField(
        label="What it is",
        choices=codes.AVAILABILITY_KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )
    day = DatePartsField(label="First day")
    starts = TimeTextField(label="From", help_text="For example: 9am or 22:00.")
    last_day = DatePartsField(
        label="Last day (optional)",
        required=False,
        help_text="Leave empty for the same day, or the next day if it ends at night.",
    )
    ends = TimeTextField(label="To")
    weeks = forms.IntegerField(
        label="Repeat for how many weeks (optional)",
        required=False,
        min_value=1,
        max_value=MOST_WEEKS,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            msg("Enter a number of weeks from 1 to {most}", most=MOST_WEEKS),
        ),
    )

    def clean(self) -> dict[str, Any]:
        """The moments of each week, at the same time on the clock."""
        cleaned = super().clean() or self.cleaned_data
        self.spans: list[tuple[datetime.datetime, datetime.datetime]] = []
        day, starts, ends = (cleaned.get(name) for name in ("day", "starts", "ends"))
        if self.errors or day is None or starts is None or ends is None:
            return cleaned
        last = cleaned.get("last_day") or (day if ends > starts else day + datetime.timedelta(days=1))
        for week in range(cleaned.get("weeks") or 1):
            later = datetime.timedelta(weeks=week)
            try:
                self.spans.append(
                    (make_rota_moment(day + later, starts), make_rota_moment(last + later, ends))
                )
            except ValidationError as error:
                self.add_error("starts", error)
        if any(end <= start for start, end in self.spans):
            self.add_error("ends", "The end must be after the start")
        return cleaned


class PractitionerImportForm(forms.Form):
    """The file of a register."""

    file = forms.FileField(
        label="CSV file", allow_empty_file=True, error_messages={"required": "Choose the file"}
    )


class DeploymentSettingsForm(RecordForm):
    """Weights, limits and expiries from a day on."""

    accepted_vetting = _make_checkboxes_field(
        "Accepted vetting",
        codes.VETTING_LEVELS,
        "Any one of these. If none is ticked, vetting is not required.",
    )
    required_trainings = _make_checkboxes_field("Training everyone sent must have in date", codes.TRAININGS)

    class Meta:
        model = DeploymentSettings
        fields = [
            *("since", "weight_limit", "amber_percent"),
            *(
                "intake_weeks",
                "weight_intake",
                "weight_settled",
                "weight_evidence_or_trial",
                "weight_high_risk",
            ),
            *("weight_interpreter", "weight_far", "weight_reach_in"),
            *("rest_hours", "hours_to_name", "hours_to_meet", "deploys_to_every_victim"),
            "lapse_warning_days",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.instance
        self.initial.update(
            {
                "accepted_vetting": own.accepted_vetting,
                "required_trainings": own.required_trainings,
            }
        )
        for code, name in codes.TRAININGS:
            self.fields[f"months_{code}"] = forms.IntegerField(
                label=msg("{training}: months valid (optional)", training=name),
                required=False,
                min_value=1,
                max_value=240,
                widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
                error_messages=dict.fromkeys(
                    ("invalid", "min_value", "max_value"), msg("Enter a number of months from 1 to 240")
                ),
            )
            self.initial[f"months_{code}"] = own.training_months.get(str(code))
        for name in self.fields:
            if name.startswith("weight_") and name != "weight_limit":
                self.fields[name].widget = forms.TextInput(
                    attrs={"class": "govuk-input--width-3", "inputmode": "decimal"}
                )
                value = self.initial.get(name)
                self.initial[name] = f"{Decimal(value).normalize():f}" if value is not None else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        months = {str(code): cleaned.get(f"months_{code}") for code, _ in codes.TRAININGS}
        self.instance.training_months = {code: value for code, value in months.items() if value}
        self.instance.accepted_vetting = cleaned.get("accepted_vetting") or []
        self.instance.required_trainings = cleaned.get("required_trainings") or []
        return cleaned
