"""What to do next: who, by when, and when it is no longer asked."""

from datetime import date

import pytest

from handrail.pathway import evaluate_pathway, find_next_change_day
from pathway.worked import day, history

FOUND = "2025-01-06 identified\n"
EXPLAINED = FOUND + "2025-01-06 nrm_explained\n"
IN = EXPLAINED + "2025-01-07 nrm_consent_given\n2025-01-08 nrm_referred\n"
RG = IN + "2025-01-13 rg_positive\n"
LOCAL = FOUND + "2025-01-06 local_support_started\n"
MET = FOUND + "2025-01-06 conference_held\n"
RECORDED = IN + "2025-01-09 crime_recorded\n"
CRIME = RG + "2025-01-14 crime_recorded\n"
HELPED = CRIME + "2025-01-14 national_support_started\n"
NO = EXPLAINED + "2025-01-07 nrm_consent_declined\n"
ADULT, CHILD, WALES = "england, adult", "england, child", "wales, adult"


def prompted(who: str, events: str, on: str = "2025-02-20") -> set[str]:
    return {prompt.code for prompt in evaluate_pathway(history(f"{who}\n{events}"), day(on)).next}


@pytest.mark.parametrize(
    ("who", "events", "codes"),
    [
        (ADULT, FOUND, {"check_safe", "explain_nrm", "local_support"}),
        (ADULT, EXPLAINED, {"check_safe", "ask_decision", "local_support"}),
        (ADULT, EXPLAINED + "2025-01-07 nrm_undecided", {"check_safe", "ask_again", "local_support"}),
        (ADULT, EXPLAINED + "2025-01-07 nrm_consent_given", {"check_safe", "refer", "local_support"}),
        (ADULT, LOCAL, {"explain_nrm"}),
        (ADULT, LOCAL + "2025-01-08 local_support_ended", {"explain_nrm", "local_support"}),
        (ADULT, NO, {"check_safe", "ask_to_notify", "local_support"}),
        (ADULT, NO + "2025-01-08 duty_to_notify_sent", {"check_safe", "local_support"}),
        (ADULT, NO + "2025-01-08 duty_to_notify_sent\n2025-01-09 nrm_consent_declined",
         {"check_safe", "ask_to_notify", "local_support"}),
        (ADULT, IN, {"check_safe", "contact_point", "record_crime", "ask_support"}),
        (ADULT, RECORDED + "2025-01-09 national_support_offered", {"check_safe", "contact_point"}),
        # no to national support, in the NRM: local help rests on nothing of it
        (ADULT, RECORDED + "2025-01-09 support_consent_declined", {"check_safe", "contact_point", "local_support"}),
        (ADULT, RECORDED + "2025-01-09 support_consent_declined\n2025-01-10 local_support_started",
         {"contact_point"}),
        (ADULT, LOCAL + "2025-01-06 reported_to_police", {"explain_nrm", "record_crime"}),
        (CHILD, FOUND, {"check_safe", "social_care", "refer_child", "guardian", "local_support"}),
        (CHILD, FOUND + "2025-01-06 social_care_referred\n2025-01-06 ictg_referred",
         {"check_safe", "refer_child", "local_support"}),
        # sent before social care was told: that stays to do
        (CHILD, FOUND + "2025-01-07 nrm_referred\n2025-01-09 crime_recorded",
         {"check_safe", "contact_point", "social_care", "guardian", "compensation_child"}),
        (CHILD, FOUND + "2025-01-07 nrm_referred\n2025-01-09 crime_recorded\n2025-01-09 claim_made\n"
                "2025-01-09 social_care_referred",
         {"check_safe", "contact_point", "guardian"}),
        (WALES, FOUND, {"check_safe", "explain_nrm", "conference_wales", "local_support"}),
        (WALES, MET, {"check_safe", "explain_nrm", "conference_review", "local_support"}),
        (ADULT, HELPED + "2025-02-03 evidence_requested",
         {"contact_point", "send_evidence"}),
        (ADULT, HELPED + "2025-02-15 cg_positive",
         {"letter", "needs_assessment", "after_support", "local_support"}),
        (ADULT, HELPED + "2025-02-15 cg_positive\n"
                "2025-02-16 cg_notice_received\n2025-02-16 rna_decided\n2025-02-17 local_support_started",
         {"after_support"}),
        (ADULT, HELPED + "2025-02-15 cg_negative\n2025-02-15 cg_notice_received",
         {"reconsider", "legal_advice", "after_support", "local_support"}),
        # support that never started does not end
        (ADULT, CRIME + "2025-02-15 cg_negative\n2025-02-15 cg_notice_received",
         {"reconsider", "legal_advice", "local_support"}),
        (ADULT, CRIME + "2025-02-03 nrm_withdrawn", {"local_support", "new_referral"}),
        (ADULT, CRIME + "2025-02-03 disqualified", {"local_support", "still_safe", "disqualification_review"}),
        (ADULT, CRIME + "2025-02-03 disqualified\n2025-02-04 disqualification_review_requested",
         {"local_support", "still_safe"}),
        (ADULT, HELPED + "2025-02-15 cg_positive\n2025-02-17 disqualified",
         {"local_support", "still_safe", "disqualification_review"}),
        (ADULT, HELPED + "2025-02-15 cg_negative\n2025-02-16 cg_notice_received\n2025-02-17 disqualified",
         {"local_support", "still_safe", "disqualification_review", "reconsider", "legal_advice"}),
        (ADULT, HELPED + "2025-02-03 detained", {"contact_point", "detained_lawyer", "detained_authority"}),
        (ADULT, HELPED + "2025-02-03 detained\n2025-02-04 released", {"contact_point"}),
        (ADULT, CRIME + "2025-02-01 went_missing\n2025-02-03 detained",
         {"report_missing", "detained_lawyer", "detained_authority"}),
        (ADULT, LOCAL + "2025-02-03 detained", {"explain_nrm", "detained_lawyer"}),
        (ADULT, RECORDED + "2025-01-10 nrm_rejected", {"rejected", "check_safe", "local_support"}),
        (ADULT, RECORDED + "2025-01-10 nrm_rejected\n2025-01-13 nrm_consent_given",
         {"refer", "check_safe", "local_support"}),
        # the no of a child is asked again of the adult, explained anew first
        ("england, child, born 2007-02-01", LOCAL + "2025-01-07 nrm_explained\n2025-01-07 nrm_consent_declined",
         {"ask_as_adult"}),
        ("england, child, born 2007-02-01",
         LOCAL + "2025-01-07 nrm_consent_declined\n2025-02-03 nrm_explained", {"ask_decision"}),
        ("england, child, born 2007-02-01", LOCAL + "2025-01-07 nrm_undecided", {"ask_as_adult"}),
        ("england, child, born 2007-02-01", LOCAL + "2025-01-07 nrm_consent_given", {"ask_as_adult"}),
        ("england, child, born 2007-02-01",
         LOCAL + "2025-01-07 nrm_consent_given\n2025-02-03 nrm_consent_given", {"refer"}),
        # nobody who said no to national support is told that it is due
        (ADULT, CRIME + "2025-02-15 cg_positive\n2025-02-16 cg_notice_received\n2025-02-17 support_consent_declined",
         {"local_support"}),
        ("england, adult, with destitute_or_unsafe", RECORDED + "2025-01-09 support_consent_declined",
         {"check_safe", "contact_point", "local_support"}),
        ("england, adult, with destitute_or_unsafe", RECORDED,
         {"check_safe", "contact_point", "ask_support", "emergency_room"}),
        # nor a child
        (CHILD, FOUND + "2025-01-06 ictg_referred\n2025-01-06 local_support_started\n2025-01-07 nrm_referred\n"
                "2025-01-13 rg_positive\n2025-02-14 cg_positive", {"record_crime"}),
        (ADULT, HELPED + "2025-02-03 nrm_suspended",
         {"contact_point", "resume"}),
        (ADULT, CRIME + "2025-02-01 went_missing\n2025-02-03 nrm_suspended", {"report_missing"}),
        (CHILD, FOUND + "2025-01-07 reported_to_police\n2025-02-01 went_missing",
         {"report_missing", "report_missing_council", "record_crime", "compensation_child"}),
        (CHILD, FOUND + "2025-02-01 went_missing", {"report_missing", "report_missing_council"}),
        (ADULT, CRIME + "2025-02-01 went_missing\n2025-02-03 found\n2025-02-03 national_support_started",
         {"contact_point", "plan_after_missing"}),
        (ADULT, FOUND + "2025-02-01 exploitation_ended\n2025-02-01 went_missing", {"report_missing", "compensation"}),
        (ADULT, FOUND + "2025-01-07 died", set()),
        (ADULT, FOUND + "2025-01-07 no_grounds_found", set()),
        (ADULT, "", {"local_support"}),
    ],
)  # fmt: skip
def test_what_is_next(who: str, events: str, codes: set[str]) -> None:
    assert prompted(who, events) == codes


