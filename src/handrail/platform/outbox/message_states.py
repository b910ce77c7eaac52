"""Where a message is."""

from typing import Final

STATES: Final = (
    ("waiting", "Waiting to be sent"),
    ("sending", "Being sent"),
    ("sent", "Sent"),
    ("failed", "Could not be delivered"),
)
STATE_CODES: Final = tuple(code for code, _ in STATES)
MOST_ATTEMPTS: Final = 5
