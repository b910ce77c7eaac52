"""The map against the rules, step by step: each walk is written by hand from the guidance, and both must agree with it.

The map says where somebody is, what is done and in which phase; the rules say the phase, what is asked and what runs.
Neither is read to know what the other should say. The walks are of sections 2.1 to 2.9 of the notes on the NRM.
"""

import re
from datetime import date
from typing import Final, NamedTuple

import pytest

from handrail.pathway import evaluate_pathway, list_steps_of_taken_route_on_day, route_map
from handrail.pathway.clocks import RULES
from pathway.worked import history


class Stop(NamedTuple):
    """After this event: which step of the map it completes, where the map then is, the phase of the rules, and what
    they ask or let run there."""

    event: str
    completes: str
    here: str
    phase: str
    asks: str


FOUND = Stop("2026-09-01 identified", "found", "explained", "before", "explain_nrm")
SAFE = Stop("2026-09-01 local_support_started", "made_safe", "explained", "before", "explain_nrm")
TOLD = Stop("2026-09-02 nrm_explained", "explained", "said_yes", "before", "ask_decision")
YES = Stop("2026-09-03 nrm_consent_given", "said_yes", "referred", "before", "refer")
SENT = Stop("2026-09-04 nrm_referred", "referred", "rg", "during", "rg_decision")
RG = Stop("2026-09-11 rg_positive", "rg", "recovery", "during", "recovery_period_30")
BEGINNING: Final = (FOUND, SAFE, TOLD, YES, SENT)

WALKS: Final = {
    "adult:main": (
        "england, adult",
        (*BEGINNING, RG, Stop("2026-10-20 cg_positive", "cg", "moving_on", "after", "move_on_positive_45")),
    ),
    "wales:main": (
        "wales, adult",
        (
            FOUND._replace(asks="conference_wales"),
            SAFE,
            Stop("2026-09-01 conference_held", "conference", "explained", "before", "wales_marac_review"),
            *(TOLD, YES, SENT, RG),
            Stop("2026-10-20 cg_positive", "cg", "moving_on", "after", "move_on_positive_45"),
        ),
    ),
    "child:main": (
        "england, child, born 2009-01-10",
        (
            Stop("2026-09-01 identified", "found", "social_care", "before", "social_care"),
            Stop("2026-09-01 local_support_started", "made_safe", "social_care", "before", "guardian"),
            Stop("2026-09-01 social_care_referred", "social_care", "referred", "before", "refer_child"),
            SENT,
            RG,
            Stop("2027-01-10 turned_18", "eighteen", "cg", "during", "turning_18"),
            Stop("2027-02-20 cg_positive", "cg", "moving_on", "after", "letter"),
        ),
    ),
    "adult:said_no": (
        "england, adult, with duty_to_notify_body",
        (
            *(FOUND, SAFE, TOLD),
            Stop("2026-09-03 nrm_consent_declined", "said_no", "notified", "outside", "dtn_submission"),
            Stop("2026-09-04 duty_to_notify_sent", "notified", "local_support", "outside", ""),
        ),
    ),
    "adult:rg_negative": (
        "england, adult",
        (
            *BEGINNING,
            Stop("2026-09-11 rg_negative", "rg", "reconsider", "after", "reconsider_30d"),
            Stop("2026-09-15 reconsideration_requested of=rg", "", "reconsider", "after", "reconsider_reply"),
            Stop(
                "2026-09-20 reconsideration_refused of=rg",
                "reconsider",
                "local_support",
                "after",
                "legal_advice",
            ),
        ),
    ),
    "adult:cg_negative": (
        "england, adult",
        (
            *BEGINNING,
            RG,
            Stop("2026-10-20 cg_negative", "cg", "reconsider", "after", "reconsider_30d"),
            Stop("2026-10-25 reconsideration_requested of=cg", "", "reconsider", "after", "reconsider_reply"),
            Stop(
                "2026-10-30 reconsideration_refused of=cg",
                "reconsider",
                "local_support",
                "after",
                "legal_advice",
            ),
        ),
    ),
    "adult:withdrawn": (
        "england, adult",
        (*BEGINNING, Stop("2026-09-11 nrm_withdrawn", "left", "local_support", "outside", "new_referral")),
    ),
    "adult:disqualified": (
        "england, adult",
        (
            *BEGINNING,
            RG,
            Stop(
                "2026-09-20 disqualified",
                "disqualified",
                "local_support",
                "outside",
                "disqualification_reconsider",
            ),
        ),
    ),
}
STOPS: Final = [
    pytest.param(who, stops[: number + 1], id=f"{code} {stop.event.split()[1]}")
    for code, (who, stops) in WALKS.items()
    for number, stop in enumerate(stops)
]


