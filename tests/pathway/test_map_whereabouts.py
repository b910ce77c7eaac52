"""The map says where somebody is; it never says so of a step that nobody has done yet."""

from datetime import date, datetime, time

import pytest

from handrail.pathway import Phase, list_map_steps_on_day, list_support_periods
from handrail.pathway.events import PathwayEvent
from handrail.pathway.history import History
from handrail.pathway.phases import list_event_phases
from pathway.worked import history

NO = "\n2026-11-02 identified\n2026-11-02 nrm_explained\n2026-11-03 nrm_consent_declined"

YES_AGAIN = "\n2026-11-06 nrm_consent_given"
REFERRED = (
    "\n2026-11-02 identified\n2026-11-02 place_of_safety_entered\n2026-11-02 nrm_explained"
    "\n2026-11-03 nrm_consent_given\n2026-11-04 nrm_referred"
)


@pytest.mark.parametrize(
    ("given", "here", "following"),
    [
        ("england, adult", [], []),  # nothing is known: nobody is anywhere, and the first step stays to come
        ("england, adult\n2026-11-02 identified", ["found"], ["made_safe"]),
        (
            "england, adult\n2026-11-02 identified\n2026-11-02 place_of_safety_entered",
            ["made_safe"],
            ["explained"],
        ),
        ("wales, adult\n2026-11-02 identified", ["found"], ["made_safe"]),
        (
            "wales, adult\n2026-11-02 identified\n2026-11-02 place_of_safety_entered",
            ["made_safe"],
            ["explained"],
        ),
        # for a child the sentence and the rules put the call to social care first
        ("england, child\n2026-11-02 identified", ["found"], ["social_care"]),
        # undecided without an explanation on record: the rules ask what they decide, and that they are safe
        ("england, adult\n2026-11-02 identified\n2026-11-02 nrm_undecided", ["found"], ["made_safe"]),
        ("england, adult" + NO, ["said_no"], ["local_support"]),
        ("england, adult, with duty_to_notify_body" + NO, ["said_no"], ["notified"]),
        (
            "england, adult, with duty_to_notify_body" + NO + "\n2026-11-05 duty_to_notify_sent",
            ["notified"],
            ["local_support"],
        ),
        (
            "england, adult\n2026-11-02 identified\n2026-11-03 nrm_consent_given\n2026-11-04 nrm_referred",
            ["referred"],
            ["rg"],
        ),
        # who left and said yes again is to be referred again; an older referral that was not accepted counts as little
        (
            "england, adult" + REFERRED + "\n2026-11-05 nrm_withdrawn\n2026-11-06 nrm_consent_given",
            ["said_yes"],
            ["referred"],
        ),
        (
            "england, adult" + REFERRED + "\n2026-11-05 nrm_rejected\n2026-11-06 nrm_consent_given",
            ["said_yes"],
            ["referred"],
        ),
    ],
)
def test_the_last_step_that_was_reached_is_here_and_the_one_to_do_is_next(given, here, following):
    steps = list_map_steps_on_day(history(given), date(2026, 11, 10))
    assert [step.code for step in steps if step.state == "here"] == here
    if given != "england, adult":
        assert [step.code for step in steps if step.state == "next"] == following
    assert all(step.on for step in steps if step.state in ("here", "done"))


@pytest.mark.parametrize(
    ("given", "on", "expected"),
    [
        (
            "wales, adult\n2026-11-02 identified",
            "2026-11-10",
            "found here | made_safe next | conference ahead | explained ahead | said_yes ahead",
        ),
        # asked once in an earlier referral, so nothing asks for a safe place: the decision comes next
        (
            "england, adult\n2026-01-02 identified\n2026-01-02 nrm_referred\n2026-01-09 rg_positive\n"
            "2026-02-02 nrm_withdrawn\n2026-11-02 nrm_undecided",
            "2026-11-10",
            "found here | made_safe ahead | explained ahead | said_yes next",
        ),
    ],
)
def test_the_road_beyond_the_present_step_is_all_to_come(given, on, expected):
    steps = list_map_steps_on_day(history(given), date.fromisoformat(on))
    count = len(expected.split(" | "))
    assert " | ".join(f"{step.code} {step.state}" for step in steps[:count]) == expected
    assert not any(step.note for step in steps[1:])


