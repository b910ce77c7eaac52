"""The words of a clock's condition, each answered from the history as it stood when the clock would start."""

from collections.abc import Callable
from datetime import timedelta
from functools import cache

from handrail.pathway.anomaly_checks import FOUND_TWICE
from handrail.pathway.case_state import FULL_AGE, CaseState, get_age_band_when_identified
from handrail.pathway.clocks import ClockRule
from handrail.pathway.events import PathwayEvent
from handrail.pathway.history import ADULT, CHILD, UNSURE
from handrail.platform.kernel import dates

type ConditionTerm = Callable[[CaseState, PathwayEvent], bool]

PILOT_DAYS = 100  # a children's panel decides for those who are more than this short of 18

# Terms that only a worker can tell; no event says so.
WORKER_FACTS = (
    "west_midlands",
    "pilot_area",
    "duty_to_notify_body",
    "destitute_or_unsafe",
    "needs_permission_to_stay",
    "non_eea_national",
    "unaccompanied",
    "accommodated_by_council",
    "enhanced_rights",
    "sentence_12_months_or_more",
    "specified_offence",
    "second_recovery_period",
    "decided_by_police",
    "released_on_bail",
)


def _make_fact_term(word: str) -> ConditionTerm:
    return lambda reading, event: word in reading.history.facts


def _make_age_term(age: str) -> ConditionTerm:
    return lambda reading, event: reading.age == age


def _is_over_100_days_to_18(reading: CaseState, event: PathwayEvent) -> bool:
    born = reading.history.date_of_birth
    if born is None:
        return "over_100_days_to_18" in reading.history.facts
    return dates.get_day_of_reaching_age(born, FULL_AGE) > event.at + timedelta(days=PILOT_DAYS)


def _make_cg_decision_term(outcome: str) -> ConditionTerm:
    """The decision behind the event: that of its referral, or the latest there is."""

    def term(reading: CaseState, event: PathwayEvent) -> bool:
        numbers = [event.referral] if event.referral else sorted(reading.referrals, reverse=True)
        decided = [reading.referrals[n].says("cg") for n in numbers if n in reading.referrals]
        found = next((answer for answer in decided if answer), "")
        return found == outcome

    return term


def _has_consent_to_support(reading: CaseState, event: PathwayEvent) -> bool:
    return reading.wants_support == "yes" or (
        not reading.wants_support and "consent_to_support" in reading.history.facts
    )


def _has_conference_consent(reading: CaseState, event: PathwayEvent) -> bool:
    return reading.has("conference_consent_given") or "conference_consent" in reading.history.facts


def _has_told_police(reading: CaseState, event: PathwayEvent) -> bool:
    return reading.has("reported_to_police") or "told_police" in reading.history.facts


def _has_not_refused_support(reading: CaseState, event: PathwayEvent) -> bool:
    return reading.national not in ("refused", "ended")


def _is_cg_pending(reading: CaseState, event: PathwayEvent) -> bool:
    return reading.referral is not None and reading.referral.is_cg_pending


def _is_subject_of_event_or_known_fact(event: PathwayEvent, word: str, fact: str, reading: CaseState) -> bool:
    """What the event itself says; where it says nothing, what the worker told."""
    return event.of == word if event.of else fact in reading.history.facts


def _is_about_decision_not_to_charge(reading: CaseState, event: PathwayEvent) -> bool:
    """Told of a decision not to charge; without a word on it, where such a decision is all there is to tell."""
    if event.of:
        return event.of in ("no_charge", "no_charge_decided", "discontinued")
    if "about_no_charge" in reading.history.facts:
        return True
    return any(run.rule.topic == "no_charge" and run.stop is event for run in reading.runs)


def _is_first_recovery_period(reading: CaseState, event: PathwayEvent) -> bool:
    """No automatic second recovery period: an earlier referral had none, or the worker said that this one has."""
    if "second_recovery_period" in reading.history.facts:
        return True
    number = event.referral or reading.current or 1
    return not any(
        other.number < number and other.had_recovery_period for other in reading.referrals.values()
    )


def _make_event_subject_term(word: str) -> ConditionTerm:
    """What the event itself is about, and nothing else: an event that does not say starts no such clock."""
    return lambda reading, event: event.of == word


def _was_child_at_incident(reading: CaseState, event: PathwayEvent) -> bool:
    """By the end of the exploitation where both days are known; else found as a child, or told so."""
    if "child_at_incident" in reading.history.facts:
        return True
    ended, born = reading.last.get("exploitation_ended"), reading.history.date_of_birth
    if ended is not None and born is not None:
        return ended.at < dates.get_day_of_reaching_age(born, FULL_AGE)
    return get_age_band_when_identified(reading.history, reading.events) != ADULT


