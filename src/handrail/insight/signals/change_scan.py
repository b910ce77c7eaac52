"""Is a series higher or lower than its own history explains? Pure, on arrays; reads true counts and tells none.

The last 1, 3 and 6 months are held against up to 36 that end six months before, by a gamma-Poisson prediction whose
dispersion is pooled over like series; p is twice 2.3 times the smallest tail, which is cautious. Of a month's series
those are signals that Benjamini and Hochberg let pass at 10 in 100. Trials: design of figures, section 6.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import betainc

SPANS: Final = (1, 3, 6)
GAP_MONTHS: Final = 6
MOST_HISTORY: Final = 36
LEAST_HISTORY: Final = 12
TAILS: Final = 2 * 2.3
"""Two tails, and three spans that overlap."""
FALSE_SHARE: Final = 0.10
LEAST_SEASONAL_MEAN: Final = 8.0
LEAST_SEASONAL_MONTHS: Final = 24


@dataclass(frozen=True, slots=True)
class FoundChange:
    """A change beyond chance. `row` is that of the array; `span` how many months it was seen over."""

    row: int
    is_rise: bool
    span: int
    p: float


def find_changes(
    counts: np.ndarray, groups: np.ndarray, seasons: np.ndarray | None = None
) -> list[FoundChange]:
    """Rows whose last months differ from their history by more than chance.

    Args:
        counts: a row for each series, a column for each month, the newest last.
        groups: of each row the number of the like series that share a dispersion.
        seasons: of each row and month, how much busier the month is than the average; all alike where it is None.

    Returns:
        In the order of the rows; none where there is less than a year of history.
    """
    p, rises, spans = compute_chance_probabilities(counts, groups, seasons)
    if not len(p):
        return []
    kept = find_significant_series(p)
    return [
        FoundChange(row, bool(rises[row]), int(spans[row]), float(p[row]))
        for row in range(len(p))
        if kept[row]
    ]


def compute_chance_probabilities(
    counts: np.ndarray, groups: np.ndarray, seasons: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """How likely chance alone gives each row's last months, or anything further off.

    Args:
        counts: as in `find_changes`.
        groups: as in `find_changes`.
        seasons: as in `find_changes`.

    Returns:
        For each row p between 0 and 1, whether it is a rise, and over how many months; empty without enough history.
    """
    months = counts.shape[1]
    first = max(0, months - GAP_MONTHS - MOST_HISTORY)
    if not len(counts) or months - GAP_MONTHS - first < LEAST_HISTORY:
        return np.array([]), np.array([]), np.array([])
    busy = np.ones(counts.shape) if seasons is None else seasons
    history, exposure = counts[:, first : months - GAP_MONTHS], busy[:, first : months - GAP_MONTHS]
    seen, base = history.sum(axis=1), exposure.sum(axis=1)
    spread = _estimate_pooled_dispersion(history, exposure, groups)
    shape = (seen + 0.5) / spread
    smallest, rises, spans = (
        np.full(len(counts), 2.0),
        np.zeros(len(counts), bool),
        np.zeros(len(counts), int),
    )
    for span in SPANS:
        newest, busyness = counts[:, -span:].sum(axis=1), busy[:, -span:].sum(axis=1)
        share = busyness / (base + busyness)
        above = np.where(newest > 0, betainc(np.maximum(newest / spread, 1e-9), shape, share), 1.0)
        below = 1.0 - betainc((newest + 1) / spread, shape, share)
        for tail, is_rise in ((above, True), (below, False)):
            better = tail < smallest
            smallest = np.where(better, tail, smallest)
            rises, spans = np.where(better, is_rise, rises), np.where(better, span, spans)
    return np.minimum(1.0, TAILS * smallest), rises, spans


def _estimate_pooled_dispersion(history: np.ndarray, exposure: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """How much more the months of like series vary than chance alone would have it; never less than 1."""
    expected = history.sum(axis=1, keepdims=True) / exposure.sum(axis=1, keepdims=True) * exposure
    squares = np.where(expected > 0, (history - expected) ** 2 / np.maximum(expected, 1e-9), 0.0).sum(axis=1)
    freedom = np.where(history.sum(axis=1) > 0, history.shape[1] - 1, 0)
    pooled_squares, pooled_freedom = np.bincount(groups, squares), np.bincount(groups, freedom)
    pooled: np.ndarray = np.maximum(1.0, pooled_squares / np.maximum(pooled_freedom, 1))[groups]
    return pooled


def find_significant_series(p: np.ndarray, share: float = FALSE_SHARE) -> np.ndarray:
    """Which of many p stand out, so that about this share of them is false (Benjamini and Hochberg 1995)."""
    order = np.argsort(p)
    passed = np.nonzero(p[order] <= share * np.arange(1, len(p) + 1) / len(p))[0]
    kept = np.zeros(len(p), bool)
    if len(passed):
        kept[order[: passed[-1] + 1]] = True
    return kept


def compute_season_factors(country: np.ndarray, month_of_year: np.ndarray) -> np.ndarray:
    """How much busier each month is than the average, by the country's history; all 1 where that is too short.

    Args:
        country: the country's counts of one measure, the newest month last.
        month_of_year: 0 to 11 for each column.

    Returns:
        A factor for each column.
    """
    history = country[: len(country) - GAP_MONTHS]
    if len(history) < LEAST_SEASONAL_MONTHS or history.mean() < LEAST_SEASONAL_MEAN:
        return np.ones(len(country))
    months = month_of_year[: len(history)]
    means = np.array([history[months == month].mean() for month in range(12)])
    factors: np.ndarray = np.maximum(means / means.mean(), 0.2)[month_of_year]
    return factors
