"""Farrington's method as improved by Noufaily and others, to stand beside our scan. Written from the papers, for tests.

Farrington, Andrews, Beale, Catchpole (1996), J R Stat Soc A 159:547-563; Noufaily, Enki, Farrington, Garthwaite,
Andrews, Charlett (2013), Statistics in Medicine 32:1206-1222: a quasi-Poisson line through the history, past outbreaks
weighted down by Anscombe residuals above 2.58, and the quantile of a negative binomial as threshold. The history ends
six months before, as theirs ends 26 weeks before. Without their season factor: the series of the tests have none.
"""

import numpy as np
from scipy.stats import nbinom, poisson

GAP, HISTORY = 6, 36
STEPS = 30
WEIGHTED_DOWN_FROM = 2.58


def find_thresholds(counts: np.ndarray, alpha: float) -> np.ndarray:
    """What the newest month of each row must exceed.

    Args:
        counts: a row for each series, the newest month last; the last 42 months are read.
        alpha: the share of months that exceed it by chance, as the method means it.
    """
    y = counts[:, -GAP - HISTORY : -GAP].astype(float)
    at = np.arange(HISTORY) - HISTORY
    weights = np.ones(y.shape)
    line, mu, leverage = _fit(y, at, weights)
    phi = _find_dispersion(y, mu, weights)
    residual = 1.5 * (y ** (2 / 3) * mu ** (-1 / 6) - mu**0.5) / np.sqrt(phi[:, None] * (1 - leverage))
    down = np.where(residual > WEIGHTED_DOWN_FROM, np.maximum(residual, 1e-9) ** -2.0, 1.0)
    weights = down * HISTORY / down.sum(axis=1, keepdims=True)
    line, mu, _ = _fit(y, at, weights)
    phi = _find_dispersion(y, mu, weights)
    now = np.exp(np.clip(line[:, 0] + line[:, 1] * (GAP - 1), -20, 20))
    now = np.minimum(now, np.maximum(y.max(axis=1), 1e-3))  # a trend beyond all that was seen is not followed
    spread = np.maximum(phi, 1.0001)
    over = nbinom.ppf(1 - alpha, now / (spread - 1), 1 / spread)
    found: np.ndarray = np.where(phi > 1.0001, over, poisson.ppf(1 - alpha, now))
    return found


def raises_alarm(counts: np.ndarray, alpha: float) -> np.ndarray:
    """Whether each row's newest month is above its threshold, with five people or more in four months, as they ask."""
    enough = counts[:, -4:].sum(axis=1) >= 5
    alarm: np.ndarray = (counts[:, -1] > find_thresholds(counts, alpha)) & enough
    return alarm


def _fit(y: np.ndarray, at: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A line through the logarithms, by weighted least squares again and again.

    Returns:
        Level and slope of each row, its fitted values, and the leverage of each month.
    """
    level = np.log(np.maximum(y.mean(axis=1), 0.05))
    slope = np.zeros(len(y))
    for _ in range(STEPS):
        eta = np.clip(level[:, None] + slope[:, None] * at, -20, 20)
        mu = np.exp(eta)
        w = weights * mu
        z = eta + (y - mu) / mu
        s0, s1, s2 = w.sum(axis=1), (w * at).sum(axis=1), (w * at**2).sum(axis=1)
        r0, r1 = (w * z).sum(axis=1), (w * at * z).sum(axis=1)
        det = np.maximum(s0 * s2 - s1**2, 1e-12)
        level, slope = np.clip((s2 * r0 - s1 * r1) / det, -20, 20), np.clip((s0 * r1 - s1 * r0) / det, -1, 1)
    mu = np.exp(np.clip(level[:, None] + slope[:, None] * at, -20, 20))
    w = weights * mu
    leverage = w * (s2[:, None] - 2 * s1[:, None] * at + s0[:, None] * at**2) / det[:, None]
    return np.stack([level, slope], axis=1), mu, np.clip(leverage, 0, 0.99)


def _find_dispersion(y: np.ndarray, mu: np.ndarray, weights: np.ndarray) -> np.ndarray:
    phi: np.ndarray = np.maximum(1.0, (weights * (y - mu) ** 2 / mu).sum(axis=1) / (HISTORY - 2))
    return phi
