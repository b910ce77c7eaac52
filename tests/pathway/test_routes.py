"""The map: the road taken, the step where the person is, and what each step tells."""

from datetime import date
from xml.etree import ElementTree

import pytest

from handrail.pathway import (
    evaluate_pathway,
    list_steps_of_taken_route_on_day,
    list_support_periods,
    route_map,
)
from handrail.pathway.routes import ENDINGS, STARTS, STEPS_BY_CODE, get_step_codes
from handrail.pathway.stages import STAGES
from pathway.worked import history

MAIN = """
england, adult
2026-10-26 identified
2026-10-26 local_support_started
2026-10-26 nrm_explained
2026-10-28 nrm_consent_given
2026-10-29 nrm_referred
2026-11-09 rg_positive
2026-11-11 national_support_started
"""
NO = "\n2026-11-02 identified\n2026-11-02 nrm_explained\n2026-11-03 nrm_consent_declined"
TODAY = date(2026, 11, 24)


def road(given: str, on: date = TODAY) -> list[tuple[str, str]]:
    return [(step.code, step.state) for step in list_steps_of_taken_route_on_day(history(given), on)]


def test_the_main_route_has_nine_steps_and_one_is_here() -> None:
    assert road(MAIN) == [
        ("found", "done"),
        ("made_safe", "done"),
        ("explained", "done"),
        ("said_yes", "done"),
        ("referred", "done"),
        ("rg", "done"),
        ("recovery", "here"),
        ("cg", "ahead"),
        ("moving_on", "ahead"),
    ]


def test_steps_tell_their_day_and_what_they_are_worth() -> None:
    found = {step.code: step for step in list_steps_of_taken_route_on_day(history(MAIN), TODAY)}
    assert found["rg"].on == date(2026, 11, 9)
    assert found["rg"].note == "positive"
    assert found["recovery"].note == "Day 16 of 30"
    assert found["cg"].note == "From Wed 9 Dec"
    assert found["found"].name == "Identified"


def test_a_step_without_a_record_is_not_ticked() -> None:
    given = MAIN.replace("2026-10-26 local_support_started\n", "").replace(
        "2026-11-11 national_support_started\n", ""
    )
    safe = list_steps_of_taken_route_on_day(history(given), TODAY)[1]
    assert (safe.code, safe.state, safe.note, safe.on) == ("made_safe", "passed", "Not recorded", None)


def test_saying_no_swaps_the_steps_and_a_body_that_the_duty_binds_notifies() -> None:
    assert road("england, adult, with duty_to_notify_body" + NO) == [
        ("found", "done"),
        ("made_safe", "passed"),
        ("explained", "done"),
        ("said_no", "done"),
        ("notified", "here"),
        ("local_support", "ahead"),
    ]


def test_a_no_leads_straight_to_local_support_where_no_duty_binds() -> None:
    assert road("england, adult" + NO) == [
        ("found", "done"),
        ("made_safe", "passed"),
        ("explained", "done"),
        ("said_no", "done"),
        ("local_support", "here"),
    ]


@pytest.mark.parametrize("who", ["england, adult", "england, adult, with duty_to_notify_body"])
def test_a_report_that_was_sent_stands_on_the_road_whoever_sent_it(who: str) -> None:
    assert road(who + NO + "\n2026-11-05 duty_to_notify_sent")[3:] == [
        ("said_no", "done"),
        ("notified", "done"),
        ("local_support", "here"),
    ]


def test_a_no_in_wales_keeps_the_conference_on_the_road() -> None:
    assert [code for code, _ in road("wales, adult" + NO)] == [
        "found", "made_safe", "conference", "explained", "said_no", "local_support",
    ]  # fmt: skip


def test_a_child_has_social_care_instead_of_consent() -> None:
    given = "england, child\n2026-11-02 identified\n2026-11-02 social_care_referred"
    assert [code for code, _ in road(given)] == [
        "found", "made_safe", "social_care", "referred", "rg", "recovery", "cg", "moving_on",
    ]  # fmt: skip
    assert ("referred", "here") in road(given)


def test_wales_has_the_conference_on_the_way() -> None:
    assert ("conference", "passed") in road("wales, adult\n2026-11-02 identified")


