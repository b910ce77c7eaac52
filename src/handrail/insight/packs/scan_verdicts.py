"""What pages say of chance: the verdict of the scan of signals, for there is no other. Packs and the home share it."""

from collections.abc import Sequence
from typing import Final

from django.db.models import FETCH_RAISE
from django.urls import reverse

from handrail.insight.measures.breakdowns import SHARE
from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.packs.periods import list_months_of_period
from handrail.insight.packs.published_series import PackScanVerdict
from handrail.insight.signals.models import Signal
from handrail.insight.signals.queries import describe_signal
from handrail.insight.signals.signal_rank import get_signal_sort_key
from handrail.platform.kernel.messages import lower_first, msg

NOT_JUDGED: Final = PackScanVerdict("Not checked for unusual changes")
NO_CHANGE: Final = PackScanVerdict("No new unusual changes", code="within", key="No new unusual changes")
"""New: the same series, changed the same way, is told once in six months."""
DISMISSED: Final = "An unusual change was reviewed and dismissed"
KEY_OF_DISMISSED: Final = "Unusual change, dismissed"
KEYS_OF_CHANGES: Final = {
    "better": "Unusual change, for the better",
    "worse": "Unusual change, for the worse",
    "neither": "Unusual, neither good nor bad",
}
KEYS_OF_CHANGES_IN_ONE_GROUP: Final = {
    "better": "One group changed, for the better",
    "worse": "One group changed, for the worse",
    "neither": "Unusual in one group only",
}
"""What a chart says beside its last point; of one group where not all its people, nor all of its share, changed."""


def get_scan_verdict_by_measure(
    area: str, measures: Sequence[str], period: str, *, is_scanned: bool
) -> dict[str, PackScanVerdict]:
    """The one verdict on each measure of an area in a period. One statement.

    Args:
        area: its code.
        measures: their keys.
        period: a month or quarter.
        is_scanned: whether its last month was.

    Returns:
        By measure: one of its signals (the newest month's, of all people before a part, the least likely by chance),
        or that there is none, that all were dismissed, or that nobody looked.
    """
    months = list_months_of_period(period)
    rows = Signal.objects.filter(
        area_code=area, measure__in=list(measures), scan__gte=months[0], scan__lte=months[-1]
    ).fetch_mode(FETCH_RAISE)
    found = sorted(rows, key=get_signal_sort_key)
    newest_first = sorted(found, key=lambda row: row.scan_id, reverse=True)
    told_first = sorted(newest_first, key=lambda row: row.state == "dismissed")
    chosen = {row.measure: row for row in reversed(told_first)}
    return {key: _make_pack_scan_verdict(key, chosen.get(key), is_scanned) for key in measures}


def _make_pack_scan_verdict(key: str, signal: Signal | None, is_scanned: bool) -> PackScanVerdict:
    if signal is None:
        is_judged = is_scanned and key in MEASURES_BY_KEY and MEASURES_BY_KEY[key].public
        return NO_CHANGE if is_judged else NOT_JUDGED
    href = reverse("signal", args=[signal.pk])
    if signal.state == "dismissed":
        return PackScanVerdict(DISMISSED, href, "within", key=KEY_OF_DISMISSED)
    words = describe_signal(signal, {})
    return PackScanVerdict(
        words.headline, href, words.verdict, words.history, _get_key_of_change(signal, words.verdict)
    )


def _get_key_of_change(signal: Signal, code: str) -> str:
    """A measure that is told as a share is drawn as its part: of a change of the whole that is said."""
    measure = MEASURES_BY_KEY[signal.measure]
    if not signal.breakdown and measure.share:
        what = lower_first(measure.get_title())
        return msg("Unusual rise: {what}" if signal.is_rise else "Unusual fall: {what}", what=what)
    keys = KEYS_OF_CHANGES if signal.breakdown in ("", SHARE) else KEYS_OF_CHANGES_IN_ONE_GROUP
    return keys[code]
