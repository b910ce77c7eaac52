"""The one place where the door looks at the calendar."""

import datetime

from handrail.kernel.dates import LONDON


def today() -> datetime.date:
    """Today in Europe/London, the zone of settings. Asked for every row of a page, so without a way round."""
    return datetime.datetime.now(LONDON).date()
