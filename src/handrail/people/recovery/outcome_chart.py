"""One outcome over time as a small picture: where they placed themselves on which day. Its table says the same."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handrail.people.recovery.core_outcomes import FURTHEST, NEAREST
from handrail.people.recovery.queries.core_outcomes import OutcomeReviewRow
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting

WIDTH, HEIGHT = 320, 146
LEFT, RIGHT, TOP, FOOT = 26, 300, 14, 98
BASE = 118  # where days stand on which nothing was placed


@dataclass(frozen=True, slots=True)
class OutcomeChartPoint:
    """One day. `kind`: placed, words (said something, and left the scale), silent (did not want to say)."""

    x: float
    y: float
    kind: str
    text: str


class OutcomeChartScoreGridline(NamedTuple):
    """One place on the scale, and how far down it stands."""

    number: int
    y: float


class OutcomeChartDayLabel(NamedTuple):
    """A day beneath the picture: where, and on which side of that point its text begins."""

    x: float
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class OutcomeChart:
    """The drawing in its own units. `runs` are the points of lines, as SVG writes them."""

    width: int
    height: int
    left: int
    right: int
    days: list[OutcomeChartDayLabel]
    days_y: int
    rungs: list[OutcomeChartScoreGridline]
    marks: list[OutcomeChartPoint]
    runs: list[str]
    title: str


def build_outcome_chart(name: str, said: Sequence[OutcomeReviewRow]) -> OutcomeChart | None:
    """The drawing’s numbers for the template; nothing where nobody has been asked yet."""
    lines = [line for line in said if not line.followed]
    if not lines:
        return None
    across = _compute_x_by_day([line.review.on for line in lines])
    marks = [_build_outcome_chart_point(line, across[line.review.on]) for line in lines]
    return OutcomeChart(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=RIGHT,
        days=_make_first_and_last_day_labels(across),
        days_y=HEIGHT - 5,
        rungs=[
            OutcomeChartScoreGridline(number, _compute_y_of_outcome_score(number))
            for number in range(FURTHEST, NEAREST + 1)
        ],
        marks=marks,
        runs=_build_svg_polyline_points(marks),
        title=msg("{name}: {told}", name=name, told=_describe_outcome_reviews(lines)),
    )


def _compute_x_by_day(days: Sequence[datetime.date]) -> dict[datetime.date, float]:
    """Days set out as far apart as they were; a single one in the middle."""
    first, last = min(days), max(days)
    length = (last - first).days
    if not length:
        return {first: (LEFT + RIGHT) / 2}
    room = RIGHT - LEFT - 24
    return {on: round(LEFT + 12 + room * (on - first).days / length, 1) for on in days}


def _make_first_and_last_day_labels(across: dict[datetime.date, float]) -> list[OutcomeChartDayLabel]:
    """The first day and the last beneath the picture: where, how it is set, and the day."""
    first, last = min(across), max(across)
    if first == last:
        return [
            OutcomeChartDayLabel(across[first], "middle", formatting.format_day_omitting_current_year(first))
        ]
    return [
        OutcomeChartDayLabel(LEFT, "start", formatting.format_day_omitting_current_year(first)),
        OutcomeChartDayLabel(RIGHT, "end", formatting.format_day_omitting_current_year(last)),
    ]


def _compute_y_of_outcome_score(number: int) -> float:
    """How far down a place on the scale stands."""
    return round(FOOT - (FOOT - TOP) * (number - FURTHEST) / (NEAREST - FURTHEST), 1)


def _build_outcome_chart_point(line: OutcomeReviewRow, x: float) -> OutcomeChartPoint:
    if line.review.placed is not None:
        return OutcomeChartPoint(
            x, _compute_y_of_outcome_score(line.review.placed), "placed", str(line.review.placed)
        )
    return OutcomeChartPoint(x, BASE, "silent" if line.review.silent else "words", "")


def _build_svg_polyline_points(marks: Sequence[OutcomeChartPoint]) -> list[str]:
    """The lines between days that follow each other and were both placed: over a day without a place none is drawn."""
    found: list[list[OutcomeChartPoint]] = [[]]
    for mark in marks:
        if mark.kind == "placed":
            found[-1].append(mark)
        elif found[-1]:
            found.append([])
    return [join_texts((f"{mark.x},{mark.y}" for mark in run), " ") for run in found if len(run) > 1]


def _describe_outcome_reviews(lines: Sequence[OutcomeReviewRow]) -> str:
    return join_texts(
        (
            msg(
                "{on}, {place_words}",
                on=formatting.format_day(line.review.on),
                place_words=describe_outcome_score_of_review(line),
            )
            for line in lines
        ),
        "; ",
    )


def describe_outcome_score_of_review(line: OutcomeReviewRow) -> str:
    """Where they put it, in words."""
    if line.review.silent:
        return "did not want to say"
    return (
        msg("{placed} of {nearest}", placed=line.review.placed, nearest=NEAREST)
        if line.review.placed is not None
        else "in words alone"
    )
