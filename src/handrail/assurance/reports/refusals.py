"""Two editors at once: the later save of a page that has grown old is refused, and nothing is lost."""

from handrail.kernel.refusals import StaleSave


class StaleReport(StaleSave):
    """Somebody else changed this report after you opened the page. Read it as it stands now, then decide again."""


class StaleSection(StaleSave):
    """Somebody else changed this section after you opened the page. Both versions are shown; choose, and save again."""


class StaleEntry(StaleSave):
    """Somebody else changed this entry after you opened the page. Both versions are shown; choose, and save again."""
