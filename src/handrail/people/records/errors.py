"""Two people at once: the later save of a page that has grown old is refused, and nothing is lost."""

from handrail.platform.kernel.errors import ConcurrentEditError

__all__ = ["ConcurrentEditError", "StaleOfferError"]


class StaleOfferError(ConcurrentEditError):
    """Somebody else changed this offer after you opened the page. Both versions are shown; choose, and save again."""
