"""Records of months that were drawn before: which came late, and which were taken out again. Sealed counts alone.

An earlier figure never changes: drawn again with one more person it would give that person away. What came since is
counted for the measures of all people of the same facts (those of a part are some of theirs), and drawn on its own.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from handrail.insight.disclosure.count_table import CountTableCellKey, make_count_table
from handrail.insight.disclosure.random_rounding import round_figures_at_random
from handrail.insight.facts.fact_database import FactDatabase
from handrail.insight.measures.catalogue import MEASURES
from handrail.insight.measures.engines import count_facts
from handrail.insight.measures.measure import Measure
from handrail.insight.publication.count_families import list_groups_of_measures_of_same_facts
from handrail.insight.publication.months_and_quarters import shift_month

LOOKED_BACK_MONTHS: Final = 12


class LateCountKey(NamedTuple):
    """Whose records of which month were counted."""

    measure: str
    area: str
    month: str


class EarlierCounts(NamedTuple):
    """What earlier months held when they were last looked at; of other months nothing is known."""

    months: frozenset[str]
    counts: dict[LateCountKey, int]


class LateFigures(NamedTuple):
    """Figures of earlier months' records, by area: those that came late, and those that were taken out again."""

    added: dict[str, int]
    removed: dict[str, int]


def list_measures_with_late_counts() -> list[Measure]:
    """Of each group of measures of the same facts the one that counts all people, without its splits."""
    groups = list_groups_of_measures_of_same_facts(MEASURES)
    return [replace(group.whole, by=(), share=None, share_words="", share_title="") for group in groups]


def get_measure_with_late_counts(key: str) -> str:
    """The measure whose late records hold those of this one: itself, or the one of which it is a part."""
    groups = list_groups_of_measures_of_same_facts(MEASURES)
    return next(group.whole.key for group in groups if key in {each.key for each in group.measures})


def count_records_of_earlier_months(database: FactDatabase, month: str) -> dict[LateCountKey, int]:
    """What the facts hold now of the year before a month.

    Args:
        database: with the facts of that year.
        month: that is drawn.

    Returns:
        True counts. Never shown.
    """
    first, last = shift_month(month, -LOOKED_BACK_MONTHS), shift_month(month, -1)
    counted = count_facts(database, list_measures_with_late_counts(), first, last)
    return {LateCountKey(each.measure, each.area, each.month): each.people for each in counted}


def draw_late_figures(now: Mapping[LateCountKey, int], known: EarlierCounts) -> dict[str, LateFigures]:
    """Figures of what came and went since the counts that are known.

    Args:
        now: of earlier months, as the facts have them now.
        known: as they were when they were last looked at.

    Returns:
        By measure; those of which nothing changed are left out.
    """
    keys = {key for key in now.keys() | known.counts.keys() if key.month in known.months}
    changes = {key: now.get(key, 0) - known.counts.get(key, 0) for key in keys}
    found = {}
    for measure in sorted({key.measure for key, change in changes.items() if change}):
        of_measure = [(key.area, change) for key, change in changes.items() if key.measure == measure]
        found[measure] = LateFigures(
            _draw_by_area((area, change) for area, change in of_measure if change > 0),
            _draw_by_area((area, -change) for area, change in of_measure if change < 0),
        )
    return found


def keep_counts_for_next_draw(
    month: str, published: Collection[str], counts: Mapping[LateCountKey, int]
) -> EarlierCounts:
    """What the next draw is told: of the months that it looks back on, those that are published.

    Args:
        month: that was drawn just now.
        published: the months that were drawn before it.
        counts: of this month and those before, as the facts have them.
    """
    first = shift_month(month, 1 - LOOKED_BACK_MONTHS)
    months = frozenset(each for each in (*published, month) if first <= each)
    return EarlierCounts(months, {key: people for key, people in counts.items() if key.month in months})


def _draw_by_area(people: Iterable[tuple[str, int]]) -> dict[str, int]:
    counts = Counter[str]()
    for area, number in people:
        counts[area] += number
    if not counts:
        return {}
    cells = {CountTableCellKey(area): number for area, number in counts.items()}
    drawn = round_figures_at_random(make_count_table(sorted(counts), {}, cells))
    return {key.area: number for key, number in drawn.counts.items()}
