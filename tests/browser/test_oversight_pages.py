"""Every page of oversight at both widths, with something in every place, and with nothing yet."""

from django.urls import reverse

from browser.walker import Walker, fault
from handrail.areas.oversight.actions import meetings
from handrail.areas.oversight.models import MeetingQuestion
from handrail.areas.oversight.urls import urlpatterns
from support.oversight_data import oversee

FILES = {"actions_csv"}
HEARINGS = {"change_hearing", "record_hearing", "cancel_hearing", "publish_hearing"}
MEETINGS = {
    "meeting",
    "change_meeting",
    "add_question",
    "settle_meeting",
    "reopen_meeting",
    "promise_meeting",
}
PLANS = {
    "plan",
    "change_plan",
    "add_objective",
    "report_board",
    "end_plan",
    "promise_plan",
    "take_gap",
    "cite_signal",
}
PROGRAMMES = {"programme", "change_programme", "add_hearing", "promise_programme"}


def addresses(made) -> dict[str, str]:
    """Every page by the name of its address."""
    arguments = (
        {key: [made.meeting] for key in MEETINGS}
        | {key: [made.plan] for key in PLANS}
        | {key: [made.programme] for key in PROGRAMMES}
        | {key: [made.programme, 2] for key in HEARINGS}
        | {key: [made.slug] for key in ("outcome", "correct_outcome")}
        | {key: [made.action] for key in ("action", "say_action")}
        | {"change_question": [made.meeting, 1], "change_objective": [made.plan, 1]}
        | {"change_hearing": [made.programme, 3], "cancel_hearing": [made.programme, 3]}
    )
    named = {str(pattern.name) for pattern in urlpatterns} - FILES
    return {name: reverse(name, args=arguments.get(name, [])) for name in sorted(named)}


def test_every_page_can_be_used(cast, desk):
    made = oversee(cast)
    pages = addresses(made)
    walker = Walker(desk(cast.commissioner))
    found = [each for address in pages.values() for each in fault(walker, address)]
    for who, names in (
        ("force_lead", ("oversight", "plan", "report_board", "actions", "action", "say_action")),
        ("board", ("oversight", "meeting", "programme")),
        (None, ("published", "outcome")),
    ):
        walker = Walker(desk(getattr(cast, who) if who else None))
        found += [each for name in names for each in fault(walker, pages[name])]
    assert found == []


def test_empty_places_say_what_comes_next(cast, desk):
    walker = Walker(desk(cast.commissioner))
    assert fault(walker, reverse("oversight")) == []
    walker.says(
        "No improvement plans yet.",
        "No assurance meetings yet.",
        "No scrutiny programmes yet.",
    )
    assert fault(walker, reverse("actions")) == []
    walker.says("No open actions.")
    assert fault(walker, reverse("published")) == []
    walker.says("Nothing is published yet")


def test_a_meeting_is_settled_without_javascript(cast, no_script):
    made = oversee(cast)
    walker = Walker(no_script(cast.commissioner), checks=False)
    walker.go(reverse("meeting", args=[made.meeting]))
    walker.follow("Say how sure you are")
    walker.choose("Level of assurance", "Limited")
    walker.fill("Reason for the level", "The rota was seen; nobody has tried the number.")
    walker.press("Finalise the meeting")
    walker.says("Meeting finalised.", "Limited", "nobody has tried the number")


def test_two_versions_stand_side_by_side_after_a_stale_save(cast, desk):
    made = oversee(cast)
    walker = Walker(desk(cast.commissioner))
    walker.go(reverse("change_question", args=[made.meeting, 1]))
    question = MeetingQuestion.objects.get(meeting=made.meeting)
    question.answered = "The control room."
    meetings.change_meeting_question(question, seen=1, by=cast.signatory.actor)
    walker.fill("Answer (optional)", "Nobody, after two.")
    walker.press("Save")
    walker.says("Someone else changed this", "The control room.", "Nobody, after two.")
    walker.press("Save mine over theirs")
    walker.says("Question 1: changed.", "Nobody, after two.")
