"""Two people who save at once: the later save of a page that has grown old is refused, and nothing is lost."""

from handrail.platform.kernel.errors import ConcurrentEditError


class StaleRecommendationError(ConcurrentEditError):
    """Somebody else changed this recommendation after you opened the page. Both are shown; choose, and save again."""


class StaleUpdateRequestError(ConcurrentEditError):
    """Something was added here after you opened the page. Read it below, then save again."""
