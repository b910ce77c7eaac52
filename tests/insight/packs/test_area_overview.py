"""The home of an area: five figures over time, each with the one verdict there is."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.packs.area_overview import get_area_overview
from handrail.insight.packs.scan_verdicts import DISMISSED, NOT_JUDGED
from handrail.insight.provision_gaps.heat_map import get_heat_map_shade_of_count
from handrail.insight.publication.models import AreaFigures, Publication
from handrail.insight.publication.months_and_quarters import shift_month
from handrail.insight.signals.models import MonthScan, Signal
from handrail.platform.documents.small_charts import draw_bar_of_part_of_whole, draw_sparkline_of_figures
from support.cast import LINCOLNSHIRE
from support.worlds import shared_world

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.one_engine]


@shared_world
def three_years() -> None:
    """July 2023 to October 2026: each month 10 identified, of 10 contacts 5 in two days."""
    for number in range(40):
        row = Publication.objects.create(
            month=shift_month("2023-07", number),
            drawn_at=timezone.now(),
            quarter_within=4,
            definitions={},
            sha256=f"{number:064x}",
        )
        for area in (COUNTRY, LINCOLNSHIRE):
            for measure, figures in (
                ("identified", {"": 10}),
                ("reached-in-two-days", {"": 10, "share=within": 5, "share=rest": 5}),
            ):
                AreaFigures.objects.create(publication=row, measure=measure, area_code=area, figures=figures)


def test_a_quarter_is_the_sum_of_its_months_and_a_share_stands_on_thirty_people(cast, three_years):
    found = get_area_overview(cast.commissioner.actor)
    assert (found.area_name, found.when) == ("Lincolnshire", "July to September 2026")
    identified, agreed, _, reached, _ = found.figures
    assert (identified.value, identified.base, agreed.value) == ("30", "", "0")
    assert (reached.value, reached.base) == ("15", "of 30")
    assert reached.means == "People reached by a worker: about 50% within 2 days of being identified"
    assert identified.line.count("stroke-dasharray") == 1  # limits: 13 quarters of 30 people
    assert agreed.line == ""  # nothing but noughts
    assert [period for period, _ in found.rows][:2] == ["July to September 2026", "April to June 2026"]
    assert found.rows[0][1] == ["30", "0", "0 of 0", "15 of 30, 50%", "0 of 0"]
    assert {one.verdict for one in found.figures} == {NOT_JUDGED}


def test_with_few_people_tile_line_and_table_say_a_part_of_a_whole(cast, three_years):
    """5 people a month, all in time but those of July 2026: of its quarter 10 of 15, too few for a share."""
    for row in Publication.objects.all():
        half = "rest" if row.month == "2026-07" else "within"
        AreaFigures.objects.create(
            publication=row,
            measure="safe-place-in-a-day",
            area_code=LINCOLNSHIRE,
            figures={"": 5, f"share={half}": 5},
        )
    found = get_area_overview(cast.commissioner.actor)
    reached = found.figures[2]
    assert (reached.value, reached.base) == ("10", "of 15")
    assert reached.means == "People who reached a safe place within a day"
    assert (found.heads[3], found.rows[0][1][2], found.rows[1][1][2]) == (
        "A safe place within a day",
        "10 of 15",
        "15 of 15",
    )
    whole, part = re.findall(r'<path d="(M[^"]+)" fill="none"', reached.line)
    assert {point.split()[1] for point in re.split("[ML]", whole)[1:]} == {"6.0"}  # 15 each quarter: the top
    assert [point.split()[1] for point in re.split("[ML]", part)[1:]][-2:] == ["6.0", "23.3"]  # 15, then 10


def test_each_figure_has_its_definition_beside_it_without_a_script(cast, three_years, signed_in):
    page = signed_in(cast.commissioner).get(reverse("area_brief")).content.decode()
    strip = page[page.index('<dl class="app-fare">') : page.index("</dl>")]
    assert strip.count('<details class="app-why') == strip.count(">What this counts<") == 5
    assert "How many people were identified as potential victims?" in strip
    assert strip.count("<b>Known weaknesses:</b>") == strip.count("<b>Source:</b>") == 5
    assert 'aria-label="What this counts: People identified"' in strip


def test_the_verdict_is_the_scans_and_a_dismissed_signal_is_told_as_dismissed(cast, three_years, signed_in):
    scan = MonthScan.objects.create(month="2026-09", series=9, history=38, scanned_at=timezone.now())
    told = {"scan": scan, "area_code": LINCOLNSHIRE, "span": 3, "band": "hundred"}
    risen = Signal.objects.create(measure="identified", is_rise=True, **told)
    fallen = Signal.objects.create(
        measure="reached-in-two-days", is_rise=False, breakdown="share", value="within", **told
    )
    Signal.objects.create(measure="offers-answered", is_rise=True, state="dismissed", **told)
    figures = {one.name: one for one in get_area_overview(cast.commissioner.actor).figures}
    headline = "People identified: unusual rise in the 3 months to September 2026"
    assert figures["People identified"].verdict.headline == headline
    assert figures["People identified"].verdict.href == reverse("signal", args=[risen.pk])
    assert figures["Reached within two days"].verdict.history.endswith("This is worse.")
    assert figures["Accepted an offer"].verdict.headline == DISMISSED
    page = signed_in(cast.commissioner).get(reverse("area_brief")).content.decode()
    assert reverse("decide_signal", args=[fallen.pk]) in page
    assert reverse("decide_signal", args=[fallen.pk]) not in (
        signed_in(cast.board).get(reverse("area_brief")).content.decode()
    )


def test_an_area_without_figures_says_so(cast):
    assert get_area_overview(cast.commissioner.actor).figures == []


def test_cells_bars_and_lines_are_drawn_by_their_counts():
    assert [get_heat_map_shade_of_count(number, 40) for number in (0, 5, 10, 15, 30, 40)] == [
        0,
        1,
        1,
        2,
        3,
        4,
    ]
    assert 'width="150.0"' in draw_bar_of_part_of_whole(10, 20)
    assert draw_bar_of_part_of_whole(0, 0) == ""
    assert draw_sparkline_of_figures([5]) == draw_sparkline_of_figures([0, 0]) == ""
