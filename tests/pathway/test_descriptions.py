"""What a person reads beside a clock."""

from dataclasses import replace
from datetime import date

import pytest

from handrail.pathway import ClockRun, evaluate_pathway, list_change_sentences
from handrail.pathway.clocks import CLOCK_KINDS, RULES, RULES_BY_CLOCK
from handrail.pathway.conditions import FACTS, TERMS
from handrail.pathway.event_vocabulary import EVENT_KINDS_BY_CODE as WORDS
from handrail.pathway.event_vocabulary import EVENTS, GROUPS, get_event_name
from handrail.pathway.laws import load_law_changes
from handrail.pathway.prompts import PROMPTS
from handrail.pathway.replay import EFFECTS
from handrail.pathway.rule_descriptions import CONFIDENCE, describe_rule_validity
from handrail.pathway.rulebook import list_rule_changes as rule_changes
from handrail.pathway.rulebook import render_rulebook_as_text
from pathway.worked import day, history

IN = """england, adult
2026-10-26 identified
2026-10-28 nrm_consent_given
2026-10-29 nrm_referred
"""


def clock(given: str, name: str, on: str) -> ClockRun:
    return next(
        run for run in reversed(evaluate_pathway(history(given), day(on)).clocks) if run.clock == name
    )


@pytest.mark.parametrize(
    ("more", "name", "on", "tag"),
    [
        ("", "rg_decision", "2026-10-30", "In 6 days"),
        ("", "rg_decision", "2026-11-04", "Tomorrow"),
        ("", "rg_decision", "2026-11-05", "Due today"),
        ("", "rg_decision", "2026-11-06", "Target missed"),
        ("", "crime_record", "2026-10-30", "Due today"),
        ("", "crime_record", "2026-10-31", "Limit passed"),
        ("2026-11-09 rg_positive", "rg_decision", "2026-11-10", "Done late"),
        ("2026-11-04 rg_positive", "rg_decision", "2026-11-10", "Done"),
        ("2026-11-09 rg_positive", "recovery_period_30", "2026-11-24", "Day 16 of 30"),
        ("2026-11-09 rg_positive", "cg_decision", "2026-11-24", "Waiting 15 days"),
        ("2026-11-09 rg_positive", "cg_decision", "2026-11-09", "Since today"),
        # ours to do: nobody else is waited on
        ("2026-11-25 evidence_requested", "cg_evidence_request", "2026-11-30", "Since 25 November"),
        # 48 hours from the yes are over, and nothing was recorded: it does not say that contact ended
        (
            "2026-11-09 rg_positive\n2026-11-09 support_consent_given",
            "msvcc_contact",
            "2026-11-24",
            "Time passed, not recorded",
        ),
        (
            "2026-11-09 rg_positive\n2026-11-10 nrm_suspended",
            "cg_decision",
            "2026-11-24",
            "Paused by the Home Office",
        ),
        ("2026-11-09 rg_positive\n2026-11-10 nrm_withdrawn", "cg_decision", "2026-11-24", "Ended"),
        ("2026-11-09 rg_positive\n2026-11-20 cg_positive", "recovery_period_30", "2026-11-24", "Ended early"),
        (
            "2026-11-09 rg_positive\n2026-11-20 cg_positive",
            "cg_not_before_30",
            "2026-11-24",
            "Earlier than expected: ask",
        ),
        ("2026-11-09 rg_negative", "reconsider_30d", "2026-12-11", "2 days overdue"),
        # a minimum that is counted from the day after: 45 days from 14 December end on 28 January
        ("2026-11-09 rg_positive\n2026-12-14 cg_positive", "move_on_positive_45", "2026-12-20", "In 39 days"),
        ("2026-11-09 rg_positive\n2026-12-14 cg_positive", "move_on_positive_45", "2027-01-28", "Ends today"),
    ],
)
def test_a_state_in_few_words(more: str, name: str, on: str, tag: str) -> None:
    assert clock(IN + more, name, on).tag == tag


def test_support_beyond_a_maximum_says_only_that_it_ran_longer() -> None:
    run = clock("england, adult\n2025-06-02 extension_decided of=granted", "extension_length", "2025-07-10")
    assert (run.state, run.tag) == ("missed", "Support lasted longer")


def test_a_window_without_a_length_is_open_and_one_with_a_length_ends() -> None:
    child = "england, child\n2025-06-02T22:00 identified"
    assert clock(child, "missing_critical", "2025-06-05").tag == "Ends today"


@pytest.mark.parametrize(
    ("more", "name", "words"),
    [
        ("2026-11-09 rg_positive", "recovery_period_30", "Until at least Tuesday 8 December"),
        ("2026-11-09 rg_positive", "cg_not_before_30", "Not before Wednesday 9 December"),
        ("2026-11-09 rg_positive", "cg_decision", "No legal time limit"),
        ("2026-11-09 evidence_requested", "cg_evidence_request", "Time limit not known"),
        ("", "rg_decision", "Thursday 5 November"),
    ],
)
def test_a_date_in_words(more: str, name: str, words: str) -> None:
    assert clock(IN + more, name, "2026-11-24").date_words == words


