"""What looks odd at the moment an event is read, before it takes effect. Each becomes a question."""

from collections.abc import Callable

from handrail.pathway.history import ADULT
from handrail.pathway.reading import Phase, Reading, Referral

type Odd = Callable[[Reading, Referral], bool]


def _child(reading: Reading, referral: Referral) -> bool:
    return reading.is_child


def _no_yes(reading: Reading, referral: Referral) -> bool:
    return reading.age == ADULT and reading.answer != "yes"


def _in_the_nrm(reading: Reading, referral: Referral) -> bool:
    return reading.phase is Phase.DURING and reading.age == ADULT


def _still_open(reading: Reading, referral: Referral) -> bool:
    """Referred again while an earlier referral goes on, or twice under one number."""
    return reading.phase is Phase.DURING or referral.referred is not None


def _second_recovery(reading: Reading, referral: Referral) -> bool:
    if "second_recovery_period" in reading.history.facts:
        return False
    return any(other.number < referral.number and other.recovered for other in reading.referrals.values())


def _another(decision: str, outcome: str) -> Odd:
    """The other answer is recorded already, and nobody looked again, took it back or went to court."""

    def odd(reading: Reading, referral: Referral) -> bool:
        said = referral.says(decision)
        reviewed = decision in referral.again or reading.has("judicial_review_started")
        return bool(said) and said != outcome and not reviewed

    return odd


def _has_left(reading: Reading, referral: Referral) -> bool:
    return bool(referral.left)


def _recorded_before(reading: Reading, referral: Referral) -> bool:
    return reading.has("crime_recorded")


def _grew_up_waiting(reading: Reading, referral: Referral) -> bool:
    """Adult now, with reasonable grounds still awaited: the clocks of turning 18 say nothing of it."""
    current = reading.referral
    return reading.is_child and reading.phase is Phase.DURING and not (current and current.cg_pending)


def _always(reading: Reading, referral: Referral) -> bool:
    return True


LATE_DECISION = ("decided_after_leaving", _has_left)

ODD: dict[str, tuple[tuple[str, Odd], ...]] = {
    "nrm_referred": (("no_yes", _no_yes), ("still_open", _still_open), ("recorded_before", _recorded_before)),
    "nrm_consent_declined": (("child_said_no", _child), ("no_while_in", _in_the_nrm)),
    "duty_to_notify_sent": (("child_notified", _child),),
    "nrm_withdrawn": (("child_left", _child),),
    "nrm_rejected": (("rejected", _always),),
    "rg_positive": (
        ("second_recovery", _second_recovery),
        ("two_decisions", _another("rg", "positive")),
        LATE_DECISION,
    ),
    "rg_negative": (("two_decisions", _another("rg", "negative")), LATE_DECISION),
    "cg_positive": (("two_decisions", _another("cg", "positive")), LATE_DECISION),
    "cg_negative": (("two_decisions", _another("cg", "negative")), LATE_DECISION),
    "disqualification_lifted": (("lifted", _always),),
    "turned_18": (("adult_in_child_referral", _grew_up_waiting),),
    "age_assessed_adult": (("adult_in_child_referral", _grew_up_waiting),),
}
