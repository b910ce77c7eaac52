"""Codes of signals and their words: how unlikely, what was decided."""

from typing import Final

STATES: Final = (
    ("new", "New"),
    ("accepted", "Confirmed"),
    ("dismissed", "Dismissed"),
)
BANDS: Final = (
    (0.001, "thousand", "less than once in 1,000 times"),
    (0.01, "hundred", "less than once in 100 times"),
    (1.0, "twenty", "less than once in 20 times"),
)
"""The greatest p of each band, its code and its words. A p itself would tell too much of the count."""
BAND_WORDS: Final = {code: words for _, code, words in BANDS}
ABOUT_BANDS: Final = "“By chance” means with no real change behind it."
"""Said once above what is told of several signals, each of which has its band alone."""
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