def told(who: str, stops: tuple[Stop, ...]):
    """The history up to a stop, and the day of it."""
    return history("\n".join([who, *(stop.event for stop in stops)])), date.fromisoformat(
        stops[-1].event[:10]
    )


@pytest.mark.parametrize(("who", "stops"), STOPS)
def test_the_map_stands_where_the_guidance_leads(who, stops):
    given, day = told(who, stops)
    drawn = {step.code: step for step in list_steps_of_taken_route_on_day(given, day)}
    assert [code for code, step in drawn.items() if step.state == "here"] == [stops[-1].here]
    for stop in stops:
        if stop.completes:
            done = drawn[stop.completes]
            assert (done.state, done.on) == ("done", date.fromisoformat(stop.event[:10]))


@pytest.mark.parametrize(("who", "stops"), STOPS)
def test_the_rules_ask_there_what_the_map_says_comes_next(who, stops):
    given, day = told(who, stops)
    answer = evaluate_pathway(given, day)
    asked = {prompt.code for prompt in answer.next} | {run.clock for run in answer.clocks if run.is_open}
    assert answer.phase == stops[-1].phase
    assert stops[-1].asks in {*asked, ""}


@pytest.mark.parametrize(("who", "stops"), STOPS)
def test_a_step_is_drawn_in_the_phase_that_the_rules_give_its_day(who, stops):
    """The phase begins with the act: said no is outside, referred is in the NRM, a decision ends it."""
    given, day = told(who, stops)
    completed, phase = stops[-1].completes, evaluate_pathway(given, day).phase
    drawn = {step.code: step.phase for step in list_steps_of_taken_route_on_day(given, day)}
    if completed in ("rg", "cg", "eighteen"):  # a decision is made in the NRM, whatever it leads to
        assert drawn[completed] == "during"
    elif completed:
        assert drawn[completed] == phase


def test_every_step_that_the_map_draws_is_walked_and_so_is_every_ending():
    walked = {code for _, stops in WALKS.values() for stop in stops for code in (stop.completes, stop.here)}
    drawn = {step.code for route in route_map.list_pathway_routes() for step in route.steps}
    assert drawn <= walked
    assert {route.code for route in route_map.list_pathway_routes()} <= {*WALKS, "adult:said_no_free"}


def test_a_body_that_the_duty_does_not_bind_is_led_to_local_support():
    given, day = told(
        "england, adult", (FOUND, SAFE, TOLD, Stop("2026-09-03 nrm_consent_declined", "", "", "", ""))
    )
    drawn = [step.code for step in list_steps_of_taken_route_on_day(given, day)]
    assert drawn[-2:] == ["said_no", "local_support"]


LIMITS: Final = {
    "referred": ("crime_record", 24, "hours"),
    "found": ("crime_record_report", 24, "hours"),
}
"""The limits that the map tells in words, and the rows of the rules that count them."""


@pytest.mark.parametrize("step", LIMITS)
def test_a_limit_that_the_map_tells_is_the_limit_that_the_rules_count(step):
    clock, length, unit = LIMITS[step]
    counted = next(rule for rule in RULES if rule.clock == clock)
    said = next(
        row.record for route in route_map.list_pathway_routes() for row in route.steps if row.code == step
    )
    assert (counted.length, counted.unit) == (length, unit)
    assert re.findall(r"(\d+)[ -]hour", said) == [str(length)]


def test_the_map_tells_no_other_limit_and_the_duty_to_notify_has_none():
    steps = {
        row.code: f"{row.duty} {row.record}"
        for route in route_map.list_pathway_routes()
        for row in route.steps
    }
    numbered = {code for code, said in steps.items() if re.search(r"\d+[ -](hour|day|month)", said)}
    assert numbered == {"found", "social_care", "referred", "said_no", "local_support"}
    assert "The law sets no number of days." in steps["notified"]
    assert next(rule for rule in RULES if rule.clock == "dtn_submission").length is None
