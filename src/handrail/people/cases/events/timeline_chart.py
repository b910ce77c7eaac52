"""What happened on a case, to scale: phases, events and support along the days. Its table says the same."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from handrail import pathway
from handrail.pathway.route_map import PHASE_NAMES
from handrail.people.cases.events.queries.timeline_rows import EventRow
from handrail.platform.kernel.dates import SHORT_MONTHS
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting

WIDE, NARROW = 720, 340
MARGIN, BAND, RAIL, STACK, LANE = 8, 22, 118, 11, 26
"""Of the drawing: the room at its sides, the height of a phase, where the rail is, how far marks are apart, a lane."""
MARK = 9
"""Events closer than this stand one above the other."""
MOST_ABOVE = 7
LETTER = 7.2
"""How wide a letter of a label is, to leave out a label that has no room."""

BETWEEN_LABELS = 12
"""Free room between two labels below the rail."""


class TimelineChartSpan(NamedTuple):
    """A stretch of days: a phase or support. The label of a phase is empty where there is no room for it."""

    x: float
    width: float
    label: str
    code: str
    y: float
    label_x: float
    anchor: str


class TimelineChartMark(NamedTuple):
    """One event."""

    x: float
    y: float


class TimelineChartTick(NamedTuple):
    """The first of a month below the rail; `label` is empty where there is no room for it."""

    x: float
    label: str
    anchor: str


class TimelineChart(NamedTuple):
    """The drawing in its own units."""

    width: int
    height: int
    left: float
    right: float
    rail: int
    phases: list[TimelineChartSpan]
    marks: list[TimelineChartMark]
    lanes: list[TimelineChartSpan]
    ticks: list[TimelineChartTick]


class TimelineChartRow(NamedTuple):
    """A row of the table: the day, days since the one before, what happened, the phase."""

    on: datetime.date
    after: str
    name: str
    phase: str


class TimelinePicture(NamedTuple):
    """The drawing for a desk and paper, the one for a phone, what both say, and the same as a table."""

    wide: TimelineChart
    narrow: TimelineChart
    title: str
    rows: list[TimelineChartRow]


def build_timeline_picture(
    events: Sequence[EventRow], lanes: Sequence[pathway.SupportPeriod], today: datetime.date
) -> TimelinePicture | None:
    """The picture of what counts: what was corrected or taken back is left out.

    Args:
        events: newest first.
        lanes: support that runs beside.
        today: where the days end, unless an event is later.

    Returns:
        None where fewer than two days are known: there is nothing to scale.
    """
    told = [row for row in reversed(events) if not row.struck and row.event != "entered_in_error"]
    if not told or told[0].at >= max(today, told[-1].at):
        return None
    return TimelinePicture(
        _TimelineDrawing(told, lanes, today, WIDE).draw(),
        _TimelineDrawing(told, lanes, today, NARROW).draw(),
        _describe_timeline(told),
        _make_timeline_chart_rows(told),
    )


def _list_phases_with_start_day(told: Sequence[EventRow]) -> list[tuple[str, datetime.date]]:
    """Each phase with the day from which on it was: of the moment of each event."""
    found: list[tuple[str, datetime.date]] = []
    for row in told:
        if row.phase and (not found or found[-1][0] != row.phase):
            found.append((row.phase, row.at))
    return found


class _TimelineDrawing:
    """The numbers of one drawing."""

    def __init__(
        self,
        told: Sequence[EventRow],
        lanes: Sequence[pathway.SupportPeriod],
        today: datetime.date,
        width: int,
    ) -> None:
        self.told, self.lanes, self.width = told, lanes, width
        self.first, self.last = told[0].at, max(today, told[-1].at)

    def draw(self) -> TimelineChart:
        return TimelineChart(
            width=self.width,
            height=RAIL + 34 + LANE * len(self.lanes),
            left=MARGIN,
            right=self.width - MARGIN,
            rail=RAIL,
            phases=self._list_phase_spans(),
            marks=self._list_marks(),
            lanes=self._list_lane_spans(),
            ticks=self._list_ticks(),
        )

    def _x(self, on: datetime.date) -> float:
        room = self.width - 2 * MARGIN
        return round(MARGIN + room * (on - self.first).days / (self.last - self.first).days, 1)

    def _list_phase_spans(self) -> list[TimelineChartSpan]:
        phases = _list_phases_with_start_day(self.told)
        ends = [on for _, on in phases[1:]] + [self.last]
        spans = [
            self._make_span(since, until, PHASE_NAMES[pathway.Phase(phase)], phase, 0)
            for (phase, since), until in zip(phases, ends, strict=True)
        ]
        return [span if span.label_x == span.x + 6 else span._replace(label="") for span in spans]

    def _list_lane_spans(self) -> list[TimelineChartSpan]:
        return [
            self._make_span(
                lane.since,
                min(lane.until or self.last, self.last),
                lane.name,
                lane.code,
                RAIL + 30 + LANE * n,
            )
            for n, lane in enumerate(self.lanes)
        ]

    def _make_span(
        self, since: datetime.date, until: datetime.date, name: str, code: str, y: float
    ) -> TimelineChartSpan:
        """With its label inside, or else before it or behind it, where there is more room."""
        x = self._x(since)
        width = max(2.0, round(self._x(max(until, since)) - x, 1))
        label = TimelineChartSpan(x, width, name, code, y, x + 6, "start")
        if len(name) * LETTER < width - 8:
            return label
        if x > self.width / 2:
            return label._replace(label_x=x - 6, anchor="end")
        return label._replace(label_x=x + width + 6)

    def _list_marks(self) -> list[TimelineChartMark]:
        """Each event on the rail, or above one that is at the same place."""
        marks: list[TimelineChartMark] = []
        above, at = 0, -MARK * 2.0
        for row in self.told:
            x = self._x(row.at)
            above, at = (above + 1, at) if x - at < MARK else (0, x)
            marks.append(TimelineChartMark(at, RAIL - STACK * min(above, MOST_ABOVE)))
        return marks

    def _list_ticks(self) -> list[TimelineChartTick]:
        months = _list_month_starts(self.first, self.last)
        free = 0.0
        ticks = []
        for on in months:
            x = self._x(on)
            label = msg("{month} {year}", month=SHORT_MONTHS[on.month - 1], year=on.year)
            end = x + len(label) * LETTER
            shown = x >= free and end <= self.width
            free = end + BETWEEN_LABELS if shown else free
            ticks.append(TimelineChartTick(x, label if shown else "", "start"))
        if not any(tick.label for tick in ticks):
            ticks = [
                TimelineChartTick(self._x(self.first), formatting.format_day(self.first), "start"),
                TimelineChartTick(self._x(self.last), formatting.format_day(self.last), "end"),
            ]
        return ticks


def _list_month_starts(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    number = first.year * 12 + first.month  # the month after the first day's
    end = last.year * 12 + last.month - 1
    return [datetime.date(one // 12, one % 12 + 1, 1) for one in range(number, end + 1)]


def _describe_timeline(told: Sequence[EventRow]) -> str:
    phases = join_texts(
        (
            msg(
                "{phase} from {day}",
                phase=PHASE_NAMES[pathway.Phase(phase)],
                day=formatting.format_day(since),
            )
            for phase, since in _list_phases_with_start_day(told)
        ),
        "; ",
    )
    return msg(
        "{events} from {first} to {last}. {phases}.",
        events=formatting.plural(len(told), "event"),
        first=formatting.format_day(told[0].at),
        last=formatting.format_day(told[-1].at),
        phases=phases,
    )


def _make_timeline_chart_rows(told: Sequence[EventRow]) -> list[TimelineChartRow]:
    rows, before = [], told[0].at
    for row in told:
        days = (row.at - before).days
        after = formatting.plural(days, "day") if days else ""
        phase = PHASE_NAMES[pathway.Phase(row.phase)] if row.phase else ""
        rows.append(TimelineChartRow(row.at, after, row.name, phase))
        before = row.at
    return rows
