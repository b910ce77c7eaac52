"""The public page of figures, empty and with two quarters, everything unfolded."""

import io

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from browser.walker import Walker, fault
from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.measures.catalogue import MEASURES
from handrail.insight.publication.definitions import describe_measure
from handrail.insight.publication.models import AreaFigures, Publication
from handrail.insight.signals.models import MonthScan, Signal

LINCOLNSHIRE = "E23000020"
TAKE_UP = {
    "": 20, "step=referred": 5, "step=started": 15, "step_language=referred.other": 5, "step_reason=referred.closed": 5,
    "step_language=started.english": 10, "step_language=started.other": 5, "step_reason=started.open": 15,
}  # fmt: skip

UNMET = {
    "": 30, "need=legal": 20, "need=place": 10, "district=E07000136": 30,
    "district_phase=E07000136.before": 20, "district_phase=E07000136.during": 5, "district_phase=E07000136.after": 5,
}  # fmt: skip


@pytest.fixture
def published():
    definitions = {measure.key: describe_measure(measure) for measure in MEASURES if measure.public}
    for month in range(4, 10):
        row = Publication.objects.create(
            month=f"2026-0{month}", drawn_at=timezone.now(), quarter_within=4, definitions=definitions
        )
        cells = {"": 5 * month, "age=adult": 5 * month, "gender=not_known": 5 * month}
        for area in (COUNTRY, LINCOLNSHIRE):
            AreaFigures.objects.create(publication=row, measure="identified", area_code=area, figures=cells)


def test_the_page_of_figures_can_be_used(published, desk):
    walker = Walker(desk(None))
    assert fault(walker, reverse("figures") + "?part=justice") == []
    walker.says("1 to 8 of ")
    walker.follow("Next")
    walker.says("9 to 16 of ")
    assert fault(walker, walker.page.url) == []
    assert fault(walker, reverse("figures_open_data")) == []
    walker.go(reverse("figures"))
    walker.page.get_by_label("Police force area").select_option(label="Lincolnshire")
    walker.press("Apply filters")
    walker.says(
        "Victims in Lincolnshire", "July to September 2026", "About 120 people.", "The quarter before: 75."
    )
    for fold in walker.page.locator('summary[aria-label*="identified"]').all():
        fold.click()
    walker.says("only people supported through Handrail")
    walker.look_over()
    walker.look_over_as_narrow_as_a_phone()


def test_figures_of_police_and_courts_for_those_who_answer_for_an_area(published, desk, cast):
    cells = {"": 45, "share=within": 30, "share=rest": 15, "agency=police": 25, "agency=health": 20}
    for row in Publication.objects.all():
        AreaFigures.objects.create(
            publication=row, measure="conference-attendance", area_code=LINCOLNSHIRE, figures=cells
        )
    walker = Walker(desk(cast.commissioner))
    assert fault(walker, reverse("area_justice_figures")) == []
    walker.page.get_by_label("Police force area").select_option(label="Lincolnshire")
    walker.press("Apply filters")
    walker.follow("What conferences led to")
    walker.says("Agencies at case conferences", "Actions of case conferences")
    walker.says("About 135 attendances: 90 attended, or sent a deputy (67%).")
    assert fault(walker, reverse("area_justice_figures") + "?part=visits&area=" + LINCOLNSHIRE) == []


def test_take_up_gaps_and_signals_can_be_used(published, desk, cast):
    scan = MonthScan.objects.create(month="2026-09", series=40, history=24, scanned_at=timezone.now())
    signal = Signal.objects.create(
        scan=scan, area_code=LINCOLNSHIRE, measure="identified", is_rise=True, span=3, band="hundred"
    )
    for row in Publication.objects.all():
        for area in (COUNTRY, LINCOLNSHIRE):
            for measure, figures in (("take-up", TAKE_UP), ("needs-unmet", UNMET)):
                AreaFigures.objects.create(publication=row, measure=measure, area_code=area, figures=figures)
    walker = Walker(desk(cast.commissioner))
    pages = (
        "area_brief",
        "trends",
        "take_up",
        "rule_changes",
        "provision_gaps",
        "signals",
        "provision_action",
    )
    wrong = [one for name in pages for one in fault(walker, reverse(name))]
    wrong += [
        one for name in ("signal", "decide_signal") for one in fault(walker, reverse(name, args=[signal.pk]))
    ]
    assert wrong == []
    walker.go(reverse("area_brief"))
    printed = walker.page.pdf(format="A4", prefer_css_page_size=True)
    assert len(pypdf.PdfReader(io.BytesIO(printed)).pages) == 1
