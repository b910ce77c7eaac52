"""Signals of one area, month, direction and status are folded under the one that is least likely by chance."""

from types import SimpleNamespace

from handrail.insight.signals.presenters import SignalLogRow, cluster_signals
from handrail.insight.signals.signal_words import BANDS

LEAST, *_, MOST = [code for _, code, _ in BANDS]


def line(
    area,
    name,
    *,
    month="2026-09",
    rise=True,
    state="new",
    breakdown="",
    band=MOST,
    measure="identified",
    value="",
    span=1,
):
    signal = SimpleNamespace(
        scan_id=month,
        area_code=area,
        is_rise=rise,
        state=state,
        breakdown=breakdown,
        band=band,
        name=name,
        measure=measure,
        value=value,
        span=span,
    )
    return SignalLogRow(signal, None, ("", ""), "")


def test_each_cluster_is_led_by_a_whole_and_the_least_likely():
    found = cluster_signals(
        [
            line("A", "part", breakdown="age", band=LEAST),
            line("B", "alone"),
            line("A", "whole"),
            line("A", "rarer whole", band=LEAST),
            line("A", "fall", rise=False),
            line("A", "confirmed", state="accepted", band=LEAST),
            line("A", "earlier", month="2026-08"),
        ]
    )
    assert [(one.lead.signal.name, [each.signal.name for each in one.more]) for one in found] == [
        ("rarer whole", ["whole", "part"]),
        ("alone", []),
        ("fall", []),
        ("confirmed", []),
        ("earlier", []),
    ]


def test_equal_signals_are_told_in_one_order_however_they_were_stored():
    equal = [
        line("A", "longer", measure="referred", span=3),
        line("A", "identified"),
        line("A", "referred", measure="referred"),
        line("A", "gender", breakdown="gender", value="female"),
        line("A", "gender, later", breakdown="gender", value="male"),
    ]
    for some in (equal, equal[::-1]):
        (found,) = cluster_signals(some)
        names = [found.lead.signal.name, *(each.signal.name for each in found.more)]
        assert names == ["longer", "identified", "referred", "gender", "gender, later"]
