"""When a clock starts and when it does not: the words of its condition, one by one."""

import pytest

from handrail.pathway import ClockRun, evaluate_pathway
from handrail.pathway.json_format import format_iso
from pathway.worked import day, history

IN = "2025-01-06 identified\n2025-01-07 nrm_consent_given\n2025-01-08 nrm_referred\n"
RG = IN + "2025-01-13T10:00 rg_positive\n"
CG = RG + "2025-03-03 cg_positive\n"


def runs(who: str, events: str, clock: str, on: str = "2025-12-31") -> list[ClockRun]:
    found = evaluate_pathway(history(f"{who}\n{events}"), day(on)).clocks
    return [run for run in found if run.clock == clock]


def dues(who: str, events: str, clock: str) -> list[str | None]:
    return [format_iso(run.due) for run in runs(who, events, clock)]


SOLD = "2025-01-08 identified\n2025-01-08 nrm_referred"
FOUND = "2025-01-06 identified"
BOTH = "west_midlands conference_consent"
HOUSED = "2025-01-08 social_care_decided"
STAY = "2025-01-08 leave_granted"
LONGER = "2025-01-08 extension_decided"
TOLD = "2025-01-07 no_charge_decided\n2025-01-08 victim_informed"
SENTENCED = "2025-01-08 sentenced"


@pytest.mark.parametrize(
    ("who", "events", "clock", "starts"),
    [
        (f"england, adult, with {BOTH}", FOUND, "sasc_conference", True),
        (f"wales, adult, with {BOTH}", FOUND, "sasc_conference", False),
        (f"england, child, with {BOTH}", FOUND, "sasc_conference", False),
        ("england, adult, with conference_consent", FOUND, "sasc_conference", False),
        ("england, adult, with west_midlands", FOUND, "sasc_conference", False),
        (f"england, adult, with {BOTH}", "2021-02-28 identified", "sasc_conference", False),
        (f"england, adult, with {BOTH}", "2021-03-01 identified", "sasc_conference", True),
        ("england, adult, with told_police", FOUND, "crime_record_report", True),
        ("england, adult", FOUND, "crime_record_report", False),
        ("england, adult", "2025-01-06 conference_held", "wales_marac_review", False),
        ("england, child, with pilot_area over_100_days_to_18", SOLD, "rg_decision_pilot", True),
        ("england, child, with pilot_area", SOLD, "rg_decision_pilot", False),
        ("england, child, with over_100_days_to_18", SOLD, "rg_decision_pilot", False),
        ("england, unsure, with pilot_area over_100_days_to_18", SOLD, "rg_decision_pilot", False),
        ("england, child, born 2007-04-19, with pilot_area", SOLD, "rg_decision_pilot", True),
        (
            "england, child, born 2007-04-18, with pilot_area over_100_days_to_18",
            SOLD,
            "rg_decision_pilot",
            False,
        ),
        ("england, adult", SOLD, "emergency_accommodation", False),
        ("england, child, with destitute_or_unsafe", SOLD, "emergency_accommodation", False),
        ("england, adult, with consent_to_support", RG, "msvcc_contact", True),
        (
            "england, adult, with consent_to_support",
            RG + "2025-01-12 support_consent_declined",
            "msvcc_contact",
            False,
        ),
        ("england, child, with consent_to_support", RG, "msvcc_contact", False),
        ("england, child, with accommodated_by_council", HOUSED, "child_looked_after", False),
        ("england, child, with unaccompanied", HOUSED, "child_looked_after", False),
        ("england, unsure, with unaccompanied accommodated_by_council", HOUSED, "child_looked_after", True),
        ("england, adult, with unaccompanied accommodated_by_council", HOUSED, "child_looked_after", False),
        ("england, adult", FOUND, "missing_critical", False),
        ("england, unsure", FOUND, "missing_critical", True),
        ("england, adult, with vts_leave", STAY, "vts_grant", True),
        ("england, adult", STAY, "vts_grant", False),
        ("england, adult, with vts_leave", STAY + " of=other", "vts_grant", False),
        ("england, adult, with extension_granted", LONGER, "extension_length", True),
        ("england, adult", LONGER, "extension_length", False),
        ("england, adult, with extension_granted", LONGER + " of=refused", "extension_length", False),
        ("england, adult", TOLD, "vrr_request", True),
        ("england, adult", TOLD + " of=suspect", "vrr_request", False),
        ("england, adult", TOLD + " of=no_charge_decided", "vrr_request", True),
        ("england, adult", "2025-01-08 victim_informed", "vrr_request", False),
        ("england, adult, with about_no_charge", "2025-01-08 victim_informed", "vrr_request", True),
        ("england, adult, with specified_offence", SENTENCED, "vcs_contact", False),
        (
            "england, adult, with duty_to_notify_body",
            "2025-01-08 nrm_consent_declined",
            "dtn_submission",
            True,
        ),
        (
            "england, child, with duty_to_notify_body",
            "2025-01-08 nrm_consent_declined",
            "dtn_submission",
            False,
        ),
        ("england, adult, with needs_permission_to_stay", CG, "vts_decision", True),
        ("england, adult", CG, "vts_decision", False),
        ("england, adult", CG, "move_on_positive_45", True),
        (
            "england, adult",
            RG + "2025-02-01 national_support_ended\n2025-03-03 cg_positive",
            "move_on_positive_45",
            False,
        ),
        ("england, child", CG, "move_on_positive_45", False),
        ("england, adult", CG + "2025-03-04 cg_notice_received", "move_on_negative_9", False),
        ("england, adult", RG + "2025-03-03 cg_notice_received", "move_on_negative_9", False),
        ("england, adult", CG + "2025-05-01 national_support_ended", "reach_in", True),
        ("england, adult", RG + "2025-05-01 national_support_ended", "reach_in", False),
        (
            "england, adult",
            CG + "2025-04-01 decision_withdrawn of=cg\n2025-05-01 national_support_ended",
            "reach_in",
            False,
        ),
        ("england, child", IN + "2025-02-01 turned_18", "turning_18", False),
        ("england, child", CG + "2025-04-01 turned_18", "turning_18", False),
        ("england, child", RG + "2025-02-01 nrm_withdrawn\n2025-04-01 turned_18", "turning_18", False),
        ("england, adult", "2025-01-06 nrm_explained", "rg_decision", False),
    ],
)
def test_whether_a_clock_starts(who: str, events: str, clock: str, starts: bool) -> None:
    assert bool(runs(who, events, clock)) is starts


