"""A pack says what the scan says, and draws a part where a measure tells one."""

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.insight.disclosure.pack_text import read_figure_statements_of_pack
from handrail.insight.packs.scan_verdicts import get_scan_verdict_by_measure
from handrail.insight.signals.models import MonthScan, Signal
from support.board_packs import board_packs
from support.cast import LINCOLNSHIRE
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@shared_world
def packs(cast) -> dict:
    return board_packs(cast)


def plant(month: str, measure: str, state: str = "new", **told) -> Signal:
    scan, _ = MonthScan.objects.get_or_create(
        month=month, defaults={"series": 9, "history": 24, "scanned_at": timezone.now()}
    )
    told = {"area_code": LINCOLNSHIRE, "is_rise": True, "span": 3, "band": "thousand"} | told
    return Signal.objects.create(scan=scan, measure=measure, state=state, **told)


def test_a_pack_says_what_the_scan_says_of_its_own_area_measure_and_period(cast, packs, signed_in):
    said = plant("2026-10", "crime-recorded")
    plant("2026-10", "crime-recorded", band="twenty", breakdown="age", value="child")
    plant("2026-10", "referred", state="dismissed")
    plant("2026-10", "referred", area_code="E23000013")
    plant("2026-09", "referred")
    page = signed_in(cast.commissioner).get(reverse("pack", args=[packs["draft"]])).content.decode()
    assert page.count(": unusually high in") == 2  # beside its figure, and in what changed
    assert (
        "People with a crime recorded: unusually high in October 2026. "
        "Higher over the last 3 months than in the months before. "
        "If nothing had changed, chance alone would give a rise this big less than once in 1,000 times. "
        "Neither good nor bad in itself." in page
    )
    assert page.count("An unusual change was looked at and dismissed.") == 1  # referred
    assert reverse("signal", args=[said.pk]) in page
    plant("2026-10", "referred", band="twenty", breakdown="age", value="child")
    last = plant("2026-10", "referred", band="hundred", breakdown="age", value="adult")
    found = get_scan_verdict_by_measure(LINCOLNSHIRE, ["referred", "x"], "2026-Q4", is_scanned=True)
    assert found["referred"].href == reverse("signal", args=[last.pk])


def test_a_part_of_too_few_for_a_share_is_drawn_and_read_as_the_part():
    """What the attacker makes of the table of a part: cells of the share, not of the whole."""
    section = (
        "<p>Lincolnshire. Figures for October 2026, as published</p>"
        '<h3 id="measure-m"></h3><table><caption>M: people, within a week, by month</caption>'
        "<tr><th>October 2026</th><td>5</td><td>10</td></tr></table>"
    )
    found, whole = read_figure_statements_of_pack("pack", section, {"Lincolnshire": LINCOLNSHIRE})
    assert tuple(found.cell) == ("m", "2026-10", LINCOLNSHIRE, "share", "within")
    assert (whole.cell.breakdown, whole.printed) == ("", 10)
