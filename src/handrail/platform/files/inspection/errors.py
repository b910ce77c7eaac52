"""A paper that is not taken."""

from handrail.platform.kernel.errors import ActionNotPossibleError


class FileRejectedError(ActionNotPossibleError):
    """The text says what is wrong with the file and what to send instead."""
