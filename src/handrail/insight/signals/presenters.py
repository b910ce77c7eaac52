"""Signals as lines of the log, and the history of one as a chart with its table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from markupsafe import Markup

from handrail.insight.publication.months_and_quarters import format_short_month
from handrail.insight.signals.models import Signal
from handrail.insight.signals.queries import SignalHistory, SignalWords, describe_signal
from handrail.insight.signals.signal_rank import get_signal_sort_key
from handrail.platform.documents.charts import render_drawing_for_every_width
from handrail.platform.documents.document_tree import LineChart
from handrail.platform.followups.models import FollowUp
from handrail.platform.kernel.messages import lower_text, msg

STATE_TAGS: Final = {"new": "unknown", "accepted": "met", "dismissed": "declined"}


class SignalLogRow(NamedTuple):
    """One signal of the log, with its tag and how its intervention stands."""

    signal: Signal
    words: SignalWords
    tag: tuple[str, str]
    intervention: str


def list_signal_log_rows(rows: Iterable[Signal], area_names: Mapping[str, str]) -> list[SignalLogRow]:
    """Lines in the order of the rows."""
    return [
        SignalLogRow(
            row,
            describe_signal(row, area_names),
            (STATE_TAGS[row.state], row.get_state_display()),
            _describe_intervention_on_signal(row.follow_up) if row.follow_up else "",
        )
        for row in rows
    ]


def _describe_intervention_on_signal(action: FollowUp) -> str:
    return msg("{what} ({state})", what=action.what, state=lower_text(str(action.get_state_display())))


class SignalCluster(NamedTuple):
    """Signals of one area, month, direction and status: likely of the same people. The least likely by chance leads."""

    lead: SignalLogRow
    more: list[SignalLogRow]


def cluster_signals(lines: Iterable[SignalLogRow]) -> list[SignalCluster]:
    """Lines in their order, those of one area, month, direction and status together.

    Args:
        lines: of the log.
    """
    found = defaultdict[tuple[str, str, bool, str], list[SignalLogRow]](list)
    for line in lines:
        row = line.signal
        found[row.scan_id, row.area_code, row.is_rise, row.state].append(line)
    return [_make_cluster(some) for some in found.values()]


def _make_cluster(lines: list[SignalLogRow]) -> SignalCluster:
    ordered = sorted(lines, key=lambda line: get_signal_sort_key(line.signal))
    return SignalCluster(ordered[0], ordered[1:])


def draw_signal_history_line(found: SignalHistory) -> Markup:
    """Published figures by month as a small line; empty where nobody is shown."""
    if len(found.figures) < 2 or not any(people for _, people in found.figures):
        return Markup()
    points = tuple((format_short_month(month), people) for month, people in found.figures)
    alt = msg(
        "{title}: {first} in the first month shown, {last} in the last.",
        title=found.words.title,
        first=points[0][1],
        last=points[-1][1],
    )
    return render_drawing_for_every_width(LineChart(points), alt=alt)
