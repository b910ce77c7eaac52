"""The attacker reads published text alone. Nothing falls to it in what is published, and every planted leak does."""

import random

import pytest

from handrail.insight.disclosure.attacker import (
    find_cells_with_conflicting_figures,
    find_disclosed_cells,
    find_values_unequal_to_sum_of_their_parts,
)
from handrail.insight.disclosure.count_table import COUNTRY, CountTableCellKey, make_count_table
from handrail.insight.disclosure.published_text import (
    Cell,
    PublishedCountStatement,
    read_figure_statements_of_published_file,
)
from handrail.insight.disclosure.random_rounding import round_figures_at_random

HEADS = "measure,quarter,area_code,breakdown,value,people,within,percent,rounding"
SPLITS = {"age": ("adult", "child", "not_known")}
AREAS = ("A0", "A1", "A2")


def a_table(seed=2, number=40):
    chance, counts = random.Random(seed), {}
    for _ in range(number):
        area, age = chance.choice(AREAS), chance.choice(SPLITS["age"])
        for key in (CountTableCellKey(area), CountTableCellKey(area, "age", age)):
            counts[key] = counts.get(key, 0) + 1
    return make_count_table(AREAS, SPLITS, counts)


def lines(figures, *, period="2026-Q3", measure="identified"):
    return [
        f"{measure},{period},{key.area},{key.breakdown},{key.value},{figures.count(key)},4,,"
        for key in figures.list_keys()
    ]


def attack(*rows):
    return find_disclosed_cells(
        read_figure_statements_of_published_file("figures.csv", "\n".join([HEADS, *rows]))
    )


def test_nothing_falls_in_what_was_drawn():
    for seed in range(3):
        assert attack(*lines(round_figures_at_random(a_table(seed)))) == []


def test_a_quarter_beside_its_three_months_gives_nothing_away():
    months = [a_table(seed, 25) for seed in (4, 5, 6)]
    drawn = [round_figures_at_random(month) for month in months]
    rows = [row for n, each in enumerate(drawn) for row in lines(each, period=f"2026-0{7 + n}")]
    sums = {key: sum(each.count(key) for each in drawn) for key in drawn[0].list_keys()}
    rows += [f"identified,2026-Q3,{k.area},{k.breakdown},{k.value},{n},9,," for k, n in sums.items()]
    assert attack(*rows) == []


def test_a_true_percentage_is_found():
    """25 people shown, of whom 23.8% are children: 5 of 21 and nothing else within reach."""
    leaks = attack("m,2026-Q3,A0,,,20,4,,", "m,2026-Q3,A0,age,child,5,4,23.8,")
    assert [leak.cell.value for leak in leaks] == ["", "child"]


def test_figures_rounded_to_the_nearest_five_are_found():
    """8, 8 and 1 are shown as 10, 10 and 0 with 15: two tens are at least 16, so that each is 8 or 9."""
    rows = [
        f"m,2026-Q3,A0,age,{v},{n},,,nearest" for v, n in (("adult", 10), ("child", 10), ("not_known", 0))
    ]
    assert {leak.cell.value for leak in attack(*rows, "m,2026-Q3,A0,,,15,,,nearest")} >= {"adult", "child"}


def test_the_same_counts_drawn_six_times_are_found():
    """Whole 5 and 10 is 6 to 9; each half 0 and 5 is 1 to 4: so 6 to 8, and 2 to 4 in each half."""
    six = [(5, 0, 5), (10, 5, 5), (5, 5, 0), (10, 5, 5), (5, 0, 5), (10, 5, 5)]
    rows = [
        f"m,2026-Q3,A0,{breakdown},{value},{number},4,,"
        for draw in six
        for (breakdown, value), number in zip(
            (("", ""), ("share", "rest"), ("share", "within")), draw, strict=True
        )
    ]
    assert [leak[1:3] for leak in attack(*rows)] == [(6, 8), (2, 4), (2, 4)]
    said = read_figure_statements_of_published_file("figures.csv", "\n".join([HEADS, *rows]))
    assert [cell.value for cell in find_cells_with_conflicting_figures(said)] == ["", "rest", "within"]


def test_a_month_issued_afresh_is_found():
    """15 before; issued afresh as 10 after one more person who is known to have come: 11 to 19, and 5 to 13."""
    row = "m,2026-07,A0,,,{},4,,"
    assert [leak[1:3] for leak in attack(row.format(15), row.format(10 - 1))] == [(11, 13)]


def test_two_figures_that_cannot_both_be_true_are_found():
    assert [leak[1:3] for leak in attack("m,2026-07,A0,,,20,4,,", "m,2026-07,A0,,,10,4,,")] == [(0, -1)]


