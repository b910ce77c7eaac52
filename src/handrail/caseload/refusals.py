"""Two people at once: the later save of a page that has grown old is refused, and both are shown."""

from handrail.kernel.refusals import StaleSave


class StaleTask(StaleSave):
    """Somebody else changed this task after you opened the page. Both versions are shown; choose, and save again."""


class StaleContact(StaleSave):
    """Somebody else changed this contact after you opened the page. Both versions are shown; choose, and save again."""


class StaleDependant(StaleSave):
    """Somebody else changed what is said here after you opened the page. Both are shown; choose, and save again."""
