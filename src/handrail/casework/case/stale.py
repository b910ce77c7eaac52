"""Two people at once: the later save of a page that has grown old is refused, and nothing is lost."""

from handrail.kernel.refusals import StaleSave

__all__ = ["StaleContacts", "StaleFacts", "StaleOffer", "StalePlan", "StaleSave", "StaleWay"]


class StalePlan(StaleSave):
    """Somebody else wrote a newer safety plan after you opened this page. Both are shown; choose, and save again."""


class StaleOffer(StaleSave):
    """Somebody else changed this offer after you opened the page. Both versions are shown; choose, and save again."""


class StaleFacts(StaleSave):
    """Somebody else told other facts after you opened this page. Both are shown; choose, and save again."""


class StaleWay(StaleSave):
    """Somebody else asked about this way after you opened the page. Both answers are shown; choose, and save again."""


class StaleContacts(StaleSave):
    """Somebody else named who stays in touch after you opened this page. Both are shown; choose, and save again."""
