"""Codes of signals and their words: how unlikely, what was decided."""

from typing import Final

STATES: Final = (
    ("new", "New"),
    ("accepted", "Confirmed"),
    ("dismissed", "Dismissed"),
)
BANDS: Final = (
    (0.001, "thousand", "less than 1 in 1,000"),
    (0.01, "hundred", "less than 1 in 100"),
    (1.0, "twenty", "less than 1 in 20"),
)
"""The greatest p of each band, its code and its words. A p itself would tell too much of the count."""
BAND_WORDS: Final = {code: words for _, code, words in BANDS}
VERDICT_SENTENCES: Final = {
    "better": "This is an improvement.",
    "worse": "This is worse.",
    "neither": "Neither good nor bad in itself.",
}
DISMISSALS: Final = (
    ("recording", "A change in how things are recorded"),
    ("one_event", "One event, such as a raid"),
    ("known", "Already known and being dealt with"),
    ("season", "Happens each year at this time"),
    ("other", "Another reason"),
)


def get_probability_band_code(p: float) -> str:
    """The band that a p is in."""
    return next(code for most, code, _ in BANDS if p <= most)
