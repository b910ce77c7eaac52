"""Why a case is closed, in the field's words. Nothing about the NRM is among them: saying no to it closes nothing."""

from django.db.models import TextChoices


class ClosureReason(TextChoices):
    """A person chooses one; the machine never does."""

    DONE = "done", "What they wanted is done, and they agree that we stop here"
    MOVED = "moved", "They live somewhere else now, and others support them there"
    NOT_WANTED = "not_wanted", "They do not want support from us now"
    NO_REACH = "no_reach", "We cannot reach them, and all that was agreed for that has been tried"
    DIED = "died", "They died"
    MISTAKE = "mistake", "The case was opened by mistake"
    TWICE = "twice", "The same person has another case here"
    OTHER = "other", "Something else"


REASONS_NEEDING_WORDS = (ClosureReason.NO_REACH, ClosureReason.MISTAKE, ClosureReason.OTHER)
"""These need words beside them."""

ERASED = "erased"
"""Of the empty case that what stays after erasure is counted under: nobody chooses it."""
