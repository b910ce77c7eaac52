"""The walk over the events: what each one does to phase, referral and support, and which clocks it moves."""

from collections.abc import Callable
from datetime import date

from handrail.pathway.anomaly_checks import ANOMALY_CHECKS
from handrail.pathway.case_state import (
    CaseState,
    NrmReferralAndDecisions,
    Phase,
    StartedClock,
    get_age_band_when_identified,
    list_uncorrected_events_until,
    split_day_and_moment,
)
from handrail.pathway.clocks import CURRENT_RULES, ClockRuleSet
from handrail.pathway.conditions import are_conditions_met
from handrail.pathway.event_order import sort_events_by_moment
from handrail.pathway.event_vocabulary import DECISION, EVENT_KINDS_BY_CODE, PERSON, REFERRAL, TOPIC
from handrail.pathway.events import PathwayEvent
from handrail.pathway.history import ADULT, CHILD, History

type EventEffect = Callable[[CaseState, PathwayEvent, NrmReferralAndDecisions], None]


def compute_case_state_on_day(history: History, on: date, rules: ClockRuleSet = CURRENT_RULES) -> CaseState:
    """The history as it stood on that day, or at that moment.

    Args:
        history: all that is known of the person.
        on: the day, or the moment.
        rules: those in force; others to see what a change would do.

    Returns:
        The state after the last event that was known then.
    """
    reading = _start_reading(history, on, list_uncorrected_events_until(history, on), rules)
    for event in reading.events:
        _apply_event_to_state(reading, event)
    return reading


def list_phases_after_events(history: History, on: date) -> dict[str, Phase]:
    """The phase right after each event, in the order of the timeline: a referral in the afternoon does not move what
    happened in the morning of that day, and one without a time does not move what is told before it.

    Args:
        history: all that is known of the person.
        on: the last day that is read.

    Returns:
        By the id of the event; what was corrected or taken back is left out.
    """
    events = list_uncorrected_events_until(history, on)
    after = _list_phases(_start_reading(history, on, events), events)
    places = {event: n for n, event in enumerate(events)}
    known = [event for event in history.events if event.event in EVENT_KINDS_BY_CODE and event not in places]
    shown = [event for event in sort_events_by_moment([*events, *known]) if event in places]
    phases: dict[str, Phase] = {}
    furthest = 0
    for n, event in enumerate(shown):
        furthest = max(furthest, places[event])
        if furthest != n:  # the rules read what is told later before it
            told = set(shown[: n + 1])
            by_then = [each for each in events if each in told]
            phases[event.id] = _list_phases(_start_reading(history, on, events), by_then)[-1]
        else:
            phases[event.id] = after[n]
    return phases


def _start_reading(
    history: History, on: date, events: list[PathwayEvent], rules: ClockRuleSet = CURRENT_RULES
) -> CaseState:
    day, moment = split_day_and_moment(on)
    return CaseState(history, day, moment, events, get_age_band_when_identified(history, events), rules=rules)


def _list_phases(reading: CaseState, events: list[PathwayEvent]) -> list[Phase]:
    phases = []
    for event in events:
        _apply_event_to_state(reading, event)
        phases.append(reading.phase)
    return phases


def _apply_event_to_state(reading: CaseState, event: PathwayEvent) -> None:
    referral = _find_or_add_referral(reading, event)
    decision = _get_decision_code_of_event(event, referral)
    reading.odd += [
        (code, event) for code, is_odd in ANOMALY_CHECKS.get(event.event, ()) if is_odd(reading, referral)
    ]
    _stop_clocks_at_event(reading, event, referral, decision)
    _apply_event_effect(reading, event, referral, decision)
    reading.first.setdefault(event.event, event)
    reading.last[event.event] = event
    if not reading.is_dead:
        _start_clocks_at_event(reading, event, referral, decision)
    reading.is_dead = reading.is_dead or event.event == "died"


