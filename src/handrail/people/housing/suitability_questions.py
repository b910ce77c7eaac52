"""The check before a hotel or B&B: nine questions, and what their answers say together. Pure.

Each is asked so that “yes” speaks for the place; not sure about safety is treated as not safe.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class SuitabilityQuestion:
    """One question. “Yes” speaks for the place; `stops` says that any other answer speaks against it."""

    code: str
    ask: str
    stops: bool
    against: str
    hint: str = ""


SAFE: Final = "yes"
QUESTIONS: Final = (
    SuitabilityQuestion(
        "ground_floor",
        "Is the room on the ground floor, or is there a lift?",
        False,
        "Not on the ground floor",
    ),
    SuitabilityQuestion(
        "staff_told",
        "Do staff know only what they need to?",
        False,
        "Staff not told, or told too much",
        "Agree this with the person first. Do not say the name of the organisation or the reason.",
    ),
    SuitabilityQuestion(
        "no_identity_check",
        "Can they check in without an identity document?",
        False,
        "Front desk asks for identity document",
    ),
    SuitabilityQuestion(
        "no_card_needed",
        "Can they check in without a bank card or a deposit?",
        False,
        "Front desk asks for a card or deposit",
    ),
    SuitabilityQuestion(
        "not_shared",
        "Is the room private, with no corridor, kitchen or bathroom shared with others?",
        False,
        "Corridor, kitchen or bathroom shared with others",
    ),
    SuitabilityQuestion(
        "no_known_risk",
        "Are you sure that no one was exploited there and that exploiters do not look there?",
        True,
        "Known risk at this place, or not sure",
    ),
    SuitabilityQuestion(
        "not_flagged",
        "Are you sure that nobody has marked it “do not use”?",
        True,
        "Someone said “do not use”",
    ),
    SuitabilityQuestion(
        "far_enough",
        "Is it far enough from the people and places that the person fears?",
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
    return tuple(q.code for q in QUESTIONS if q.stops and answers[q.code] != SAFE)


def list_warning_question_codes(answers: Mapping[str, str]) -> tuple[str, ...]:
    """Those whose answers do not stop it, and that somebody should see to.

    Returns:
        Their codes, in their order.
    """
    return tuple(q.code for q in QUESTIONS if not q.stops and answers[q.code] != SAFE)
