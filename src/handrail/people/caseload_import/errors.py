"""Why a file cannot be taken."""

from handrail.platform.kernel.errors import ActionNotPossibleError


class UnreadableCaseloadError(ActionNotPossibleError):
    """The file is no table that can be read; the sentence says what to do."""
