"""Forms about needs and offers."""

from typing import Any

from django import forms

from handrail.people.records.models.need_and_offer import MOST_PENCE
from handrail.people.records.text_choices import OfferAnswer
from handrail.platform.reference.choices import Choices
from handrail.platform.ui.person_form_fields import VersionedForm, past_day_field, radio_field, textarea_field
from handrail.platform.ui.pounds_field import PoundsField


class NeedForm(forms.Form):
    """What would help, in their own words."""

    kind = radio_field("What would help?", [], missing="Choose what would help")
    words = textarea_field("In their own words (optional)", rows=2)

    def __init__(self, *args: Any, needs: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = needs  # type: ignore[attr-defined]


class NeedMetForm(forms.Form):
    """Since when a need is met."""

    on = past_day_field("Since when?", "the day it was met")


class ReopenNeedForm(forms.Form):
    """Nothing is asked: the button says it."""


class OfferForm(forms.Form):
    """Which service was offered, and when."""

    service = radio_field("Which service?", [], missing="Choose a service")
    on = past_day_field("When was it offered?", "the day it was offered")

    def __init__(self, *args: Any, services: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = services  # type: ignore[attr-defined]


class OfferAnswerForm(VersionedForm):
    """What the person said to an offer."""

    answer = radio_field(
        "Their answer",
        [choice for choice in OfferAnswer.choices if choice[0] != OfferAnswer.NONE_YET],
        missing="Choose what they said",
    )
    on = past_day_field("When?", "the day of the answer")
    reason = textarea_field("Reason, in their own words (optional)", rows=2)


class OfferResultForm(VersionedForm):
    """What came of an offer and what it cost."""

    result = textarea_field("Outcome", rows=3)
    cost = PoundsField(label="What it cost, in pounds (optional)", required=False, most=MOST_PENCE)