@pytest.mark.parametrize(
    ("last", "here", "ending"),
    [
        ("2026-11-20 nrm_withdrawn", "local_support", "left"),
        ("2026-11-20 disqualified", "local_support", "disqualified"),
        ("2026-11-20 rg_negative", "reconsider", "reconsider"),
        ("2026-11-20 cg_negative", "reconsider", "cg"),
        ("2026-11-20 cg_positive", "moving_on", "moving_on"),
        ("2026-11-20 decision_withdrawn of=rg", "rg", "rg"),
    ],
)
def test_other_endings(last: str, here: str, ending: str) -> None:
    travelled = road(MAIN + last)
    assert (here, "here") in travelled
    assert ending in dict(travelled)


def test_after_a_refusal_the_road_leads_to_local_support() -> None:
    given = MAIN.replace("rg_positive", "rg_negative")
    asked = given + "2026-11-12 reconsideration_requested of=rg\n2026-11-20 reconsideration_refused of=rg"
    assert ("local_support", "here") in road(asked)


REFERRED = """
england, adult
2025-01-05 identified
2025-01-06 identified
2025-01-07 place_of_safety_entered
2025-01-08 local_support_started
2025-01-08 nrm_explained
2025-01-09 nrm_consent_given
2025-01-10 nrm_referred
"""
POSITIVE = REFERRED + "2025-01-20 rg_positive\n"
CG_NEGATIVE = POSITIVE + "2025-04-01 cg_negative\n"
ASKED = CG_NEGATIVE + "2025-04-05 reconsideration_requested of=cg\n"
REFUSED = ASKED + "2025-04-15 reconsideration_refused of=cg\n"
AGAIN = REFUSED + "2025-09-01 nrm_consent_given\n2025-09-02 nrm_referred referral=2\n"
WITHDREW = "2025-01-06 nrm_referred\n2025-01-20 rg_positive\n2025-02-10 nrm_withdrawn\n"
GREW_UP = (
    "england, child, born 2007-02-01\n2025-01-05 identified\n2025-01-05 social_care_referred\n" + WITHDREW
)

# Worked by hand: found on the first day of signs, safe from the first night in a safe place, a recovery period from
# the day of the decision. Of the referral that counts now, only what happened in it is behind.
FIRST = "found 2025-01-05 | made_safe 2025-01-07 | explained 2025-01-08 | "
YES = FIRST + "said_yes 2025-01-09 | referred 2025-01-10 | "
GROUNDS = YES + "rg 2025-01-20 positive | recovery 2025-01-20 | "


def told(given: str, on: str) -> str:
    """The road on one line: `-` is ahead, `~` passed, `*` here, `+` the end; then the day and the note."""
    mark = {"done": "", "passed": "~ ", "ahead": "- ", "here": "* ", "ended": "+ "}
    found = (
        " ".join((mark[step.state] + step.code, str(step.on or ""), step.note)).split()
        for step in list_steps_of_taken_route_on_day(history(given), date.fromisoformat(on))
    )
    return " | ".join(" ".join(words) for words in found)


