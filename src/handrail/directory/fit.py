"""Does a service fit this person? Pure: what the service says, what the case says; yes, no or ask, each in words.

Three rules hold throughout. A no needs two known facts that contradict each other. Whatever is not known, on
either side, is "ask". And a service fits only where nothing says no.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from handrail.kernel.saying import say

GROWN_UP = 18
PHASE_WORDS = {
    "before": "before the NRM",
    "during": "in the NRM",
    "after": "after the NRM",
    "outside": "outside the NRM",
}
NOT_OPEN = {
    "planned": "Planned, not open yet",
    "funded": "Funded, not open yet",
    "paused": "Paused for now",
    "closed": "Closed",
}
WITH_LEAVE = frozenset({"british", "settled", "leave"})
NEVER_A_CHILD = (
    "Adult places are never offered to a child, or while age is not sure: "
    "ring the council’s emergency duty team"
)


class Says(StrEnum):
    """What one rule, or all of them together, says."""

    YES = "yes"
    NO = "no"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Terms:
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
class Facts:
    """What the case says to this reader. None is "not known", and so is what the door hides from them."""

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
class Reason:
    """What one rule says, in words that a worker can read out."""

    says: Says
    words: str


@dataclass(frozen=True, slots=True)
class Fit:
    """What all the rules say together, each reason in the order in which it is read."""

    says: Says
    reasons: tuple[Reason, ...]

    def those(self, says: Says) -> tuple[str, ...]:
        """The words of the reasons that say so."""
        return tuple(reason.words for reason in self.reasons if reason.says is says)


def fit(terms: Terms, facts: Facts) -> Fit:
    """Whether the service fits, and why. One no is a no; else one ask is an ask."""
    return _together(reason for rule in RULES for reason in rule(terms, facts))


def person_fits(terms: Terms, facts: Facts) -> Fit:
    """The same by the rules about the person alone: neither how the service stands nor where or when it helps."""
    return _together(reason for rule in ABOUT_THE_PERSON for reason in rule(terms, facts))


def _together(reasons: Iterator[Reason]) -> Fit:
    found = tuple(reasons)
    said = {reason.says for reason in found}
    return Fit(next((says for says in (Says.NO, Says.ASK) if says in said), Says.YES), found)


def _yes(words: str) -> Iterator[Reason]:
    yield Reason(Says.YES, words)


def _no(words: str) -> Iterator[Reason]:
    yield Reason(Says.NO, words)


def _ask(words: str) -> Iterator[Reason]:
    yield Reason(Says.ASK, words)


def _standing(terms: Terms, facts: Facts) -> Iterator[Reason]:
    if terms.state != "open":
        waits = say("; waits for {waits_for}", waits_for=terms.waits_for) if terms.waits_for else ""
        yield from _no(NOT_OPEN[terms.state] + waits)


def _room(terms: Terms, facts: Facts) -> Iterator[Reason]:
    if terms.free_now is None or terms.free_on is None:
        return
    day = f"{terms.free_on.day} {terms.free_on:%B}"
    if terms.free_now:
        yield from _yes(say("{free_now} free on {day}", free_now=terms.free_now, day=day))
    else:
        yield from _ask(say("Full on {day}: ask whether that has changed", day=day))


def _area(terms: Terms, facts: Facts) -> Iterator[Reason]:
    if terms.everywhere:
        yield from _yes("Reaches everywhere")
    elif facts.area_code is None:
        yield from _ask("The case does not say which area they are in: ask")
    elif facts.area_code in terms.area_codes:
        yield from _yes(say("Reaches {area}", area=facts.area))
    else:
        yield from _no(say("Does not reach {area}", area=facts.area))


def _phase(terms: Terms, facts: Facts) -> Iterator[Reason]:
    if facts.phase is None:
        yield from _ask("Where they stand in the NRM is not known to you: ask")
    elif facts.phase in terms.phases:
        yield from _yes(say("Can be offered {phase}", phase=PHASE_WORDS[facts.phase]))
    else:
        yield from _no(say("Cannot be offered {phase}", phase=PHASE_WORDS[facts.phase]))


def _nrm_point(terms: Terms, facts: Facts) -> Iterator[Reason]:
    points = {
        "referred": (facts.referred, "the NRM referral has been sent"),
        "reasonable": (facts.reasonable, "a positive reasonable grounds decision"),
        "conclusive": (facts.conclusive, "a positive conclusive grounds decision"),
    }
    if terms.nrm_point not in points:
        return
    reached, words = points[terms.nrm_point]
    if reached is None:
        yield from _ask(say("Only after {words}: ask whether that is so", words=words))
    elif reached:
        yield from _yes(say("After {words}, as it asks", words=words))
    else:
        yield from _no(say("Only after {words}", words=words))


def _place(terms: Terms, facts: Facts) -> Iterator[Reason]:
    if terms.need == "place" and facts.age != "adult":
        yield from _no(NEVER_A_CHILD)


def _age(terms: Terms, facts: Facts) -> Iterator[Reason]:
    if terms.ages == "unknown":
        yield from _ask("Does not say for which ages: ask")
    elif terms.ages == "any":
        yield from _yes("Any age")
    else:
        yield from _within(terms.min_age or 0, terms.max_age, facts)


def _within(low: int, high: int | None, facts: Facts) -> Iterator[Reason]:
    """The ages that the person may have, held against those that the service takes."""
    words = say("For ages {limits}", limits=limits(low, high))
    youngest, oldest = _may_be(facts)
    if (oldest is not None and oldest < low) or (high is not None and youngest > high):
        yield from _no(words)
    elif youngest >= low and (high is None or (oldest is not None and oldest <= high)):
        yield from _yes(words)
    else:
        yield from _ask(say("{words}: ask how old they are", words=words))


def limits(low: int | None, high: int | None) -> str:
    """18 and over; up to 17; 16 to 25"""
    if high is None:
        return say("{low} and over", low=low or 0)
    return say("{low} to {high}", low=low, high=high) if low else say("up to {high}", high=high)


def _may_be(facts: Facts) -> tuple[int, int | None]:
    """The youngest and the oldest that the person can be."""
    if facts.years is not None:
        return facts.years, facts.years
    if facts.age == "adult":
        return GROWN_UP, None
    return 0, GROWN_UP - 1 if facts.age == "child" else None


def _gender(terms: Terms, facts: Facts) -> Iterator[Reason]:
    takes = {"women": "female", "men": "male"}.get(terms.genders)
    if terms.genders == "unknown":
        yield from _ask("Does not say whether for women or men: ask")
    elif takes is None:
        return
    elif facts.gender == takes:
        yield from _yes(say("For {genders}", genders=terms.genders))
    elif facts.gender in ("female", "male"):
        yield from _no(say("For {genders} only", genders=terms.genders))
    else:
        yield from _ask(say("For {genders}: ask whether it would be right for them", genders=terms.genders))


def _dependants(terms: Terms, facts: Facts) -> Iterator[Reason]:
    if facts.dependants is False:
        return
    if terms.dependants == "yes":
        yield from _yes("Takes people with their children")
    elif terms.dependants == "no" and facts.dependants:
        yield from _no("Takes nobody with children")
    elif terms.dependants == "no":
        yield from _ask("Takes nobody with children: ask whether any depend on them")
    else:
        yield from _ask("Does not say whether it takes children too: ask")


def _funds(terms: Terms, facts: Facts) -> Iterator[Reason]:
    if terms.public_funds == "not_needed":
        yield from _yes("Open to people with no recourse to public funds")
    elif facts.public_funds:
        if terms.public_funds == "needed":
            yield from _yes("Has recourse to public funds, as it asks")
    elif terms.public_funds == "unknown":
        yield from _ask("Does not say whether it takes people with no recourse to public funds: ask")
    elif facts.public_funds is None:
        yield from _ask("Only with recourse to public funds: ask whether they have it")
    else:
        yield from _no("Only with recourse to public funds")


def _status(terms: Terms, facts: Facts) -> Iterator[Reason]:
    if terms.status_rule == "any":
        yield from _yes("Whatever their status")
        return
    if terms.status_rule in ("unknown", "other"):
        if facts.status != "british" or terms.status_rule == "other":
            yield from _ask("Has a rule about status that we do not know well: ask")
        return
    says = _status_says(terms.status_rule, facts.status)
    words = {
        "leave": "Only with leave to be here, or where none is needed",
        "asylum": "Only for people who have asked for asylum",
        "none": "Only for people without leave to be here",
    }[terms.status_rule]
    yield Reason(says, say("{rule}: ask", rule=words) if says is Says.ASK else words)


def _status_says(rule: str, status: str | None) -> Says:
    if status is None:
        return Says.ASK
    if rule == "leave":
        return Says.YES if status in WITH_LEAVE else Says.NO
    if rule == "asylum":
        return Says.YES if status == "asylum" else Says.NO
    if status in WITH_LEAVE:
        return Says.NO
    return Says.YES if status == "none" else Says.ASK  # who waits for asylum may or may not be taken


def _language(terms: Terms, facts: Facts) -> Iterator[Reason]:
    if facts.language_tag in (None, "en"):
        return
    if facts.language_tag in terms.language_tags:
        yield from _yes(say("Speaks {language}", language=facts.language))
    elif terms.interpreters == "yes":
        yield from _yes(say("Finds an interpreter for {language}", language=facts.language))
    elif terms.interpreters == "no":
        yield from _ask(
            say(
                "Does not speak {language} and has no interpreter: ask whether you may bring one",
                language=facts.language,
            )
        )
    else:
        yield from _ask(
            say("Ask whether they can speak {language}, or find an interpreter", language=facts.language)
        )


def _note(terms: Terms, facts: Facts) -> Iterator[Reason]:
    if terms.rule_note:
        yield from _ask(say("Ask about this: {rule_note}", rule_note=terms.rule_note))


Rule = Callable[[Terms, Facts], Iterator[Reason]]
ABOUT_THE_PERSON: tuple[Rule, ...] = (
    _nrm_point,
    _place,
    _age,
    _gender,
    _dependants,
    _funds,
    _status,
    _language,
    _note,
)
RULES: tuple[Rule, ...] = (_standing, _room, _area, _phase, *ABOUT_THE_PERSON)