def test_reviews_are_counted_anew_when_a_child_is_looked_after_again() -> None:
    twice = (
        "2025-01-06 looked_after_started\n2025-02-03 looked_after_reviewed\n2025-03-03 looked_after_started\n"
    )
    child = "england, child"
    assert dues(child, twice + "2025-04-01 looked_after_reviewed", "lac_review_2") == [
        "2025-05-03",
        "2025-07-01",
    ]
    assert runs(child, twice + "2025-04-01 looked_after_reviewed", "lac_review_n") == []


def test_each_review_starts_one_clock() -> None:
    given = (
        "2025-01-06 looked_after_started\n2025-02-03 looked_after_reviewed\n2025-03-03 looked_after_reviewed"
    )
    assert dues("england, child", given, "lac_review_2") == ["2025-05-03"]
    assert dues("england, child", given, "lac_review_n") == ["2025-09-03"]


def test_one_letter_counts_again_and_a_second_letter_does_not() -> None:
    given = CG + "2025-03-05 cg_notice_received\n2025-03-20 cg_notice_received"
    assert dues("england, adult", given, "move_on_positive_45") == ["2025-04-19"]


def test_a_letter_of_another_referral_counts_nothing_again() -> None:
    second = "2025-05-01 nrm_referred referral=2\n2025-05-05 cg_notice_received referral=2"
    assert dues("england, adult", CG + second, "move_on_positive_45") == ["2025-04-17"]


def test_a_letter_after_the_end_counts_nothing_again() -> None:
    given = CG + "2025-03-04 national_support_ended\n2025-03-05 cg_notice_received"
    assert dues("england, adult", given, "move_on_positive_45") == ["2025-04-17"]


def test_a_yes_after_the_end_of_the_road_starts_no_contact() -> None:
    given = RG + "2025-02-01 nrm_withdrawn\n2025-02-03 support_consent_given"
    assert runs("england, adult", given, "msvcc_contact") == []


def test_a_yes_that_comes_later_starts_the_contact_once() -> None:
    given = RG + "2025-02-03T09:00 support_consent_given\n2025-02-04T09:00 support_consent_given"
    assert dues("england, adult", given, "msvcc_contact") == ["2025-02-05T09:00"]


def test_a_child_who_grows_up_is_contacted_then() -> None:
    given = RG + "2025-01-14 support_consent_given\n2025-02-03 turned_18"
    assert dues("england, child", given, "msvcc_contact") == ["2025-02-05"]


