"""What is kept of a clock, the day on which an answer changes by itself, and what a record changed, in words."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from handrail.pathway import (
    ClockDates,
    Phase,
    build_clock_runs,
    evaluate_pathway,
    find_next_change_day,
    get_phase_and_clock_dates,
    list_change_sentences,
    list_support_periods,
)
from handrail.pathway.clock_deadlines import compute_deadline
from handrail.pathway.replay import compute_case_state_on_day
from handrail.pathway.route_progress import SupportPeriod
from pathway.worked import day, history

REFERRED = "england, adult\n2025-03-03 identified\n2025-03-03 nrm_consent_given\n2025-03-03T16:30 nrm_referred id=r\n"
POSITIVE = REFERRED + "2025-03-07 rg_positive id=p\n"
LONDON = ZoneInfo("Europe/London")


def test_what_is_kept_of_a_clock_is_when_it_began_when_it_is_due_and_when_it_ended() -> None:
    phase, kept = get_phase_and_clock_dates(history(POSITIVE), date(2025, 3, 20))
    assert phase == "during"
    assert kept == (
        ClockDates("rg_decision", "r", 1, date(2025, 3, 3), date(2025, 3, 10), date(2025, 3, 7)),
        ClockDates("crime_record", "r", 1, datetime(2025, 3, 3, 16, 30, tzinfo=LONDON),
              datetime(2025, 3, 4, 16, 30, tzinfo=LONDON), None),
        ClockDates("recovery_period_30", "p", 1, date(2025, 3, 7), date(2025, 4, 5), None),
        ClockDates("cg_not_before_30", "p", 1, date(2025, 3, 7), date(2025, 4, 6), None),
        ClockDates("cg_decision", "p", 1, date(2025, 3, 7), None, None),
    )  # fmt: skip


def test_what_is_kept_knows_a_bodys_own_length_and_a_clock_outside_any_referral() -> None:
    given = "england, adult, own place_of_safety=5\n2025-03-03 place_of_safety_entered id=s"
    assert get_phase_and_clock_dates(history(given), date(2025, 3, 4)) == (
        "before",
        (ClockDates("place_of_safety", "s", None, date(2025, 3, 3), date(2025, 3, 10), None),),
    )


def test_what_is_kept_goes_by_the_day_asked() -> None:
    assert get_phase_and_clock_dates(history(POSITIVE), date(2025, 3, 2)) == ("before", ())
    assert [kept.ended for kept in get_phase_and_clock_dates(history(POSITIVE), date(2025, 3, 6))[1]] == [
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("given", "after", "next_day"),
    [
        (POSITIVE, "2025-03-02", "2025-03-03"),  # the first event
        (POSITIVE, "2025-03-03", "2025-03-04"),  # crime_record falls due
        (POSITIVE, "2025-03-04", "2025-03-05"),  # and has passed
        (POSITIVE, "2025-03-05", "2025-03-07"),  # the next event
        (POSITIVE, "2025-03-07", "2025-04-05"),  # the last day that is guaranteed
        (POSITIVE, "2025-04-05", "2025-04-06"),  # the first day for the decision
        (POSITIVE, "2025-04-06", "2025-04-07"),  # and the day after it
        (POSITIVE, "2025-04-07", None),  # a wait without a limit changes nothing by itself
        ("england, child, born 2009-05-01\n2025-03-03 nrm_referred", "2025-03-11", "2027-05-01"),
        ("england, child, born 2009-05-01\n2025-03-03 nrm_referred", "2027-05-01", None),
        ("england, adult, own dtn_submission=5, with duty_to_notify_body\n2025-03-03 nrm_consent_declined",
         "2025-03-03", "2025-03-08"),
        ("england, adult", "2025-03-03", None),
    ],
)  # fmt: skip
def test_the_next_day_on_which_the_answer_changes_by_itself(
    given: str, after: str, next_day: str | None
) -> None:
    found = find_next_change_day(history(given), date.fromisoformat(after))
    assert found == (date.fromisoformat(next_day) if next_day else None)


def test_away_is_missing_detained_or_abroad_and_ends_with_the_way_back() -> None:
    for gone, back in (("went_missing", "found"), ("detained", "released"), ("left_uk", "returned_uk")):
        given = history(POSITIVE + f"2025-03-10 {gone}\n2025-03-12 {back}")
        assert all(run.away for run in build_clock_runs(compute_case_state_on_day(given, date(2025, 3, 11))))
        assert not any(
            run.away for run in build_clock_runs(compute_case_state_on_day(given, date(2025, 3, 12)))
        )


@pytest.mark.parametrize(
    ("given", "on", "route"),
    [
        (POSITIVE, "2025-03-20", "adult:main"),
        ("england, child\n2025-03-03 identified", "2025-03-20", "child:main"),
        ("wales, adult\n2025-03-03 identified", "2025-03-20", "wales:main"),
    ],
)
def test_an_answer_names_the_route(given: str, on: str, route: str) -> None:
    assert evaluate_pathway(history(given), day(on)).route == route


def told(before: str, more: str, on: str) -> tuple[str, ...]:
    return list_change_sentences(
        evaluate_pathway(history(before), day(on)), evaluate_pathway(history(before + more), day(on))
    )


def test_all_that_a_decision_changed_is_told_in_order() -> None:
    assert told(REFERRED, "2025-03-07 rg_positive", "2025-03-07") == (
        "Recovery period, day 1 of 30.",
        "Started: Recovery period, until at least Saturday 5 April.",
        "Started: Conclusive grounds decision: earliest date, not before Sunday 6 April.",
        "Started: Conclusive grounds decision.",
        "Done: Reasonable grounds decision, on Friday 7 March.",
    )


def test_a_pause_and_its_end_are_told() -> None:
    assert "Paused: Conclusive grounds decision." in told(POSITIVE, "2025-03-10 nrm_suspended", "2025-03-10")
    paused = POSITIVE + "2025-03-10 nrm_suspended\n"
    assert "Goes on: Conclusive grounds decision." in told(paused, "2025-03-12 nrm_resumed", "2025-03-12")


def test_a_letter_moves_a_date() -> None:
    decided = POSITIVE + "2025-06-02 cg_positive\n"
    sentences = told(decided, "2025-06-04 cg_notice_received", "2025-06-05")
    assert [sentence for sentence in sentences if sentence.startswith("New date: ")] == [
        "New date: Move-on support after a positive decision, until at least Saturday 19 July."
    ]


def test_national_support_and_questions_are_told_once() -> None:
    sentences = told(POSITIVE, "2025-03-10 national_support_started", "2025-03-10")
    assert "National support: received." in sentences
    asked = told(REFERRED, "2025-03-05 cg_positive", "2025-03-05")
    assert any(sentence.startswith("To check: When was this, or is it missing") for sentence in asked)
    again = told(REFERRED + "2025-03-05 cg_positive\n", "2025-03-05 nrm_explained", "2025-03-05")
    assert not any(sentence.startswith("To check: ") for sentence in again)


def test_a_limit_is_told_as_by_and_a_wait_without_a_date() -> None:
    sentences = told(REFERRED, "2025-03-07 rg_negative", "2025-03-07")
    assert "Started: Ask for reconsideration, by Sunday 6 April." in sentences
    assert "Now after the NRM (was in the NRM)." in sentences


def test_what_was_taken_back_is_told_and_nothing_new_is_nothing() -> None:
    back = told(POSITIVE, "2025-03-08 entered_in_error supersedes=p", "2025-03-10")
    assert "Withdrawn: Recovery period." in back
    assert told(POSITIVE, "", "2025-03-10") == ()


def test_a_pause_is_told_once() -> None:
    paused = POSITIVE + "2025-03-10 nrm_suspended\n"
    assert told(paused, "2025-03-11 nrm_explained", "2025-03-11") == ()


def test_hours_that_make_no_whole_days_end_on_the_day_after() -> None:
    assert compute_deadline(date(2025, 1, 6), 36, "hours", from_day_one=False) == date(2025, 1, 8)


def test_support_beside_the_road_is_told_whole() -> None:
    given = POSITIVE + "2025-03-04 local_support_started\n2025-03-10 national_support_started\n"
    assert list_support_periods(history(given + "2025-03-20 local_support_ended"), date(2025, 3, 24)) == (
        SupportPeriod(
            "local",
            "Local support",
            date(2025, 3, 4),
            date(2025, 3, 20),
            "Does not depend on the NRM.",
            Phase.DURING,
        ),
        SupportPeriod("national", "National support", date(2025, 3, 10), None, "", Phase.DURING),
    )
