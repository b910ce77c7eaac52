"""The forms of oversight."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from handrail.areas.oversight.levels_and_states import OBJECTIVE_STATUSES
from handrail.areas.oversight.models import (
    BoardReport,
    Hearing,
    HearingOutcome,
    ImprovementPlan,
    Meeting,
    MeetingQuestion,
    Objective,
    PlanSignal,
    Programme,
    ReportedObjectiveStatus,
)
from handrail.areas.oversight.queries import PlanPlaceReviewGapRow
from handrail.areas.recommendations.models import Recommendation
from handrail.areas.recommendations.permissions import (
    build_visible_recommendations_filter,
    get_represented_body_ids,
)
from handrail.insight.signals.models import Signal
from handrail.insight.signals.queries import SignalWords
from handrail.platform.followups.owners import select_bodies_that_may_own_follow_up
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.formatting import get_today
from handrail.platform.ui.oversight_form_fields import choice_field, date_field, text_area_field
from handrail.platform.ui.record_form import Choices, RecordForm


class OversightMeetingForm(RecordForm):
    """When a meeting was, and what about."""

    class Meta:
        model, fields = Meeting, ["title", "held_on", "present"]


class MeetingQuestionForm(RecordForm):
    """One question of a meeting."""

    class Meta:
        model, fields = MeetingQuestion, ["asked", "answered", "evidence"]


class FinaliseMeetingForm(RecordForm):
    """How sure the body is."""

    needed = ("level", "why")

    class Meta:
        model, fields = Meeting, ["level", "why", "next_on"]


class ImprovementPlanForm(RecordForm):
    """What a plan is for, and how long it runs."""

    class Meta:
        model, fields = ImprovementPlan, ["title", "aim", "starts_on", "ends_on", "next_board_on"]


class NewImprovementPlanForm(ImprovementPlanForm):
    """A new plan: alone or with the force."""

    joint = choice_field("Plan owner", (), "Choose whose plan it is")

    def __init__(self, *args: Any, force: str, **kwargs: Any) -> None:
        self.force = force
        super().__init__(*args, **kwargs)

    def get_choices(self) -> Mapping[str, Choices]:
        """Together only where there is a force."""
        alone = ("alone", "Ours only")
        together = ("joint", msg("Joint with {force}", force=self.force))
        return {"joint": [together, alone] if self.force else [alone]}


class PlanObjectiveForm(RecordForm):
    """One objective."""

    class Meta:
        model, fields = Objective, ["what", "owner", "person", "due_on", "measure", "evidence"]

    def get_choices(self) -> Mapping[str, Choices]:
        """The bodies of the plan own its objectives."""
        plan = self.instance.plan
        return {"owner": select_bodies_that_may_own_follow_up(plan.body_id, plan.force_id)}


class PlaceReviewGapChoiceForm(forms.Form):
    """Which gap of a review the plan takes in."""

    gap = choice_field("Gap", (), "Choose a gap")

    def __init__(self, *args: Any, gaps: Sequence[PlanPlaceReviewGapRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gap"].choices = [  # type: ignore[attr-defined]
            (str(row.pk), msg("{what} ({title})", what=row.what, title=row.origin_title))
            for row in (gap.action.record for gap in gaps)
        ]


class CiteSignalInImprovementPlanForm(RecordForm):
    """Which accepted signal a plan cites, and what it does about it."""

    signal = choice_field("Change", (), "Choose a change")
    field_order = ["signal", "words"]

    class Meta:
        model, fields = PlanSignal, ["words"]

    def __init__(self, *args: Any, signals: Sequence[tuple[Signal, SignalWords]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signal"].choices = [  # type: ignore[attr-defined]
            (
                str(row.pk),
                msg("{title} ({area}, {month})", title=words.title, area=words.area, month=words.month),
            )
            for row, words in signals
        ]


class BoardReportForm(RecordForm):
    """How every objective of a plan stands, for one board."""

    next_board_on = date_field(
        "Next report to the board", "The next board", needed=False, not_before=get_today
    )

    class Meta:
        model, fields = BoardReport, ["held_on", "words"]

    def __init__(self, *args: Any, instance: BoardReport, **kwargs: Any) -> None:
        self.objectives = instance.plan.objectives.all()
        super().__init__(*args, instance=instance, initial={"seen": instance.plan.version}, **kwargs)
        for row in self.objectives:
            number = row.number
            self.fields[f"status_{number}"] = choice_field(
                msg("{number}. {what}", number=number, what=row.what),
                OBJECTIVE_STATUSES,
                msg("Choose the state of objective {number}", number=number),
            )
            self.fields[f"status_{number}"].initial = row.status
            self.fields[f"words_{number}"] = text_area_field(
                msg("More on objective {number}", number=number), longest=2000, rows=2
            )

    def get_status_fields(self) -> list[tuple[Any, Any]]:
        """The two fields of each objective."""
        numbers = [row.number for row in self.objectives]
        return [(self[f"status_{number}"], self[f"words_{number}"]) for number in numbers]

    def get_statuses(self) -> dict[int, ReportedObjectiveStatus]:
        """What was answered, by the number of the objective."""
        given = self.cleaned_data
        numbers = [row.number for row in self.objectives]
        return {
            n: ReportedObjectiveStatus(status=given[f"status_{n}"], words=given[f"words_{n}"])
            for n in numbers
        }

    def get_saved_statuses_by_field(self) -> dict[str, str]:
        """What is saved, by the names of the fields."""
        return {f"status_{row.number}": row.status for row in self.objectives}


class ScrutinyProgrammeForm(RecordForm):
    """What a programme looks into."""

    class Meta:
        model, fields = Programme, ["title", "about", "starts_on", "ends_on"]


class HearingForm(RecordForm):
    """One hearing of the forward plan."""

    choice_keys = {"recommendation": "code"}

    class Meta:
        model, fields = Hearing, ["subject", "planned_on", "recommendation"]
        widgets = {"recommendation": forms.Select}

    def get_choices(self) -> Mapping[str, Choices]:
        """The recommendations that are open to the body."""
        return {
            "recommendation": Recommendation.objects.filter(
                build_visible_recommendations_filter(get_represented_body_ids(self.actor))
            )
        }


class HearingRecordForm(RecordForm):
    """What a hearing heard."""

    needed = ("held_on", "heard_from", "evidence")

    class Meta:
        model, fields = Hearing, ["held_on", "heard_from", "evidence", "findings"]


class PublishHearingOutcomeForm(RecordForm):
    """What is published of a hearing."""

    class Meta:
        model, fields = HearingOutcome, ["title", "words"]


class HearingOutcomeCorrectionForm(forms.Form):
    """A correction beside a published outcome."""

    why = text_area_field(
        "The correction", "Enter the correction", "Published beside the outcome, which does not change."
    )
