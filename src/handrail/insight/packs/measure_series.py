"""One measure over time as a chart and its table show it: by month or quarter, people or a share, with its limits."""

from dataclasses import dataclass, replace

from handrail.insight.packs import change_sentences
from handrail.insight.packs.change_sentences import get_share_in_100
from handrail.insight.packs.control_limits import SMALLEST_MIDDLE, STRETCH, compute_control_limits
from handrail.insight.packs.periods import (
    POINTS_SHOWN,
    format_period,
    get_period_kind,
)
from handrail.insight.packs.published_series import PackFigures, TotalAndShareFigures
from handrail.insight.publication.definitions import MeasureDefinitionWords
from handrail.platform.documents.document_tree import ControlLimits
from handrail.platform.kernel.messages import msg


@dataclass(frozen=True, slots=True)
class MeasureSeries:
    """One measure over time, as its chart and table show it: people, those within its share, or these in percent.

    `is_share` where it is in percent. `pairs`: the people behind each value.
    """

    periods: list[str]
    values: list[int]
    pairs: list[TotalAndShareFigures]
    is_share: bool
    limits: ControlLimits | None
    limits_note: str


def make_measure_series(
    period: str, limits_from: str, key: str, words: MeasureDefinitionWords, figures: PackFigures
) -> MeasureSeries:
    """One measure up to a period: of a measure that is told as a share the part is drawn, never its base.

    Args:
        period: the last that is shown.
        limits_from: the first whose figures make the limits.
        key: of the measure.
        words: of the measure, as published.
        figures: published ones.
    """
    periods = figures.list_periods_since(limits_from, period) or [period]
    pairs = [figures.get_figure(key, each) for each in periods]
    is_share = "share" in words and all(pair.people >= change_sentences.SMALLEST_BASE for pair in pairs)
    if is_share:
        values = [get_share_in_100(pair.part, pair.people) for pair in pairs]
    elif "share" in words:
        values = [pair.part for pair in pairs]
    else:
        values = [pair.people for pair in pairs]
    limits = compute_control_limits(values, smallest_middle=0 if is_share else SMALLEST_MIDDLE)
    hidden = max(0, len(values) - POINTS_SHOWN[get_period_kind(period)])
    if limits:
        limits = replace(limits, stretch=max(0, STRETCH - hidden))
    why = ""
    if limits is None and len(values) < STRETCH:
        why = msg(
            "No usual range (how far figures normally vary) yet: it needs {stretch} periods, and {there} are shown.",
            stretch=STRETCH,
            there=len(values),
        )
    elif limits is None:
        why = msg(
            "Where the average is under {least}, the charts do not show the usual range (how far figures normally "
            "vary): most ups and downs are chance or rounding.",
            least=SMALLEST_MIDDLE,
        )
    elif hidden:
        why = msg(
            "The usual range is worked out from {first} to {last}. The chart shows the newest {shown} periods.",
            first=format_period(periods[0]),
            last=format_period(periods[STRETCH - 1]),
            shown=len(values) - hidden,
        )
    return MeasureSeries(periods[hidden:], values[hidden:], pairs[hidden:], is_share, limits, why)
