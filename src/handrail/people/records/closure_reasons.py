"""Why a case is closed, in the field's words. Nothing about the NRM is among them: saying no to it closes nothing."""

from django.db.models import TextChoices


class ClosureReason(TextChoices):
    """A person chooses one; the machine never does."""

    DONE = "done", "Support finished, as agreed with them"
    MOVED = "moved", "Moved; supported elsewhere"
    NOT_WANTED = "not_wanted", "They do not want our support now"
    NO_REACH = "no_reach", "We cannot reach them, and have tried everything that was agreed"
    DIED = "died", "They died"
    MISTAKE = "mistake", "The case was opened by mistake"
    TWICE = "twice", "The same person has another case here"
    OTHER = "other", "Something else"


REASONS_NEEDING_WORDS = (ClosureReason.NO_REACH, ClosureReason.MISTAKE, ClosureReason.OTHER)
"""These need words beside them."""

ERASED = "erased"
"""Of the empty case that what stays after erasure is counted under: nobody chooses it."""
