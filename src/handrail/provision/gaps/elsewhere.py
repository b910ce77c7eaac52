"""What other parts of provision know of a gap."""

import datetime


def refusals_of_places(body_id: int, since: datetime.date) -> list[tuple[str, datetime.date]]:
    """The kind of need and the day of each body that said no to a place."""
    return []
