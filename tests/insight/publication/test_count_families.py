"""Measures of the same people are drawn as one, whatever they are called."""

from handrail.insight.disclosure.attacker import MeasureCountingPeopleOfAnotherMeasure, find_disclosed_cells
from handrail.insight.disclosure.count_table import COUNTRY, CountTableCellKey
from handrail.insight.disclosure.published_text import read_figure_statements_of_published_file
from handrail.insight.disclosure.random_rounding import round_figures_at_random
from handrail.insight.measures.catalogue import MEASURES, MEASURES_BY_KEY
from handrail.insight.publication.count_families import (
    list_groups_of_measures_of_same_facts,
    list_measures_counting_same_people,
    make_count_table_of_measure_group,
)

AREAS = {"E23000020": 7, "E23000024": 11}


def family_of(key):
    return next(
        each
        for each in list_groups_of_measures_of_same_facts(MEASURES)
        if any(one.key == key for one in each.measures)
    )


def test_every_measure_is_in_one_family():
    keys = [
        measure.key
        for family in list_groups_of_measures_of_same_facts(MEASURES)
        for measure in family.measures
    ]
    assert sorted(keys) == sorted(MEASURES_BY_KEY)
    assert {each.key for each in family_of("identified").measures} == {"identified", "no-recourse"}
    assert MeasureCountingPeopleOfAnotherMeasure(
        "no-recourse", "identified", is_all=True
    ) in list_measures_counting_same_people(MEASURES)
    assert MeasureCountingPeopleOfAnotherMeasure(
        "offers-declined", "offers-answered", is_all=False
    ) in list_measures_counting_same_people(MEASURES)


def test_figures_of_the_same_people_are_the_same_and_parts_are_within_them():
    """7 and 11 people referred, of whom the wait of 4 and 9 is known, and 3 and 2 came within a week."""
    family, whole = family_of("referred"), {}
    for area, people in AREAS.items():
        whole |= {CountTableCellKey(area): people, CountTableCellKey(area, "age", "adult"): people}
        whole |= {CountTableCellKey(area, code, "not_known"): people for code in ("gender", "exploitation")}
    quick = {}
    for (area, _), known, within in zip(AREAS.items(), (4, 9), (3, 2), strict=True):
        quick |= {CountTableCellKey(area): known, CountTableCellKey(area, "share", "within"): within}
        quick |= {CountTableCellKey(area, "share", "rest"): known - within}
    table = make_count_table_of_measure_group(family, {"referred": whole, "referred-in-a-week": quick})
    assert table.count(CountTableCellKey(COUNTRY, "of.referred-in-a-week", "out")) == 5  # 18 less 13
    referred, in_a_week = family.whole, MEASURES_BY_KEY["referred-in-a-week"]
    assert family.get_counts_of_measure(table, in_a_week)[CountTableCellKey(COUNTRY, "share", "within")] == 5
    assert family.get_counts_of_measure(table, referred)[CountTableCellKey("E23000024")] == 11
    for _ in range(10):
        drawn = round_figures_at_random(table)
        all_of_them, some = (
            family.get_counts_of_measure(drawn, referred),
            family.get_counts_of_measure(drawn, in_a_week),
        )
        for area in (*AREAS, COUNTRY):
            assert some.get(CountTableCellKey(area), 0) <= all_of_them.get(CountTableCellKey(area), 0)
            halves = sum(some.get(CountTableCellKey(area, "share", half), 0) for half in ("within", "rest"))
            assert halves == some.get(CountTableCellKey(area), 0)


def test_the_attacker_knows_which_measures_are_about_the_same_people():
    """10 of one are 6 to 14 people, 20 of the other 16 to 24: they cannot be the same people. 15 are 11 to 14."""
    heads, row = "measure,quarter,area_code,breakdown,value,people,within", "{},2026-Q3,A0,,,{},{}"
    same = [MeasureCountingPeopleOfAnotherMeasure("b", "a", is_all=True)]

    def attack(*rows, same_people=same):
        said = read_figure_statements_of_published_file(
            "x.csv", "\n".join([heads, *(row.format(*each) for each in rows)])
        )
        return [
            (leak.cell.measure, leak.least, leak.greatest)
            for leak in find_disclosed_cells(said, same_people=same_people)
        ]

    assert attack(("a", 10, 4), ("b", 20, 4)) == [("a", 0, -1), ("b", 0, -1)]
    assert attack(("a", 10, 4), ("b", 20, 4), same_people=()) == []
    assert attack(("a", 10, 4), ("b", 15, 4)) == []
    some = [MeasureCountingPeopleOfAnotherMeasure("b", "a", is_all=False)]
    assert attack(("a", 5, 4), ("b", 10, 3), same_people=some) == [("a", 7, 9), ("b", 7, 9)]
