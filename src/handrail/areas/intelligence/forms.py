"""The forms of outreach and intelligence. A session has no free text."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms

from handrail.areas.intelligence.code_lists import (
    COUNTS,
    PARTS,
    RETURN_REASONS,
    list_intelligence_codes_in_force,
)
from handrail.areas.intelligence.models import IntelligenceReport, OutreachSession
from handrail.areas.intelligence.models.report import LONGEST_WORDS
from handrail.areas.intelligence.queries.outreach import select_outreach_colleagues, select_outreach_districts
from handrail.platform.access.today import today
from handrail.platform.kernel.dates import make_london_time
from handrail.platform.ui.date_fields import TimeTextField
from handrail.platform.ui.oversight_form_fields import (
    choice_field,
    date_field,
    text_area_field,
    version_field,
)
from handrail.platform.ui.record_form import EMPTY_CHOICE, Choices, RecordForm

NUMBER = {"class": "govuk-input--width-3", "inputmode": "numeric"}
NUMBER_SAID = "Enter a whole number from 0 to 9,999"


def _get_day_a_month_ahead() -> datetime.date:
    return today() + datetime.timedelta(days=31)


def _get_day_a_week_ago() -> datetime.date:
    return today() - datetime.timedelta(days=7)


class ChosenRecordForm(RecordForm):
    """A form whose lists begin with no choice: the first of a long list would be saved by mistake."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField) and isinstance(field.widget, forms.Select):
                found: Any = field.choices
                field.choices = [("", EMPTY_CHOICE), *((code, words) for code, words in found if code)]


class PlanOutreachSessionForm(ChosenRecordForm):
    """Who goes out where, and until when."""

    starts_on = date_field("Day", "The day", not_before=_get_day_a_week_ago, not_after=_get_day_a_month_ahead)
    starts_time = TimeTextField(
        label="Start", help_text="For example: 10pm.", error_messages={"required": "Enter when it starts"}
    )
    stays_behind = forms.BooleanField(
        label="I am staying behind",
        required=False,
        help_text="Needed only if you chose yourself above.",
    )
    field_order = (
        *("kind", "district", "starts_on", "starts_time", "minutes_out", "workers"),
        *("alarm_to", "stays_behind"),
    )

    class Meta:
        model = OutreachSession
        fields = ["kind", "district", "minutes_out", "workers", "alarm_to"]
        widgets = {"district": forms.Select, "alarm_to": forms.Select}

    def get_choices(self) -> Mapping[str, Choices]:
        """Kinds in force, councils of the area, colleagues."""
        return {
            "kind": list_intelligence_codes_in_force("kind", today()),
            "district": select_outreach_districts(self.actor),
            "alarm_to": select_outreach_colleagues(self.actor),
        }

    def get_start(self) -> datetime.datetime:
        """The moment, in London."""
        return make_london_time(self.cleaned_data["starts_on"], self.cleaned_data["starts_time"])


class ExtendOutreachForm(forms.Form):
    """How long they stay out."""

    seen = version_field()
    minutes = choice_field(
        "Due back in",
        (("15", "15 minutes"), ("30", "30 minutes"), ("60", "1 hour"), ("120", "2 hours")),
        "Choose when they are due back",
    )


class CancelOutreachForm(forms.Form):
    """A page with a button alone, which remembers the version that was seen."""

    seen = version_field()


class OutreachSafeReturnForm(forms.Form):
    """That all are back, and what was counted."""

    seen = version_field()
    is_safe = forms.BooleanField(
        label="Everyone is back safely",
        error_messages={"required": "Confirm that everyone is back safely. If not, ring 999"},
    )

    def __init__(self, *args: Any, counted: Mapping[str, int], **kwargs: Any) -> None:
        """`counted`: what was counted before, by code; empty at the first time, so that nobody saves noughts unseen."""
        super().__init__(*args, **kwargs)
        for code, words in COUNTS:
            self.fields[f"count_{code}"] = forms.IntegerField(
                label=words,
                required=False,
                min_value=0,
                max_value=9_999,
                initial=counted.get(code),
                widget=forms.TextInput(attrs=NUMBER),
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NUMBER_SAID),
            )

    def get_counts(self) -> dict[str, int]:
        """Numbers by code."""
        return {code: self.cleaned_data[f"count_{code}"] or 0 for code, _ in COUNTS}


class IntelligenceReportForm(ChosenRecordForm):
    """What was seen or heard."""

    words = text_area_field(
        "What was seen or heard",
        "Enter what was seen or heard",
        "No names, telephone numbers, postcodes, number plates or email addresses. "
        "Nothing that somebody told you in confidence, unless they agreed.",
        longest=LONGEST_WORDS,
        rows=8,
    )
    field_order = ("theme", "district", "received_on", "words", "source_reference")

    class Meta:
        model = IntelligenceReport
        fields = ["theme", "district", "received_on", "source_reference"]
        widgets = {"theme": forms.Select, "district": forms.Select}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("words", self.instance.words if self.instance.words else "")

    def get_choices(self) -> Mapping[str, Choices]:
        """Themes in force, councils of the area."""
        return {
            "theme": list_intelligence_codes_in_force("theme", today(), self.instance.theme),
            "district": select_outreach_districts(self.actor),
        }

    def clean(self) -> dict[str, Any]:
        """The words are the row's before it is checked; where there are none the field says so itself."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        self.instance.words = found.get("words", "") or "-"
        return found


class GradeReportForm(forms.Form):
    """The grade of a report in one scheme."""

    seen = version_field()
    conditions = text_area_field(
        "Handling conditions", "", "Needed where the code says with conditions.", longest=1_000, rows=3
    )

    def __init__(self, *args: Any, scheme: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"source": "Source", "information": "Information", "handling": "Handling"}
        for part in PARTS:
            self.fields[part] = choice_field(
                labels[part],
                list_intelligence_codes_in_force(f"{part}_{scheme}", today()),
                f"Choose the grade: {part}",
            )
        self.order_fields(("seen", *PARTS, "conditions"))


class SendReportBackForm(forms.Form):
    """Why a report goes back to its writer."""

    seen = version_field()
    because = choice_field("Why it is returned", RETURN_REASONS, "Choose why it is returned")


class IntelligenceReportResultsForm(RecordForm):
    """How many contacts and referrals it led to."""

    needed = ("contacts", "referrals")

    class Meta:
        model, fields = IntelligenceReport, ["contacts", "referrals"]