def _were_police_told_before_18(reading: CaseState, event: PathwayEvent) -> bool:
    """Asked when they turn 18: whatever the police know by then. A recorded crime counts as told (ours)."""
    return (
        "told_police_before_18" in reading.history.facts
        or reading.has("reported_to_police")
        or reading.has("crime_recorded")
    )


def _is_first_report_to_police_as_adult(reading: CaseState, event: PathwayEvent) -> bool:
    """The first report, with no crime on record before it: a second report gives no second limit."""
    if "told_police_before_18" in reading.history.facts or reading.has("crime_recorded"):
        return False
    return reading.first.get("reported_to_police") is event


def _is_newly_found(reading: CaseState, event: PathwayEvent) -> bool:
    """A finding that is recorded twice is one: the second starts no second watch."""
    return (FOUND_TWICE, event) not in reading.odd


def _is_decided_without_children_panel(reading: CaseState, event: PathwayEvent) -> bool:
    """Whether the five-day target also binds a children's panel is not known, so it is not held against one."""
    panel = reading.age == CHILD and "pilot_area" in reading.history.facts
    return not (panel and _is_over_100_days_to_18(reading, event))


TERMS: dict[str, ConditionTerm] = {
    **{word: _make_fact_term(word) for word in WORKER_FACTS},
    "adult": _make_age_term(ADULT),
    "child": _make_age_term(CHILD),
    "age_unsure": _make_age_term(UNSURE),
    "wales": lambda reading, event: reading.history.jurisdiction == "wales",
    "over_100_days_to_18": _is_over_100_days_to_18,
    "conference_consent": _has_conference_consent,
    "consent_to_support": _has_consent_to_support,
    "support_not_refused": _has_not_refused_support,
    "cg_pending": _is_cg_pending,
    "decision_positive": _make_cg_decision_term("positive"),
    "decision_negative": _make_cg_decision_term("negative"),
    "extension_granted": lambda reading, event: _is_subject_of_event_or_known_fact(
        event, "granted", "extension_granted", reading
    ),
    "vts_leave": lambda reading, event: _is_subject_of_event_or_known_fact(
        event, "vts", "vts_leave", reading
    ),
    "first_review": lambda reading, event: reading.reviews == 1,
    "later_review": lambda reading, event: reading.reviews > 1,
    "standard_rights": lambda reading, event: "enhanced_rights" not in reading.history.facts,
    "told_police": _has_told_police,
    "about_no_charge": _is_about_decision_not_to_charge,
    "first_recovery": _is_first_recovery_period,
    "about_hearing": _make_event_subject_term("hearing"),
    "about_outcome": _make_event_subject_term("outcome"),
    "about_bail": _make_event_subject_term("bail"),
    "about_contact_scheme": _make_event_subject_term("contact_scheme"),
    "child_at_incident": _was_child_at_incident,
    "told_police_before_18": _were_police_told_before_18,
    "first_told_as_adult": _is_first_report_to_police_as_adult,
    "not_disqualified": lambda reading, event: not reading.is_disqualified,
    "newly_found": _is_newly_found,
    "no_panel": _is_decided_without_children_panel,
}

# Terms that age, place or the events decide, so that no history may state them.
READ_FROM_EVENTS = frozenset(
    {
        "adult",
        "child",
        "age_unsure",
        "wales",
        "first_recovery",
        "cg_pending",
        "about_hearing",
        "about_outcome",
        "about_bail",
        "about_contact_scheme",
        "first_told_as_adult",
        "not_disqualified",
        "newly_found",
        "no_panel",
    }
)
DANGER_OPEN = "danger_open"
"""The newest answer about danger is a yes, or not sure: no clock waits for it, a prompt does."""
FACTS = frozenset(TERMS) - READ_FROM_EVENTS
KNOWN_FACTS = FACTS | {DANGER_OPEN}


@cache
def _compile_conditions(questions: tuple[tuple[str, ...], ...]) -> tuple[tuple[ConditionTerm, ...], ...]:
    return tuple(tuple(TERMS[term] for term in terms) for terms in questions)


def are_conditions_met(rule: ClockRule, reading: CaseState, event: PathwayEvent) -> bool:
    """Different questions must all hold; the terms of one are alternatives.

    Source: the `condition` column of the rule's row in clocks.csv.

    Args:
        rule: the clock's rule, whose `questions` are asked.
        reading: the history as it stood when the clock would start.
        event: the event that would start the clock.

    Returns:
        True where every question has a term that holds; a rule without questions always starts.

    Raises:
        KeyError: a term that `TERMS` does not know.
    """
    for terms in _compile_conditions(rule.questions):
        for term in terms:
            if term(reading, event):
                break
        else:
            return False
    return True
