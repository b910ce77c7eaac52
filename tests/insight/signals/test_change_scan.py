"""The scan on series of fixed seeds: false alarms and delay beside Shewhart's and Farrington's, discoveries by hand."""

import numpy as np
import pytest

from handrail.insight.signals.change_scan import (
    compute_chance_probabilities,
    compute_season_factors,
    find_changes,
    find_significant_series,
)
from support.farrington import find_thresholds, raises_alarm

MONTHS = 48


def draw(seed, series, mean, *, months=MONTHS, spread=1.0):
    r = np.random.default_rng(seed)
    if spread == 1.0:
        return r.poisson(mean, (series, months))
    return r.negative_binomial(mean / (spread - 1), 1 / spread, (series, months))


def alarm_share(counts, level):
    p, _, _ = compute_chance_probabilities(counts, np.zeros(len(counts), int))
    return float((p < level).mean())


@pytest.mark.parametrize(("mean", "spread"), [(1, 1.0), (5, 1.0), (20, 1.0), (10, 2.0)])
def test_false_alarms_stay_below_what_is_claimed(mean, spread):
    counts = draw(17, 4000, mean, spread=spread)
    assert alarm_share(counts, 0.05) <= 0.05
    assert alarm_share(counts, 0.01) <= 0.013  # of 4,000 draws 0.01 is met to within 0.003


def test_shewharts_three_sigma_has_more_false_alarms_on_small_series():
    """At a mean of 0.3 its limit is passed by chance in 2.4 of 100 months (design); the scan by 1 at 0.05."""
    counts = draw(18, 4000, 0.3)
    history, newest = counts[:, :36], counts[:, -1]
    limit = history.mean() + 3 * np.sqrt(history.mean())
    shewhart = float((newest > limit).mean())
    by_hand = 1 - np.exp(-0.3) * (1 + 0.3)  # the limit is 1.94: two or more, 3.7 in 100
    assert abs(shewhart - by_hand) < 3 * np.sqrt(by_hand * (1 - by_hand) / len(counts))
    assert alarm_share(counts, 0.05) < 0.015


@pytest.mark.parametrize(
    ("mean", "factor", "months", "least"),
    [(3, 3.0, 3, 0.90), (3, 3.0, 6, 0.95), (8, 0.3, 3, 0.85), (1, 0.3, 3, 0.0)],
)
def test_how_many_planted_changes_are_found_in_time(mean, factor, months, least):
    """A tripled mean of 3 by 3 and 6 months; a fall to 0.3 at a mean of 8. At a mean of 1 a fall is not found."""
    counts = draw(19, 300, mean)
    counts[:, -months:] = draw(20, 300, mean * factor, months=months)
    found = np.zeros(300, bool)
    for last in range(months):
        end = MONTHS - last
        seen = np.concatenate([draw(21, 300, mean, months=last), counts[:, :end]], axis=1)
        p, rises, _ = compute_chance_probabilities(seen, np.zeros(300, int))
        found |= (p < 0.05) & (rises == (factor > 1))
    assert found.mean() >= least
    if least == 0.0:
        assert found.mean() < 0.10


SIMILAR = 0.05, 0.025
"""The scan looks for falls too: its half for rises stands beside Farrington's level for rises alone."""


def alarms(counts):
    """Whether the newest month of each series is an alarm: a rise by the scan, by Farrington, by Shewhart."""
    p, rises, _ = compute_chance_probabilities(counts, np.zeros(len(counts), int))
    mean = counts[:, -42:-6].mean(axis=1)
    shewhart = counts[:, -1] > mean + 3 * np.sqrt(mean)
    return np.stack([(p < SIMILAR[0]) & rises, raises_alarm(counts, SIMILAR[1]), shewhart])


@pytest.mark.parametrize(
    ("mean", "spread", "in_100"),
    [
        (1, 1.0, (1.9, 1.9, 1.4)),
        (5, 1.0, (1.9, 2.3, 0.5)),
        (20, 1.0, (2.2, 2.6, 0.4)),
        (10, 2.0, (2.4, 3.4, 3.1)),
    ],
)
def test_false_alarms_a_series_month_beside_farrington_and_shewhart(mean, spread, in_100):
    """In 100 of 4,000 series without a change. Where months vary by more than chance, theirs grow and ours do not."""
    found = 100 * alarms(draw(17, 4000, mean, spread=spread)).mean(axis=1)
    assert found.round(1).tolist() == pytest.approx(in_100, abs=0.15)


