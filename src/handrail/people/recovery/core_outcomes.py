"""The seven outcomes of the Modern Slavery Core Outcome Set.

Source: Modern Slavery Core Outcome Set (2023), made by King’s College London with survivors; seven core outcomes for
adult survivors, meant as the least that practice and evaluation look at. It names outcomes and is no questionnaire with
a score: nothing here adds them up. The names are the set’s; the questions are ours.
"""

from dataclasses import dataclass
from typing import Final

FURTHEST, NEAREST = 1, 5
SCALE: Final = (
    (1, "1, far from what I want"),
    (2, "2"),
    (3, "3, half way"),
    (4, "4"),
    (5, "5, as I want it"),
)
SOURCE: Final = "Modern Slavery Core Outcome Set, King’s College London with survivors, 2023"


@dataclass(frozen=True, slots=True)
class CoreOutcome:
    """One of the seven."""

    code: str
    name: str
    question: str
    of_the_service: bool = False


OUTCOMES: Final = (
    CoreOutcome(
        "consistent_support",
        "Long-term, consistent support",
        "Is the support you get steady: the same people, for as long as you need it?",
        of_the_service=True,
    ),
    CoreOutcome(
        "housing", "Secure and suitable housing", "Is the place where you live secure, and right for you?"
    ),
    CoreOutcome(
        "safety",
        "Safety from any trafficker or other abuser",
        "Are you safe from the people who exploited you, and from anyone else who might harm you?",
    ),
    CoreOutcome(
        "medical",
        "Access to medical treatment",
        "When you need a doctor, a dentist or a therapist, can you see one?",
    ),
    CoreOutcome(
        "purpose",
        "Finding purpose in life and self-actualisation",
        "Do you have something in your life that matters to you, and are you becoming who you want to be?",
    ),
    CoreOutcome("education", "Access to education", "Can you learn what you want to learn?"),
    CoreOutcome(
        "trauma_informed",
        "Compassionate, trauma-informed services",
        "Do the people who help you treat you with care, and understand what happened to you?",
        of_the_service=True,
    ),
)
OUTCOME_CODES: Final = tuple(outcome.code for outcome in OUTCOMES)
_BY_CODE: Final = {outcome.code: outcome for outcome in OUTCOMES}


def get_core_outcome(code: str) -> CoreOutcome:
    """The outcome with this code; KeyError where there is none."""
    return _BY_CODE[code]
