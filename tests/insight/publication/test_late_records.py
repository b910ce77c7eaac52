"""What came late or was taken out again is a line of its own: earlier figures stay, and nothing is told twice."""

from collections import Counter
from datetime import date

import pytest

from handrail.demo.volume_loader import write_sampled_cases_to_database
from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.measures.engines import count_stored_facts
from handrail.insight.packs.published_series import LateRecordFigures, read_published_figures_of_area
from handrail.insight.publication.actions.monthly_draw import (
    publish_month_of_figures,
    publish_months_of_figures_until,
)
from handrail.insight.publication.late_counts import (
    EarlierCounts,
    LateCountKey,
    LateFigures,
    draw_late_figures,
    get_measure_with_late_counts,
    keep_counts_for_next_draw,
)
from handrail.insight.publication.models import AreaFigures, LateRecords, Publication

ESSEX, KENT = "E23000028", "E23000032"
AUGUST, SEPTEMBER = "2026-08", "2026-09"


def key(area, month, measure="identified"):
    return LateCountKey(measure, area, month)


def test_what_came_and_what_went_are_told_apart_and_an_unknown_month_tells_nothing():
    known = EarlierCounts(frozenset({AUGUST, SEPTEMBER}), {key(ESSEX, AUGUST): 7, key(KENT, SEPTEMBER): 12})
    same = {key(ESSEX, AUGUST): 7, key(KENT, SEPTEMBER): 12, key(KENT, "2025-01"): 40}
    assert draw_late_figures(same, known) == {}
    # Essex: 4 more in August, 6 in September; Kent: 10 fewer in September.
    now = {key(ESSEX, AUGUST): 11, key(ESSEX, SEPTEMBER): 6, key(KENT, SEPTEMBER): 2}
    assert draw_late_figures(now, known) == {
        "identified": LateFigures({COUNTRY: 10, ESSEX: 10}, {COUNTRY: 10, KENT: 10})
    }


def test_a_small_number_is_drawn_as_any_figure():
    known = EarlierCounts(frozenset({AUGUST}), {})
    seen = Counter(
        draw_late_figures({key(ESSEX, AUGUST): 2}, known)["identified"].added.get(ESSEX, 0) for _ in range(60)
    )
    assert set(seen) == {0, 5}


def test_the_next_draw_knows_the_year_that_it_looks_back_on():
    months = [f"2025-{n:02}" for n in range(6, 13)] + [f"2026-{n:02}" for n in range(1, 10)]
    counts = {key(ESSEX, "2025-10"): 3, key(ESSEX, "2025-11"): 4, key(ESSEX, "2026-10"): 5}
    kept = keep_counts_for_next_draw("2026-10", months, counts)
    assert (min(kept.months), max(kept.months), len(kept.months)) == ("2025-11", "2026-10", 12)
    assert kept.counts == {key(ESSEX, "2025-11"): 4, key(ESSEX, "2026-10"): 5}


def test_a_part_is_told_with_the_people_of_whom_it_is_one():
    assert get_measure_with_late_counts("no-recourse") == get_measure_with_late_counts("identified")
    assert get_measure_with_late_counts("referred") == "referred"


@pytest.mark.django_db(databases=["default", "keys"])
@pytest.mark.one_engine
def test_records_that_came_after_their_month_are_in_the_next_draw_alone(cast, settings, tmp_path):
    settings.INSIGHT_FILES = tmp_path  # another test's draws left their counts in the folder of all
    write_sampled_cases_to_database(60, say=lambda line: None, today=date(2026, 9, 30))
    before = publish_months_of_figures_until(date(2026, 10, 3), first_months=4)
    assert not LateRecords.objects.exists()
    figures = list(AreaFigures.objects.order_by("pk").values_list("pk", "figures"))
    counted = count_identified(before)
    write_sampled_cases_to_database(60, say=lambda line: None, today=date(2026, 9, 30))
    publish_month_of_figures("2026-10", today=date(2026, 11, 3))
    came = count_identified(before) - counted
    assert came.total() > 5
    (row,) = LateRecords.objects.filter(measure=get_measure_with_late_counts("identified"), area_code=COUNTRY)
    assert row.publication.month == "2026-10"
    assert row.added % 5 == 0
    assert abs(row.added - came.total()) <= 4
    assert list(AreaFigures.objects.order_by("pk").values_list("pk", "figures"))[: len(figures)] == figures
    publish_month_of_figures("2026-11", today=date(2026, 12, 3))
    newest = Publication.objects.get(month="2026-11")
    assert not newest.late_records.filter(measure=row.measure).exists()
    told = read_published_figures_of_area(COUNTRY, ["identified", "no-recourse"], "2026-10")
    assert told.late == {row.measure: LateRecordFigures(row.added, row.removed)}
    assert read_published_figures_of_area(COUNTRY, ["identified"], "2026-11").late == {}


def count_identified(months):
    """People by area and month, as the facts have them now."""
    cells = count_stored_facts(
        [MEASURES_BY_KEY[get_measure_with_late_counts("identified")]], months[0], months[-1]
    )
    return Counter({(each.area, each.month): each.people for each in cells if not each.breakdown})
