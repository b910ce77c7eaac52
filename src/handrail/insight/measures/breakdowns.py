"""What counts can be split by: a column of the facts, and its codes with their words, of which none is left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from handrail.directory.forms import PHASES
from handrail.directory.need_and_service_kinds import NEEDS
from handrail.insight.facts.case_fact import NOT_KNOWN
from handrail.people.cases.offers.text_choices import Gender, ReferralDeclineReason
from handrail.people.housing.text_choices import UnsuitableReason
from handrail.people.records.text_choices import Age
from handrail.people.recovery.hesitation_reasons_and_change_causes import CHANGE_CAUSES, REASONS
from handrail.people.recovery.text_choices import HesitationSubject

NOT_KNOWN_WORDS: Final = "Not known"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One way to split. `code` names it in figures; `column` is the facts'."""

    code: str
    name: str
    column: str
    values: tuple[tuple[str, str], ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the values, in order."""
        return tuple(code for code, _ in self.values)


def _make_breakdown(code: str, name: str, column: str, values: Iterable[tuple[str, str]]) -> Breakdown:
    """With “not known” at the end, so that the values always add up to the whole."""
    known = tuple((value, str(words)) for value, words in values if value not in ("not_asked", NOT_KNOWN))
    return Breakdown(code, name, column, (*known, (NOT_KNOWN, NOT_KNOWN_WORDS)))


AGE: Final = _make_breakdown("age", "Age", "age", Age.choices)
GENDER: Final = _make_breakdown("gender", "Woman or man, in their own words", "gender", Gender.choices)
PHASE: Final = _make_breakdown("phase", "When in the pathway", "phase", PHASES)
NEED: Final = _make_breakdown("need", "What is needed", "need", ((need.code, need.name) for need in NEEDS))
NO_REASON: Final = _make_breakdown(
    "no_reason", "Why they said no", "reason", ((reason.code, reason.name) for reason in REASONS)
)
DOUBT: Final = _make_breakdown(
    "doubt", "Why they hold back", "reason", ((reason.code, reason.name) for reason in REASONS)
)
DOUBT_ABOUT: Final = _make_breakdown("about", "From what", "answer", HesitationSubject.choices)
CAUSE: Final = _make_breakdown(
    "cause", "What changed their mind", "reason", ((cause.code, cause.name) for cause in CHANGE_CAUSES)
)
PROVIDER_REASON: Final = _make_breakdown(
    "provider_reason", "Why the provider said no", "reason", ReferralDeclineReason.choices
)
UNSUITABLE: Final = _make_breakdown(
    "unsuitable", "What made the place unsuitable", "reason", UnsuitableReason.choices
)
WHO: Final = (AGE, GENDER)
"""Who they are, as far as it is a coded fact. Nationality, exploitation and language are not yet."""
SHARE: Final = "share"
WITHIN, REST = "within", "rest"
"""The two halves of a measure that is told as a share."""
