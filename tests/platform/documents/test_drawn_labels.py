"""Words in drawings stay apart and within: labels below a line, names in the tiles of the map, and all on a phone."""

import html
import itertools
import re
from dataclasses import replace

import pytest

from handrail.platform.documents.area_map import SHORT_AREA_NAMES
from handrail.platform.documents.charts import (
    PHONE_WIDTH,
    TILE_WIDTH,
    compute_letter_size_of_tile,
    find_indexes_of_points_to_label,
    find_indexes_of_points_to_value,
    place_value_of_point,
    render_drawing_for_every_width,
    render_svg,
)
from handrail.platform.documents.document_tree import (
    AreaTile,
    AreaTileMap,
    BarChart,
    ControlChart,
    ControlLimits,
    LineChart,
    TileState,
)
from handrail.platform.documents.letter_widths import (
    break_words_into_lines,
    estimate_label_width,
    measure_bold,
)
from handrail.platform.documents.tile_names import fit_names_to_tiles


@pytest.mark.parametrize(
    ("points", "label", "labelled"),
    [
        (0, "", set()),
        (1, "Dec ’25", {0}),
        (3, "June", {0, 1, 2}),
        (12, "Dec ’25", {2, 5, 8, 11}),
        (5, "October to December 2026", {0, 2, 4}),
    ],
)
def test_every_nth_point_has_its_label_and_the_last_always(points, label, labelled):
    assert find_indexes_of_points_to_label([label] * points) == labelled
    assert len(labelled) <= 6


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("label", ["September 2022", "Dec ’25", "October to December 2026"])
def test_no_label_below_a_line_is_cut_or_runs_into_the_next(label, phone):
    """A letter is 7.6 wide on the average, and a label begins, ends or is centred where its anchor says."""
    svg = render_svg(LineChart(tuple((label, n) for n in range(6))), phone=phone)
    width, drawn = int(re.search(r'<svg[^>]* width="(\d+)"', svg)[1]), []
    for x, anchor in re.findall(r'<text x="([\d.]+)" y="172" text-anchor="(\w+)"', svg):
        before = {"start": 0, "middle": 0.5, "end": 1}[anchor] * 7.6 * len(label)
        drawn.append((float(x) - before, float(x) - before + 7.6 * len(label)))
    assert len(drawn) >= (1 if phone and len(label) > 20 else 2)
    assert drawn[0][0] >= 0
    assert drawn[-1][1] <= width
    assert all(end < start for (_, end), (start, _) in itertools.pairwise(drawn))


def test_charts_with_the_same_highest_value_are_on_one_scale():
    own, shared = (render_svg(BarChart((("Before", 20),), most)) for most in (0, 40))
    lengths = [float(re.search(r'<rect x="[\d.]+" y="5" width="([\d.]+)"', svg)[1]) for svg in (own, shared)]
    assert lengths[1] == pytest.approx(lengths[0] / 2, abs=0.1)


def test_no_name_is_wider_than_its_tile():
    for short in SHORT_AREA_NAMES.values():
        assert compute_letter_size_of_tile(short) * 0.68 * len(short) < TILE_WIDTH - 10
        assert compute_letter_size_of_tile(short) >= 9.5