@pytest.mark.parametrize(
    ("given", "on", "expected"),
    [
        (REFERRED, "2025-01-12", YES + "* rg | - recovery | - cg | - moving_on"),
        (POSITIVE, "2025-01-23",
         YES + "rg 2025-01-20 positive | * recovery 2025-01-20 Day 4 of 30 | - cg From Wed 19 Feb | - moving_on"),
        (POSITIVE, "2025-06-01", GROUNDS + "* cg | - moving_on"),
        (POSITIVE + "2025-04-01 cg_positive", "2025-06-01",
         GROUNDS + "cg 2025-04-01 positive | * moving_on 2025-04-01"),
        (CG_NEGATIVE, "2025-04-10", GROUNDS + "cg 2025-04-01 negative | * reconsider | local_support 2025-01-08"),
        (ASKED, "2025-04-10", GROUNDS + "cg 2025-04-01 negative | * reconsider 2025-04-05 | local_support 2025-01-08"),
        (REFUSED, "2025-04-20",
         GROUNDS + "cg 2025-04-01 negative | reconsider 2025-04-15 | * local_support 2025-01-08"),
        (POSITIVE + "2025-02-01 decision_withdrawn of=rg", "2025-02-10",
         YES + "* rg | - recovery | - cg | - moving_on"),
        (CG_NEGATIVE + "2025-04-09 decision_withdrawn of=cg", "2025-04-10", GROUNDS + "* cg | - moving_on"),
        (AGAIN, "2025-09-05",
         FIRST + "said_yes 2025-09-01 | referred 2025-09-02 | * rg | - recovery | - cg | - moving_on"),
        (AGAIN + "2025-09-10 rg_negative referral=2", "2025-09-12",
         FIRST + "said_yes 2025-09-01 | referred 2025-09-02 | rg 2025-09-10 negative | * reconsider "
         "| local_support 2025-01-08"),
        (AGAIN + "2025-09-10 rg_positive referral=2", "2025-09-12",
         FIRST + "said_yes 2025-09-01 | referred 2025-09-02 | rg 2025-09-10 positive | ~ recovery Not recorded "
         "| * cg | - moving_on"),
        (REFERRED + "2025-01-10 nrm_withdrawn", "2025-01-11", YES + "left 2025-01-10 | * local_support 2025-01-08"),
        (POSITIVE + "2025-02-03 nrm_withdrawn", "2025-02-04",
         GROUNDS + "left 2025-02-03 | * local_support 2025-01-08"),
        (REFERRED + "2025-02-01 local_support_ended\n2025-02-02 nrm_withdrawn", "2026-02-04",
         YES + "left 2025-02-02 | * local_support Ended 1 February 2025; offer it again"),
        (CG_NEGATIVE + "2025-04-03 local_support_ended", "2025-04-10",
         GROUNDS + "cg 2025-04-01 negative | * reconsider | - local_support Ended 3 Apr; offer it again"),
        (POSITIVE + "2025-02-03 died", "2025-02-04", GROUNDS + "+ died 2025-02-03"),
        (REFERRED + "2025-01-10 nrm_withdrawn\n2025-02-03 died", "2025-02-04",
         YES + "left 2025-01-10 | local_support 2025-01-08 | + died 2025-02-03"),
        ("england, adult\n2025-01-05 identified\n2025-01-10 nrm_referred\n2025-02-03 died", "2025-02-04",
         "found 2025-01-05 | ~ made_safe Not recorded | ~ explained Not recorded | ~ said_yes Not recorded | "
         "referred 2025-01-10 | + died 2025-02-03"),
        ("england, adult\n2025-02-03 died", "2025-02-04", "+ died 2025-02-03"),
        (GREW_UP, "2025-03-01",
         "found 2025-01-05 | ~ made_safe Not recorded | social_care 2025-01-05 | referred 2025-01-06 | "
         "rg 2025-01-20 positive | recovery 2025-01-20 | eighteen 2025-02-01 | left 2025-02-10 | * local_support"),
        (GREW_UP + "2025-03-02 nrm_undecided", "2025-03-03",
         "found 2025-01-05 | ~ made_safe Not recorded | ~ explained Not recorded | * said_yes | - referred | - rg | "
         "- recovery | - cg | - moving_on"),
    ],
)  # fmt: skip
def test_the_whole_road_with_its_days_and_notes(given: str, on: str, expected: str) -> None:
    assert told(given, on) == expected


def test_each_step_of_a_road_tells_what_its_rule_says() -> None:
    for step in list_steps_of_taken_route_on_day(history(POSITIVE), TODAY):
        rule = STEPS_BY_CODE[step.code]
        assert (step.name, step.phase, step.duty, step.who, step.record, step.source, step.confidence) == (
            rule.name, rule.phase, rule.duty_adult or rule.duty, rule.who_adult or rule.who, rule.record,
            rule.source, rule.confidence,
        )  # fmt: skip


CHILD = """
england, child
2025-01-05 identified
2025-01-05 social_care_referred
2025-01-06 nrm_referred
2025-01-20 rg_positive
"""


