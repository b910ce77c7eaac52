"""Two people who save at once: the later save of a page that has grown old is refused, and nothing is lost."""

from handrail.platform.kernel.errors import ConcurrentEditError


class StaleOversightRecordError(ConcurrentEditError):
    """Somebody else changed this after you opened the page. Both versions are shown; choose, and save again."""
