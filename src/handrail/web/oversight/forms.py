"""The forms of oversight."""

from typing import Any

from django import forms

from handrail.assurance.oversight.queries import ObjectiveLine
from handrail.assurance.oversight.states import LEVELS, STATUSES
from handrail.followups.origins import STATES
from handrail.kernel.saying import say
from handrail.web.design.words import today
from handrail.web.oversight.fields import day, line, one_of, past_day, seen, text


class MeetingForm(forms.Form):
    """When a meeting was, and what about."""

    title = line("What it was about", 200, "Enter what the meeting was about")
    held_on = past_day("Day of the meeting", "The day of the meeting")
    present = text("Who was there", hint="Posts are enough.", longest=1000, rows=2)


class MeetingEditForm(MeetingForm):
    """The same, changed."""

    seen = seen()


class QuestionForm(forms.Form):
    """One question of a meeting."""

    asked = text("What was asked", "Enter the question", longest=2000, rows=3)
    answered = text("What was answered")
    evidence = text(
        "Evidence that was seen",
        hint="What you saw for yourself, not what was said of it. Leave empty if none.",
    )


class QuestionEditForm(QuestionForm):
    """The same, changed."""

    seen = seen()


class SettleForm(forms.Form):
    """How sure the body is."""

    level = one_of(
        "Level of assurance", [(code, word) for code, word, _ in LEVELS], "Choose the level of assurance"
    )
    why = text("Why that level", "Say why it is that level")
    next_on = day("Next meeting", "The next meeting", needed=False, not_before=today)
    seen = seen()


class SpanForm(forms.Form):
    """A beginning and an end."""

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning."""
        answers = super().clean() or {}
        first, last = answers.get("starts_on"), answers.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day must be on or after the first")
        return answers


class PlanForm(SpanForm):
    """What a plan is for, and how long it runs."""

    title = line("What the plan is called", 200, "Enter what the plan is called")
    aim = text("What it is to achieve")
    starts_on = day("First day", "The first day")
    ends_on = day("Last day", "The last day")
    next_board_on = day("Next board", "The next board", needed=False)


class NewPlanForm(PlanForm):
    """A new plan: alone or with the force."""

    joint = one_of("Whose plan it is", (), "Choose whose plan it is")

    def __init__(self, *args: Any, force: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("joint", say("Ours and {force}’s, together", force=force)), ("alone", "Ours alone")]
        self.fields["joint"].choices = choices if force else choices[1:]  # type: ignore[attr-defined]


class PlanEditForm(PlanForm):
    """The same, changed."""

    seen = seen()


class ObjectiveForm(forms.Form):
    """One objective."""

    what = line("The objective", 500, "Enter the objective")
    owner = one_of("Who owns it", (), "Choose who owns it")
    person = line("Who there", 120, hint="A name or a post.")
    due_on = day("When it is due", "The day it is due")
    measure = text("How it will be known", rows=2)
    evidence = text("What shows it", hint="An objective is reported as done only with evidence.", rows=3)

    def __init__(self, *args: Any, owners: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [(str(owner.id), owner.name) for owner in owners]  # type: ignore[attr-defined]


class ObjectiveEditForm(ObjectiveForm):
    """The same, changed."""

    seen = seen()


class BoardForm(forms.Form):
    """How every objective stands, for one board."""

    held_on = past_day("Day of the board", "The day of the board")
    words = text("What the board was told", rows=3)
    next_board_on = day("Next board", "The next board", needed=False, not_before=today)
    seen = seen()

    def __init__(self, *args: Any, objectives: tuple[ObjectiveLine, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = [row.number for row in objectives]
        for row in objectives:
            number = row.number
            self.fields[f"status_{number}"] = one_of(
                say("{number}. {what}", number=number, what=row.what),
                STATUSES,
                say("Choose how objective {number} stands", number=number),
            )
            self.fields[f"status_{number}"].initial = row.status
            self.fields[f"words_{number}"] = text(
                say("More on objective {number}", number=number), longest=2000, rows=2
            )

    def asked(self) -> list[tuple[Any, Any]]:
        """The two fields of each objective."""
        return [(self[f"status_{number}"], self[f"words_{number}"]) for number in self.numbers]


class ProgrammeForm(SpanForm):
    """What a programme looks into."""

    title = line("What the programme is called", 200, "Enter what the programme is called")
    about = text("What it looks into")
    starts_on = day("First day", "The first day")
    ends_on = day("Last day", "The last day")


class ProgrammeEditForm(ProgrammeForm):
    """The same, changed."""

    seen = seen()


class HearingForm(forms.Form):
    """One hearing of the forward plan."""

    subject = line("What it is about", 200, "Enter what the hearing is about")
    planned_on = day("Planned for", "The day it is planned for")
    recommendation = one_of(
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

    seen = seen()


class HeardForm(forms.Form):
    """What a hearing heard."""

    held_on = past_day("Day of the hearing", "The day of the hearing")
    heard_from = text("Who was heard", "Say who was heard", "Posts and organisations.", longest=1000, rows=2)
    evidence = text("Evidence heard or seen", "Say what evidence was heard or seen")
    findings = text("What was found")
    seen = seen()


class PublishForm(forms.Form):
    """What is published of a hearing."""

    title = line("Title", 200, "Enter the title of the outcome")
    words = text("What is published", "Enter what is published", rows=10)
    seen = seen()


class CorrectionForm(forms.Form):
    """A correction beside a published outcome."""

    why = text(
        "The correction", "Enter the correction", "It is published beside the outcome, which stays as it is."
    )


class WordForm(forms.Form):
    """How an action stands."""

    state = one_of("How it stands", STATES, "Choose how it stands")
    words = text("What was done, or why not", "Say how it stands")
    evidence = text("What shows it", hint="Needed where the action is done.", rows=3)
    due_on = day("When it is due", "The day it is due", needed=False)
    seen = seen()

    def clean(self) -> dict[str, Any]:
        """Done has its evidence."""
        answers = super().clean() or {}
        if answers.get("state") == "done" and not answers.get("evidence") and "evidence" not in self.errors:
            self.add_error("evidence", "Say what shows that it is done")
        return answers
