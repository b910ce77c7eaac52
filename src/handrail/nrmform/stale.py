"""Two people at one question: the later save is refused, and both versions are shown."""

from handrail.kernel.refusals import StaleSave


class StaleAnswer(StaleSave):
    """Somebody else answered this after you opened the page. Both versions are shown; choose, and save again."""
