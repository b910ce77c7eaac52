"""How one body's answer stands, in the words that pages and files use. Pure."""

import datetime
from dataclasses import dataclass
from typing import Final

from handrail.assurance.calls.deadline import is_late


@dataclass(frozen=True, slots=True)
class Standing:
    """One way an answer can stand: a word, and how far behind it is (the highest is rung first)."""

    code: str
    words: str
    behind: int


STANDINGS: Final = (
    Standing("answered", "Answered", 0),
    Standing("nothing", "Nothing to add", 0),
    Standing("sent_back", "Sent back", 1),
    Standing("to_sign", "Waiting for signature", 2),
    Standing("draft", "Draft", 3),
    Standing("opened", "Opened only", 4),
    Standing("asked", "Not opened", 5),
    Standing("withdrawn", "Withdrawn", 0),
    Standing("not_known", "Not known", 0),
    Standing("not_asked", "Never due", 0),
)
STANDING: Final = {standing.code: standing for standing in STANDINGS}
DONE: Final = ("answered", "nothing")
OPEN: Final = tuple(standing.code for standing in STANDINGS if standing.behind)


def standing_of(*, state: str, nothing_to_add: bool, opened: bool, complete_record: bool) -> Standing:
    """How the answer stands. `state` is the return's, empty where there is none.

    Silence in a call that was entered later is not known; anywhere else it is silence.
    """
    if state == "submitted":
        return STANDING["nothing" if nothing_to_add else "answered"]
    if state:
        return STANDING[state]
    if not complete_record:
        return STANDING["not_known"]
    return STANDING["opened" if opened else "asked"]


def came_late(
    standing: Standing,
    first_submitted: datetime.datetime | None,
    deadline: datetime.datetime,
    now: datetime.datetime,
) -> bool:
    """Whether it was first submitted after the deadline, or is still to come after it."""
    if first_submitted is not None:
        return is_late(first_submitted, deadline)
    return standing.code in OPEN and now > deadline
