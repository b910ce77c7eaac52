"""Forms of joint visits."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from handrail.people.conferences.actions.visits import WHY_GO_ON, OfferAtJointVisitInput
from handrail.people.conferences.models import JointVisit
from handrail.people.conferences.moment_fields import (
    clean_day_and_time_fields,
    make_moment_day_field,
    make_moment_time_field,
)
from handrail.people.conferences.text_choices import (
    AnswerToOfferAtVisit,
    OfferAtVisitKind,
    SeparateConsentAnswer,
)
from handrail.platform.access.models import User
from handrail.platform.reference.choices import list_language_choices
from handrail.platform.reference.models import Body
from handrail.platform.ui.person_form_fields import text_field
from handrail.platform.ui.record_form import EMPTY_CHOICE, Choices, RecordForm

RADIO = forms.RadioSelect


def _make_one_line_widget() -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off"})


def _make_text_area_widget_of_rows(number: int) -> forms.Textarea:
    return forms.Textarea(attrs={"autocomplete": "off", "rows": number})


class AgreedJointVisitForm(RecordForm):
    """What is agreed before anybody goes."""

    day = make_moment_day_field("On which day?", "the day")
    at_time = make_moment_time_field()
    language = forms.ChoiceField(
        label="Which language is interpreted? (optional)", choices=[("", "None")], required=False
    )
    field_order = [
        *("purpose", "with_body", "basis", "basis_words", "yes_to_visit", "yes_to_police", "day", "at_time"),
        *("place", "plan", "abort_word", "language", "plain_clothes"),
    ]

    class Meta:
        model = JointVisit
        fields = [
            *(
                "purpose",
                "with_body",
                "basis",
                "basis_words",
                "yes_to_visit",
                "yes_to_police",
                "place",
                "plan",
            ),
            *("abort_word", "plain_clothes", "why_go_on"),
        ]
        widgets = {
            "with_body": forms.Select,
            "basis": RADIO,
            "yes_to_visit": RADIO,
            "yes_to_police": RADIO,
            **{name: _make_one_line_widget() for name in ("purpose", "place", "basis_words", "abort_word")},
            **{name: _make_text_area_widget_of_rows(3) for name in ("plan", "why_go_on")},
        }

    def __init__(self, *args: Any, bodies: QuerySet[Body], asks_why: bool, **kwargs: Any) -> None:
        self.bodies = bodies
        super().__init__(*args, **kwargs)
        if not asks_why:
            del self.fields["why_go_on"]
        else:
            self.fields["why_go_on"].label = JointVisit._meta.get_field("why_go_on").verbose_name
            self.fields["why_go_on"].required = True
            self.fields["why_go_on"].error_messages["required"] = WHY_GO_ON
        self.fields["language"].choices = [("", "None"), *list_language_choices()]  # type: ignore[attr-defined]
        who: Any = self.fields["with_body"]
        who.choices = [("", EMPTY_CHOICE), *who.choices]

    def get_choices(self) -> Mapping[str, Choices]:
        """Organisations that may join."""
        return {"with_body": self.bodies}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        moment = clean_day_and_time_fields(self, "day", "at_time")
        if moment is not None:
            self.instance.planned_at = moment
        return cleaned


class JointVisitCompanionForm(forms.Form):
    """Who goes for the organisation that joins."""

    user = forms.ChoiceField(label="Who goes?", error_messages={"required": "Choose who goes"})

    def __init__(self, *args: Any, users: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(str(one.pk), one.name_and_role) for one in users]
        self.fields["user"].choices = [("", EMPTY_CHOICE), *names]  # type: ignore[attr-defined]


class JointVisitResultForm(RecordForm):
    """What happened. There is no box for an account, other people’s names or an opinion on truthfulness."""

    needed = ("result",)

    class Meta:
        model = JointVisit
        fields = [
            *("result", "went", "seen_alone", "told_of_records", "capacity_doubt", "children_seen", "risk"),
            *("wishes", "next_on", "next_by", "yes_to_visit", "yes_to_police"),
        ]
        widgets = {
            "result": RADIO,
            "went": _make_text_area_widget_of_rows(3),
            "risk": _make_text_area_widget_of_rows(2),
            "wishes": _make_text_area_widget_of_rows(2),
            "next_by": _make_one_line_widget(),
            "yes_to_visit": RADIO,
            "yes_to_police": RADIO,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("yes_to_visit", "yes_to_police"):
            if getattr(self.instance, name) != SeparateConsentAnswer.NOT_ASKED:
                del self.fields[name]
        for code, words in OfferAtVisitKind.choices:
            self.fields[f"answer-{code}"] = forms.ChoiceField(
                label=words, choices=[("", "Not offered"), *AnswerToOfferAtVisit.choices], required=False
            )
            self.fields[f"words-{code}"] = text_field("Why, in their words (optional)", longest=300)

    def list_offer_rows(self) -> list[tuple[Any, Any]]:
        """The two fields of each offer, for the page."""
        return [(self[f"answer-{code}"], self[f"words-{code}"]) for code in OfferAtVisitKind.values]

    def list_offers(self) -> list[OfferAtJointVisitInput]:
        """What was offered, of a valid form."""
        said = self.cleaned_data
        return [
            OfferAtJointVisitInput(
                OfferAtVisitKind(code), AnswerToOfferAtVisit(said[f"answer-{code}"]), said[f"words-{code}"]
            )
            for code in OfferAtVisitKind.values
            if said.get(f"answer-{code}")
        ]
