"""Two people at one question: the later save is refused, and both versions are shown."""

from handrail.platform.kernel.errors import ConcurrentEditError


class FormAnswerConflictError(ConcurrentEditError):
    """Somebody else answered this after you opened the page. Both versions are shown; choose, and save again."""


class AnonymousReportWordsChangedError(FormAnswerConflictError):
    """Words that you ticked were changed after you opened the page. Nothing was saved: read them as they are now."""


class DraftNoLongerBeingPreparedError(FormAnswerConflictError):
    """The draft that you had open is no longer the one being prepared. Nothing was saved: look at both, and choose."""
