"""Two editors at once: the later save of a page that has grown old is refused, and nothing is lost."""

from handrail.platform.kernel.errors import ConcurrentEditError


class StaleCallError(ConcurrentEditError):
    """Somebody else changed this call after you opened the page. Both versions are shown; choose, and save again."""


class StaleReturnAnswerError(ConcurrentEditError):
    """Somebody else changed this answer after you opened the page. Both versions are shown; choose, and save again."""


class StaleReturnPracticeError(ConcurrentEditError):
    """Somebody else changed this practice after you opened it. Both versions are shown; choose, and save again."""


class StaleReturnError(ConcurrentEditError):
    """The return was changed after you opened this page. Read it as it stands now, then decide again."""
