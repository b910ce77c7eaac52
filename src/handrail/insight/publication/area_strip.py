"""Five figures of an area, from being identified to support, of the newest quarter beside the one before."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from handrail.insight.measures.breakdowns import SHARE, WITHIN
from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.measures.measure import Measure
from handrail.insight.publication.queries import FiguresByCell
from handrail.platform.kernel.messages import msg

STRIP: Final = ("identified", "nrm-agreed", "safe-place-in-a-day", "reached-in-two-days", "offers-answered")


class KeyFigure(NamedTuple):
    """One figure, what it counts, and the quarter before."""

    name: str
    value: str
    means: str
    still: bool = False


def make_key_figure(
    key: str, quarters: list[str], found: Mapping[tuple[str, str], FiguresByCell]
) -> KeyFigure:
    """One figure of the newest quarter beside the one before.

    Args:
        key: of the measure.
        quarters: codes, the newest first.
        found: the published figures by quarter and measure.
    """
    measure = MEASURES_BY_KEY[key]
    now, before = (found.get((quarter, key), {}) for quarter in (quarters[0], quarters[-1]))
    means = measure.share_words if measure.share and now.get("", 0) else "people"
    if len(quarters) > 1:
        means = msg(
            "{means}. The quarter before: {number}",
            means=means,
            number=format_people_with_base(measure, before),
        )
    return KeyFigure(measure.name, format_people_with_base(measure, now), means)


def format_people_with_base(measure: Measure, figures: FiguresByCell) -> str:
    """“200”, or “165 of 190” where the measure is a share: a part beside a whole would be compared wrongly."""
    people = figures.get("", 0)
    if not measure.share or not people:
        return f"{people:,}"
    return msg("{part} of {whole}", part=f"{figures.get(f'{SHARE}={WITHIN}', 0):,}", whole=f"{people:,}")
