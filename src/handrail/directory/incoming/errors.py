"""What is too much, or no list at all."""

from typing import Final

from handrail.platform.kernel.errors import ActionNotPossibleError

MAX_ROWS: Final = 2_000


class UnreadableListError(ActionNotPossibleError):
    """What arrived cannot be read at all; the text says why and what to send instead."""
