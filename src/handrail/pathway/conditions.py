"""The words of a clock's condition, each answered from the history as it stood when the clock would start."""

from collections.abc import Callable
from datetime import timedelta

from handrail.kernel import dates
from handrail.pathway.clocks import RULES, Rule
from handrail.pathway.events import Event
from handrail.pathway.history import ADULT, CHILD, UNSURE
from handrail.pathway.reading import FULL_AGE, Reading

type Term = Callable[[Reading, Event], bool]

PILOT_DAYS = 100  # a children's panel decides for those who are more than this short of 18

# Terms that only a worker can tell; no event says so.
TOLD = (
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
)


def _told(word: str) -> Term:
    return lambda reading, event: word in reading.history.facts


def _age(age: str) -> Term:
    return lambda reading, event: reading.age == age


def _over_100_days(reading: Reading, event: Event) -> bool:
    born = reading.history.date_of_birth
    if born is None:
        return "over_100_days_to_18" in reading.history.facts
    return dates.birthday(born, FULL_AGE) > event.at + timedelta(days=PILOT_DAYS)


def _decision(outcome: str) -> Term:
    """The decision behind the event: that of its referral, or the latest there is."""

    def term(reading: Reading, event: Event) -> bool:
        numbers = [event.referral] if event.referral else sorted(reading.referrals, reverse=True)
        decided = [reading.referrals[n].says("cg") for n in numbers if n in reading.referrals]
        found = next((answer for answer in decided if answer), "")
        return found == outcome

    return term


def _consent_to_support(reading: Reading, event: Event) -> bool:
    return reading.wants_support == "yes" or (
        not reading.wants_support and "consent_to_support" in reading.history.facts
    )


def _conference_consent(reading: Reading, event: Event) -> bool:
    return reading.has("conference_consent_given") or "conference_consent" in reading.history.facts


def _told_police(reading: Reading, event: Event) -> bool:
    return reading.has("reported_to_police") or "told_police" in reading.history.facts


def _support_not_refused(reading: Reading, event: Event) -> bool:
    return reading.national not in ("refused", "ended")


def _cg_pending(reading: Reading, event: Event) -> bool:
    return reading.referral is not None and reading.referral.cg_pending


def _said_of(event: Event, word: str, fact: str, reading: Reading) -> bool:
    """What the event itself says; where it says nothing, what the worker told."""
    return event.of == word if event.of else fact in reading.history.facts


def _about_no_charge(reading: Reading, event: Event) -> bool:
    """Told of a decision not to charge; without a word on it, where such a decision is all there is to tell."""
    if event.of:
        return event.of in ("no_charge", "no_charge_decided", "discontinued")
    if "about_no_charge" in reading.history.facts:
        return True
    return any(run.rule.topic == "no_charge" and run.stop is event for run in reading.runs)


def _first_recovery(reading: Reading, event: Event) -> bool:
    """No automatic second recovery period: an earlier referral had none, or the worker said that this one has."""
    if "second_recovery_period" in reading.history.facts:
        return True
    number = event.referral or reading.current or 1
    return not any(other.number < number and other.recovered for other in reading.referrals.values())


TERMS: dict[str, Term] = {
    **{word: _told(word) for word in TOLD},
    "adult": _age(ADULT),
    "child": _age(CHILD),
    "age_unsure": _age(UNSURE),
    "wales": lambda reading, event: reading.history.jurisdiction == "wales",
    "over_100_days_to_18": _over_100_days,
    "conference_consent": _conference_consent,
    "consent_to_support": _consent_to_support,
    "support_not_refused": _support_not_refused,
    "cg_pending": _cg_pending,
    "decision_positive": _decision("positive"),
    "decision_negative": _decision("negative"),
    "extension_granted": lambda reading, event: _said_of(event, "granted", "extension_granted", reading),
    "vts_leave": lambda reading, event: _said_of(event, "vts", "vts_leave", reading),
    "first_review": lambda reading, event: reading.reviews == 1,
    "later_review": lambda reading, event: reading.reviews > 1,
    "standard_rights": lambda reading, event: "enhanced_rights" not in reading.history.facts,
    "told_police": _told_police,
    "about_no_charge": _about_no_charge,
    "first_recovery": _first_recovery,
}

# What a history may state as a fact: every term but those that age, place or the events decide.
FACTS = frozenset(TERMS) - {"adult", "child", "age_unsure", "wales", "first_recovery", "cg_pending"}


def _compiled(rule: Rule) -> tuple[tuple[Term, ...], ...]:
    return tuple(tuple(TERMS[term] for term in terms) for terms in rule.questions)


ASKED_BY: dict[str, tuple[tuple[Term, ...], ...]] = {rule.clock: _compiled(rule) for rule in RULES}


def hold(rule: Rule, reading: Reading, event: Event) -> bool:
    """Different questions must all hold; the terms of one are alternatives."""
    for terms in ASKED_BY[rule.clock]:
        for term in terms:
            if term(reading, event):
                break
        else:
            return False
    return True