def test_a_no_after_a_yes_is_the_last_word_on_support() -> None:
    given = "2025-01-08 support_consent_given\n2025-01-09 support_consent_declined\n" + RG
    assert runs("england, adult", given, "msvcc_contact") == []
    given = (
        "2025-01-08 support_consent_declined\n2025-01-09 national_support_started\n"
        "2025-01-10 national_support_ended\n"
    )
    assert runs("england, adult, with consent_to_support", given + RG, "msvcc_contact") == []


@pytest.mark.parametrize(
    ("of", "states"),
    [
        ("", {"vc_acknowledgment": "met", "vc_info_reporting_2021": "met", "vc_suspect_std": "met"}),
        (
            " of=crime",
            {"vc_acknowledgment": "met", "vc_info_reporting_2021": "waiting", "vc_suspect_std": "missed"},
        ),
        (
            " of=process",
            {"vc_acknowledgment": "waiting", "vc_info_reporting_2021": "met", "vc_suspect_std": "missed"},
        ),
        (
            " of=crime_recorded",
            {"vc_acknowledgment": "met", "vc_info_reporting_2021": "met", "vc_suspect_std": "missed"},
        ),
        (
            " of=suspect_arrested",
            {"vc_acknowledgment": "waiting", "vc_info_reporting_2021": "waiting", "vc_suspect_std": "met"},
        ),
    ],
)
def test_telling_stops_what_it_is_about(of: str, states: dict[str, str]) -> None:
    given = f"2025-01-06 crime_recorded\n2025-01-06 suspect_arrested\n2025-01-07 victim_informed{of}"
    found = evaluate_pathway(history(f"england, adult\n{given}"), day("2025-02-03")).clocks
    assert {run.clock: run.state for run in found if run.clock in states} == states


def test_telling_of_one_suspect_event_leaves_the_other() -> None:
    given = "2025-01-06 suspect_arrested\n2025-01-07 suspect_released\n2025-01-08 victim_informed of=suspect_released"
    assert [run.state for run in runs("england, adult", given, "vc_suspect_std")] == ["missed", "met"]


def test_a_referral_to_the_scheme_is_not_one_to_a_support_service() -> None:
    who = "england, adult, with sentence_12_months_or_more specified_offence"
    given = (
        "2025-01-06 crime_recorded\n2025-01-06 sentenced\n2025-01-07 support_referral_made of=contact_scheme"
    )
    assert [run.state for run in runs(who, given, "vcs_contact")] == ["met"]
    assert [run.state for run in runs(who, given, "vc_support_referral")] == ["missed"]


def test_a_disqualification_lifted_lets_a_new_yes_count() -> None:
    given = RG + "2025-02-03 disqualified\n2025-03-03 disqualification_lifted\n2025-04-01 nrm_consent_given"
    assert evaluate_pathway(history(f"england, adult\n{given}"), day("2025-04-02")).phase == "before"


def test_a_run_is_not_stopped_by_the_event_that_starts_it() -> None:
    found = runs("wales, adult", "2025-01-06 conference_held", "wales_marac_review", "2025-01-07")
    assert [run.state for run in found] == ["running"]


def test_the_latest_decision_is_the_one_behind_an_event_without_a_number() -> None:
    first = CG.replace("nrm_referred", "nrm_referred referral=1")
    second = (
        "2025-05-01 nrm_referred referral=2\n2025-05-08 rg_positive referral=2\n2025-07-01 cg_negative referral=2\n"
        "2025-07-03 cg_notice_received\n"
    )
    assert len(runs("england, adult", first + second, "move_on_negative_9")) == 1
    assert (
        len(
            runs(
                "england, adult",
                first + second.replace("received", "received referral=1"),
                "move_on_negative_9",
            )
        )
        == 0
    )


def test_a_second_referral_without_a_number_starts_no_second_recovery_period() -> None:
    second = "2025-02-03 nrm_withdrawn\n2025-03-03 nrm_consent_given\n2025-03-04 nrm_referred\n2025-03-10 rg_positive"
    # 13 January is day 1 of the first, and 11 February day 30
    assert dues("england, adult", f"{RG}{second}", "recovery_period_30") == ["2025-02-11"]


def test_a_yes_to_support_stands_when_support_has_begun_and_ended() -> None:
    support = "2025-01-09 support_consent_given\n2025-01-10 national_support_started\n2025-01-12 national_support_ended"
    assert len(runs("england, adult", f"{RG}{support}", "msvcc_contact")) == 1
