"""The moments at which the demo has to load: days that broke something once, days like them, and days drawn anew."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

LONDON: Final = ZoneInfo("Europe/London")
MORNING: Final = time(10, 15)
AROUND_CLOCK_CHANGE: Final = (time(0, 30), time(1, 30), time(23, 45))
YEARS_DRAWN_FROM: Final = 3

PLANNED_DAYS: Final[dict[str, tuple[date, ...]]] = {
    "day of a week": tuple(date(2026, 12, 7) + timedelta(days=n) for n in range(7)),
    "first or last of a month": (date(2027, 2, 1), date(2027, 4, 30), date(2027, 6, 30), date(2027, 7, 1)),
    "around Christmas": (*(date(2026, 12, day) for day in range(24, 29)), date(2027, 1, 1)),
    "around Easter": tuple(date(2027, 3, day) for day in (26, 27, 28, 29)),
    "leap year": (date(2028, 2, 28), date(2028, 2, 29)),
    "business year": (date(2027, 3, 31), date(2027, 4, 1)),
}
CLOCK_CHANGES: Final = (date(2027, 3, 28), date(2027, 10, 31))


class DemoMoment(NamedTuple):
    """When the demo is loaded, and why then."""

    at: datetime
    why: str

    def format_london_time(self) -> str:
        """Day, time and zone: half past one in the morning occurs twice when the clocks go back."""
        return f"{self.at.astimezone(LONDON):%a %d %b %Y %H:%M %Z}"


def list_planned_moments() -> Iterator[DemoMoment]:
    """Mornings of the days above, and the hours around which the clocks change."""
    for why, days in PLANNED_DAYS.items():
        for day in days:
            yield make_morning(day, why)
    for day in CLOCK_CHANGES:
        for hour in AROUND_CLOCK_CHANGE:
            yield DemoMoment(datetime.combine(day, hour, LONDON).astimezone(UTC), "clocks change")
    back = datetime.combine(CLOCK_CHANGES[1], AROUND_CLOCK_CHANGE[1], LONDON).replace(fold=1)
    yield DemoMoment(back.astimezone(UTC), "clocks change")


def list_drawn_moments(today: date, number: int, seed: str) -> Iterator[DemoMoment]:
    """So many minutes of the three years after today; the same for the same seed and day."""
    random = Random(f"{seed}:{today}")
    for _ in range(number):
        day = today + timedelta(days=random.randint(1, 365 * YEARS_DRAWN_FROM))
        hour = time(random.randrange(24), random.randrange(60))
        yield DemoMoment(datetime.combine(day, hour, LONDON).astimezone(UTC), "drawn")


def list_consecutive_moments(first: date, number: int) -> Iterator[DemoMoment]:
    """The mornings of so many days in a row."""
    for n in range(number):
        yield make_morning(first + timedelta(days=n), "one of a row")


def make_morning(day: date, why: str) -> DemoMoment:
    """A quarter past ten of that day in London."""
    return DemoMoment(datetime.combine(day, MORNING, LONDON).astimezone(UTC), why)
