"""Each question: what brings it, and what lays it to rest."""

import pytest

from handrail.pathway import History, PathwayEvent, evaluate_pathway
from handrail.pathway.history_questions import PRECONDITIONS
from pathway.worked import day, history

YES = "2025-01-06 identified\n2025-01-07 nrm_consent_given\n"
IN = YES + "2025-01-08 nrm_referred\n"
RG = IN + "2025-01-13 rg_positive\n"
ADULT, CHILD = "england, adult", "england, child"


def asked(who: str, events: str, on: str = "2025-12-31") -> set[tuple[str, str]]:
    return {(q.about, q.ask) for q in evaluate_pathway(history(f"{who}\n{events}"), day(on)).questions}


def about(who: str, events: str) -> set[str]:
    return {code for code, _ in asked(who, events)}


def test_an_ordinary_road_is_asked_nothing() -> None:
    whole = RG + "2025-02-20 cg_positive\n2025-02-22 cg_notice_received\n2025-03-01 local_support_started"
    assert asked(ADULT, whole) == set()


@pytest.mark.parametrize("code", PRECONDITIONS)
def test_an_event_that_needs_another_asks_for_it(code: str) -> None:
    of = (
        " of=rg"
        if "reconsideration" in code or code in ("decision_withdrawn", "judicial_review_ended")
        else ""
    )
    assert PRECONDITIONS[code][0] in about(ADULT, f"2025-01-06 identified\n2025-01-20 {code}{of}")


@pytest.mark.parametrize(
    ("who", "events", "code"),
    [
        (ADULT, "2025-01-06 identified\n2025-01-08 nrm_referred", "nrm_consent_given"),
        (ADULT, "2025-01-06 identified\n2025-01-07 nrm_undecided\n2025-01-08 nrm_referred", "nrm_consent_given"),
        (CHILD, "2025-01-06 identified\n2025-01-07 nrm_consent_declined", "nrm_consent_declined"),
        (CHILD, "2025-01-06 identified\n2025-01-07 duty_to_notify_sent", "duty_to_notify_sent"),
        (CHILD, "2025-01-06 identified\n2025-01-07 nrm_referred\n2025-01-09 nrm_withdrawn", "nrm_withdrawn"),
        (ADULT, RG + "2025-02-03 nrm_consent_declined", "nrm_withdrawn"),
        (ADULT, IN + "2025-01-20 nrm_referred", "nrm_referred"),
        (ADULT, IN + "2025-01-09 rg_negative\n2025-01-20 nrm_referred referral=1", "nrm_referred"),
        (ADULT, IN + "2025-01-09 rg_negative\n2025-01-20 rg_positive", "rg_positive"),
        (ADULT, RG + "2025-01-20 rg_negative", "rg_negative"),
        (ADULT, RG + "2025-02-20 cg_positive\n2025-02-25 cg_negative", "cg_negative"),
        (ADULT, RG + "2025-02-20 cg_negative\n2025-02-25 cg_positive", "cg_positive"),
        (ADULT, IN + "2025-01-09 nrm_withdrawn\n2025-01-13 rg_positive", "rg_positive"),
        (ADULT, IN + "2025-01-09 nrm_withdrawn\n2025-01-13 rg_negative", "rg_negative"),
        (ADULT, YES + "2025-01-07 crime_recorded\n2025-01-08 nrm_referred", "crime_recorded"),
        (ADULT, IN + "2025-01-09 nrm_rejected", "nrm_rejected"),
        (CHILD, "2025-01-06 identified\n2025-01-07 nrm_referred\n2025-01-09 turned_18", "stay_consent_given"),
        ("england, unsure", "2025-01-06 identified\n2025-01-07 nrm_referred\n2025-01-09 age_assessed_adult",
         "stay_consent_given"),
        (ADULT, RG + "2025-01-20 cg_positive", "cg_positive"),
        (ADULT, "2025-01-06 nrm_explained\n2025-01-07 identified", "identified"),
        (ADULT, "2025-01-06 nrm_explained", "identified"),
        (ADULT, "2025-01-06 identified\n2025-01-08 died\n2025-01-09 died", "died"),
        (ADULT, "2025-01-06 identified\n2025-01-08 extension_requested\n2025-01-09 extension_decided",
         "extension_decided"),
        (ADULT, RG + "2025-01-14 national_support_started\n2025-02-03 nrm_withdrawn", "national_support_ended"),
        ("england, adult, born 2010-01-01", "2025-01-06 identified", "turned_18"),
        ("england, child, born 2000-01-01", "2025-01-06 identified", "turned_18"),
    ],
)  # fmt: skip
def test_what_is_asked(who: str, events: str, code: str) -> None:
    assert code in about(who, events)