QUARTERS = tuple((f"Q{n}", 5 * n) for n in range(1, 25))
SEVEN_ACROSS = AreaTileMap(
    tuple(AreaTile(n % 7, n // 7, name, name, "near") for n, name in enumerate(SHORT_AREA_NAMES.values())),
    (TileState("near", "Higher than the country’s", "disc", "light"),),
)


@pytest.mark.parametrize(
    "drawing",
    [
        BarChart((("Sleep, worry and what happened to them before that day", 15), ("Work", 1_005))),
        LineChart(QUARTERS),
        ControlChart(QUARTERS, ControlLimits(5, 40, 80, 12)),
        SEVEN_ACROSS,
    ],
)
def test_on_a_phone_a_drawing_is_drawn_anew_and_no_letter_is_under_twelve(drawing):
    """340 units are 340 pixels there: no letter is shrunk below its size."""
    svg = render_svg(drawing, phone=True)
    assert 300 <= int(re.search(r'<svg[^>]* width="(\d+)"', svg)[1]) <= PHONE_WIDTH + 2
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', svg)]
    assert sizes
    assert min(sizes) >= 12
    page = render_drawing_for_every_width(drawing, alt="What it shows")
    assert page.count("<svg") == page.count('aria-label="What it shows"') == 2
    assert page.index("app-drawing-wide") < page.index("app-drawing-phone")


def test_on_a_phone_two_areas_are_never_called_the_same():
    names = list(SHORT_AREA_NAMES.values())
    fitted = dict(zip(names, fit_names_to_tiles(names, 3.667), strict=True))
    assert len(set(fitted.values())) == len(names)
    # 0.838 + 0.924 + 0.678 + 0.72 + 0.478 = 3.638 in DejaVu Sans Bold; “Cambs” is 3.744 and “Camb.” 3.529
    assert (fitted["Gwent"], fitted["Cambs"]) == (("Gwent",), ("Camb.",))
    assert fitted["W Yorks"] == ("W", "Yorks")
    assert fitted["Humberside"] == ("Humb",)  # no room for a stop
    assert (fitted["Northumb"], fitted["Northants"]) == (("N’mb",), ("N’nts",))


def test_on_a_phone_every_name_ends_within_its_tile():
    """The names are 12 high; a tile of seven beside each other is 46 wide, and its words begin 2 from its edge."""
    svg = render_svg(SEVEN_ACROSS, phone=True)
    assert svg.count('<rect width="46" height="52"') == len(SHORT_AREA_NAMES)
    names = re.findall(r'<text x="2" y="\d+" font-size="12" font-weight="700"[^>]*>([^<]+)<', svg)
    assert len(names) > len(SHORT_AREA_NAMES)
    for name in names:
        assert 2 + 12 * measure_bold(html.unescape(name)) <= 46, name


def test_a_line_says_its_last_its_first_and_its_highest_value_where_there_is_room():
    assert find_indexes_of_points_to_value([], 10) == set()
    assert find_indexes_of_points_to_value([0, 5, 20, 5], 100) == {0, 2, 3}
    # “20” is 15 wide with 12 between: points 10 apart are too near, and the last matters more than the highest
    assert find_indexes_of_points_to_value([0, 5, 20, 5], 10) == {0, 3}
    assert find_indexes_of_points_to_value([20, 20, 20, 20], 40) == {0, 1, 2, 3}


DEJAVU_SANS = {  # advance widths in thousandths of the height, as the font's own table has them
    "W": 989, "o": 612, "l": 278, "v": 592, "e": 615, "r": 411, "h": 634, "a": 613, "m": 974, "p": 635, "t": 392,
    "n": 634, "M": 863, "w": 818, "i": 278, "c": 550, "s": 521, "k": 579, " ": 318, "B": 686, "u": 634, "g": 635,
    "H": 752, "d": 635, "R": 695, "y": 592,
}  # fmt: skip


@pytest.mark.parametrize(
    "label", ["Wolverhampton", "Wrekin and Wem", "Wymondham", "Hammersmith", "Royal Borough", "Milton", "Mum"]
)
def test_a_label_beside_a_bar_fits_in_the_widest_usual_font(label):
    svg = render_svg(BarChart(((label, 20),)))
    ends_at = float(re.search(r'<text x="([\d.]+)" y="20" text-anchor="end"[^>]*>' + label + "<", svg)[1])
    assert sum(DEJAVU_SANS[letter] for letter in label) * 15 / 1000 < ends_at


def test_a_label_that_is_longer_than_the_room_beside_a_bar_is_shortened():
    label = "Wolverhampton, Walsall, Sandwell and the whole of the Metropolitan Borough of Dudley"
    svg = render_svg(BarChart(((label, 20),)))
    assert "Wolverhampton, Walsall, Sandwel…" in svg
    assert label not in svg


def test_a_value_stands_below_its_point_where_the_line_comes_down_to_it_and_rises_again():
    # of 120 units for the highest value, 100: that is at 30 from the top, 75 at 60, and the axis is at 150
    svg = render_svg(LineChart((("a", 100), ("b", 75), ("c", 100)), (1, 50, 99)))
    shown = re.findall(r'y="([\d.]+)"[^>]*font-weight="700"[^>]*>(\d+)<', svg)
    assert shown == [("20.0", "100"), ("82.0", "75"), ("20.0", "100")]
    assert place_value_of_point([30.0, 126.0, 30.0], 1) == 116.0  # too near the axis: above it
    assert place_value_of_point([30.0, 60.0], 1) == 50.0  # the last point is no valley


@pytest.mark.parametrize("phone", [False, True])
def test_no_words_of_a_key_are_cut(phone):
    """Words too long for one line go on below, and the count ends the last line."""
    states = (
        TileState("near", "Not quoted; whether it answered is not known", "ring", "bare"),
        TileState("far", "Not asked", "dash", "broken"),
    )
    svg = render_svg(replace(SEVEN_ACROSS, states=states), phone=phone)
    width = int(re.search(r'<svg[^>]* width="(\d+)"', svg)[1])
    lines = re.findall(r'<text x="33" y="\d+" font-size="15"[^>]*>(.*?)</text>', svg)
    plain = [re.sub("<[^>]+>", "", line) for line in lines]
    assert " ".join(plain) == "Not quoted; whether it answered is not known: 43 Not asked: 0"
    assert len(plain) == (3 if phone else 2)
    assert lines[-2].endswith('<tspan font-weight="700">43</tspan>')
    assert all(33 + estimate_label_width(line) <= width for line in plain)
    # the row after two lines is a line lower
    tops = [int(top) for top in re.findall(r'translate\(0 (\d+)\)"><rect width="24"', svg)]
    assert tops[1] - tops[0] == (50 if phone else 30)


def test_words_break_where_a_line_is_full():
    # “people” is 15 × (4 × 0.65 + 0.65 + 0.42) = 55.05, a space 6.3
    assert break_words_into_lines("people people", 116.4) == ("people people",)
    assert break_words_into_lines("people people", 116.3) == ("people", "people")
    assert break_words_into_lines("people of 43 areas", 60, end="43 areas") == ("people", "of", "43 areas")
    assert break_words_into_lines("", 60) == ()


def test_the_key_of_a_map_says_what_it_counts_and_no_row_runs_into_the_next():
    """“Higher than the country’s: 43 areas” is longer than a column: its rows stand below each other."""
    assert 'font-weight="700">43</tspan>' in render_svg(SEVEN_ACROSS)
    states = (*SEVEN_ACROSS.states, TileState("lower", "Lower", "down", "half"))
    svg = render_svg(replace(SEVEN_ACROSS, states=states).say_counts("{} areas".format))
    assert 'Higher than the country’s: <tspan font-weight="700">43 areas</tspan>' in svg
    assert 'Lower: <tspan font-weight="700">0 areas</tspan>' in svg
    keys = re.findall(r'translate\((\d+) \d+\)"><rect width="24"', svg)
    assert keys == ["0", "0"]
