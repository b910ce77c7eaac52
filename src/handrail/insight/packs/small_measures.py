"""Measures of which so few people a month are published in an area that rounding hides what changes."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from handrail.insight.measures.catalogue import MEASURES, MEASURES_BY_KEY
from handrail.insight.packs.change_sentences import SMALLEST_BASE
from handrail.insight.packs.control_limits import SMALLEST_MIDDLE
from handrail.insight.packs.published_series import WHOLE_CELL
from handrail.insight.publication.models import AreaFigures
from handrail.platform.kernel.messages import join_texts, msg

MONTHS_LOOKED_AT: Final = 12
SMALL_BY_MONTH: Final = msg("Small numbers here: choose every quarter.")


def find_measures_too_small_for_months(area: str, months: Sequence[str]) -> frozenset[str]:
    """Those with fewer than ten people a month on average; told as a share, on fewer than twenty. One statement.

    Args:
        area: its code.
        months: that are published, in order; none means that nothing is known yet.

    Returns:
        Keys of measures.
    """
    looked_at = months[-MONTHS_LOOKED_AT:]
    if not looked_at:
        return frozenset()
    rows = AreaFigures.objects.filter(area_code=area, publication__month__in=looked_at)
    people = Counter[str]()
    for key, figures in rows.values_list("measure", "figures"):
        people[key] += figures.get(WHOLE_CELL, 0)
    return frozenset(
        each.key
        for each in MEASURES
        if people[each.key] < len(looked_at) * (SMALLEST_BASE if each.share else SMALLEST_MIDDLE)
    )


def format_warning_on_small_measures(measures: Sequence[str], small: Collection[str]) -> str:
    """What a monthly pack with such measures is told; empty where it has none.

    Args:
        measures: keys of the pack's, in its order.
        small: keys of `find_measures_too_small_for_months`.
    """
    names = [MEASURES_BY_KEY[key].name for key in measures if key in small and key in MEASURES_BY_KEY]
    if not names:
        return ""
    return msg(
        "Too few people a month here to show a change: {names}. Figures are rounded to multiples of five. "
        "A pack every quarter shows more.",
        names=join_texts(names, "; "),
    )
