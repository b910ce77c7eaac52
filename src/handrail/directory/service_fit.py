"""Does a service fit this person? Pure: what the service says, what the case says; yes, no or ask, each in words.

Three rules hold throughout. A no needs two known facts that contradict each other. Whatever is not known, on
either side, is "ask". And a service fits only where nothing says no.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from handrail.platform.kernel.dates import format_day_without_year
from handrail.platform.kernel.messages import msg

ADULT_AGE = 18
PHASE_WORDS = {
    "before": "before the NRM",
    "during": "in the NRM",
    "after": "after the NRM",
    "outside": "outside the NRM",
}
NOT_OPEN_WORDS = {
    "planned": "Planned, not open yet",
    "funded": "Funded, not open yet",
    "paused": "Paused for now",
    "closed": "Closed",
}
STATUSES_WITH_LEAVE = frozenset({"british", "settled", "leave"})
NEVER_A_CHILD = (
    "Adult places are not offered to children, or while age is not sure: call the council’s "
    "emergency duty team"
)


class FitVerdict(StrEnum):
    """What one rule, or all of them together, says."""

    YES = "yes"
    NO = "no"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class ServiceEligibility:
    """Who a service is for, as its rules say; the codes are those of terms.py."""

    need: str = "alongside"
    state: str = "open"
    waits_for: str = ""
    phases: tuple[str, ...] = ("before", "during", "after", "outside")
    nrm_point: str = "any"
    everywhere: bool = True
    area_codes: tuple[str, ...] = ()
    ages: str = "any"
    min_age: int | None = None
    max_age: int | None = None
    genders: str = "any"
    dependants: str = "yes"
    public_funds: str = "not_needed"
    status_rule: str = "any"
    rule_note: str = ""
    language_tags: tuple[str, ...] = ()
    interpreters: str = "yes"
    free_now: int | None = None
    free_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class PotentialVictimFactsForServiceFit:
    """What this reader may see of the case. None is "not known", or not open to the reader."""

    age: str | None = None  # adult, child; None while not sure
    years: int | None = None
    gender: str | None = None  # female, male, other
    language_tag: str | None = None
    language: str = ""
    area_code: str | None = None
    area: str = ""
    phase: str | None = None
    referred: bool | None = None
    reasonable: bool | None = None
    conclusive: bool | None = None
    dependants: bool | None = None
    public_funds: bool | None = None  # True: has recourse to them
    status: str | None = None  # british, settled, leave, asylum, none


@dataclass(frozen=True, slots=True)
class FitReason:
    """What one rule says, in words that a worker can read out."""

    says: FitVerdict
    words: str


@dataclass(frozen=True, slots=True)
class ServiceFit:
    """What all the rules say together, each reason in the order in which it is read."""

    says: FitVerdict
    reasons: tuple[FitReason, ...]

    def those(self, says: FitVerdict) -> tuple[str, ...]:
        """The words of the reasons that say so."""
        return tuple(reason.words for reason in self.reasons if reason.says is says)


def assess_service_fit(terms: ServiceEligibility, facts: PotentialVictimFactsForServiceFit) -> ServiceFit:
    """Whether the service fits, and why. One no is a no; else one ask is an ask."""
    return _combine_reasons_to_service_fit(reason for rule in RULES for reason in rule(terms, facts))


def assess_service_fit_by_person_rules(
    terms: ServiceEligibility, facts: PotentialVictimFactsForServiceFit
) -> ServiceFit:
    """The same by the rules about the person alone: not the state of the service, its areas or its phases."""
    return _combine_reasons_to_service_fit(reason for rule in PERSON_RULES for reason in rule(terms, facts))


def _combine_reasons_to_service_fit(reasons: Iterator[FitReason]) -> ServiceFit:
    found = tuple(reasons)
    said = {reason.says for reason in found}
    return ServiceFit(
        next((says for says in (FitVerdict.NO, FitVerdict.ASK) if says in said), FitVerdict.YES), found
    )


def _yield_yes_reason(words: str) -> Iterator[FitReason]:
    yield FitReason(FitVerdict.YES, words)


def _yield_no_reason(words: str) -> Iterator[FitReason]:
    yield FitReason(FitVerdict.NO, words)


def _yield_ask_reason(words: str) -> Iterator[FitReason]:
    yield FitReason(FitVerdict.ASK, words)


def _iterate_state_reasons(
    terms: ServiceEligibility, facts: PotentialVictimFactsForServiceFit
) -> Iterator[FitReason]:
    if terms.state != "open":
        waits = msg("; waits for {waits_for}", waits_for=terms.waits_for) if terms.waits_for else ""
        yield from _yield_no_reason(NOT_OPEN_WORDS[terms.state] + waits)


def _iterate_capacity_reasons(
    terms: ServiceEligibility, facts: PotentialVictimFactsForServiceFit
) -> Iterator[FitReason]:
    if terms.free_now is None or terms.free_on is None:
        return
    day = format_day_without_year(terms.free_on)
    if terms.free_now:
        yield from _yield_yes_reason(
            msg("{free_now} free on {day}, the provider said", free_now=terms.free_now, day=day)
        )
    else:
        yield from _yield_ask_reason(
            msg("Full on {day}, the provider said: ask if that has changed", day=day)
        )


def _iterate_area_reasons(
    terms: ServiceEligibility, facts: PotentialVictimFactsForServiceFit
) -> Iterator[FitReason]:
    if terms.everywhere:
        yield from _yield_yes_reason("Covers everywhere")
    elif facts.area_code is None:
        yield from _yield_ask_reason("Area not recorded on the case: ask")
    elif facts.area_code in terms.area_codes:
        yield from _yield_yes_reason(msg("Covers {area}", area=facts.area))
    else:
        yield from _yield_no_reason(msg("Does not cover {area}", area=facts.area))


def _iterate_phase_reasons(
    terms: ServiceEligibility, facts: PotentialVictimFactsForServiceFit
) -> Iterator[FitReason]:
    if facts.phase is None:
        yield from _yield_ask_reason("You do not know where they are in the NRM: ask")
    elif facts.phase in terms.phases:
        yield from _yield_yes_reason(msg("Can be offered {phase}", phase=PHASE_WORDS[facts.phase]))
    else:
        yield from _yield_no_reason(msg("Cannot be offered {phase}", phase=PHASE_WORDS[facts.phase]))


def _iterate_nrm_point_reasons(
    terms: ServiceEligibility, facts: PotentialVictimFactsForServiceFit
) -> Iterator[FitReason]:
    points = {
        "referred": (facts.referred, "the NRM referral has been sent"),
        "reasonable": (facts.reasonable, "a positive reasonable grounds decision"),
        "conclusive": (facts.conclusive, "a positive conclusive grounds decision"),
    }
    if terms.nrm_point not in points:
        return
    reached, words = points[terms.nrm_point]
    if reached is None:
        yield from _yield_ask_reason(msg("Only after {words}: ask if that is the case", words=words))
    elif reached:
        yield from _yield_yes_reason(msg("After {words}, as required", words=words))
    else:
        yield from _yield_no_reason(msg("Only after {words}", words=words))


def _iterate_accommodation_for_adults_only_reasons(
    terms: ServiceEligibility, facts: PotentialVictimFactsForServiceFit
) -> Iterator[FitReason]:
    if terms.need == "place" and facts.age != "adult":
        yield from _yield_no_reason(NEVER_A_CHILD)


def _iterate_age_reasons(
    terms: ServiceEligibility, facts: PotentialVictimFactsForServiceFit
) -> Iterator[FitReason]:
    if terms.ages == "unknown":
        yield from _yield_ask_reason("Age range not recorded: ask")
    elif terms.ages == "any":
        yield from _yield_yes_reason("Any age")
    else:
        yield from _iterate_age_limits_reasons(terms.min_age or 0, terms.max_age, facts)


def _iterate_age_limits_reasons(
    low: int, high: int | None, facts: PotentialVictimFactsForServiceFit
) -> Iterator[FitReason]:
    """The ages that the person may have, held against those that the service takes."""
    words = msg("For ages {limits}", limits=describe_age_limits(low, high))
    youngest, oldest = _get_youngest_and_oldest_possible_age(facts)
    if (oldest is not None and oldest < low) or (high is not None and youngest > high):
        yield from _yield_no_reason(words)
    elif youngest >= low and (high is None or (oldest is not None and oldest <= high)):
        yield from _yield_yes_reason(words)
    else:
        yield from _yield_ask_reason(msg("{words}: ask their age", words=words))


def describe_age_limits(low: int | None, high: int | None) -> str:
    """18 and over; up to 17; 16 to 25"""
    if high is None:
        return msg("{low} and over", low=low or 0)
    return msg("{low} to {high}", low=low, high=high) if low else msg("up to {high}", high=high)


def _get_youngest_and_oldest_possible_age(facts: PotentialVictimFactsForServiceFit) -> tuple[int, int | None]:
    """The youngest and the oldest that the person can be."""
    if facts.years is not None:
        return facts.years, facts.years
    if facts.age == "adult":
        return ADULT_AGE, None
    return 0, ADULT_AGE - 1 if facts.age == "child" else None


def _iterate_gender_reasons(
    terms: ServiceEligibility, facts: PotentialVictimFactsForServiceFit
) -> Iterator[FitReason]:
    takes = {"women": "female", "men": "male"}.get(terms.genders)
    if terms.genders == "unknown":
        yield from _yield_ask_reason("Women or men not recorded: ask")
    elif takes is None:
        return
    elif facts.gender == takes:
        yield from _yield_yes_reason(msg("For {genders}", genders=terms.genders))
    elif facts.gender in ("female", "male"):
        yield from _yield_no_reason(msg("For {genders} only", genders=terms.genders))
    else:
        yield from _yield_ask_reason(
            msg("For {genders} only: ask the person if this suits them", genders=terms.genders)
        )


def _iterate_dependants_reasons(
    terms: ServiceEligibility, facts: PotentialVictimFactsForServiceFit
) -> Iterator[FitReason]:
    if facts.dependants is False:
        return
    if terms.dependants == "yes":
        yield from _yield_yes_reason("Accepts people with their children")
    elif terms.dependants == "no" and facts.dependants:
        yield from _yield_no_reason("Does not accept people with children")
    elif terms.dependants == "no":
        yield from _yield_ask_reason("Does not accept people with children: ask if they have dependants")
    else:
        yield from _yield_ask_reason("Not recorded whether children are accepted: ask")


def _iterate_public_funds_reasons(
    terms: ServiceEligibility, facts: PotentialVictimFactsForServiceFit
) -> Iterator[FitReason]:
    if terms.public_funds == "not_needed":
        yield from _yield_yes_reason("Open to people with no recourse to public funds")
    elif facts.public_funds:
        if terms.public_funds == "needed":
            yield from _yield_yes_reason("Has recourse to public funds, as required")
    elif terms.public_funds == "unknown":
        yield from _yield_ask_reason(
            "Not recorded whether they take people with no recourse to public funds: ask"
        )
    elif facts.public_funds is None:
        yield from _yield_ask_reason("Only with recourse to public funds: ask if they have it")
    else:
        yield from _yield_no_reason("Only with recourse to public funds")


def _iterate_immigration_status_reasons(
    terms: ServiceEligibility, facts: PotentialVictimFactsForServiceFit
) -> Iterator[FitReason]:
    if terms.status_rule == "any":
        yield from _yield_yes_reason("Any immigration status")
        return
    if terms.status_rule in ("unknown", "other"):
        if facts.status != "british" or terms.status_rule == "other":
            yield from _yield_ask_reason("Immigration rule not clear: ask")
        return
    says = _get_immigration_status_verdict(terms.status_rule, facts.status)
    words = {
        "leave": "Only with permission to be in the UK",
        "asylum": "Only for people who have asked for asylum",
        "none": "Only for people without leave to be here",
    }[terms.status_rule]
    yield FitReason(says, msg("{rule}: ask", rule=words) if says is FitVerdict.ASK else words)


def _get_immigration_status_verdict(rule: str, status: str | None) -> FitVerdict:
    if status is None:
        return FitVerdict.ASK
    if rule == "leave":
        return FitVerdict.YES if status in STATUSES_WITH_LEAVE else FitVerdict.NO
    if rule == "asylum":
        return FitVerdict.YES if status == "asylum" else FitVerdict.NO
    if status in STATUSES_WITH_LEAVE:
        return FitVerdict.NO
    return (
        FitVerdict.YES if status == "none" else FitVerdict.ASK
    )  # who waits for asylum may or may not be taken


def _iterate_language_reasons(
    terms: ServiceEligibility, facts: PotentialVictimFactsForServiceFit
) -> Iterator[FitReason]:
    if facts.language_tag in (None, "en"):
        return
    if facts.language_tag in terms.language_tags:
        yield from _yield_yes_reason(msg("Speaks {language}", language=facts.language))
    elif terms.interpreters == "yes":
        yield from _yield_yes_reason(msg("Finds an interpreter for {language}", language=facts.language))
    elif terms.interpreters == "no":
        yield from _yield_ask_reason(
            msg(
                "Does not speak {language} and has no interpreter: ask if you can bring one",
                language=facts.language,
            )
        )
    else:
        yield from _yield_ask_reason(
            msg(
                "Ask the service for somebody who speaks {language}, or book an interpreter",
                language=facts.language,
            )
        )


def _iterate_rule_note_reasons(
    terms: ServiceEligibility, facts: PotentialVictimFactsForServiceFit
) -> Iterator[FitReason]:
    if terms.rule_note:
        yield from _yield_ask_reason(msg("The service says: {rule_note}", rule_note=terms.rule_note))


FitRule = Callable[[ServiceEligibility, PotentialVictimFactsForServiceFit], Iterator[FitReason]]
PERSON_RULES: tuple[FitRule, ...] = (
    _iterate_nrm_point_reasons,
    _iterate_accommodation_for_adults_only_reasons,
    _iterate_age_reasons,
    _iterate_gender_reasons,
    _iterate_dependants_reasons,
    _iterate_public_funds_reasons,
    _iterate_immigration_status_reasons,
    _iterate_language_reasons,
    _iterate_rule_note_reasons,
)
RULES: tuple[FitRule, ...] = (
    _iterate_state_reasons,
    _iterate_capacity_reasons,
    _iterate_area_reasons,
    _iterate_phase_reasons,
    *PERSON_RULES,
)
