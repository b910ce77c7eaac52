"""The road taken, for the map with "you are here", and the support that runs beside it."""

from dataclasses import dataclass
from datetime import date, datetime

from handrail.pathway.answering import clock_runs
from handrail.pathway.history import History
from handrail.pathway.reading import Reading
from handrail.pathway.routes import Step, rail
from handrail.pathway.stages import code_of
from handrail.pathway.walk import read


@dataclass(frozen=True, slots=True)
class Lane:
    """Support that runs beside the steps, whatever the step."""

    code: str
    name: str
    since: date
    until: date | None
    note: str


LANES = (
    ("local", "Local support", "local_support_started", "local_support_ended", "Does not depend on the NRM."),
    ("national", "National support", "national_support_started", "national_support_ended", ""),
)


def steps(history: History, on: date | datetime) -> tuple[Step, ...]:
    reading = read(history, on)
    runs = clock_runs(reading)
    return rail(reading, runs, code_of(reading, runs))


def lanes(history: History, on: date | datetime) -> tuple[Lane, ...]:
    reading = read(history, on)
    found = (_lane(reading, *lane) for lane in LANES)
    return tuple(lane for lane in found if lane)


def _lane(reading: Reading, code: str, name: str, starts: str, ends: str, note: str) -> Lane | None:
    started = reading.last.get(starts)
    if started is None:
        return None
    ended = None if reading.since(starts, ends) else reading.last[ends].at
    return Lane(code, name, started.at, ended, note)