@pytest.mark.parametrize(
    ("given", "name", "why"),
    [
        (IN, "rg_decision",
         "Referred to the NRM on 29 October 2026; counted from the next working day "
         "(Handrail’s own way of counting)."),
        (IN + "2026-11-09 rg_positive", "recovery_period_30",
         "Reasonable grounds: positive on 9 November 2026; that day is day 1."),
        (IN + "2026-11-09 rg_positive", "cg_decision",
         "Reasonable grounds: positive on 9 November 2026; there is no legal time limit, so "
         "the days so far are shown."),
        (IN + "2026-11-09 evidence_requested", "cg_evidence_request",
         "Evidence requested on 9 November 2026; we do not know the time limit, so the days so far are shown."),
        (IN, "crime_record",
         "Referred to the NRM on 29 October 2026; the time is not recorded, so whole days are counted."),
        (IN + "2026-11-09 rg_negative", "reconsider_30d",
         "Reasonable grounds: negative on 9 November 2026; counted from the next day "
         "(Handrail’s own way of counting)."),
        ("england, adult\n2026-10-26 identified\n2026-10-28 reported_to_police", "crime_record_report",
         "Identified on 26 October 2026; counted from: police told on 28 October 2026; "
         "the time is not recorded, so whole days are counted."),
        ("england, adult, own cg_evidence_request=10\n2026-11-09 evidence_requested", "cg_evidence_request",
         "Evidence requested on 9 November 2026; counted from the next day."),
        (IN + "2026-10-30T16:30 nrm_referred referral=2", "crime_record",
         "Referred to the NRM on 30 October 2026; counted in hours from 4:30pm."),
    ],
)  # fmt: skip
def test_why_a_clock_stands_where_it_stands(given: str, name: str, why: str) -> None:
    assert clock(given, name, "2026-11-24").why == why


def test_why_says_that_a_count_is_provisional_and_then_that_it_began_again() -> None:
    decided = IN + "2026-11-09 rg_positive\n2026-12-14 cg_positive\n"
    assert clock(decided, "move_on_positive_45", "2026-12-20").why == (
        "Conclusive grounds: positive on 14 December 2026; counted from the next day "
        "(Handrail’s own way of counting). Provisional until the letter's arrival is recorded."
    )
    received = clock(decided + "2026-12-18 cg_notice_received", "move_on_positive_45", "2026-12-20")
    letter = "conclusive grounds letter received on 18 December 2026"
    assert f"on 14 December 2026; restarted by: {letter}" in received.why
    assert received.due == date(2027, 2, 1)


@pytest.mark.parametrize(
    ("given", "name", "rule"),
    [
        (IN, "rg_decision",
         "Target: 5 working days (since about April 2009). In guidance."),
        (IN + "2026-11-09 rg_negative", "reconsider_30d",
         "Within 30 days (since February 2024). In guidance."),
        (IN + "2026-11-09 rg_positive", "cg_decision", "No legal time limit. In guidance."),
        (IN + "2026-11-09 evidence_requested", "cg_evidence_request",
         "Time limit not known (since about January 2023). Your organisation can set a target. Not verified."),
        (IN, "crime_record", "Within 24 hours. Not verified: check the source."),
        ("wales, adult\n2026-11-09 conference_held", "wales_marac_review",
         "Target: 28 days (since 2017). In guidance."),
        ("england, adult\n2022-10-31 nrm_referred\n2022-11-07 rg_positive", "recovery_period_45",
         "At least 45 days (since about April 2009 until 12 December 2022). "
         "In guidance."),
    ],
)  # fmt: skip
def test_the_rule_says_length_dates_and_sureness(given: str, name: str, rule: str) -> None:
    assert clock(given, name, "2026-11-24").rule == rule


def test_a_bodys_own_length_is_shown_as_theirs() -> None:
    run = clock(
        "england, adult, own place_of_safety=5\n2026-11-02 place_of_safety_entered",
        "place_of_safety",
        "2026-11-03",
    )
    assert run.theirs
    assert run.rule == "5 working days: your organisation’s own target, not a national rule."


def test_suspended_days_are_counted_beside_the_clock() -> None:
    given = (
        IN
        + "2026-11-09 rg_positive\n2026-11-10 nrm_suspended\n2026-11-20 nrm_resumed\n2026-11-22 nrm_suspended"
    )
    assert clock(given, "cg_decision", "2026-11-24").suspended_days == 12


def test_ours_is_what_the_worker_or_the_person_does() -> None:
    given = IN + "2026-11-09 rg_negative"
    assert clock(given, "reconsider_30d", "2026-11-24").ours
    assert not clock(given, "rg_decision", "2026-11-24").ours


def test_a_right_becomes_urgent_in_its_last_week() -> None:
    given = IN + "2026-11-09 rg_negative"
    assert not clock(given, "reconsider_30d", "2026-12-01").urgent
    assert clock(given, "reconsider_30d", "2026-12-02").urgent


