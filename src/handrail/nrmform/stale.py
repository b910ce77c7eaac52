"""Two people at one question: the later save is refused, and both versions are shown."""

from handrail.kernel.refusals import StaleSave


class StaleAnswer(StaleSave):
    """Somebody else answered this after you opened the page. Both versions are shown; choose, and save again."""


class StaleWords(StaleAnswer):
    """Words that you ticked were changed after you opened the page. Nothing was saved: read them as they are now."""


class OtherDraft(StaleAnswer):
    """The draft that you had open is no longer the one being prepared. Nothing was saved: look at both, and choose."""
