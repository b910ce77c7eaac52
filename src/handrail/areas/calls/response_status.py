"""The status of one body's response, in the words that pages and files use. Pure."""

import datetime
from dataclasses import dataclass
from typing import Final

from handrail.areas.calls.deadlines import is_submitted_late


@dataclass(frozen=True, slots=True)
class ResponseStatus:
    """One status: its name, and how far behind the body is (the highest is rung first)."""

    code: str
    words: str
    behind: int


RESPONSE_STATUSES: Final = (
    ResponseStatus("answered", "Answered", 0),
    ResponseStatus("nothing", "Nothing to add", 0),
    ResponseStatus("sent_back", "Sent back", 1),
    ResponseStatus("to_sign", "Waiting for sign-off", 2),
    ResponseStatus("draft", "Draft", 3),
    ResponseStatus("opened", "Opened, not started", 4),
    ResponseStatus("asked", "Not opened", 5),
    ResponseStatus("withdrawn", "Withdrawn", 0),
    ResponseStatus("not_known", "Not known", 0),
    ResponseStatus("not_asked", "Not due", 0),
)
RESPONSE_STATUS_BY_CODE: Final = {status.code: status for status in RESPONSE_STATUSES}
ANSWERED_CODES: Final = ("answered", "nothing")
UNANSWERED_CODES: Final = tuple(status.code for status in RESPONSE_STATUSES if status.behind)


def get_response_status(
    *, state: str, nothing_to_add: bool, opened: bool, complete_record: bool
) -> ResponseStatus:
    """The status of a response.

    Args:
        state: of the return; empty where there is none.
        nothing_to_add: whether the return says so.
        opened: whether somebody of the body opened the call.
        complete_record: whether returns are written here; in a call entered from a text silence is "not known".
    """
    if state == "submitted":
        return RESPONSE_STATUS_BY_CODE["nothing" if nothing_to_add else "answered"]
    if state:
        return RESPONSE_STATUS_BY_CODE[state]
    if not complete_record:
        return RESPONSE_STATUS_BY_CODE["not_known"]
    return RESPONSE_STATUS_BY_CODE["opened" if opened else "asked"]


def is_response_late(
    status: ResponseStatus,
    first_submitted: datetime.datetime | None,
    deadline: datetime.datetime,
    now: datetime.datetime,
) -> bool:
    """Whether it was first submitted after the deadline, or is still to come after it.

    Args:
        status: where the response stands.
        first_submitted: when it was first submitted; None before.
        deadline: of the call.
        now: the moment that is asked about.
    """
    if first_submitted is not None:
        return is_submitted_late(first_submitted, deadline)
    return status.code in UNANSWERED_CODES and now > deadline
