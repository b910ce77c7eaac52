"""How strong a comparison is, and what it does not show: each by rule from what is known of it. Pure.

Levels are those of the Maryland scale of scientific methods, as remembered; its own text was not read
(docs: commissioning, evaluation). The law changed on 30 January 2023: from then on a reasonable grounds decision asked
for objective factors.
"""

import datetime
from dataclasses import dataclass
from typing import Final, NamedTuple

from handrail.insight.take_up.group_comparison import (
    SMALLEST_BASE,
    PublishedSum,
    ShareWithConfidenceInterval,
    compute_difference_with_confidence_interval,
    compute_share_with_confidence_interval,
    is_beyond_chance,
)

RULES_CHANGED_ON: Final = datetime.date(2023, 1, 30)
LEVELS: Final = {"once": 1, "before_after": 2, "comparison": 3, "matched": 4, "random": 5}
LEVEL_WORDS: Final = {
    1: "Level 1 of 5: one group, measured once",
    2: "Level 2 of 5: before and after",
    3: "Level 3 of 5: with a comparison group",
    4: "Level 4 of 5: with a matched or adjusted comparison group",
    5: "Level 5 of 5: groups chosen at random",
}
LEVEL_SOURCE: Final = "Levels: Maryland scale of scientific methods. Not verified: check its own text"


class PartAndWholeCount(NamedTuple):
    """How many of how many. `…_figures`: how many published figures are in each sum; 0 where counted exactly."""

    number: int
    out_of: int
    part_figures: int = 0
    rest_figures: int = 0

    def compute_share_range(self) -> ShareWithConfidenceInterval | None:
        """The share with its interval; None where the base is too small for a share."""
        return compute_share_with_confidence_interval(
            PublishedSum(self.number, self.part_figures),
            PublishedSum(self.out_of - self.number, self.rest_figures),
        )


@dataclass(frozen=True, slots=True)
class TwoGroupShareComparison:
    """The shares of two groups and their difference; each None where a base is too small or there is no second."""

    first: ShareWithConfidenceInterval | None
    second: ShareWithConfidenceInterval | None
    difference: ShareWithConfidenceInterval | None

    @property
    def is_beyond_chance(self) -> bool:
        """Whether chance alone would rarely make so large a difference."""
        return self.difference is not None and is_beyond_chance(self.difference)


class EvidenceCaveatFacts(NamedTuple):
    """What caveats depend on. Answers are “yes”, “no” or “not_known”."""

    design: str
    since: datetime.date
    until: datetime.date
    defined: str
    same_time: str
    all_ended: str
    all_known: str
    one_per_case: str
    smallest_base: int


def compare_group_shares(
    first: PartAndWholeCount, second: PartAndWholeCount | None
) -> TwoGroupShareComparison:
    """Each share with Wilson's interval, and their difference with Newcombe's.

    Args:
        first: the group with what is evaluated, or after it began.
        second: the other; None where one group was looked at once.
    """
    one = first.compute_share_range()
    other = second.compute_share_range() if second else None
    return TwoGroupShareComparison(
        one, other, compute_difference_with_confidence_interval(one, other) if one and other else None
    )


def list_evidence_caveats(facts: EvidenceCaveatFacts) -> list[str]:
    """Everything that has to be said beside the figure, in the order of its weight."""
    found = (
        (facts.design == "once", "One group alone: it does not show what would have happened otherwise."),
        (facts.design == "before_after", "Other things may have changed too."),
        (
            facts.design in ("comparison", "matched"),
            "People were not put in groups at random, so the groups may differ in other ways.",
        ),
        (
            not facts.defined,
            "How the outcome was defined, when it was judged and who judged it, is not recorded.",
        ),
        (
            facts.design not in ("once", "before_after") and facts.same_time == "no",
            "The groups are of different forces or different times.",
        ),
        (
            facts.design not in ("once", "before_after") and facts.same_time == "not_known",
            "Not known whether the groups are of the same force and time.",
        ),
        (facts.all_ended == "no", "Some cases are still open: their outcome may change."),
        (facts.all_ended == "not_known", "Not known whether all cases have ended."),
        (facts.all_known == "no", "Some people’s outcomes are missing."),
        (facts.all_known == "not_known", "Not known whether any outcomes are missing."),
        (
            facts.one_per_case == "no",
            "Some people are in the same case, so the true range may be wider.",
        ),
        (
            facts.one_per_case == "not_known",
            "Not known whether people share a case. If so, the true range may be wider.",
        ),
        (
            facts.since < RULES_CHANGED_ON <= facts.until,
            "The rules changed within the period, on 30 January 2023.",
        ),
        (
            facts.smallest_base < SMALLEST_BASE,
            "A group is smaller than 20 people: counts only, no percentage.",
        ),
    )
    return [words for applies, words in found if applies]
