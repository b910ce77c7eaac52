"""A paper that is not taken."""

from handrail.platform.kernel.errors import ActionNotAllowed


class FileRejectedError(ActionNotAllowed):
    """The text says what is wrong with the file and what to send instead."""