def test_an_area_split_that_was_drawn_apart_is_found():
    """10 people are 6 to 14. Two parts of 10 are at least 6 each: 12 to 14 people, and 6 to 8 in each part."""
    rows = ["m,2026-Q3,A0,,,10,4,,", "m,2026-Q3,A0,place,north,10,4,,", "m,2026-Q3,A0,place,south,10,4,,"]
    assert [leak[1:3] for leak in attack(*rows)] == [(12, 14), (6, 8), (6, 8)]


def test_a_total_of_two_areas_that_was_drawn_apart_is_found():
    """5 and 5 are 1 to 9 each; together shown as 20, which is 16 or more: 7, 8 or 9 each, and 16, 17 or 18 together."""
    rows = ["m,2026-Q3,A0,,,5,4,,", "m,2026-Q3,A1,,,5,4,,", "m,2026-Q3,A0+A1,,,20,4,,"]
    assert [(leak.cell.area, *leak[1:3]) for leak in attack(*rows)] == [
        ("A0", 7, 9), ("A0+A1", 16, 18), ("A1", 7, 9)
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["figures.json", "page.html"])
def test_statements_are_read_from_every_kind_of_text(name):
    cell = ("m", "2026-Q3", COUNTRY, "age", "child")
    texts = {
        "figures.json": '{"figures": [{"measure": "m", "quarter": "2026-Q3", "area_code": "K04000001",'
        ' "breakdown": "age", "value": "child", "people": 1005, "within": 4}]}',
        "page.html": '<td data-figure="m|2026-Q3|K04000001|age|child|4"><b>'.replace("<b>", " 1,005</td>"),
    }
    (found,) = read_figure_statements_of_published_file(name, texts[name])
    assert (tuple(found.cell), found.least, found.greatest) == (cell, 1001, 1009)


def test_a_crossing_that_was_drawn_apart_from_what_it_crosses_is_found():
    """15 before the NRM by phase, 10 by district and phase: planted. The district itself adds up."""
    rows = [
        "m,2026-Q3,A0,phase,before,15,4,,", "m,2026-Q3,A0,district,x,10,4,,", "m,2026-Q3,A0,phase,after,0,4,,",
        "m,2026-Q3,A0,district_phase,x.before,5,4,,", "m,2026-Q3,A0,district_phase,x.before,10,4,,",
    ]  # fmt: skip

    def find(*some):
        said = read_figure_statements_of_published_file("figures.csv", "\n".join([HEADS, *some]))
        return [(cell.breakdown, cell.value) for cell in find_values_unequal_to_sum_of_their_parts(said)]

    assert find(*rows[:3], rows[4]) == [("phase", "before")]
    assert find("m,2026-Q3,A0,phase,before,10,4,,", *rows[1:3], rows[4]) == []
    assert find(*rows[:3], rows[3]) == [("district", "x"), ("phase", "before")]
    apart = ["m,2026-Q3,A0,phase,b,20,4,,", *(f"m,2026-Q3,A0,place_phase,{p}.b,5,4,," for p in "xy")]
    assert [leak.cell.value for leak in attack(*apart)] == ["b", "x.b", "y.b"]


def test_packs_tell_parts_of_a_table_and_what_they_leave_out_is_not_nought():
    """40 in the country, 30 of them within the share, 10 in one area: the other half and areas are told nowhere."""
    country, area = Cell("m", "2026-10", COUNTRY), Cell("m", "2026-10", "A0")
    told = [(country, 40), (country._replace(breakdown="share", value="within"), 30), (area, 10)]
    packs = [
        PublishedCountStatement(cell, max(0, people - 4), people + 4, "pack 1", people)
        for cell, people in told
    ]
    assert find_disclosed_cells(packs) == []
    # both halves told add up: 10 and 0 beside 20 leave 16 to 18 for the whole, 12 to 14 and 2 to 4 for them
    halves = [
        PublishedCountStatement(cell, max(0, people - 4), people + 4, "pack 1", people)
        for cell, people in (
            (country, 20),
            (country._replace(breakdown="share", value="within"), 10),
            (country._replace(breakdown="share", value="rest"), 0),
        )
    ]
    assert {leak.cell.value for leak in find_disclosed_cells(halves)} == {"", "within", "rest"}
    # a part that cannot be within its whole is seen all the same
    over = [packs[0], packs[1]._replace(least=46, greatest=54, printed=50)]
    assert {leak.greatest for leak in find_disclosed_cells(over)} == {-1}