NEGATIVE = (
    "england, adult\n2026-01-02 identified\n2026-01-02 local_support_started\n2026-01-02 nrm_explained\n"
    "2026-01-03 nrm_consent_given\n2026-01-04 nrm_referred\n2026-01-09 rg_negative"
)


@pytest.mark.parametrize(
    ("given", "on", "expected"),
    [
        # they can ask until 8 February: who has been refused is after the NRM, though decided in it
        (NEGATIVE, "2026-01-20", "referred during done | rg after here | reconsider after next"),
        (
            NEGATIVE
            + "\n2026-01-22 reconsideration_requested of=rg\n2026-01-23 reconsideration_accepted of=rg",
            "2026-01-24",
            "referred during done | rg during done | reconsider during here",
        ),
        # nobody asked and the time is over: the road leads past it to local support
        (
            NEGATIVE + "\n2026-01-10 local_support_ended",
            "2026-06-01",
            "referred during done | rg after here | local_support outside next",
        ),
    ],
)
def test_the_present_step_stands_in_the_phase_of_the_page(given, on, expected):
    steps = list_map_steps_on_day(history(given), date.fromisoformat(on))
    drawn = [f"{step.code} {step.phase} {step.state}" for step in steps if step.phase != "before"]
    assert " | ".join(drawn[:3]) == expected


def test_of_somebody_whose_record_has_gaps_the_map_says_no_place():
    """A decision was taken back, and neither the referral nor the yes before it is on record."""
    given = (
        "england, adult\n2026-01-02 identified\n2026-01-09 rg_positive\n2026-01-12 decision_withdrawn of=rg"
    )
    steps = list_map_steps_on_day(history(given), date(2026, 1, 20))
    assert [f"{step.code} {step.state}" for step in steps[:6]] == [
        "found done", "made_safe passed", "explained passed", "said_yes passed", "referred passed", "rg next",
    ]  # fmt: skip


def test_support_that_is_told_again_goes_on_from_when_it_started():
    given = "england, adult\n2026-10-30 identified\n2026-10-30 local_support_started\n2026-11-25 local_support_started"
    (lane,) = list_support_periods(history(given), date(2026, 11, 26))
    assert (lane.since, lane.until) == (date(2026, 10, 30), None)


def test_after_an_end_support_starts_anew():
    given = (
        "england, adult\n2026-10-30 local_support_started\n2026-11-05 local_support_ended"
        "\n2026-11-25 local_support_started"
    )
    (lane,) = list_support_periods(history(given), date(2026, 11, 26))
    assert (lane.since, lane.until) == (date(2026, 11, 25), None)


def test_map_timeline_and_lane_agree_on_a_day_with_a_morning_and_an_afternoon():
    """Local support at nine, the referral at four: the morning's support began before the NRM, everywhere."""
    day = date(2026, 11, 10)
    told = History(
        jurisdiction="england",
        age="adult",
        events=(
            PathwayEvent("identified", date(2026, 11, 9), id="found"),
            PathwayEvent("nrm_consent_given", date(2026, 11, 9), id="yes"),
            PathwayEvent("nrm_referred", day, time=time(16), id="referral"),
            PathwayEvent("local_support_started", day, time=time(9), id="support"),
        ),
    )
    phases = list_event_phases(told)
    assert (phases["support"], phases["referral"]) == (Phase.BEFORE, Phase.DURING)
    (lane,) = list_support_periods(told, day)
    assert lane.phase is phases["support"]
    here = [(step.code, step.phase) for step in list_map_steps_on_day(told, day) if step.state == "here"]
    assert here == [("referred", phases["referral"])]
    noon = datetime.combine(day, time(12))
    assert [step.code for step in list_map_steps_on_day(told, noon) if step.state == "here"] == ["said_yes"]


def test_nobody_is_led_to_leave_the_nrm():
    again = "\n2026-11-05 nrm_withdrawn\n2026-11-06 nrm_referred\n2026-11-07 nrm_rejected"
    steps = list_map_steps_on_day(history("england, adult" + REFERRED + again), date(2026, 11, 10))
    assert not [step.code for step in steps if step.state == "next" and step.code in ("left", "disqualified")]
