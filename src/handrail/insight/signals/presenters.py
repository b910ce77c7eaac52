"""Signals as lines of the log, and the history of one as a chart with its table."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from markupsafe import Markup

from handrail.insight.publication.months_and_quarters import MONTH_NAMES
from handrail.insight.signals.models import Signal
from handrail.insight.signals.queries import SignalHistory, SignalWords, describe_signal
from handrail.platform.documents.charts import render_svg
from handrail.platform.documents.document_tree import LineChart
from handrail.platform.kernel.messages import msg

STATE_TAGS: Final = {"new": "unknown", "accepted": "met", "dismissed": "declined"}


class SignalLine(NamedTuple):
    """One signal of the log, with its tag and how its intervention stands."""

    signal: Signal
    words: SignalWords
    tag: tuple[str, str]
    intervention: str


def present_signals(rows: Iterable[Signal], area_names: Mapping[str, str]) -> list[SignalLine]:
    """Lines in the order of the rows."""
    return [
        SignalLine(
            row,
            describe_signal(row, area_names),
            (STATE_TAGS[row.state], row.get_state_display()),
            f"{row.follow_up.what} ({row.follow_up.get_state_display().lower()})" if row.follow_up else "",
        )
        for row in rows
    ]


def draw_history(found: SignalHistory) -> Markup:
    """Published figures by month as a small line; empty where nobody is shown."""
    if len(found.figures) < 2 or not any(people for _, people in found.figures):
        return Markup()
    points = tuple(
        (f"{MONTH_NAMES[int(month[5:]) - 1][:3]} ’{month[2:4]}", people) for month, people in found.figures
    )
    alt = msg(
        "{title}: {first} in the first month shown, {last} in the last.",
        title=found.words.title,
        first=points[0][1],
        last=points[-1][1],
    )
    return Markup(render_svg(LineChart(points), alt=alt))