@pytest.mark.parametrize(
    ("who", "events", "code", "by"),
    [
        ("england, adult, with duty_to_notify_body, own dtn_submission=5", NO, "notify", "2025-01-12"),
        ("england, adult, with duty_to_notify_body", NO, "notify", "None"),
        (ADULT, NO, "ask_to_notify", "None"),
        (ADULT, IN, "record_crime", "2025-01-09"),
        (ADULT, EXPLAINED + "2025-01-06 place_of_safety_entered", "ask_decision", "2025-01-09"),
        (
            ADULT,
            EXPLAINED + "2025-01-06 place_of_safety_entered\n2025-01-07 nrm_undecided",
            "ask_again",
            "2025-01-09",
        ),
        (ADULT, IN + "2025-02-10 rg_negative", "reconsider", "2025-03-12"),
        (ADULT, IN + "2025-02-10 rg_negative", "legal_advice", "2025-05-10"),
        (ADULT, RG, "contact_point", "None"),
    ],
)
def test_by_when(who: str, events: str, code: str, by: str) -> None:
    found = evaluate_pathway(history(f"{who}\n{events}"), day("2025-02-20")).next
    assert [str(prompt.by) for prompt in found if prompt.code == code] == [by]


def test_every_prompt_says_who_why_and_on_what_ground() -> None:
    for prompt in evaluate_pathway(history(f"{ADULT}\n{RG}"), day("2025-02-20")).next:
        assert prompt.do
        assert prompt.who
        assert prompt.why
        assert prompt.source


