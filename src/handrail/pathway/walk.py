"""The walk over the events: what each one does to phase, referral and support, and which clocks it moves."""

from collections.abc import Callable
from datetime import date

from handrail.pathway.clocks import RECOUNTED_BY, STARTED_BY, STOPPED_BY
from handrail.pathway.conditions import hold
from handrail.pathway.events import Event
from handrail.pathway.history import ADULT, CHILD, History
from handrail.pathway.oddities import ODD
from handrail.pathway.reading import Phase, Reading, Referral, Run, age_at_first, known, moment_of
from handrail.pathway.vocabulary import DECISION, KINDS, PERSON, REFERRAL, TOPIC

type Step = Callable[[Reading, Event, Referral], None]


def read(history: History, on: date) -> Reading:
    """The history as it stood on that day, or at that moment."""
    events = known(history, on)
    day, moment = moment_of(on)
    reading = Reading(history, day, moment, events, age_at_first(history, events))
    for event in events:
        _take(reading, event)
    return reading


def _take(reading: Reading, event: Event) -> None:
    referral = _referral(reading, event)
    decision = _decision(event, referral)
    reading.odd += [(code, event) for code, is_odd in ODD.get(event.event, ()) if is_odd(reading, referral)]
    _stop(reading, event, referral, decision)
    _effect(reading, event, referral, decision)
    reading.first.setdefault(event.event, event)
    reading.last[event.event] = event
    if not reading.dead:
        _start(reading, event, referral, decision)
    reading.dead = reading.dead or event.event == "died"


def _referral(reading: Reading, event: Event) -> Referral:
    """The referral an event belongs to. A second sending without a number is a second referral."""
    number = event.referral or reading.current or 1
    if event.event == "nrm_referred" and not event.referral and reading.current:
        number = reading.current + 1
    found = reading.referrals.get(number)
    return found if found is not None else Referral(number)


def _decision(event: Event, referral: Referral) -> str:
    """Which decision an event is about; where it does not say, the later one that was made."""
    prefix = event.event.partition("_")[0]
    if prefix in ("rg", "cg"):
        return prefix
    if KINDS[event.event].scope != DECISION:
        return ""
    if event.of in ("rg", "cg"):
        return event.of
    return "cg" if "cg" in referral.decided else "rg"


# --- Clocks ---------------------------------------------------------------------------------------------------


def _stop(reading: Reading, event: Event, referral: Referral, decision: str) -> None:
    """The first stop after the start stops the run."""
    if event.event not in STOPPED_BY:
        return
    scope = KINDS[event.event].scope
    for runs in (reading.open, reading.pending):
        stopped = [run for run in runs if _is_stop(run, event, referral, decision, scope)]
        for run in stopped:
            run.stop = event
            runs.remove(run)


def _is_stop(run: Run, event: Event, referral: Referral, decision: str, scope: str) -> bool:
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


def _start(reading: Reading, event: Event, referral: Referral, decision: str) -> None:
    for rule in STARTED_BY.get(event.event, ()):
        if rule.holds_on(event.at) and reading.history.jurisdiction in rule.nations:
            _open(reading, Run(rule, event, event, _about(event, referral, reading), decision))
    if event.event in RECOUNTED_BY:
        _recount(reading, event, referral)
    if reading.pending:
        _start_late(reading, event)


def _recount(reading: Reading, event: Event, referral: Referral) -> None:
    """One run for a decision and its letter: counted again from the letter, under the version of the decision."""
    for run in reading.open:
        if run.rule.recount == event.event and run.anchor is run.event and run.referral is referral:
            run.anchor = event


def _start_late(reading: Reading, event: Event) -> None:
    """A condition that comes true later starts the clock then."""
    for run in list(reading.pending):
        if run.event is not event and run.rule.holds_on(event.at) and hold(run.rule, reading, event):
            reading.pending.remove(run)
            run.anchor = event
            _run(reading, run)


def _about(event: Event, referral: Referral, reading: Reading) -> Referral | None:
    """Clocks that an event about a referral starts belong to it; so do those of turning eighteen within it."""
    if event.event == "turned_18":
        return reading.referral
    return referral if KINDS[event.event].scope in (REFERRAL, DECISION) else None


def _open(reading: Reading, run: Run) -> None:
    if hold(run.rule, reading, run.event):
        _run(reading, run)
    elif run.rule.late:
        reading.pending.append(run)


def _run(reading: Reading, run: Run) -> None:
    reading.runs.append(run)
    reading.open.append(run)


# --- What each event does -------------------------------------------------------------------------------------


def _effect(reading: Reading, event: Event, referral: Referral, decision: str) -> None:
    effect = EFFECTS.get(event.event)
    if effect is not None:
        effect(reading, event, referral)
    if decision and event.event in AGAIN:
        AGAIN[event.event](reading, referral, decision)


def _remember(reading: Reading, referral: Referral) -> None:
    reading.referrals[referral.number] = referral
    reading.current = max(reading.current, referral.number)


