"""The map says where somebody is; it never says so of a step that nobody has done yet."""

from datetime import date, datetime, time

import pytest

from handrail.pathway import Phase, list_map_steps_on_day, list_support_periods
from handrail.pathway.events import PathwayEvent
from handrail.pathway.history import History
from handrail.pathway.phases import list_event_phases
from pathway.worked import history

NO = "\n2026-11-02 identified\n2026-11-02 nrm_explained\n2026-11-03 nrm_consent_declined"


@pytest.mark.parametrize(
    ("given", "here", "following"),
    [
        ("england, adult", [], []),  # nothing is known: nobody is anywhere, and the first step stays to come
        ("england, adult\n2026-11-02 identified", ["found"], ["explained"]),
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
    ],
)
def test_the_last_step_that_was_reached_is_here_and_the_one_to_do_is_next(given, here, following):
    steps = list_map_steps_on_day(history(given), date(2026, 11, 10))
    assert [step.code for step in steps if step.state == "here"] == here
    if given != "england, adult":
        assert [step.code for step in steps if step.state == "next"] == following
    assert all(step.on for step in steps if step.state in ("here", "done"))


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
