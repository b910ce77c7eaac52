"""A clock that is set: each act of the plan is done at its own moment, so that the record reads as it grew.

Only the loader uses it, alone in its process. What the product asks of the clock, it asks of Django's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone


class SettableClock:
    """Shows the moment it was set to, or the latest where that lies later.

    In the small hours much of the day is still to come, and nothing is recorded before it happens.
    """

    def __init__(self, moment: datetime, latest: datetime) -> None:
        self._latest = latest
        self.moment = moment

    @property
    def moment(self) -> datetime:
        return self._moment

    @moment.setter
    def moment(self, moment: datetime) -> None:
        self._moment = min(moment, self._latest)

    def now(self) -> datetime:
        return self._moment


@contextmanager
def use_simulated_clock(moment: datetime) -> Iterator[SettableClock]:
    """Django's clock is this one until the block ends. It is never later than Django's was before."""
    real = timezone.now
    clock = SettableClock(moment, latest=real())
    timezone.now = clock.now
    try:
        yield clock
    finally:
        timezone.now = real