def _answer(word: str) -> Step:
    """No is only an adult's word; a child's path asks for no consent."""

    def step(reading: Reading, event: Event, referral: Referral) -> None:
        reading.answer, reading.answered = word, event
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


def _referred(reading: Reading, event: Event, referral: Referral) -> None:
    _remember(reading, referral)
    referral.referred = event
    reading.phase = Phase.DURING


def _rejected(reading: Reading, event: Event, referral: Referral) -> None:
    """Without a valid referral the person is where they were before it."""
    referral.rejected = True
    if reading.phase is Phase.DURING and not referral.decided:
        reading.phase = Phase.OUTSIDE if reading.answer == "no" else Phase.BEFORE


def _rg_positive(reading: Reading, event: Event, referral: Referral) -> None:
    _decided("rg", reading, event, referral)
    referral.recovered = True
    if not referral.left and "cg" not in referral.decided:
        reading.phase = Phase.DURING


def _closing(decision: str) -> Step:
    """A negative reasonable-grounds decision and any conclusive one: after, from the day it is made."""

    def step(reading: Reading, event: Event, referral: Referral) -> None:
        _decided(decision, reading, event, referral)
        reading.phase = Phase.AFTER

    return step


def _decided(decision: str, reading: Reading, event: Event, referral: Referral) -> None:
    _remember(reading, referral)
    referral.decided[decision] = event
    referral.again.discard(decision)
    referral.taken_back.discard(decision)


def _leaves(how: str) -> Step:
    """Withdrawn or disqualified: outside, unless a conclusive decision was made before."""

    def step(reading: Reading, event: Event, referral: Referral) -> None:
        referral.left = how
        if how == "withdrawn":
            reading.answer, reading.answered = "no", event
        reading.phase = Phase.AFTER if "cg" in referral.decided else Phase.OUTSIDE

    return step


def _lifted(reading: Reading, event: Event, referral: Referral) -> None:
    """No source says that the old referral goes on by itself: the phase stays, and a question is put."""
    if referral.left == "disqualified":
        referral.left = ""


def _look_again(reading: Reading, referral: Referral, decision: str) -> None:
    if referral.number in reading.referrals:
        referral.again.add(decision)
        referral.left = ""
        reading.phase = Phase.DURING


def _taken_back(reading: Reading, referral: Referral, decision: str) -> None:
    if referral.number in reading.referrals:
        referral.decided.pop(decision, None)
        referral.taken_back.add(decision)
        referral.again.discard(decision)
        reading.phase = Phase.DURING


AGAIN: dict[str, Callable[[Reading, Referral, str], None]] = {
    "reconsideration_accepted": _look_again,
    "decision_withdrawn": _taken_back,
}


def _suspended(reading: Reading, event: Event, referral: Referral) -> None:
    if not referral.is_suspended:
        referral.suspended.append((event.at, None))


def _resumed(reading: Reading, event: Event, referral: Referral) -> None:
    if referral.is_suspended:
        referral.suspended[-1] = (referral.suspended[-1][0], event.at)


def _national(word: str, wants: str = "") -> Step:
    def step(reading: Reading, event: Event, referral: Referral) -> None:
        reading.national = word
        reading.wants_support = wants or reading.wants_support

    return step


def _offered(reading: Reading, event: Event, referral: Referral) -> None:
    if reading.national in ("not_offered", "refused", "ended"):
        reading.national = "waiting"


def _said_yes_to_support(reading: Reading, event: Event, referral: Referral) -> None:
    reading.wants_support = "yes"
    if reading.national != "receiving":
        reading.national = "waiting"


def _turned_18(reading: Reading, event: Event, referral: Referral) -> None:
    reading.age = ADULT


def _assessed_child(reading: Reading, event: Event, referral: Referral) -> None:
    reading.age = CHILD


def _reviewed(reading: Reading, event: Event, referral: Referral) -> None:
    reading.reviews += 1


def _looked_after(reading: Reading, event: Event, referral: Referral) -> None:
    reading.reviews = 0


EFFECTS: dict[str, Step] = {
    "nrm_consent_given": _answer("yes"),
    "nrm_consent_declined": _answer("no"),
    "nrm_undecided": _answer("undecided"),
    "nrm_referred": _referred,
    "nrm_rejected": _rejected,
    "rg_positive": _rg_positive,
    "rg_negative": _closing("rg"),
    "cg_positive": _closing("cg"),
    "cg_negative": _closing("cg"),
    "nrm_withdrawn": _leaves("withdrawn"),
    "disqualified": _leaves("disqualified"),
    "disqualification_lifted": _lifted,
    "nrm_suspended": _suspended,
    "nrm_resumed": _resumed,
    "national_support_offered": _offered,
    "support_consent_given": _said_yes_to_support,
    "support_consent_declined": _national("refused", "no"),
    "national_support_declined": _national("refused", "no"),
    "national_support_started": _national("receiving"),
    "national_support_ended": _national("ended"),
    "turned_18": _turned_18,
    "age_assessed_adult": _turned_18,
    "age_assessed_child": _assessed_child,
    "looked_after_started": _looked_after,
    "looked_after_reviewed": _reviewed,
}
