"""What looks odd at the moment an event is read, before it takes effect. Each becomes a question."""

from collections.abc import Callable

from handrail.pathway.case_state import CaseState, NrmReferralAndDecisions, Phase
from handrail.pathway.history import ADULT

type AnomalyCheck = Callable[[CaseState, NrmReferralAndDecisions], bool]


def _is_person_child(reading: CaseState, referral: NrmReferralAndDecisions) -> bool:
    return reading.is_child


def _is_adult_without_yes_to_nrm(reading: CaseState, referral: NrmReferralAndDecisions) -> bool:
    return reading.age == ADULT and reading.answer != "yes"


def _is_adult_in_nrm(reading: CaseState, referral: NrmReferralAndDecisions) -> bool:
    return reading.phase is Phase.DURING and reading.age == ADULT


def _is_already_referred(reading: CaseState, referral: NrmReferralAndDecisions) -> bool:
    """Referred again while an earlier referral goes on, or twice under one number."""
    return reading.phase is Phase.DURING or referral.referred is not None


def _had_earlier_recovery_period(reading: CaseState, referral: NrmReferralAndDecisions) -> bool:
    if "second_recovery_period" in reading.history.facts:
        return False
    return any(
        other.number < referral.number and other.had_recovery_period for other in reading.referrals.values()
    )


def _make_contradicted_decision_check(decision: str, outcome: str) -> AnomalyCheck:
    """The other answer is recorded already, and nobody looked again, took it back or went to court."""

    def odd(reading: CaseState, referral: NrmReferralAndDecisions) -> bool:
        said = referral.says(decision)
        reviewed = decision in referral.again or reading.has("judicial_review_started")
        return bool(said) and said != outcome and not reviewed

    return odd


def _has_left_nrm(reading: CaseState, referral: NrmReferralAndDecisions) -> bool:
    return bool(referral.left)


def _is_crime_recorded(reading: CaseState, referral: NrmReferralAndDecisions) -> bool:
    return reading.has("crime_recorded")


def _turned_adult_while_waiting(reading: CaseState, referral: NrmReferralAndDecisions) -> bool:
    """Adult now, with reasonable grounds still awaited: the clocks of turning 18 say nothing of it."""
    current = reading.referral
    return reading.is_child and reading.phase is Phase.DURING and not (current and current.is_cg_pending)


def _had_no_recovery_period(reading: CaseState, referral: NrmReferralAndDecisions) -> bool:
    """Nationality and Borders Act 2022, section 63(1): only after a positive reasonable grounds decision."""
    return not referral.had_recovery_period


def _is_adult_referred_with_consent(reading: CaseState, referral: NrmReferralAndDecisions) -> bool:
    """Duty to Notify is for an adult who says no: not for one who said yes and was referred."""
    current = reading.referral
    referred = current is not None and current.referred is not None
    return referred and reading.age == ADULT and reading.answer == "yes"


def _is_person_found_already(reading: CaseState, referral: NrmReferralAndDecisions) -> bool:
    return reading.is_found_already


def _always_holds_condition(reading: CaseState, referral: NrmReferralAndDecisions) -> bool:
    return True


FOUND_TWICE = "found_twice"
LATE_DECISION = ("decided_after_leaving", _has_left_nrm)

ANOMALY_CHECKS: dict[str, tuple[tuple[str, AnomalyCheck], ...]] = {
    "identified": ((FOUND_TWICE, _is_person_found_already),),
    "nrm_referred": (
        ("no_yes", _is_adult_without_yes_to_nrm),
        ("still_open", _is_already_referred),
        ("recorded_before", _is_crime_recorded),
    ),
    "nrm_consent_declined": (("child_said_no", _is_person_child), ("no_while_in", _is_adult_in_nrm)),
    "duty_to_notify_sent": (
        ("child_notified", _is_person_child),
        ("notified_after_referral", _is_adult_referred_with_consent),
    ),
    "disqualified": (("disqualified_early", _had_no_recovery_period),),
    "nrm_withdrawn": (("child_left", _is_person_child),),
    "nrm_rejected": (("rejected", _always_holds_condition),),
    "rg_positive": (
        ("second_recovery", _had_earlier_recovery_period),
        ("two_decisions", _make_contradicted_decision_check("rg", "positive")),
        LATE_DECISION,
    ),
    "rg_negative": (("two_decisions", _make_contradicted_decision_check("rg", "negative")), LATE_DECISION),
    "cg_positive": (("two_decisions", _make_contradicted_decision_check("cg", "positive")), LATE_DECISION),
    "cg_negative": (("two_decisions", _make_contradicted_decision_check("cg", "negative")), LATE_DECISION),
    "disqualification_lifted": (("lifted", _always_holds_condition),),
    "turned_18": (("adult_in_child_referral", _turned_adult_while_waiting),),
    "age_assessed_adult": (("adult_in_child_referral", _turned_adult_while_waiting),),
}
