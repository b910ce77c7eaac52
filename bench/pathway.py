"""The rules alone, from events in memory: how fast a caseload is dated, and dated again when a calendar changes.

`python -m bench.pathway [--cases N] [--clocks N]`. One process, CPU time, the median of three.
"""

import argparse
import json
import random
import statistics
import time
from array import array
from collections.abc import Callable
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

from handrail.pathway import History, PathwayEvent, get_phase_and_clock_dates
from handrail.platform.kernel import working_days

TURNS = 3
CASES, CLOCKS, AIM = 20_000, 1_000_000, 1.0  # so many of either in a second on one core
ON = date(2026, 11, 24)
LENGTH = 5  # working days: the commonest length
ROADS = (
    ("identified", "nrm_explained", "nrm_consent_given", "nrm_referred", "rg_positive", "crime_recorded"),
    ("identified", "nrm_explained", "nrm_consent_given", "nrm_referred", "rg_positive", "cg_positive"),
    (
        "identified",
        "nrm_explained",
        "nrm_consent_given",
        "nrm_referred",
        "rg_negative",
        "local_support_started",
    ),
    ("identified", "nrm_explained", "nrm_consent_declined", "duty_to_notify_sent", "local_support_started"),
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.pathway", description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--clocks", type=int, default=CLOCKS)
    options = parser.parse_args()
    rows = measure(options.cases, options.clocks)
    for row in rows:
        print(
            f"{row['name']:32} {row['size']:>9,}  {row['figure']:>6} {row['unit']}  {row['per_second']:>9,} a second"
        )
    to = Path(__file__).resolve().parents[1] / "var" / "bench-pathway.json"
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(json.dumps(rows, indent=2) + "\n")


def measure(cases: int, clocks: int) -> list[dict[str, object]]:
    histories, starts = caseload(cases), begun(clocks)
    working_days.add_working_days(ON, 1)  # the calendar is built once
    return [
        _row(
            "pathway dated", cases, lambda: [get_phase_and_clock_dates(history, ON) for history in histories]
        ),
        _row("re-date, a new calendar", clocks, lambda: redated(starts, LENGTH)),
    ]


def rows() -> list[dict[str, object]]:
    """The same figures as rows of the table of `make bench`, beside the second that is aimed at."""
    return [
        {
            "name": row["name"],
            "size": row["size"],
            "engine": "memory",
            "figure": row["figure"],
            "unit": row["unit"],
            "beside": AIM,
            "ratio": row["figure"],
        }
        for row in measure(CASES, CLOCKS)
    ]


def _row(name: str, size: int, work: Callable[[], object]) -> dict[str, object]:
    spent = []
    for _ in range(TURNS):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    middle = statistics.median(spent)
    return {
        "name": name,
        "size": size,
        "figure": round(middle, 2),
        "unit": "s CPU",
        "per_second": round(size / middle),
    }


def caseload(size: int) -> list[History]:
    """Ordinary roads, each a few days further on than the last."""
    chance = random.Random(1)
    return [_history(road, chance) for road in islice(cycle(ROADS), size)]


def _history(road: tuple[str, ...], chance: random.Random) -> History:
    day, events = ON - timedelta(days=chance.randrange(60, 1500)), []
    for number, word in enumerate(road):
        events.append(PathwayEvent(word, day, id=str(number)))
        day += timedelta(days=chance.randrange(9))
    return History(events=tuple(events))


def begun(size: int) -> array[int]:
    """The days on which clocks began, as ordinals: what a column of dates holds."""
    chance = random.Random(2)
    return array("l", (ON.toordinal() - chance.randrange(1500) for _ in range(size)))


def redated(starts: array[int], length: int) -> array[int]:
    """Each day on which a clock can have begun is worked out once; the rest is looking up."""
    first, last = min(starts), max(starts)
    due = [
        working_days.add_working_days(date.fromordinal(day), length).toordinal()
        for day in range(first, last + 1)
    ]
    return array("l", [due[start - first] for start in starts])


if __name__ == "__main__":
    main()