def test_what_an_event_changed_is_told() -> None:
    before = evaluate_pathway(history(IN), date(2026, 11, 9))
    after = evaluate_pathway(history(IN + "2026-11-09 rg_positive"), date(2026, 11, 9))
    told = list_change_sentences(before, after)
    assert told[0] == "Recovery period, day 1 of 30."
    assert "Started: Recovery period, until at least Tuesday 8 December." in told
    assert "Stopped, late or early: Reasonable grounds decision, on Monday 9 November." in told


def test_a_change_of_phase_comes_first() -> None:
    on = date(2026, 11, 9)
    told = list_change_sentences(
        evaluate_pathway(history(IN), on), evaluate_pathway(history(IN + "2026-11-09 nrm_withdrawn"), on)
    )
    assert told[0] == "Now outside the NRM (was in the NRM)."
    assert "No longer applies: Reasonable grounds decision, on Monday 9 November." in told


def test_a_corrected_day_moves_the_date() -> None:
    wrong = IN + "2026-11-09 rg_positive id=a\n"
    told = list_change_sentences(
        evaluate_pathway(history(wrong), date(2026, 11, 10)),
        evaluate_pathway(history(wrong + "2026-11-06 rg_positive supersedes=a"), date(2026, 11, 10)),
    )
    assert "Started: Recovery period, until at least Saturday 5 December." in told
    assert "Withdrawn: Recovery period." in told


def test_every_clock_is_whole() -> None:
    assert len(RULES) == 84
    for rule in RULES:
        assert rule.kind in CLOCK_KINDS
        assert rule.name
        assert rule.owner
        assert rule.source
        assert rule.note
        assert (rule.length is None) == (rule.unit == "")
        assert "died" in rule.ends


def test_clocks_name_only_words_of_the_vocabulary_and_known_terms() -> None:
    assert {event for rule in RULES for event in (*rule.start, *rule.stops)} <= set(WORDS)
    assert {term for rule in RULES for terms in rule.questions for term in terms} <= set(TERMS)
    assert set(TERMS) >= FACTS


def test_versions_of_one_rule_never_share_a_day() -> None:
    by_name = {rule.clock: rule for rule in RULES}
    for later, earlier in (
        ("recovery_period_30", "recovery_period_45"),
        ("cg_not_before_30", "cg_not_before_45"),
        ("reconsider_30d", "reconsider_guidance_3m"),
        ("vrr_request", "vrr_request_2013"),
    ):
        old, new = by_name[earlier], by_name[later]
        assert old.until is not None
        assert new.since is not None
        assert (new.since - old.until).days == 1


def test_every_event_has_a_group_a_name_and_a_line_of_help() -> None:
    assert len({kind.name for kind in EVENTS}) == len(EVENTS)
    assert all(kind.group in GROUPS and kind.help and kind.by for kind in EVENTS)
    assert all(kind.choices for kind in EVENTS if kind.needs_decision_or_subject)
    assert set(EFFECTS) <= set(WORDS)


def test_prompts_name_known_clocks_and_are_told_apart() -> None:
    names = {rule.clock for rule in RULES}
    assert len({prompt.code for prompt in PROMPTS}) == len(PROMPTS)
    assert all(set(prompt.clocks) <= names for prompt in PROMPTS)


def test_what_changed_when_is_told_latest_first() -> None:
    told = rule_changes()
    assert [change.on for change in told] == sorted((change.on for change in told), reverse=True)
    assert ("Recovery period", "45 days", "30 days") in {(c.what, c.was, c.now) for c in told}


def test_the_law_says_what_is_not_in_force_and_where_it_is_read() -> None:
    laws = {law.law: law for law in load_law_changes()}
    compliance = laws["Victims and Prisoners Act 2024, sections 6 to 11"]
    assert (compliance.on, compliance.state) == (date(2026, 6, 1), "not in force on that day")
    assert laws["Victims and Courts Act 2026 (c. 19)"].on == date(2026, 4, 29)
    assert laws["Border Security, Asylum and Immigration Act 2025 (c. 31), section 41"].on == date(
        2025, 12, 2
    )
    assert all(law.confidence in CONFIDENCE and law.source and law.bearing for law in laws.values())
    printed = render_rulebook_as_text()
    assert "29 April 2026: Crime and Policing Act 2026 (c. 20): passed;" in printed
    assert "Immigration and Asylum Bill (Bill 105): not law" in printed


def test_days_that_are_not_known_are_not_told() -> None:
    assert describe_rule_validity(replace(RULES_BY_CLOCK["rg_decision"], dates_confidence="unknown")) == ""


def test_a_length_of_the_source_is_not_a_bodys_own() -> None:
    assert clock(IN, "rg_decision", "2026-10-30").theirs is False


def test_a_word_that_is_not_in_the_vocabulary_is_shown_as_it_stands() -> None:
    assert get_event_name("rescued") == "rescued"
