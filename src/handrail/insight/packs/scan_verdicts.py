"""What a pack says of chance: the verdict of the scan of signals, for there is no other."""

from collections.abc import Sequence
from typing import Final

from django.db.models import FETCH_RAISE
from django.urls import reverse

from handrail.insight.packs.periods import list_months_of_period
from handrail.insight.packs.published_series import PackScanVerdict
from handrail.insight.signals.models import Signal
from handrail.insight.signals.queries import describe_signal
from handrail.insight.signals.signal_rank import get_signal_sort_key
from handrail.platform.kernel.messages import msg

NO_END: Final = "9999-12"


def get_scan_verdict_by_measure(
    area: str, measures: Sequence[str], period: str
) -> dict[str, PackScanVerdict]:
    """The scan's verdicts on measures of an area in a period, without those that somebody dismissed. One statement.

    Args:
        area: its code.
        measures: their keys.
        period: a month or quarter.

    Returns:
        By measure one of its signals: the newest month's, of all people before a part, the least likely by chance.
    """
    months = list_months_of_period(period)
    found = get_chosen_signal_by_measure(area, measures, months[0], months[-1])
    return {measure: _make_pack_scan_verdict(signal) for measure, signal in found.items()}


def get_chosen_signal_by_measure(
    area: str, measures: Sequence[str], first_month: str, last_month: str = NO_END
) -> dict[str, Signal]:
    """The one signal that is told of each measure of an area, but not one that somebody dismissed. One statement.

    Args:
        area: its code.
        measures: their keys.
        first_month: from which on.
        last_month: until which.

    Returns:
        By measure the newest month's: of all people before a part, the least likely by chance.
    """
    rows = Signal.objects.filter(
        area_code=area,
        measure__in=list(measures),
        scan__gte=first_month,
        scan__lte=last_month,
        state__in=("new", "accepted"),
    ).fetch_mode(FETCH_RAISE)
    found = sorted(rows, key=get_signal_sort_key)
    newest_first = sorted(found, key=lambda row: row.scan_id, reverse=True)
    return {row.measure: row for row in reversed(newest_first)}


def _make_pack_scan_verdict(signal: Signal) -> PackScanVerdict:
    words = describe_signal(signal, {})
    sentence = msg("{title}, {month}. {history}", title=words.title, month=words.month, history=words.history)
    return PackScanVerdict(sentence, reverse("signal", args=[signal.pk]))
