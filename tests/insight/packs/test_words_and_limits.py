"""Limits, sentences and checks of words, without a database: values worked out by hand."""

import pytest

from handrail.insight.packs.change_sentences import (
    PublishedCount,
    format_earlier_figures,
    format_earlier_shares,
    format_note_on_percentage,
    format_rounded_percentage,
    format_share,
)
from handrail.insight.packs.control_limits import compute_control_limits
from handrail.insight.packs.measure_series import make_measure_series
from handrail.insight.packs.pack_document import has_chart_with_limits
from handrail.insight.packs.periods import (
    format_period,
    format_period_short,
    list_consecutive_periods_until,
    list_periods_with_every_month_published,
    shift_period,
)
from handrail.insight.packs.published_series import PackFigures, PublishedMonth, TotalAndShareFigures
from handrail.insight.packs.unpublished_counts import explain_unpublished_count
from handrail.platform.documents.charts import render_svg
from handrail.platform.documents.document_tree import ControlChart, ControlLimits, Figure


def test_limits_come_from_the_first_twelve_points_alone():
    # mean of 40 and 50 in turn: 45; each moving range 10: 45 ± 26.6
    limits = compute_control_limits([40, 50] * 6 + [200, 300])
    assert limits == ControlLimits(18.4, 45.0, 71.6, 12)


def test_no_limits_without_twelve_points_or_ten_people():
    assert compute_control_limits([40] * 11) is None
    assert compute_control_limits([5, 10] * 6) is None  # 7.5 on the average
    assert compute_control_limits([10] * 12) == ControlLimits(10.0, 10.0, 10.0, 12)


def test_a_chart_draws_limits_and_marks_no_point():
    points = tuple((f"M{n}", 40 if n % 2 else 50) for n in range(13))
    drawn = render_svg(
        ControlChart((*points, ("Last", 500)), ControlLimits(18.4, 45.0, 71.6, 12)), alt="words"
    )
    assert drawn.count("<circle") == 14
    assert (
        len({circle.split('r="')[1] for circle in drawn.split("<circle")[1:]}) == 2
    )  # the last ends the drawing
    assert ">72<" in drawn
    assert ">45<" in drawn
    assert ">18<" in drawn
    plain = render_svg(ControlChart(points), alt="words")
    assert "stroke-dasharray" not in plain


def test_earlier_figures_stand_beside_it_without_a_judgement():
    """The scan alone judges: whatever the numbers are, the words are the same."""
    told = format_earlier_figures(
        (
            ("May 2026", PublishedCount("May 2026", 1000)),
            ("June 2025", None),
        ),
        "people",
    )
    assert told == "1,000 people in May 2026. June 2025 is not published."


def test_a_share_needs_twenty_people():
    few, enough = PublishedCount("June", 15, 10), PublishedCount("June", 40, 30)
    assert format_share(few, "people", "within 2 days") == "June: 10 of 15 people within 2 days."
    assert format_note_on_percentage(few) == "Fewer than 20 people: too few for a percentage."
    assert format_share(enough, "people", "within 2 days") == (
        "June: 30 of 40 people within 2 days, about 75%."
    )
    assert format_note_on_percentage(enough) == format_note_on_percentage(PublishedCount("June", 0, 0)) == ""
    earlier = (
        ("May", PublishedCount("May", 20, 5)),
        ("April", PublishedCount("April", 10, 10)),
        ("March", PublishedCount("March", 0, 0)),
        ("February", None),
    )
    assert format_earlier_shares(earlier, "people") == (
        "May: 5 of 20, about 25%. April: 10 of 10. March: 0 of 0. February is not published."
    )


def test_all_or_none_of_a_rounded_figure_is_not_told_as_exact():
    said = [format_rounded_percentage(percent) for percent in (0, 1, 100)]
    assert said == ["none or very few", "about 1%", "all or nearly all"]


@pytest.mark.parametrize(
    "words", ["Three women were moved.", "We met 12 people.", "7 young victims", "One person", "1,001 cases"]
)
def test_a_count_that_was_not_published_is_refused(words):
    assert "not published" in explain_unpublished_count(words)


@pytest.mark.parametrize(
    "words",
    [
        "About 25 people came.",
        "In 2026 victims waited longer.",
        "Three visits a week",
        "1,000 cases",
        "On 12 May",
    ],
)
def test_published_counts_and_other_numbers_may_stand(words):
    assert explain_unpublished_count(words) == ""


def test_periods_follow_each_other_and_are_whole():
    assert shift_period("2026-01", -1) == "2025-12"
    assert shift_period("2026-Q1", -1) == "2025-Q4"
    assert shift_period("2026-Q3", -4) == "2025-Q3"
    months = ["2026-05", "2026-06", "2026-07", "2026-08", "2026-09"]
    assert list_periods_with_every_month_published(months, "quarter") == ["2026-Q3"]
    assert list_consecutive_periods_until("2026-09", ["2026-06", "2026-08", "2026-09"]) == [
        "2026-08",
        "2026-09",
    ]
    assert (format_period("2026-10"), format_period("2026-Q3")) == ("October 2026", "July to September 2026")
    assert format_period_short("2026-Q3") == "Sep 2026"


def test_the_band_is_told_only_where_a_chart_has_one():
    points = (("Sep 2026", 40),)
    bare, drawn = (
        Figure("Needs", "Needs.", ControlChart(points, limits), None)
        for limits in (None, ControlLimits(middle=40, lower=20, upper=60, stretch=12))
    )
    assert not has_chart_with_limits([bare])
    assert has_chart_with_limits([bare, drawn])


def test_of_too_few_for_a_share_the_part_is_drawn_not_its_base():
    """10 people each month, of whom 5 within a week."""
    figures = PackFigures(
        "A", "2026-09", {each: PublishedMonth(each, 4, "") for each in ("2026-09", "2026-10")}, {},
        {("A", "m", each): TotalAndShareFigures(10, 5) for each in ("2026-09", "2026-10")},
    )  # fmt: skip
    series = make_measure_series("2026-10", "2026-09", "m", {"share": "within a week"}, figures)
    assert (series.values, series.is_share) == ([5, 5], False)
    assert make_measure_series("2026-10", "2026-09", "m", {}, figures).values == [10, 10]
