"""The states of a call, a return and a practice, and what is chosen of each, with their names."""

from enum import StrEnum
from typing import Final


class CallState(StrEnum):
    """A call before it is asked, while it is answered, and after."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class ReturnState(StrEnum):
    """Where a return is. Whoever must act next is said by the state."""

    DRAFT = "draft"  # with the staff who write it
    TO_SIGN = "to_sign"  # with whoever signs for the body
    SUBMITTED = "submitted"  # locked
    SENT_BACK = "sent_back"  # with the staff again, with a comment
    WITHDRAWN = "withdrawn"  # taken back by the body after it was submitted


CALL_STATES: Final = (
    (CallState.DRAFT.value, "Not asked yet"),
    (CallState.OPEN.value, "Open"),
    (CallState.CLOSED.value, "Closed"),
)
RETURN_STATES: Final = (
    (ReturnState.DRAFT.value, "Draft"),
    (ReturnState.TO_SIGN.value, "Waiting for sign-off"),
    (ReturnState.SUBMITTED.value, "Submitted"),
    (ReturnState.SENT_BACK.value, "Sent back"),
    (ReturnState.WITHDRAWN.value, "Withdrawn"),
)
WRITABLE: Final = (ReturnState.DRAFT.value, ReturnState.SENT_BACK.value)

QUESTION_KINDS: Final = (
    ("text", "Text"),
    ("choice", "One choice from a list"),
    ("number", "Number"),
    ("table", "Table"),
    ("practices", "Practices, one by one"),
)
PRACTICE_STATES: Final = (
    ("in_place", "In place"),
    ("under_way", "Under way"),
    ("pilot", "Pilot"),
    ("planned", "Planned"),
    ("seeking_funds", "Seeking funding"),
    ("challenge", "Unsolved problem"),
)
EVALUATED: Final = (("yes", "Evaluated"), ("no", "Not evaluated"), ("not_known", "Not known"))
PRACTICE_KINDS: Final = (
    ("service", "Support service"),
    ("post", "Staff post"),
    ("place", "Place to stay"),
    ("fund", "Money and essentials"),
    ("language", "Interpreting"),
    ("health", "Health and recovery"),
    ("work", "Work and learning"),
    ("justice", "Police, court and rights"),
    ("training", "Training"),
    ("guidance", "Guidance, form or tool"),
    ("partnership", "Working together"),
    ("outreach", "Outreach"),
    ("oversight", "Oversight, plans and figures"),
    ("other", "Something else"),
)
PHASES: Final = ("before", "during", "after", "outside")


def get_choice_codes(pairs: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The codes of a tuple of pairs.

    Returns:
        The first of each pair.
    """
    return tuple(code for code, _ in pairs)
