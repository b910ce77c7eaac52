"""Two editors at once: the later save of a page that has grown old is refused, and nothing is lost."""

from handrail.platform.kernel.errors import ConcurrentEditError


class StaleReportError(ConcurrentEditError):
    """Somebody else changed this report after you opened the page. Read it as it stands now, then decide again."""


class StaleReportSectionError(ConcurrentEditError):
    """Somebody else changed this section after you opened the page. Both versions are shown; choose, and save again."""


class StaleReportEntryError(ConcurrentEditError):
    """Somebody else changed this entry after you opened the page. Both versions are shown; choose, and save again."""
