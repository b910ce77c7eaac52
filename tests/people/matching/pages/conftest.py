"""An incident, a pair, a join and a note across organisations, for everybody to try."""

from support.matching_pages import linked  # noqa: F401
