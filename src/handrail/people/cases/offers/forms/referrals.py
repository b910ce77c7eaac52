"""The forms of referrals: what a body is told, what it answers, what came of it; and what services ask first."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms

from handrail.people.cases.offers.actions.referral_answers import ReferralAnswerDetails
from handrail.people.cases.offers.models import FIGURE_FIELDS, Circumstances
from handrail.people.cases.offers.text_choices import (
    PROVIDER_ANSWER_TEXTS,
    ReferralAnswer,
    ReferralDeclineReason,
    ReferralMethod,
    ReferralOutcome,
)
from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.date_fields import DatePartsField
from handrail.platform.ui.formatting import get_today
from handrail.platform.ui.person_form_fields import VersionedForm, text_field
from handrail.platform.ui.record_form import RecordForm


class CircumstancesForm(RecordForm):
    """What services ask before they say yes. Nobody has to answer."""

    class Meta:
        model, fields = Circumstances, ["gender", "dependants", "public_funds", "status", *FIGURE_FIELDS]
        widgets = dict.fromkeys(("gender", "status", *FIGURE_FIELDS), forms.Select)

    def __init__(self, *args: Any, with_figure_fields: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FIGURE_FIELDS:
            if with_figure_fields:
                self.fields[name].required = False  # left out, they stay as they are
            else:
                del self.fields[name]


class HeardOfUsForm(RecordForm):
    """How they heard of us. “Not asked” is always an answer."""

    class Meta:
        model, fields, widgets = Circumstances, ["heard_of_us"], {"heard_of_us": forms.RadioSelect}


class ReferralForm(forms.Form):
    """What the body is told. Only kinds that are open to it can be ticked with effect."""

    kinds = forms.MultipleChoiceField(
        label="What to tell them",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what to tell them"},
    )
    words = forms.CharField(
        label="What would help, and what they need to know (optional)",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Only what the person agreed to share, and no more than they need to answer.",
    )
    on = DatePartsField(label="Date they agreed to be referred", about="The day", not_after=get_today)

    method = forms.ChoiceField(
        label="How will you send it?",
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Choose one from the list"},
    )

    def __init__(
        self, *args: Any, kinds: Collection[Kind], methods: Sequence[ReferralMethod], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = [(way.value, way.label) for way in methods]  # type: ignore[attr-defined]
        self.methods = methods
        offered = [(kind.value, kind.words) for kind in SHAREABLE_KINDS if kind in kinds]
        self.fields["kinds"].choices = offered  # type: ignore[attr-defined]

    def clean_method(self) -> ReferralMethod:
        """The quickest way where none was chosen: there may be one alone."""
        return ReferralMethod(self.cleaned_data["method"] or self.methods[0])


class SendReferralAgainForm(ReferralForm, VersionedForm):
    """The same once more: nobody is asked anew on which day they agreed."""

    on = None  # type: ignore[assignment]


class AnswerReferralForm(VersionedForm):
    """What the provider says. Somebody who was told by telephone says by whom."""

    answer = forms.ChoiceField(
        label="Answer",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the answer"},
    )
    decline_reason = forms.ChoiceField(
        label="Reason", choices=[("", "Choose a reason"), *ReferralDeclineReason.choices], required=False
    )
    starts_on = DatePartsField(label="First day (optional)", about="The first day", required=False)
    words = forms.CharField(
        label="Reason, or next step",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=(
            "If you decline, give a reason. If you accept, give the date of the first meeting if it "
            "is safe to write."
        ),
    )
    given_by = text_field("Who at the office gave the answer?", required=True)

    def __init__(
        self, *args: Any, moves: tuple[ReferralAnswer, ...], office: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(move.value, move.label) for move in moves]
        if office:
            self.fields["given_by"].help_text = msg("Their name or their role, at {office}.", office=office)
        else:
            del self.fields["given_by"]
            choices = [(move.value, text) for move, text in PROVIDER_ANSWER_TEXTS.items() if move in moves]
        self.fields["answer"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A no without its reason helps nobody choose the next service."""
        said = super().clean() or {}
        answer, words = said.get("answer"), said.get("words", "").strip()
        if answer == ReferralAnswer.DECLINED and not words and said.get("decline_reason") in ("", "other"):
            self.add_error("words", "Enter why")
        if answer == ReferralAnswer.ASKS_MORE and not words:
            self.add_error("words", "Enter what more you need to know")
        return said

    @property
    def details(self) -> ReferralAnswerDetails:
        """The coded parts of a valid form."""
        said = self.cleaned_data
        return ReferralAnswerDetails(said["decline_reason"], said["starts_on"], said.get("given_by", ""))


class ReferralOutcomeForm(VersionedForm):
    """Outcome."""

    outcome = forms.ChoiceField(
        label="What was the outcome?",
        choices=ReferralOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the outcome"},
    )
    words = forms.CharField(
        label="Details (optional)", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    pro_bono = forms.BooleanField(label="The work was given free (pro bono)", required=False)
    hours = forms.IntegerField(
        label="Free hours given (optional)",
        min_value=0,
        max_value=1000,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages={
            "invalid": "Enter whole hours, like 3",
            "min_value": "Hours cannot be a negative number",
            "max_value": "Check the hours: this is a large number",
        },
    )

    def clean(self) -> dict[str, Any]:
        """Hours belong to work that was free."""
        said = super().clean() or {}
        if said.get("hours") and not said.get("pro_bono"):
            self.add_error("hours", "Tick that the work was given free, or leave the hours empty")
        return said
