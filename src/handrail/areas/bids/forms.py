"""The forms of bids, targets, posts, pilots and evaluations."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Q

from handrail.areas.bids.models import (
    Bid,
    BidCondition,
    BidDecision,
    BidDelivery,
    BidTarget,
    EvaluationLine,
    ExpressionOfInterest,
    FigureOfOthers,
    FundingCall,
    LineCitation,
    PilotDecision,
    PilotPlan,
    PlannedGroup,
    ServiceEvaluation,
)
from handrail.areas.bids.models.pilot import THEORY_FIELDS
from handrail.areas.bids.published_comparisons import (
    PublishedComparisonInput,
    PublishedMeasureAndQuarterChoices,
)
from handrail.insight.posts_and_pilots.pilots import select_non_service_pilots_of_bodies
from handrail.insight.posts_and_pilots.posts import PractitionerPostSummary
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Language
from handrail.platform.ui.oversight_form_fields import choice_field, past_date_field, version_field
from handrail.platform.ui.record_form import Choices, RecordForm


class FundingCallForm(RecordForm):
    """A funder's call."""

    class Meta:
        model = FundingCall
        fields = ["title", "funder", "about", "total_pence", "most_pence", "opens_on", "closes_on", "source"]


class ExpressionOfInterestForm(RecordForm):
    """An expression of interest, with the funder's answer where there is one."""

    class Meta:
        model = ExpressionOfInterest
        fields = ["summary", "sent_on", "answer", "answered_on", "answer_words"]


class BidForm(RecordForm):
    """A bid."""

    class Meta:
        model, fields = Bid, ["title", "purpose", "amount_pence", "match_pence", "lead", "partners"]


class BidSentDayForm(RecordForm):
    """When a bid was sent."""

    needed = ("sent_on",)

    class Meta:
        model, fields = Bid, ["sent_on"]


class BidDecisionForm(RecordForm):
    """What was decided about a bid."""

    class Meta:
        model, fields = BidDecision, ["outcome", "decided_on", "awarded_pence", "reason"]


class BidConditionForm(RecordForm):
    """A condition of an award, and whether it was met."""

    class Meta:
        model, fields = BidCondition, ["words", "due_on", "met_on", "evidence"]


class BidTargetForm(RecordForm):
    """What a bid promises to reach."""

    class Meta:
        model, fields = BidTarget, ["what", "people", "by_on"]


class TaughtLanguageRecordForm(RecordForm):
    """A record that says in which language people are taught."""

    choice_keys = {"language": "tag"}

    def get_choices(self) -> Mapping[str, Choices]:
        """Every language that is known here."""
        return {"language": Language.objects.all()}


class PlannedSectorAndLanguageGroupForm(TaughtLanguageRecordForm):
    """How many people of a sector and language are planned."""

    class Meta:
        model, fields = PlannedGroup, ["sector", "language", "people"]
        widgets = {"language": forms.Select, "sector": forms.Select}


class PeopleReachedByBidForm(TaughtLanguageRecordForm):
    """People who were reached."""

    class Meta:
        model, fields = BidDelivery, ["on", "sector", "language", "people", "attendances", "source"]
        widgets = {"language": forms.Select, "sector": forms.Select}


class StaffPostChoiceForm(forms.Form):
    """Which post of the directory."""

    post = choice_field("Post", (), "Choose a post", radios=False)

    def __init__(self, *args: Any, posts: Sequence[PractitionerPostSummary], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Choose"), *((str(post.id), _format_staff_post_option(post)) for post in posts)]
        self.fields["post"].choices = choices  # type: ignore[attr-defined]


class PilotTheoryOfChangeForm(RecordForm):
    """The theory of change of a pilot."""

    class Meta:
        model, fields = PilotPlan, [*THEORY_FIELDS, "evaluator"]


class FreezeBaselineForm(forms.Form):
    """When the baseline was fixed."""

    fixed_on = past_date_field(
        "Day on which the baseline was fixed", "The day on which the baseline was fixed"
    )


class PilotDecisionForm(RecordForm):
    """What was decided at the end of a pilot."""

    class Meta:
        model, fields = PilotDecision, ["outcome", "until", "decided_on", "reasons"]


class ServiceEvaluationForm(RecordForm):
    """What an evaluation asks, how it looks, and what it found."""

    class Meta:
        model = ServiceEvaluation
        fields = ["title", "question", "evaluator", "pilot", "method", "findings"]
        widgets = {"pilot": forms.Select}

    def get_choices(self) -> Mapping[str, Choices]:
        """Pilots of the reader's organisation."""
        return {
            "pilot": select_non_service_pilots_of_bodies(
                Q(body__in=get_own_and_taken_over_body_ids_of_actor(self.actor))
            )
        }


class OwnCountComparisonForm(RecordForm):
    """A comparison that the evaluation counted itself."""

    class Meta:
        model = EvaluationLine
        fields = [
            *("name", "design", "first_group", "first_number", "first_of"),
            *("second_group", "second_number", "second_of", "since", "until"),
            *("defined", "same_time", "all_ended", "all_known", "one_per_case", "source"),
        ]


class PublishedFigureComparisonForm(forms.Form):
    """Which published figures are compared."""

    measure = choice_field("What is compared", (), "Choose what is compared", radios=False)
    first_quarter = choice_field("First quarter", (), "Choose the first quarter", radios=False)
    last_quarter = choice_field("Last quarter", (), "Choose the last quarter", radios=False)
    after_from = forms.ChoiceField(
        label="First quarter “after” (optional)",
        required=False,
        help_text="Only for before and after.",
        error_messages={"invalid_choice": "Choose one of the quarters"},
    )

    def __init__(self, *args: Any, offered: PublishedMeasureAndQuarterChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pairs = {"measure": offered.measures} | dict.fromkeys(
            ("first_quarter", "last_quarter", "after_from"), offered.quarters
        )
        for name, choices in pairs.items():
            self.fields[name].choices = [("", "Choose"), *choices]  # type: ignore[attr-defined]

    def get_input(self) -> PublishedComparisonInput:
        """What was chosen."""
        return PublishedComparisonInput(**self.cleaned_data)


class ThirdPartyFigureForm(RecordForm):
    """A figure that somebody else published."""

    class Meta:
        model, fields = FigureOfOthers, ["until_words", "said", "method", "source", "mark"]


class SpecificationCitingComparisonForm(RecordForm):
    """Which clause of which specification rests on a line."""

    class Meta:
        model, fields = LineCitation, ["specification", "clause", "href"]


class PublishEvaluationForm(forms.Form):
    """A button, with the version that the page shows."""

    seen = version_field()


def _format_staff_post_option(post: PractitionerPostSummary) -> str:
    return msg(
        "{title} ({employer}; {shares})", title=post.title, employer=post.employer, shares=post.share_words
    )
