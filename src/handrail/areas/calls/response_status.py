"""How one body's answer stands, in the words that pages and files use. Pure."""

import datetime
from dataclasses import dataclass
from typing import Final

from handrail.areas.calls.deadlines import is_late


@dataclass(frozen=True, slots=True)
class ResponseStatus:
    """One way an answer can stand: a word, and how far behind it is (the highest is rung first)."""

    code: str
    words: str
    behind: int


RESPONSE_STATUSES: Final = (
    ResponseStatus("answered", "Answered", 0),
    ResponseStatus("nothing", "Nothing to add", 0),
    ResponseStatus("sent_back", "Sent back", 1),
    ResponseStatus("to_sign", "Waiting for signature", 2),
    ResponseStatus("draft", "Draft", 3),
    ResponseStatus("opened", "Opened only", 4),
    ResponseStatus("asked", "Not opened", 5),
    ResponseStatus("withdrawn", "Withdrawn", 0),
    ResponseStatus("not_known", "Not known", 0),
    ResponseStatus("not_asked", "Never due", 0),
)
RESPONSE_STATUS_BY_CODE: Final = {standing.code: standing for standing in RESPONSE_STATUSES}
ANSWERED_CODES: Final = ("answered", "nothing")
UNANSWERED_CODES: Final = tuple(standing.code for standing in RESPONSE_STATUSES if standing.behind)


def get_response_status(
    *, state: str, nothing_to_add: bool, opened: bool, complete_record: bool
) -> ResponseStatus:
    """How the answer stands. `state` is the return's, empty where there is none.

    Silence in a call that was entered later is not known; anywhere else it is silence.
    """
    if state == "submitted":
        return RESPONSE_STATUS_BY_CODE["nothing" if nothing_to_add else "answered"]
    if state:
        return RESPONSE_STATUS_BY_CODE[state]
    if not complete_record:
        return RESPONSE_STATUS_BY_CODE["not_known"]
    return RESPONSE_STATUS_BY_CODE["opened" if opened else "asked"]


def is_response_late(
    standing: ResponseStatus,
    first_submitted: datetime.datetime | None,
    deadline: datetime.datetime,
    now: datetime.datetime,
) -> bool:
    """Whether it was first submitted after the deadline, or is still to come after it."""
    if first_submitted is not None:
        return is_late(first_submitted, deadline)
    return standing.code in UNANSWERED_CODES and now > deadline