def _find_or_add_referral(reading: CaseState, event: PathwayEvent) -> NrmReferralAndDecisions:
    """The referral an event belongs to. A second sending without a number is a second referral."""
    number = event.referral or reading.current or 1
    if event.event == "nrm_referred" and not event.referral and reading.current:
        number = reading.current + 1
    found = reading.referrals.get(number)
    return found if found is not None else NrmReferralAndDecisions(number)


def _get_decision_code_of_event(event: PathwayEvent, referral: NrmReferralAndDecisions) -> str:
    """Which decision an event is about; where it does not say, the later one that was made."""
    prefix = event.event.partition("_")[0]
    if prefix in ("rg", "cg"):
        return prefix
    if EVENT_KINDS_BY_CODE[event.event].scope != DECISION:
        return ""
    if event.of in ("rg", "cg"):
        return event.of
    return "cg" if "cg" in referral.decided else "rg"


# --- Clocks ---------------------------------------------------------------------------------------------------


def _stop_clocks_at_event(
    reading: CaseState, event: PathwayEvent, referral: NrmReferralAndDecisions, decision: str
) -> None:
    """The first stop after the start stops the run."""
    if event.event not in reading.rules.stopped_by:
        return
    scope = EVENT_KINDS_BY_CODE[event.event].scope
    for runs in (reading.open, reading.pending):
        stopped = [run for run in runs if _does_event_stop_clock(run, event, referral, decision, scope)]
        for run in stopped:
            run.stop = event
            runs.remove(run)


def _does_event_stop_clock(
    run: StartedClock, event: PathwayEvent, referral: NrmReferralAndDecisions, decision: str, scope: str
) -> bool:
    rule = run.rule
    if event.event not in rule.meets and event.event not in rule.ends:
        return False
    if scope == PERSON:
        return True
    if scope == TOPIC:
        return event.of is None or not rule.topic or event.of in (rule.topic, run.event.event)
    if run.referral is not None and run.referral.number != referral.number:
        return False
    return scope == REFERRAL or not run.decision or run.decision == decision


def _start_clocks_at_event(
    reading: CaseState, event: PathwayEvent, referral: NrmReferralAndDecisions, decision: str
) -> None:
    for rule in reading.rules.started_by.get(event.event, ()):
        if rule.is_version_on_day(event.at) and reading.history.jurisdiction in rule.nations:
            _start_clock_or_wait_for_conditions(
                reading,
                StartedClock(rule, event, event, _find_clock_referral(event, referral, reading), decision),
            )
    if event.event in reading.rules.recounted_by:
        _recount_clocks_from_event(reading, event, referral)
    if reading.pending:
        _start_pending_clocks(reading, event)


def _recount_clocks_from_event(
    reading: CaseState, event: PathwayEvent, referral: NrmReferralAndDecisions
) -> None:
    """One run for a decision and its letter: counted again from the letter, under the version of the decision."""
    for run in reading.open:
        if run.rule.recount == event.event and run.anchor is run.event and run.referral is referral:
            run.anchor = event


def _start_pending_clocks(reading: CaseState, event: PathwayEvent) -> None:
    """A condition that comes true later starts the clock then."""
    for run in list(reading.pending):
        if (
            run.event is not event
            and run.rule.is_version_on_day(event.at)
            and are_conditions_met(run.rule, reading, event)
        ):
            reading.pending.remove(run)
            run.anchor = event
            _start_clock_run(reading, run)


def _find_clock_referral(
    event: PathwayEvent, referral: NrmReferralAndDecisions, reading: CaseState
) -> NrmReferralAndDecisions | None:
    """Clocks that an event about a referral starts belong to it; so do those of turning eighteen within it."""
    if event.event == "turned_18":
        return reading.referral
    return referral if EVENT_KINDS_BY_CODE[event.event].scope in (REFERRAL, DECISION) else None


def _start_clock_or_wait_for_conditions(reading: CaseState, run: StartedClock) -> None:
    if are_conditions_met(run.rule, reading, run.event):
        _start_clock_run(reading, run)
    elif run.rule.late:
        reading.pending.append(run)