@pytest.mark.parametrize("answer", ["nrm_consent_declined", "nrm_undecided", "nrm_consent_given"])
def test_making_safe_stays_first_whatever_they_answered_about_the_nrm(answer: str) -> None:
    given = f"{ADULT}\n{EXPLAINED}2025-01-07 {answer}\n"
    first = evaluate_pathway(history(given), day("2025-01-07")).next[0]
    safe = evaluate_pathway(history(given + "2025-01-08 place_of_safety_entered"), day("2025-01-08")).next
    assert first.code == "make_safe"
    assert "make_safe" not in {prompt.code for prompt in safe}


@pytest.mark.parametrize(
    ("given", "on", "code"),
    [
        (FOUND, "2025-02-02", "make_safe"),  # day 27
        (FOUND, "2025-02-03", "check_safe"),  # four weeks
        (IN, "2028-01-06", "check_safe"),  # undecided for years
        (FOUND + "2025-06-02 went_missing\n2025-06-10 found\n", "2025-07-07", "make_safe"),
        (FOUND + "2025-06-02 went_missing\n2025-06-10 found\n", "2025-07-08", "check_safe"),
        (FOUND + "2025-06-02 detained\n2025-06-10 released\n", "2025-06-11", "make_safe"),
    ],
)
def test_four_weeks_after_they_were_found_it_is_a_check_and_no_longer_urgent(
    given: str, on: str, code: str
) -> None:
    assert {"make_safe", "check_safe"} & prompted(ADULT, given, on) == {code}


def test_while_danger_is_open_it_stays_urgent_and_is_never_lost() -> None:
    open_danger = "england, adult, with danger_open"
    for on in ("2025-01-06", "2025-02-03", "2029-01-06"):
        assert {"make_safe", "check_safe"} & prompted(open_danger, IN, on) == {"make_safe"}
    safe = IN + "2025-01-09 place_of_safety_entered\n"
    assert {"make_safe", "check_safe"} & prompted(open_danger, safe, "2025-02-03") == set()


def test_the_day_on_which_it_stops_being_urgent_is_a_day_of_change() -> None:
    told = history(f"{ADULT}\n{LOCAL.replace('local_support_started', 'nrm_explained')}")
    assert find_next_change_day(told, date(2025, 1, 31)) == date(2025, 2, 3)


def test_only_a_body_with_the_duty_is_told_to_send_the_report() -> None:
    bound = "england, adult, with duty_to_notify_body"
    assert {"notify", "ask_to_notify"} & prompted(bound, NO) == {"notify"}
    assert {"notify", "ask_to_notify"} & prompted(ADULT, NO) == {"ask_to_notify"}
