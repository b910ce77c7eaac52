"""A measure: what is counted, said once for statement, page, file and definition."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from handrail.insight.measures.breakdowns import SHARE, Breakdown
from handrail.insight.measures.conditions import EVERY_FACT, FactCondition

OURS: Final = "Handrail’s own definition"
OWNER: Final = "The service administrator"


class MeasureUnit(StrEnum):
    """What one of a count is.

    The proof of safety speaks of people, of whom each counts once a month. Of the others somebody may bring several,
    so that their figures stay with those who answer for an area.
    """

    PEOPLE = "people"
    SUSPECTS = "suspects"
    DEFENDANTS = "defendants"
    ENTITLEMENTS = "entitlements"
    CRIMES = "crimes"
    CONFERENCES = "conferences"
    MEETINGS = "meetings"
    GROUNDS = "grounds"
    ATTENDANCES = "attendances"
    ACTIONS = "actions"
    VISITS = "visits"
    OFFERS = "offers"
    DELAYS = "delays"
    REVIEWS = "reviews"


class MeasureGroup(StrEnum):
    """Where on the pathway a measure belongs; also the headings of the pages."""

    FOUND = "Identified and referred"
    CHOICE = "Consent and refusals"
    DECISIONS = "Decisions"
    SUPPORT = "Needs and support"
    SAFETY = "Safety"
    JUSTICE = "Police and courts"
    TAKE_UP = "From referral to result"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A value without an engine. A person counts once a month, by their first fact of it; of another unit each fact.

    `of` and `where` say which facts are meant. `share` splits them in two: those that fulfil it, and the rest.
    `title` and `share_title` are what all and those of the share are, as the title of a chart says it; `title` is empty
    where the name says so.
    """

    key: str
    name: str
    question: str
    group: MeasureGroup
    of: tuple[str, ...]
    where: FactCondition = EVERY_FACT
    share: FactCondition | None = None
    share_words: str = ""
    share_of: str = ""  # what the share is of, where “people” could be taken for others
    title: str = ""
    share_title: str = ""
    by: tuple[Breakdown, ...] = ()
    unit: MeasureUnit = MeasureUnit.PEOPLE
    time: str = "the month it happened"
    source: str = OURS
    owner: str = OWNER
    weak: tuple[str, ...]
    public: bool = True  # else its figures stay with those who answer for an area
    has_direction: str = ""  # “up” or “down” where one of them is better; empty where neither is

    def __post_init__(self) -> None:
        if self.public and self.unit is not MeasureUnit.PEOPLE:
            raise ValueError(self.key)
        if not self.weak or not self.of:
            raise ValueError(self.key)
        if {self.share is None} != {not self.share_words, not self.share_title}:
            raise ValueError(self.key)

    def get_title(self, *, is_share: bool = False) -> str:
        """“People asked about local support”; of those who fulfil the share “People who said yes to local support”."""
        return self.share_title if is_share else self.title or self.name

    @property
    def parents(self) -> dict[str, tuple[str, ...]]:
        """The breakdowns beside it that each finer one adds up to, by the code of the finer one; the first always."""
        codes = {each.code for each in self.by}
        return {
            each.code: tuple(code for code in each.parents if code in codes)
            for each in self.by
            if each.parents
        }

    @property
    def breakdown_codes(self) -> tuple[str, ...]:
        """All ways in which it is split, the share among them."""
        return (*(each.code for each in self.by), *((SHARE,) if self.share else ()))