def _start_clock_run(reading: CaseState, run: StartedClock) -> None:
    reading.runs.append(run)
    reading.open.append(run)


# --- What each event does -------------------------------------------------------------------------------------


def _apply_event_effect(
    reading: CaseState, event: PathwayEvent, referral: NrmReferralAndDecisions, decision: str
) -> None:
    effect = EFFECTS.get(event.event)
    if effect is not None:
        effect(reading, event, referral)
    if decision and event.event in DECISION_REVIEW_EFFECTS:
        DECISION_REVIEW_EFFECTS[event.event](reading, referral, decision)


def _add_referral_to_state(reading: CaseState, referral: NrmReferralAndDecisions) -> None:
    reading.referrals[referral.number] = referral
    reading.current = max(reading.current, referral.number)


def _make_set_consent_effect(word: str) -> EventEffect:
    """No is only an adult's word; a child's path asks for no consent."""

    def step(reading: CaseState, event: PathwayEvent, referral: NrmReferralAndDecisions) -> None:
        reading.answer, reading.answered = word, event
        reading.was_child_when_answering = reading.is_child
        current = reading.referral
        if word == "no" and reading.phase is Phase.BEFORE and reading.age == ADULT:
            reading.phase = Phase.OUTSIDE
        elif (
            word != "no"
            and reading.phase is Phase.OUTSIDE
            and not (current and current.left == "disqualified")
        ):
            reading.phase = Phase.BEFORE

    return step


def _apply_nrm_referral(reading: CaseState, event: PathwayEvent, referral: NrmReferralAndDecisions) -> None:
    _add_referral_to_state(reading, referral)
    referral.referred = event
    reading.phase = Phase.DURING


def _apply_referral_rejection(
    reading: CaseState, event: PathwayEvent, referral: NrmReferralAndDecisions
) -> None:
    """Without a valid referral the person is where they were before it."""
    referral.rejected = True
    if reading.phase is Phase.DURING and not referral.decided:
        reading.phase = Phase.OUTSIDE if reading.answer == "no" else Phase.BEFORE


def _apply_rg_positive(reading: CaseState, event: PathwayEvent, referral: NrmReferralAndDecisions) -> None:
    _set_decision_of_referral("rg", reading, event, referral)
    referral.had_recovery_period = True
    if not referral.left and "cg" not in referral.decided:
        reading.phase = Phase.DURING


def _make_closing_decision_effect(decision: str) -> EventEffect:
    """A negative reasonable-grounds decision and any conclusive one: after, from the day it is made."""

    def step(reading: CaseState, event: PathwayEvent, referral: NrmReferralAndDecisions) -> None:
        _set_decision_of_referral(decision, reading, event, referral)
        reading.phase = Phase.AFTER

    return step


def _set_decision_of_referral(
    decision: str, reading: CaseState, event: PathwayEvent, referral: NrmReferralAndDecisions
) -> None:
    _add_referral_to_state(reading, referral)
    referral.decided[decision] = event
    referral.again.discard(decision)
    referral.taken_back.discard(decision)


def _make_leave_nrm_effect(how: str) -> EventEffect:
    """Withdrawn or disqualified: outside, unless a conclusive decision was made before."""

    def step(reading: CaseState, event: PathwayEvent, referral: NrmReferralAndDecisions) -> None:
        referral.left = how
        if how == "withdrawn":
            reading.answer, reading.answered = "no", event
            reading.was_child_when_answering = reading.is_child
        reading.phase = Phase.AFTER if "cg" in referral.decided else Phase.OUTSIDE

    return step


def _lift_disqualification(
    reading: CaseState, event: PathwayEvent, referral: NrmReferralAndDecisions
) -> None:
    """No source says that the old referral goes on by itself: the phase stays, and a question is put."""
    if referral.left == "disqualified":
        referral.left = ""


