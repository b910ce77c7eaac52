"""A clock that is set: each act of the plan is done at its own moment, so that the record reads as it grew.

Only the loader uses it, alone in its process. What the product asks of the clock, it asks of Django's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone


class Clock:
    """Shows the moment it was set to."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


@contextmanager
def set_clock(moment: datetime) -> Iterator[Clock]:
    """Django's clock is this one until the block ends."""
    clock, real = Clock(moment), timezone.now
    timezone.now = clock.now
    try:
        yield clock
    finally:
        timezone.now = real