@pytest.mark.parametrize(
    ("who", "events", "code"),
    [
        (ADULT, IN, "nrm_consent_given"),
        (CHILD, "2025-01-06 identified\n2025-01-08 nrm_referred", "nrm_consent_given"),
        (ADULT, "2025-01-06 identified\n2025-01-07 duty_to_notify_sent", "duty_to_notify_sent"),
        (ADULT, RG + "2025-02-03 nrm_withdrawn", "nrm_withdrawn"),
        (ADULT, RG + "2025-02-03 nrm_consent_declined\n2025-02-04 nrm_withdrawn", "nrm_withdrawn"),
        (ADULT, RG + "2025-02-03 nrm_consent_declined\n2025-02-04 nrm_consent_given", "nrm_withdrawn"),
        (ADULT, "2025-01-06 identified\n2025-01-07 nrm_consent_declined", "nrm_withdrawn"),
        (ADULT, IN + "2025-01-09 nrm_withdrawn\n2025-01-19 nrm_consent_given\n2025-01-20 nrm_referred", "nrm_referred"),
        (ADULT, IN + "2025-01-09 rg_negative\n2025-01-14 reconsideration_requested of=rg\n"
                "2025-01-15 reconsideration_accepted of=rg\n2025-01-20 rg_positive", "rg_positive"),
        (ADULT, IN + "2025-01-09 rg_negative\n2025-01-15 decision_withdrawn of=rg\n2025-01-20 rg_positive",
         "rg_positive"),
        (ADULT, IN + "2025-01-09 rg_negative\n2025-01-15 judicial_review_started of=rg\n2025-01-20 rg_positive",
         "rg_positive"),
        (ADULT, RG + "2025-01-20 rg_positive", "rg_positive"),
        (ADULT, YES + "2025-01-07 crime_recorded\n2025-01-08 nrm_referred\n2025-01-09 crime_recorded",
         "crime_recorded"),
        (ADULT, IN + "2025-01-09 nrm_rejected\n2025-01-20 nrm_referred", "nrm_rejected"),
        (CHILD, "2025-01-06 identified\n2025-01-07 nrm_referred\n2025-01-09 turned_18\n2025-01-10 stay_consent_given",
         "stay_consent_given"),
        (ADULT, RG + "2025-03-03 disqualified\n2025-04-01 disqualification_lifted\n2025-05-01 nrm_referred",
         "disqualification_lifted"),
        (ADULT, RG + "2025-01-14 national_support_started\n2025-02-03 nrm_withdrawn\n"
                "2025-02-04 national_support_ended", "national_support_ended"),
        (ADULT, "2025-01-06T10:00 nrm_consent_declined\n2025-01-06T11:00 nrm_consent_given", "nrm_consent_given"),
        (ADULT, "2025-01-06 nrm_consent_given\n2025-01-07 nrm_consent_declined", "nrm_consent_declined"),
        (ADULT, RG + "2025-02-12 cg_positive", "cg_positive"),
        ("england, adult, born 2000-01-01", "2025-01-06 identified", "turned_18"),
        ("england, child, born 2010-01-01", "2025-01-06 identified", "turned_18"),
        (ADULT, "2025-01-06 crime_recorded\n2025-01-07 support_referral_made", "support_referral_made"),
        (ADULT, "2025-01-06 identified\n2025-01-08 died", "died"),
    ],
)  # fmt: skip
def test_what_is_not_asked(who: str, events: str, code: str) -> None:
    assert code not in about(who, events)


def test_only_what_is_known_by_the_day_is_asked_about() -> None:
    events = "2025-01-06 identified\n2025-03-01 nrm_referred"
    assert asked(ADULT, events, "2025-02-28") == set()


def typed(*events: PathwayEvent) -> set[str]:
    return {q.about for q in evaluate_pathway(History(events=events), day("2025-12-31")).questions}


def test_what_cannot_be_read_is_asked_about_and_left_out() -> None:
    from_day = day("2025-01-06")
    assert typed(PathwayEvent("rescued", from_day)) == {"rescued"}
    assert typed(PathwayEvent("identified", day("1800-01-01"))) == {"identified"}
    assert typed(PathwayEvent("identified", from_day, supersedes="nobody")) == {"identified"}
    assert typed(PathwayEvent("identified", from_day, id="a", supersedes="a")) == {"identified"}
    assert typed(PathwayEvent("entered_in_error", from_day)) == {"entered_in_error"}
    assert (
        typed(
            PathwayEvent("identified", from_day, id="a"), PathwayEvent("identified", from_day, supersedes="a")
        )
        == set()
    )
    assert typed(PathwayEvent("rescued", day("2026-02-01"))) == set()


def test_a_question_says_why() -> None:
    found = evaluate_pathway(history(f"{ADULT}\n{RG}2025-01-20 cg_positive"), day("2025-02-01")).questions
    assert [q.why for q in found] == [
        "It is dated 20 January 2025; the first day for it was 12 February 2025."
    ]


def test_a_question_is_asked_once() -> None:
    events = "2025-01-06 identified\n2025-01-20 found\n2025-01-21 found"
    assert [
        q.about for q in evaluate_pathway(history(f"{ADULT}\n{events}"), day("2025-02-01")).questions
    ] == ["went_missing"]
