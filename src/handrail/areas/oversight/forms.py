"""The forms of oversight."""

from typing import Any

from django import forms

from handrail.areas.oversight.queries import ObjectiveRow
from handrail.areas.oversight.states import ASSURANCE_LEVELS, OBJECTIVE_STATUSES
from handrail.platform.followups.origins import STATES
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.field_factories import (
    choice_field,
    date_field,
    past_date_field,
    text_area_field,
    text_line_field,
    version_field,
)
from handrail.platform.ui.formatting import get_today


class MeetingForm(forms.Form):
    """When a meeting was, and what about."""

    title = text_line_field("What it was about", 200, "Enter what the meeting was about")
    held_on = past_date_field("Day of the meeting", "The day of the meeting")
    present = text_area_field("Who was there", hint="Posts are enough.", longest=1000, rows=2)


class MeetingEditForm(MeetingForm):
    """The same, changed."""

    seen = version_field()


class MeetingQuestionForm(forms.Form):
    """One question of a meeting."""

    asked = text_area_field("What was asked", "Enter the question", longest=2000, rows=3)
    answered = text_area_field("What was answered")
    evidence = text_area_field(
        "Evidence that was seen",
        hint="What you saw for yourself, not what was said of it. Leave empty if none.",
    )


class MeetingQuestionEditForm(MeetingQuestionForm):
    """The same, changed."""

    seen = version_field()


class SettleMeetingForm(forms.Form):
    """How sure the body is."""

    level = choice_field(
        "Level of assurance",
        [(code, word) for code, word, _ in ASSURANCE_LEVELS],
        "Choose the level of assurance",
    )
    why = text_area_field("Why that level", "Say why it is that level")
    next_on = date_field("Next meeting", "The next meeting", needed=False, not_before=get_today)
    seen = version_field()


class DateSpanForm(forms.Form):
    """A beginning and an end."""

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning."""
        answers = super().clean() or {}
        first, last = answers.get("starts_on"), answers.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day must be on or after the first")
        return answers


class PlanForm(DateSpanForm):
    """What a plan is for, and how long it runs."""

    title = text_line_field("What the plan is called", 200, "Enter what the plan is called")
    aim = text_area_field("What it is to achieve")
    starts_on = date_field("First day", "The first day")
    ends_on = date_field("Last day", "The last day")
    next_board_on = date_field("Next board", "The next board", needed=False)


class NewPlanForm(PlanForm):
    """A new plan: alone or with the force."""

    joint = choice_field("Whose plan it is", (), "Choose whose plan it is")

    def __init__(self, *args: Any, force: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("joint", msg("Ours and {force}’s, together", force=force)), ("alone", "Ours alone")]
        self.fields["joint"].choices = choices if force else choices[1:]  # type: ignore[attr-defined]


class PlanEditForm(PlanForm):
    """The same, changed."""

    seen = version_field()


class ObjectiveForm(forms.Form):
    """One objective."""

    what = text_line_field("The objective", 500, "Enter the objective")
    owner = choice_field("Who owns it", (), "Choose who owns it")
    person = text_line_field("Who there", 120, hint="A name or a post.")
    due_on = date_field("When it is due", "The day it is due")
    measure = text_area_field("How it will be known", rows=2)
    evidence = text_area_field(
        "What shows it", hint="An objective is reported as done only with evidence.", rows=3
    )

    def __init__(self, *args: Any, owners: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [(str(owner.id), owner.name) for owner in owners]  # type: ignore[attr-defined]


class ObjectiveEditForm(ObjectiveForm):
    """The same, changed."""

    seen = version_field()


class BoardReportForm(forms.Form):
    """How every objective stands, for one board."""

    held_on = past_date_field("Day of the board", "The day of the board")
    words = text_area_field("What the board was told", rows=3)
    next_board_on = date_field("Next board", "The next board", needed=False, not_before=get_today)
    seen = version_field()

    def __init__(self, *args: Any, objectives: tuple[ObjectiveRow, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = [row.number for row in objectives]
        for row in objectives:
            number = row.number
            self.fields[f"status_{number}"] = choice_field(
                msg("{number}. {what}", number=number, what=row.what),
                OBJECTIVE_STATUSES,
                msg("Choose how objective {number} stands", number=number),
            )
            self.fields[f"status_{number}"].initial = row.status
            self.fields[f"words_{number}"] = text_area_field(
                msg("More on objective {number}", number=number), longest=2000, rows=2
            )

    def asked(self) -> list[tuple[Any, Any]]:
        """The two fields of each objective."""
        return [(self[f"status_{number}"], self[f"words_{number}"]) for number in self.numbers]


class ProgrammeForm(DateSpanForm):
    """What a programme looks into."""

    title = text_line_field("What the programme is called", 200, "Enter what the programme is called")
    about = text_area_field("What it looks into")
    starts_on = date_field("First day", "The first day")
    ends_on = date_field("Last day", "The last day")


class ProgrammeEditForm(ProgrammeForm):
    """The same, changed."""

    seen = version_field()


class HearingForm(forms.Form):
    """One hearing of the forward plan."""

    subject = text_line_field("What it is about", 200, "Enter what the hearing is about")
    planned_on = date_field("Planned for", "The day it is planned for")
    recommendation = choice_field(
        "Recommendation that it looks into (optional)",
        (),
        "Choose one of the recommendations",
        radios=False,
    )

    def __init__(self, *args: Any, recommendations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recommendation"].required = False
        self.fields["recommendation"].choices = [("", "None"), *recommendations]  # type: ignore[attr-defined]


class HearingEditForm(HearingForm):
    """The same, changed."""

    seen = version_field()


class HearingRecordForm(forms.Form):
    """What a hearing heard."""

    held_on = past_date_field("Day of the hearing", "The day of the hearing")
    heard_from = text_area_field(
        "Who was heard", "Say who was heard", "Posts and organisations.", longest=1000, rows=2
    )
    evidence = text_area_field("Evidence heard or seen", "Say what evidence was heard or seen")
    findings = text_area_field("What was found")
    seen = version_field()


class PublishOutcomeForm(forms.Form):
    """What is published of a hearing."""

    title = text_line_field("Title", 200, "Enter the title of the outcome")
    words = text_area_field("What is published", "Enter what is published", rows=10)
    seen = version_field()


class OutcomeCorrectionForm(forms.Form):
    """A correction beside a published outcome."""

    why = text_area_field(
        "The correction", "Enter the correction", "It is published beside the outcome, which stays as it is."
    )


class ActionStatusForm(forms.Form):
    """How an action stands."""

    state = choice_field("How it stands", STATES, "Choose how it stands")
    words = text_area_field("What was done, or why not", "Say how it stands")
    evidence = text_area_field("What shows it", hint="Needed where the action is done.", rows=3)
    due_on = date_field("When it is due", "The day it is due", needed=False)
    seen = version_field()

    def clean(self) -> dict[str, Any]:
        """Done has its evidence."""
        answers = super().clean() or {}
        if answers.get("state") == "done" and not answers.get("evidence") and "evidence" not in self.errors:
            self.add_error("evidence", "Say what shows that it is done")
        return answers