def _reopen_decision(reading: CaseState, referral: NrmReferralAndDecisions, decision: str) -> None:
    if referral.number in reading.referrals:
        referral.again.add(decision)
        referral.left = ""
        reading.phase = Phase.DURING


def _withdraw_decision(reading: CaseState, referral: NrmReferralAndDecisions, decision: str) -> None:
    if referral.number in reading.referrals:
        referral.decided.pop(decision, None)
        referral.taken_back.add(decision)
        referral.again.discard(decision)
        reading.phase = Phase.DURING


DECISION_REVIEW_EFFECTS: dict[str, Callable[[CaseState, NrmReferralAndDecisions, str], None]] = {
    "reconsideration_accepted": _reopen_decision,
    "decision_withdrawn": _withdraw_decision,
}


def _suspend_referral(reading: CaseState, event: PathwayEvent, referral: NrmReferralAndDecisions) -> None:
    if not referral.is_suspended:
        referral.suspended.append((event.at, None))


def _resume_referral(reading: CaseState, event: PathwayEvent, referral: NrmReferralAndDecisions) -> None:
    if referral.is_suspended:
        referral.suspended[-1] = (referral.suspended[-1][0], event.at)


def _make_set_national_support_effect(word: str, wants: str = "") -> EventEffect:
    def step(reading: CaseState, event: PathwayEvent, referral: NrmReferralAndDecisions) -> None:
        reading.national = word
        reading.wants_support = wants or reading.wants_support

    return step


def _apply_support_offer(reading: CaseState, event: PathwayEvent, referral: NrmReferralAndDecisions) -> None:
    if reading.national in ("not_offered", "refused", "ended"):
        reading.national = "waiting"


def _apply_support_consent(
    reading: CaseState, event: PathwayEvent, referral: NrmReferralAndDecisions
) -> None:
    reading.wants_support = "yes"
    if reading.national != "receiving":
        reading.national = "waiting"


def _set_age_to_adult(reading: CaseState, event: PathwayEvent, referral: NrmReferralAndDecisions) -> None:
    reading.age = ADULT


def _set_age_to_child(reading: CaseState, event: PathwayEvent, referral: NrmReferralAndDecisions) -> None:
    reading.age = CHILD


def _increment_review_count(
    reading: CaseState, event: PathwayEvent, referral: NrmReferralAndDecisions
) -> None:
    reading.reviews += 1


def _reset_review_count(reading: CaseState, event: PathwayEvent, referral: NrmReferralAndDecisions) -> None:
    reading.reviews = 0


EFFECTS: dict[str, EventEffect] = {
    "nrm_consent_given": _make_set_consent_effect("yes"),
    "nrm_consent_declined": _make_set_consent_effect("no"),
    "nrm_undecided": _make_set_consent_effect("undecided"),
    "nrm_referred": _apply_nrm_referral,
    "nrm_rejected": _apply_referral_rejection,
    "rg_positive": _apply_rg_positive,
    "rg_negative": _make_closing_decision_effect("rg"),
    "cg_positive": _make_closing_decision_effect("cg"),
    "cg_negative": _make_closing_decision_effect("cg"),
    "nrm_withdrawn": _make_leave_nrm_effect("withdrawn"),
    "disqualified": _make_leave_nrm_effect("disqualified"),
    "disqualification_lifted": _lift_disqualification,
    "nrm_suspended": _suspend_referral,
    "nrm_resumed": _resume_referral,
    "national_support_offered": _apply_support_offer,
    "support_consent_given": _apply_support_consent,
    "support_consent_declined": _make_set_national_support_effect("refused", "no"),
    "national_support_declined": _make_set_national_support_effect("refused", "no"),
    "national_support_started": _make_set_national_support_effect("receiving"),
    "national_support_ended": _make_set_national_support_effect("ended"),
    "turned_18": _set_age_to_adult,
    "age_assessed_adult": _set_age_to_adult,
    "age_assessed_child": _set_age_to_child,
    "looked_after_started": _reset_review_count,
    "looked_after_reviewed": _increment_review_count,
}
