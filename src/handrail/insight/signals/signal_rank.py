"""Which of several signals of one area and month is told first: the same one everywhere, on each day."""

from typing import Final

from handrail.insight.measures.catalogue import MEASURES
from handrail.insight.measures.conditions import EVERY_FACT
from handrail.insight.signals.models import Signal
from handrail.insight.signals.signal_words import BANDS

BAND_PLACES: Final = {code: place for place, (_, code, _) in enumerate(BANDS)}
MEASURE_PLACES: Final = {measure.key: place for place, measure in enumerate(MEASURES)}


NARROWER: Final = {
    measure.key for measure in MEASURES if measure.share is not None or measure.where is not EVERY_FACT
}
"""Measures of a part of what another counts whole: “Referred within a week” beside “People referred”."""


def get_signal_sort_key(signal: Signal) -> tuple[bool, bool, int, int, int, str, str]:
    """A plain total first, then the least likely by chance, the longest span; equal ones as the catalogue lists them.

    Returns:
        What to sort by; no two signals of one area and month share it.
    """
    place = MEASURE_PLACES.get(signal.measure, len(MEASURE_PLACES))
    return (
        bool(signal.breakdown),
        signal.measure in NARROWER,
        BAND_PLACES[signal.band],
        -signal.span,
        place,
        signal.breakdown,
        signal.value,
    )
