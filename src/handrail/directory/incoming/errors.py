"""What is too much, or no list at all."""

from typing import Final

from handrail.platform.kernel.errors import ActionNotAllowed

MAX_ROWS: Final = 2_000


class UnreadableListError(ActionNotAllowed):
    """What arrived cannot be read at all; the text says why and what to send instead."""