@pytest.mark.parametrize(
    ("given", "recovery", "moving_on"),
    [
        (POSITIVE, "First responder, with national support (MSVCC)", "National support (MSVCC)"),
        (CHILD, "First responder, with the council", "The council"),
    ],
)
def test_on_a_case_only_the_owner_for_that_age_is_named(given: str, recovery: str, moving_on: str) -> None:
    who = {step.code: step.who for step in list_steps_of_taken_route_on_day(history(given), TODAY)}
    assert (who["recovery"], who["moving_on"]) == (recovery, moving_on)
    owners = {run.clock: run.owner for run in evaluate_pathway(history(given), TODAY).clocks}
    assert owners["recovery_period_30"] == moving_on


@pytest.mark.parametrize(
    ("age", "recovery", "moving_on"),
    [
        (
            "adult",
            "Ask whether they want national support. Reply to",
            "local support and a needs assessment.",
        ),
        ("child", "Reply to", "permission to stay and local support."),
        ("unsure", "If the person is an adult, ask", "for an adult, a needs assessment."),
    ],
)
def test_on_a_case_a_duty_names_an_age_only_where_it_is_not_sure(
    age: str, recovery: str, moving_on: str
) -> None:
    given = history(CHILD.replace("child", age))
    duty = {step.code: step.duty for step in list_steps_of_taken_route_on_day(given, TODAY)}
    assert duty["recovery"].startswith(recovery)
    assert duty["moving_on"].endswith(moving_on)


def test_the_road_of_somebody_who_died_ends_with_the_day_in_the_phase_of_the_last_step() -> None:
    steps = list_steps_of_taken_route_on_day(history(MAIN + "2026-11-20 died"), TODAY)
    assert {step.state for step in steps} == {"done", "ended"}
    last = steps[-1]
    assert (last.name, last.on, last.note, last.phase) == ("Died", date(2026, 11, 20), "", steps[-2].phase)


def test_support_runs_beside_the_steps() -> None:
    found = [(lane.code, lane.since, lane.until) for lane in list_support_periods(history(MAIN), TODAY)]
    assert found == [("local", date(2026, 10, 26), None), ("national", date(2026, 11, 11), None)]


def test_a_lane_ends_where_its_support_ended() -> None:
    found = list_support_periods(history(MAIN + "2026-11-20 national_support_ended"), TODAY)
    assert found[1].until == date(2026, 11, 20)


def test_every_step_tells_duty_and_crime_record_with_source() -> None:
    assert all(
        step.duty and step.who and step.record and step.source and step.confidence
        for step in STEPS_BY_CODE.values()
    )


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("ending", ENDINGS)
def test_every_route_is_made_of_known_steps(start: str, ending: str) -> None:
    codes = [code.rstrip("?") for code in get_step_codes(f"{start}:{ending}")]
    assert set(codes) <= set(STEPS_BY_CODE)
    assert len(codes) == len(set(codes))


def test_every_stage_stands_on_a_step() -> None:
    assert {stage.step for stage in STAGES} - set(STEPS_BY_CODE) == {"died"}


@pytest.mark.parametrize("narrow", [False, True])
def test_the_map_is_a_picture_with_a_title_and_every_step(narrow: bool) -> None:
    root = ElementTree.fromstring(route_map.render_map_as_svg(narrow=narrow))
    text = " ".join(root.itertext())
    assert root.attrib["role"] == "img"
    assert "The pathway" in text
    assert all(word in text for step in STEPS_BY_CODE.values() for word in step.name.split())
    assert "ou are here" not in text


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("given", [MAIN, "england, adult" + NO])
def test_the_map_says_you_are_here_once_on_the_road_taken(narrow: bool, given: str) -> None:
    drawn = route_map.render_map_as_svg(
        list_steps_of_taken_route_on_day(history(given), TODAY), narrow=narrow
    )
    assert drawn.lower().count("you are here") == 1
    assert drawn.index("The road taken") < drawn.lower().index("you are here") < drawn.index("Adult in Wales")


def test_the_map_in_words_has_each_step_once_and_says_where_one_is() -> None:
    text = route_map.render_map_as_text(list_steps_of_taken_route_on_day(history(MAIN), TODAY))
    assert "Reasonable grounds (9 November 2026) > [Recovery: you are here] > Conclusive grounds >" in text
    assert text.count("you are here") == 1
    assert text.count("  Duty: ") == len(STEPS_BY_CODE)
