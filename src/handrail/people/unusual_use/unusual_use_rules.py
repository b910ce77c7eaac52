"""What counts as unusual: a registry of rules over one person's day, beside their own days and the team's.

A rule says that somebody should ask, and never that something is wrong. Limits are settings; how often each rule speaks
without cause on the demo's trail is in docs/security.md.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Final

from handrail.platform.kernel.messages import Phrase, msg, pluralise


@dataclass(frozen=True, slots=True)
class UserCaseUseCountsOfDay:
    """What one person did on one day: numbers alone.

    `unlinked_cases`: cases of their own organisation and area that they read without being named on them and without
    having recorded anything there.
    """

    cases: int = 0
    night_cases: int = 0
    unlinked_cases: int = 0
    searches: int = 0
    refusals: int = 0


@dataclass(frozen=True, slots=True)
class UsualUseOfUserAndTeam:
    """With what a day is compared: the person's own days of the four weeks before, and those of the team in their role.

    Days without any use are left out. `nights`: on how many of their own days they read cases at night.
    """

    own: tuple[UserCaseUseCountsOfDay, ...] = ()
    team: tuple[UserCaseUseCountsOfDay, ...] = ()

    @property
    def nights(self) -> int:
        """Whoever works shifts has several."""
        return sum(day.night_cases > 0 for day in self.own)

    def get_usual(self, name: str) -> float:
        """The larger of both medians of that number; 0 where nothing is known."""
        numbers = ([getattr(day, name) for day in days] for days in (self.own, self.team))
        return max((float(median(found)) for found in numbers if found), default=0.0)


Limits = Mapping[str, int]
Numbers = dict[str, int]


@dataclass(frozen=True, slots=True)
class UnusualUseRule:
    """One rule: its numbers where it speaks, else None; and the sentence that says why."""

    code: str
    name: str
    find: Callable[[UserCaseUseCountsOfDay, UsualUseOfUserAndTeam, Limits], Numbers | None]
    describe: Callable[[Numbers], str]


def _make_count_rule_function(
    field: str, least: str
) -> Callable[[UserCaseUseCountsOfDay, UsualUseOfUserAndTeam, Limits], Numbers | None]:
    """At least so many, and more than so many times what is usual."""

    def find(day: UserCaseUseCountsOfDay, usual: UsualUseOfUserAndTeam, limits: Limits) -> Numbers | None:
        number, normal = getattr(day, field), usual.get_usual(field)
        if number < limits[least] or number <= limits["times_usual"] * normal:
            return None
        return {"number": number, "usual": round(normal)}

    return find


def _find_unusual_night_use_numbers(
    day: UserCaseUseCountsOfDay, usual: UsualUseOfUserAndTeam, limits: Limits
) -> Numbers | None:
    if day.night_cases < limits["night_cases"] or usual.nights >= limits["nights_of_a_shift"]:
        return None
    return {"number": day.night_cases, "nights": usual.nights}


def _find_refusal_count_over_limit(
    day: UserCaseUseCountsOfDay, usual: UsualUseOfUserAndTeam, limits: Limits
) -> Numbers | None:
    return {"number": day.refusals} if day.refusals >= limits["refusals"] else None


def _describe_usual(most: int) -> Phrase:
    if not most:
        return msg("Usual for them and their team: none.")
    return msg("Usual for them and their team: up to {most}.", most=most)


def _describe_earlier_nights(nights: int) -> Phrase:
    if not nights:
        return msg("No access at night in the previous four weeks.")
    return msg("Access on {nights} in the previous four weeks.", nights=pluralise(nights, "night"))


RULES: Final[tuple[UnusualUseRule, ...]] = (
    UnusualUseRule(
        "many_cases",
        "Many cases in a day",
        _make_count_rule_function("cases", "cases"),
        lambda found: msg(
            "Read {cases} in one day. {usual}",
            cases=pluralise(found["number"], "case"),
            usual=_describe_usual(found["usual"]),
        ),
    ),
    UnusualUseRule(
        "night",
        "At night, off shift",
        _find_unusual_night_use_numbers,
        lambda found: msg(
            "Read {cases} between 10pm and 6am. {before}",
            cases=pluralise(found["number"], "case"),
            before=_describe_earlier_nights(found["nights"]),
        ),
    ),
    UnusualUseRule(
        "no_link",
        "Cases in their area that they do not work on",
        _make_count_rule_function("unlinked_cases", "unlinked_cases"),
        lambda found: msg(
            "Read {cases} and recorded nothing. {usual}",
            cases=pluralise(found["number"], "case"),
            usual=_describe_usual(found["usual"]),
        ),
    ),
    UnusualUseRule(
        "searches",
        "Names searched in bulk",
        _make_count_rule_function("searches", "searches"),
        lambda found: msg(
            "Searched by name {times} in one day. {usual}",
            times=pluralise(found["number"], "time"),
            usual=_describe_usual(found["usual"]),
        ),
    ),
    UnusualUseRule(
        "refusals",
        "Access often refused",
        _find_refusal_count_over_limit,
        lambda found: msg("Refused access {times} in one day.", times=pluralise(found["number"], "time")),
    ),
)
RULES_BY_CODE: Final = {rule.code: rule for rule in RULES}
