"""Where a message is, and how it goes."""

from typing import Final

STATES: Final = (
    ("waiting", "Waiting to be sent"),
    ("sending", "Being sent"),
    ("sent", "Sent"),
    ("failed", "Could not be delivered"),
)
STATE_CODES: Final = tuple(code for code, _ in STATES)
MOST_ATTEMPTS: Final = 5

CHANNELS: Final = (("email", "Email"), ("text", "Text message"))
CHANNEL_CODES: Final = tuple(code for code, _ in CHANNELS)
