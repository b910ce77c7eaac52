"""Two people at once: the later save of a page that has grown old is refused, and nothing is lost."""

from handrail.kernel.refusals import StaleSave

__all__ = ["StaleContacts", "StaleOffer", "StalePlan", "StaleSave"]


class StalePlan(StaleSave):
    """Somebody else wrote a newer safety plan after you opened this page. Both are shown; choose, and save again."""


class StaleOffer(StaleSave):
    """Somebody else changed this offer after you opened the page. Both versions are shown; choose, and save again."""


class StaleContacts(StaleSave):
    """Somebody else named who stays in touch after you opened this page. Both are shown; choose, and save again."""