@pytest.mark.parametrize(("months", "in_100"), [(3, (97.7, 93.9, 91.5)), (6, (100, 99.0, 98.9))])
def test_tripled_series_found_in_time_beside_farrington_and_shewhart(months, in_100):
    """Of 2,000 series with a mean of 3 that triples: found in one of the first 3, or 6, months."""
    before, after, found = draw(19, 2000, 3), draw(20, 2000, 9, months=months), np.zeros((3, 2000), bool)
    for past in range(1, months + 1):
        found |= alarms(np.concatenate([before[:, : MONTHS - past], after[:, :past]], axis=1))
    assert (100 * found.mean(axis=1)).round(1).tolist() == pytest.approx(in_100, abs=0.15)


def test_farringtons_threshold_by_hand():
    """Ten a month throughout: the line is flat, and of a Poisson count with mean 10 the 97.5% quantile is 17.

    With one month of 100 in the past the line would lie at 12.5; its weight is nearly nought, so the threshold stays.
    """
    steady = np.full((1, MONTHS), 10)
    assert find_thresholds(steady, 0.025).tolist() == [17]
    assert not raises_alarm(steady, 0.025)[0]
    outbreak = steady.copy()
    outbreak[0, 20] = 100
    assert find_thresholds(outbreak, 0.025)[0] < 40
    outbreak[0, -1] = 60
    assert raises_alarm(outbreak, 0.025)[0]


def test_a_fall_that_shewharts_limits_cannot_see_is_found():
    """Its lower limit, mean less 3 roots of it, is below nought under a mean of 9; no month is below that."""
    assert [mean - 3 * mean**0.5 < 0 for mean in (3, 8, 9, 16)] == [True, True, False, False]
    counts = draw(26, 300, 8)
    counts[:, -3:] = draw(27, 300, 2, months=3)
    p, rises, _ = compute_chance_probabilities(counts, np.zeros(300, int))
    assert (counts[:, -3:] >= 0).all()  # so Shewhart's limit is silent
    assert ((p < 0.05) & ~rises).mean() >= 0.85  # the design's trial: 88 in 100 for a fall to 0.3 of it


def test_of_many_series_about_one_signal_in_ten_is_false():
    counts = draw(22, 500, 6)
    counts[:25, -6:] = draw(23, 25, 18, months=6)
    found = [change.row for change in find_changes(counts, np.zeros(500, int))]
    assert len([row for row in found if row < 25]) >= 20
    assert len([row for row in found if row >= 25]) <= 5


def test_a_season_is_divided_out():
    """A season of a fifth on a mean of 200 for the country."""
    of_year = np.arange(MONTHS) % 12
    wave = 1 + 0.2 * np.sin(2 * np.pi * of_year / 12)
    r = np.random.default_rng(24)
    counts = r.poisson(20 * wave, (400, MONTHS))
    factors = compute_season_factors(counts.sum(axis=0), of_year)
    seasons = np.tile(factors, (400, 1))
    p, _, _ = compute_chance_probabilities(counts, np.zeros(400, int), seasons)
    assert (p < 0.05).mean() <= 0.05
    assert compute_season_factors(np.full(20, 3.0), np.arange(20) % 12).tolist() == [1.0] * 20


def test_with_less_than_a_year_of_history_nothing_is_told():
    assert find_changes(draw(25, 10, 5, months=17), np.zeros(10, int)) == []
    assert len(compute_chance_probabilities(draw(25, 10, 5, months=18), np.zeros(10, int))[0]) == 10


def test_discoveries_by_hand():
    """Of four at 10 in 100: limits 0.025, 0.05, 0.075, 0.1. The third passes, and so do those below it."""
    assert find_significant_series(np.array([0.2, 0.06, 0.02, 0.07])).tolist() == [False, True, True, True]
    assert find_significant_series(np.array([0.2, 0.3])).tolist() == [False, False]
