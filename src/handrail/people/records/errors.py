"""Two people at once: the later save of a page that has grown old is refused, and nothing is lost."""

from handrail.platform.kernel.errors import ConcurrentEditError

__all__ = [
    "ConcurrentEditError",
    "StaleCaseContactsError",
    "StaleCaseFactsError",
    "StaleChannelError",
    "StaleSafetyPlanError",
]


class StaleSafetyPlanError(ConcurrentEditError):
    """Somebody else wrote a newer safety plan after you opened this page. Both are shown; choose, and save again."""


class StaleCaseFactsError(ConcurrentEditError):
    """Somebody else told other facts after you opened this page. Both are shown; choose, and save again."""


class StaleChannelError(ConcurrentEditError):
    """Somebody else asked about this way after you opened the page. Both answers are shown; choose, and save again."""


class StaleCaseContactsError(ConcurrentEditError):
    """Somebody else named who stays in touch after you opened this page. Both are shown; choose, and save again."""
