"""Phase, national support and scope, event by event."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from handrail.pathway import (
    History,
    PathwayEvent,
    PathwayStatus,
    evaluate_pathway,
    get_phase_on,
    get_phase_when_recorded,
    list_event_phases,
    list_support_periods,
)
from pathway.worked import day, history

ON = "2025-12-31"
FOUND = "2025-01-06 identified\n2025-01-06 nrm_explained\n"
YES = FOUND + "2025-01-07 nrm_consent_given\n"
IN = YES + "2025-01-08 nrm_referred\n"
RG = IN + "2025-01-13 rg_positive\n"
CG = RG + "2025-06-02 cg_positive\n"


def asked(events: str, who: str = "england, adult", on: str = ON) -> PathwayStatus:
    return evaluate_pathway(history(f"{who}\n{events}"), day(on))


@pytest.mark.parametrize(
    ("events", "phase", "stage"),
    [
        ("2025-01-06 identified", "before", "found"),
        (FOUND, "before", "explained"),
        (FOUND + "2025-01-07 nrm_undecided", "before", "undecided"),
        (YES, "before", "agreed"),
        (FOUND + "2025-01-07 nrm_consent_declined", "outside", "declined"),
        (FOUND + "2025-01-07 nrm_consent_declined\n2025-01-08 duty_to_notify_sent", "outside", "notified"),
        (IN, "during", "referred"),
        (IN + "2025-01-09 nrm_rejected", "before", "rejected"),
        (IN + "2025-01-09 nrm_rejected\n2025-01-10 nrm_consent_given", "before", "agreed"),
        (RG + "2025-01-14 nrm_rejected", "during", "awaiting_cg"),
        (
            FOUND + "2025-01-07 nrm_consent_declined\n2025-01-08 nrm_referred\n2025-01-09 nrm_rejected",
            "outside",
            "declined",
        ),
        (RG, "during", "awaiting_cg"),
        (IN + "2025-01-13 rg_negative", "after", "rg_negative"),
        (CG, "after", "moving_on"),
        (RG + "2025-06-02 cg_negative", "after", "cg_negative"),
        (RG + "2025-02-03 nrm_withdrawn", "outside", "withdrawn"),
        (RG + "2025-02-03 disqualified", "outside", "disqualified"),
        (CG + "2025-07-03 nrm_withdrawn", "after", "moving_on"),
        (CG + "2025-07-03 disqualified", "after", "disqualified_after"),
        (RG + "2025-02-03 nrm_withdrawn\n2025-03-03 rg_positive", "outside", "withdrawn"),
        (CG + "2025-07-03 rg_positive", "after", "moving_on"),
        (RG + "2025-02-03 nrm_withdrawn\n2025-03-03 nrm_consent_given", "before", "agreed"),
        (RG + "2025-02-03 nrm_withdrawn\n2025-03-03 nrm_undecided", "before", "undecided"),
        (RG + "2025-02-03 disqualified\n2025-03-03 nrm_consent_given", "outside", "disqualified"),
        (RG + "2025-02-03 disqualified\n2025-03-03 nrm_referred", "during", "referred"),
        (RG + "2025-02-03 nrm_consent_declined", "during", "awaiting_cg"),
        (CG + "2025-07-03 nrm_consent_declined", "after", "moving_on"),
        (RG + "2025-02-03 decision_withdrawn of=rg", "during", "decision_withdrawn"),
        (CG + "2025-07-03 decision_withdrawn of=cg", "during", "decision_withdrawn"),
        (CG + "2025-07-03 decision_withdrawn of=cg\n2025-08-04 cg_negative", "after", "cg_negative"),
        (RG + "2025-06-02 cg_negative\n2025-07-03 reconsideration_accepted of=cg", "during", "reconsidering"),
        (
            RG + "2025-06-02 cg_negative\n2025-07-03 reconsideration_accepted of=cg\n2025-08-04 cg_positive",
            "after",
            "moving_on",
        ),
        (
            RG
            + "2025-06-02 cg_negative\n2025-07-03 reconsideration_accepted of=cg\n2025-08-04 nrm_withdrawn",
            "after",
            "cg_negative",
        ),
        (
            RG + "2025-02-03 nrm_withdrawn\n2025-03-03 reconsideration_accepted of=rg",
            "during",
            "reconsidering",
        ),
        (CG + "2025-07-03 national_support_started\n2025-07-04 national_support_ended", "after", "moved_on"),
        (RG + "2025-02-03 went_missing", "during", "awaiting_cg"),
        (RG + "2025-02-03 detained", "during", "awaiting_cg"),
        (RG + "2025-02-03 left_uk", "during", "awaiting_cg"),
        ("2025-01-06 identified\n2025-01-07 no_grounds_found", "before", "no_grounds"),
        ("2025-01-06 identified\n2025-01-07 no_grounds_found\n2025-02-07 identified", "before", "found"),
        (RG + "2025-02-03 decision_withdrawn of=cg", "during", "decision_withdrawn"),
        ("2025-01-06 decision_withdrawn of=rg", "before", "found"),
        ("2025-01-06 reconsideration_accepted of=rg", "before", "found"),
    ],
)
def test_phase_and_stage(events: str, phase: str, stage: str) -> None:
    found = asked(events)
    assert (found.phase, found.stage) == (phase, stage)
    assert get_phase_on(history(f"england, adult\n{events}"), day(ON)) == phase


def test_nothing_recorded_is_before() -> None:
    found = asked("")
    assert (found.phase, found.stage, found.clocks, found.questions) == ("before", "start", (), ())


@pytest.mark.parametrize(
    ("events", "national"),
    [
        (RG, "not_offered"),
        (RG + "2025-01-14 national_support_offered", "waiting"),
        (RG + "2025-01-14 support_consent_given", "waiting"),
        (RG + "2025-01-14 national_support_started\n2025-01-15 national_support_offered", "receiving"),
        (RG + "2025-01-14 national_support_started\n2025-01-15 support_consent_given", "receiving"),
        (RG + "2025-01-14 national_support_declined", "refused"),
        (RG + "2025-01-14 support_consent_declined", "refused"),
        (RG + "2025-01-14 support_consent_declined\n2025-01-20 national_support_offered", "waiting"),
        (RG + "2025-01-14 national_support_started\n2025-01-20 national_support_ended", "ended"),
        (RG + "2025-01-20 national_support_ended\n2025-02-01 national_support_offered", "waiting"),
    ],
)  # fmt: skip
def test_national_support(events: str, national: str) -> None:
    assert asked(events).national_support == national


def states(found: PathwayStatus, clock: str) -> list[tuple[int | None, str]]:
    return [(run.referral, run.state) for run in found.clocks if run.clock == clock]


def test_an_event_of_one_referral_leaves_the_other_alone() -> None:
    second = "2025-02-03 nrm_withdrawn\n2025-03-03 nrm_consent_given\n2025-03-03 nrm_referred referral=2\n"
    found = asked(RG + second + "2025-03-10 rg_positive referral=2\n2025-04-01 nrm_withdrawn referral=1")
    assert states(found, "cg_decision") == [(1, "ended"), (2, "waiting")]


def test_without_a_number_an_event_is_about_the_referral_that_counts_now() -> None:
    second = "2025-02-03 nrm_withdrawn\n2025-03-03 nrm_consent_given\n2025-03-03 nrm_referred\n"
    found = asked(RG + second + "2025-03-05 rg_negative")
    assert states(found, "rg_decision") == [(1, "met"), (2, "met")]
    assert states(found, "judicial_review") == [(2, "missed")]


def test_a_request_about_the_other_decision_stops_nothing() -> None:
    found = asked(RG + "2025-06-02 cg_negative\n2025-06-03 reconsideration_requested of=rg")
    assert states(found, "reconsider_30d") == [(1, "missed")]


def test_a_request_that_names_no_decision_is_about_the_later_one_and_is_asked_about() -> None:
    found = asked(RG + "2025-06-02 cg_negative\n2025-06-03 reconsideration_requested")
    assert states(found, "reconsider_30d") == [(1, "met")]
    assert "reconsideration_requested" in {question.about for question in found.questions}
    early = asked(IN + "2025-01-13 rg_negative\n2025-01-14 reconsideration_requested")
    assert states(early, "reconsider_30d") == [(1, "met")]


def test_turning_18_belongs_to_the_referral_of_that_day() -> None:
    child = (
        "2025-01-06 identified\n2025-01-08 nrm_referred\n2025-01-13 rg_positive\n2025-02-03 nrm_withdrawn\n"
    )
    second = "2025-03-03 nrm_referred referral=2\n2025-03-10 rg_positive referral=2\n"
    found = asked(child + second + "2025-08-01 nrm_withdrawn referral=1", "england, child, born 2007-06-10")
    assert states(found, "turning_18") == [(2, "waiting")]


@pytest.mark.parametrize(
    ("who", "on", "child"),
    [
        ("england, adult", "2025-02-01", False),
        ("england, child", "2025-02-01", True),
        ("england, unsure", "2025-02-01", True),
        ("england, child, born 2007-03-01", "2025-02-28", True),
        ("england, child, born 2007-03-01", "2025-03-01", False),
        ("england, unsure, born 2007-03-01", "2025-03-01", False),
        ("england, unsure, born 2000-03-01", "2025-03-01", True),
        ("england, adult, born 2007-03-01", "2025-02-28", True),
        ("england, adult, born 2007-03-01", "2025-03-01", False),
        ("england, adult, born 2000-03-01", "2025-03-01", False),
        ("england, child, born 2007-01-06", "2025-03-01", True),
    ],
)
def test_whose_path_it_is(who: str, on: str, child: bool) -> None:
    codes = {prompt.code for prompt in asked("2025-01-06 identified", who, on).next}
    assert ("social_care" in codes) is child
    assert ("explain_nrm" in codes) is not child


@pytest.mark.parametrize(
    ("event", "child"),
    [("age_assessed_adult", False), ("age_assessed_child", True), ("turned_18", False)],
)
def test_an_assessment_decides_the_path(event: str, child: bool) -> None:
    found = asked(f"2025-01-06 identified\n2025-01-20 {event}", "england, unsure", "2025-02-01")
    assert ("social_care" in {prompt.code for prompt in found.next}) is child


def test_an_assessed_adult_does_not_turn_18_again() -> None:
    events = "2025-01-06 identified\n2025-01-08 nrm_referred\n2025-01-13 rg_positive\n2025-01-20 age_assessed_adult"
    found = asked(events, "england, unsure, born 2007-06-10")
    assert states(found, "turning_18") == []


def test_a_recorded_birthday_stands_for_the_one_worked_out() -> None:
    events = "2025-01-06 identified\n2025-01-08 nrm_referred\n2025-01-13 rg_positive\n2025-06-12 turned_18"
    found = asked(events, "england, child, born 2007-06-10")
    assert states(found, "turning_18") == [(1, "waiting")]
    assert "turned_18" in {question.about for question in found.questions}


def of_day(*events: tuple[str, str | None, str]) -> History:
    """Found two days before; then events of 8 January: what, at which time, first written down at which time."""
    on = day("2025-01-08")
    return History(
        events=(
            PathwayEvent("identified", day("2025-01-06")),
            *(
                PathwayEvent(
                    what,
                    on,
                    time.fromisoformat(at) if at else None,
                    id=f"{number}",
                    recorded=datetime.combine(on, time.fromisoformat(written), tzinfo=UTC),
                )
                for number, (what, at, written) in enumerate(events)
            ),
        )
    )


NO = "nrm_consent_declined"


@pytest.mark.parametrize(
    ("events", "written", "phase"),
    [
        ([(NO, None, "15:00")], "2025-01-08T10:00Z", "before"),
        ([(NO, None, "10:00")], "2025-01-08T15:00Z", "outside"),
        ([(NO, None, "10:00")], "2025-01-08T10:00Z", "outside"),
        ([(NO, "09:30", "15:00")], "2025-01-08T10:00Z", "outside"),
        ([(NO, "10:00", "15:00")], "2025-01-08T10:00Z", "outside"),
        ([(NO, "14:30", "15:00")], "2025-01-08T10:00Z", "before"),
        # written down on another day: the whole day counts
        ([(NO, None, "15:00")], "2025-01-09T10:00Z", "outside"),
        # half past eleven at night in UTC is the same day in London in January
        ([(NO, None, "23:45")], "2025-01-08T23:30Z", "before"),
    ],
)
def test_what_is_offered_before_a_no_of_the_same_day_keeps_its_phase(
    events: list[tuple[str, str | None, str]], written: str, phase: str
) -> None:
    assert (
        get_phase_when_recorded(of_day(*events), day("2025-01-08"), datetime.fromisoformat(written)) == phase
    )


def test_a_correction_counts_from_when_the_entry_that_it_corrects_was_written_down() -> None:
    """The no was written down at 9 and its note corrected at 3; the offer of 10 came after it all the same."""
    said = of_day((NO, None, "09:00"), (NO, None, "15:00"))
    found, first, second = said.events
    corrected = replace(said, events=(found, first, replace(second, supersedes=first.id)))
    on = day("2025-01-08")
    assert get_phase_when_recorded(corrected, on, datetime(2025, 1, 8, 10, tzinfo=UTC)) == "outside"
    assert get_phase_when_recorded(corrected, on, datetime(2025, 1, 8, 8, tzinfo=UTC)) == "before"


def test_an_entry_of_another_day_that_is_moved_to_this_one_in_the_afternoon_is_not_read_twice() -> None:
    """A no of the 7th, written down on the 8th at 3 and then moved to the 8th: the offer of 10 came before it."""
    wrong = PathwayEvent(NO, day("2025-01-07"), id="a", recorded=datetime(2025, 1, 8, 15, tzinfo=UTC))
    right = PathwayEvent(
        NO, day("2025-01-08"), id="b", supersedes="a", recorded=datetime(2025, 1, 8, 16, tzinfo=UTC)
    )
    told = History(events=(PathwayEvent("identified", day("2025-01-06")), wrong, right))
    assert get_phase_when_recorded(told, day("2025-01-08"), datetime(2025, 1, 8, 10, tzinfo=UTC)) == "before"


def test_corrections_that_go_round_in_a_circle_end() -> None:
    late = datetime(2025, 1, 8, 15, tzinfo=UTC)
    told = History(
        events=(
            PathwayEvent(NO, day("2025-01-08"), id="a", supersedes="b", recorded=late),
            PathwayEvent(NO, day("2025-01-08"), id="b", supersedes="a", recorded=late),
        )
    )
    assert get_phase_when_recorded(told, day("2025-01-08"), datetime(2025, 1, 8, 10, tzinfo=UTC)) == "before"


def test_what_happened_in_the_morning_is_not_moved_by_what_happened_in_the_afternoon() -> None:
    """Referred at 2pm: what was told at 9am, and what is read before it without a time, is before the NRM."""
    noted = [
        PathwayEvent("identified", day("2025-01-06"), id="a"),
        PathwayEvent("local_support_started", day("2025-01-06"), time(9), id="b"),
        PathwayEvent("nrm_referred", day("2025-01-06"), time(14), id="c"),
        PathwayEvent("reported_to_police", day("2025-01-06"), time(16), id="d"),
    ]
    told = replace(history("england, adult\n2025-01-06 identified"), events=tuple(noted))
    found = list_event_phases(told)
    assert {name: found[name] for name in "abcd"} == {
        "a": "before",
        "b": "before",
        "c": "during",
        "d": "during",
    }
    (local,) = list_support_periods(told, day("2025-02-06"))
    assert local.phase == "before"


def test_what_is_told_without_a_time_moves_nothing_that_the_timeline_tells_before_it() -> None:
    """Found at 10:33; the NRM explained and the referral sent on that day, at a time that nobody wrote down."""
    on = day("2025-01-06")
    told = History(
        events=(
            PathwayEvent("identified", on, time(10, 33), id="found"),
            PathwayEvent("nrm_explained", on, id="explained"),
            PathwayEvent("nrm_referred", on, id="referred"),
        )
    )
    assert list_event_phases(told) == {"found": "before", "explained": "before", "referred": "during"}


def test_an_event_read_late_and_told_early_counts_only_what_is_told_before_it() -> None:
    """Explained at no time, referred at nine, a yes at four: the timeline's order. The rules read the yes first."""
    on = day("2025-01-06")
    told = History(
        events=(
            PathwayEvent("nrm_explained", on, id="explained"),
            PathwayEvent("nrm_consent_given", on, time(16), id="yes"),
            PathwayEvent("nrm_referred", on, time(9), id="referred"),
        )
    )
    assert list_event_phases(told) == {"explained": "before", "referred": "during", "yes": "during"}


def test_a_time_that_was_corrected_keeps_the_order_of_the_timeline() -> None:
    """Struck rows stand in the timeline too, and a phase goes by the rows above and below it."""
    on = day("2025-01-06")
    told = History(
        events=(
            PathwayEvent("identified", on, time(16), id="found"),
            PathwayEvent("nrm_explained", on, id="explained"),
            PathwayEvent("nrm_referred", on, time(9), id="wrong"),
            PathwayEvent("nrm_referred", on, id="referred", supersedes="wrong"),
        )
    )
    assert list_event_phases(told) == {"explained": "before", "referred": "during", "found": "during"}
