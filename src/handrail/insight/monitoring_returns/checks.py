"""What is wrong with the counts of a return: missing, not the sum of its parts, changed without a reason. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from handrail.insight.monitoring_returns.choices import MonitoringCountSource
from handrail.platform.kernel.messages import join_texts, msg

LARGE_CHANGE: Final = 20
"""In 100 of the last period; from there on somebody says why. Ours: a template may ask for less in its notes."""
SMALLEST_CHANGE: Final = 10
"""People. Two rounded figures may be eight apart by rounding alone."""


class CountWithPreviousPeriod(NamedTuple):
    """A count with what it is checked against. `previous`: of the last period; None where there is none."""

    number: int
    label: str
    source: str
    people: int | None
    previous: int | None
    why: str
    parts: Sequence[int]


class MonitoringCountProblem(NamedTuple):
    """What has to be mended before the return can be signed. `is_change`: all that is missing is why it changed."""

    number: int
    words: str
    is_change: bool = False


def find_monitoring_count_problems(lines: Sequence[CountWithPreviousPeriod]) -> list[MonitoringCountProblem]:
    """All problems of a return, by the number of the count."""
    people = {line.number: line.people for line in lines}
    return [problem for line in lines for problem in _find_problems_of_monitoring_count(line, people)]


def is_large_change_since_last_period(people: int, previous: int) -> bool:
    """Whether a count moved so far from the last period that a reason is asked for."""
    change = abs(people - previous)
    return change >= SMALLEST_CHANGE and 100 * change >= LARGE_CHANGE * previous


def _find_problems_of_monitoring_count(
    line: CountWithPreviousPeriod, people: Mapping[int, int | None]
) -> list[MonitoringCountProblem]:
    if line.people is None:
        missing = {
            MonitoringCountSource.EXACT: "The organisation that gives this count has not given it yet.",
            MonitoringCountSource.PUBLISHED: "This quarter’s figure is not published yet.",
        }
        said = missing.get(MonitoringCountSource(line.source), "This count is missing.")
        return [MonitoringCountProblem(line.number, said)]
    if line.why.strip():
        return []
    found = list[MonitoringCountProblem]()
    if line.source == MonitoringCountSource.SUM:
        parts = [people.get(number) for number in line.parts]
        known = [part for part in parts if part is not None]
        if len(known) == len(parts) and sum(known) != line.people:
            told = msg(
                "Counts {numbers} add up to {total}, and this is {people}. Correct it, or enter the reason.",
                numbers=join_texts(str(number) for number in line.parts),
                total=f"{sum(known):,}",
                people=f"{line.people:,}",
            )
            found.append(MonitoringCountProblem(line.number, told))
    if line.previous is not None and is_large_change_since_last_period(line.people, line.previous):
        told = msg(
            "It was {previous} in the last period and is {people} now. Enter the reason.",
            previous=f"{line.previous:,}",
            people=f"{line.people:,}",
        )
        found.append(MonitoringCountProblem(line.number, told, is_change=True))
    return found
