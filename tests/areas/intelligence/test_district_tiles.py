"""Where districts stand on the map of their force area, and what a tile tells."""

import csv
from collections import Counter
from importlib.resources import files

import pytest

from handrail.areas.intelligence.district_tiles import FEW, MERGED, list_district_tiles, read_district_tiles
from handrail.areas.intelligence.presenters import present_district_map_sections
from handrail.areas.intelligence.queries.district_map import OTHERS, DistrictMap
from support.cast import LINCOLNSHIRE

pytestmark = pytest.mark.one_engine
NAMES = {row.council: row.short_name for row in list_district_tiles(LINCOLNSHIRE)}


def show(rows: list[tuple[str, int]], area: str = LINCOLNSHIRE):
    """The first part of the map of an area with these figures."""
    return present_district_map_sections(DistrictMap(area, NAMES, ("2026-08",), 4, {}, rows, []))[0]


def read_reference(name: str) -> list[dict[str, str]]:
    text = (files("handrail.platform.reference") / "data" / name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_every_tile_is_a_council_of_today_and_no_two_stand_on_one_place():
    councils = {
        row["code"]
        for row in read_reference("bodies.csv")
        if row["kind"] == "council" and not row["valid_to"]
    }
    rows = read_district_tiles()
    assert {row.council for row in rows} <= councils
    assert max(Counter(row.council for row in rows).values()) == 1
    assert max(Counter((row.area, row.tile_x, row.tile_y) for row in rows).values()) == 1
    assert {row.area for row in rows} <= {row["code"] for row in read_reference("areas.csv")}


def test_every_council_with_a_tile_is_of_that_area_and_its_area_says_how_sure_it_is():
    bodies = {row["code"]: row for row in read_reference("bodies.csv")}
    assert {bodies[row.council]["area"] == row.area for row in read_district_tiles()} == {True}
    placed = [row for row in bodies.values() if row["kind"] == "council" and row["area"]]
    assert {"remembered" in row["note"] for row in placed} == {True}
    assert {row["valid_to"] for row in placed} == {""}


@pytest.mark.parametrize(
    ("council", "area", "since"),
    [
        ("buckinghamshire-council", "E23000029", "2020-04-01"),
        ("north-northamptonshire-council", "E23000022", "2021-04-01"),
        ("west-northamptonshire-council", "E23000022", "2021-04-01"),
        ("cumberland-council", "E23000002", "2023-04-01"),
        ("westmorland-and-furness-council", "E23000002", "2023-04-01"),
        ("north-yorkshire-council", "E23000009", "2023-04-01"),
        ("somerset-council", "E23000036", "2023-04-01"),
    ],
)
def test_the_councils_that_followed_others_are_districts_of_their_area(council, area, since):
    row = next(row for row in read_reference("bodies.csv") if row["code"] == council)
    assert (row["area"], row["valid_from"], row["confidence"]) == (area, since, "remembered")
    assert council in {tile.council for tile in list_district_tiles(area)}


def test_the_seven_districts_of_lincolnshire_stand_where_they_lie():
    places = {row.short_name: (row.tile_x, row.tile_y) for row in list_district_tiles(LINCOLNSHIRE)}
    assert len(places) == 7
    assert places["W Lindsey"][1] < places["S Kesteven"][1]  # north of it
    assert places["Lincoln"][0] < places["Boston"][0]  # west of it


def test_a_tile_tells_the_step_of_its_own_figure_and_the_others_are_not_told_apart():
    part = show([("Boston", 60), ("Lincoln", 30), (OTHERS, 15)])
    assert part.tiles.alt == (
        "Map of 7 districts. 60: Boston. 30: Lincoln. "
        "Counted together: W Lindsey, E Lindsey, N Kesteven, S Kesteven, S Holland"
    )
    assert part.off_map == []


def test_steps_hold_about_as_many_figures_each_whatever_the_numbers_are():
    alt = show([("Boston", 25), ("Lincoln", 20), ("N Kesteven", 15), ("S Kesteven", 10)]).tiles.alt
    assert alt.startswith("Map of 7 districts. 25: Boston. 15 to 20: Lincoln, N Kesteven. 10: S Kesteven")


def test_where_nothing_is_merged_a_district_without_a_figure_has_fewer_than_ten():
    assert "Fewer than 10: " in show([("Boston", 10)]).tiles.alt
    assert "Counted together" not in show([("Boston", 10)]).tiles.alt
    assert {FEW, MERGED} == {"few", "merged"}


def test_a_district_that_stands_on_no_tile_is_named_and_an_area_of_one_has_no_map():
    assert show([("Fenmarsh", 20)]).off_map == ["Fenmarsh"]
    assert show([("City", 20)], "E23000034").tiles is None
    assert show([]).tiles is None
