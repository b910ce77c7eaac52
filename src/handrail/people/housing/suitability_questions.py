"""The check before a hotel or B&B: nine questions, and what their answers say together. Pure.

Not sure about safety counts as not safe.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class SuitabilityQuestion:
    """One question. `safe` is the answer that speaks for the place; `stops` says that any other speaks against it."""

    code: str
    ask: str
    safe: str
    stops: bool
    against: str
    hint: str = ""


QUESTIONS: Final = (
    SuitabilityQuestion(
        "ground_floor",
        "Is the room on the ground floor, or is there a lift?",
        "yes",
        False,
        "Not on the ground floor",
    ),
    SuitabilityQuestion(
        "staff_told",
        "Have staff been told only what they need?",
        "yes",
        False,
        "Staff not told, or told too much",
        "Agree this with the person first. Do not say the name of the organisation or the reason.",
    ),
    SuitabilityQuestion(
        "identity_asked",
        "Will the desk ask for an identity document?",
        "no",
        False,
        "Front desk asks for identity document",
        "Someone without identity documents cannot check in.",
    ),
    SuitabilityQuestion(
        "card_asked",
        "Will the desk ask for a bank card or a deposit?",
        "no",
        False,
        "Front desk asks for a card or deposit",
    ),
    SuitabilityQuestion(
        "mixed_use",
        "Do strangers share the corridor, kitchen or bathroom?",
        "no",
        False,
        "Strangers share the corridor, kitchen or bathroom",
    ),
    SuitabilityQuestion(
        "known_risk",
        "Is it known as a place where people are exploited, or where exploiters look for them?",
        "no",
        True,
        "Known risk at this place, or not sure",
    ),
    SuitabilityQuestion(
        "flagged",
        "Has anyone said “do not use”, even without giving a reason?",
        "no",
        True,
        "Someone said “do not use”",
    ),
    SuitabilityQuestion(
        "far_enough",
        "Is it far enough from the people and places that the person fears?",
        "yes",
        True,
        "Too near a risk, or not sure",
    ),
)
NEVER_A_CHILD: Final = (
    "Hotels and B&Bs are never offered to a child, or to someone whose age is uncertain. Call the "
    "council’s emergency duty team."
)
WHO_CHECKS: Final = "Who will check on them tonight, and when?"
TOTAL_QUESTIONS: Final = len(QUESTIONS) + 1
QUESTIONS_BY_CODE: Final = {question.code: question for question in QUESTIONS}
QUESTION_CODES: Final = tuple(QUESTIONS_BY_CODE)


def get_unanswered_question_texts_by_code(answers: Mapping[str, str]) -> dict[str, str]:
    """What is still to be answered.

    Returns:
        The questions' own words by their code, in their order.
    """
    left = {question.code: question.ask for question in QUESTIONS if not answers.get(question.code)}
    return left if answers.get("who_checks", "").strip() else left | {"who_checks": WHO_CHECKS}


def list_failing_question_codes(answers: Mapping[str, str]) -> tuple[str, ...]:
    """The questions whose answers stop the place.

    Returns:
        Their codes, in their order.
    """
    return tuple(q.code for q in QUESTIONS if q.stops and answers[q.code] != q.safe)


def list_warning_question_codes(answers: Mapping[str, str]) -> tuple[str, ...]:
    """Those whose answers do not stop it, and that somebody should see to.

    Returns:
        Their codes, in their order.
    """
    return tuple(q.code for q in QUESTIONS if not q.stops and answers[q.code] != q.safe)
