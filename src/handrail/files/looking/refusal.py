"""A paper that is not taken."""

from handrail.kernel.refusals import NotNow


class NotTaken(NotNow):
    """The text says what is wrong with the file and what to send instead."""
