"""Drawings as SVG: bars, lines, a line with limits, the map of areas. No style but attributes: any page may hold them.

Each is a picture with words beside it; nothing in it can be reached by keyboard, and its table says the same. A page
holds each drawing twice, for a wide column and drawn anew for a phone, so that letters are never shrunk; the style
sheet shows one of the two.
"""

from collections.abc import Callable, Sequence
from itertools import batched
from typing import Final, NamedTuple, TypedDict

from markupsafe import Markup

from handrail.platform.documents.document_tree import (
    AreaTileMap,
    BarChart,
    ControlChart,
    ControlLimits,
    Drawing,
    LineChart,
)
from handrail.platform.documents.jinja_environment import ENVIRONMENT
from handrail.platform.documents.letter_widths import break_words_into_lines, estimate_label_width
from handrail.platform.documents.page_language import (
    say_in_language_of_page,
    translate_drawing_for_page,
)
from handrail.platform.documents.small_charts import POINT_SHAPES
from handrail.platform.documents.tile_names import fit_names_to_tiles

PAGE_FONTS: Final = "Helvetica Neue, Helvetica, Arial, sans-serif"
TONES: Final = {  # fill, text and shape, edge, whether the edge is broken
    "full": ("#0b4f5c", "#ffffff", "#0b4f5c", False),
    "half": ("#9dbfc5", "#0b0c0c", "#5f6668", False),
    "light": ("#d5e3e5", "#0b0c0c", "#5f6668", False),
    "bare": ("#ffffff", "#0b0c0c", "#5f6668", False),
    "broken": ("#ffffff", "#0b4f5c", "#0b4f5c", True),
    "warm": ("#ffe39a", "#0b0c0c", "#8a6100", False),
    "late": ("#a3201d", "#ffffff", "#a3201d", False),
}
CHART_WIDTH, LETTER_WIDTH = 640, 7.6  # of a chart, and of a letter in it on the average
PHONE_WIDTH, PHONE_LETTERS = 340, 15  # of a chart on a phone: at 320 pixels its letters are still 12 high
FOOT_OF_LINE = 150  # from the top of the drawing to the axis
LINE_EDGE = 40  # from the edge of the drawing to the first point of a line, and from the last
MOST_LABELS, LABEL_GAP = 6, 12  # below a line, and between two of them
MOST_BAR_LABEL: Final = 320.0
"""Width of the longest label beside a bar."""
LINE_HEIGHT, BOLDER = 20, 12  # of the words of a key; what a bold count may add to a line
CONTROL_WIDTH, CONTROL_LEFT, CONTROL_RIGHT, CONTROL_TOP, CONTROL_FOOT = 480, 10, 436, 24, 180
"""A chart with limits is drawn small: two stand side by side on a screen, and on a phone its letters are still read."""
CONTROL_VERDICT: Final = 28
"""Height of the first line below it that says the verdict beside its shape."""
VERDICT_LEFT: Final = 20
"""From the left end of the axis to the verdict."""
TILE_WIDTH, TILE_HEIGHT = 84, 56
TILE_ROOM, TILE_LETTERS, LETTER_BY_SIZE = (
    68,
    13,
    0.68,
)  # for the name in a tile; its largest size; a wide letter
KEY_COLUMNS, KEY_WIDTH, KEY_HEIGHT, LONGEST_IN_COLUMNS = 2, 296, 30, 30
KEY_LEFT: Final = 33
"""From the edge of a tile in the key to its words."""
PHONE_TILE_LETTERS, PHONE_TILE_LEFT, PHONE_TILE_GAP, TILE_GAP = 12, 2, 2, 4


class TileColours(TypedDict):
    """How an area is painted: colours, and whether its edge is broken."""

    fill: str
    ink: str
    edge: str
    broken: bool


class Bar(TypedDict):
    """One bar with its words, in units of the drawing."""

    label: str
    value: str
    y: int
    length: float


class LinePoint(TypedDict):
    """One point of a line with its words, in units of the drawing."""

    x: float
    y: float
    label: str
    value: str


class ValuedLinePoint(LinePoint):
    """A point of a line chart; `value_y`: where its value stands, from the top."""

    value_y: float


class LineLabel(TypedDict):
    """Words below a line, and from which side of them their place is counted."""

    x: float
    anchor: str
    words: str


class AreaTileDrawing(TileColours):
    """One area of the map."""

    x: int
    y: int
    lines: tuple[str, ...]
    letters: float
    shape: str
    own: bool
    figure: str


class MapKeyRow(TileColours):
    """One state that areas can be in, below the map."""

    x: int
    y: int
    lines: tuple[str, ...]  # all but the last, which ends with the count
    last: str
    count: str
    shape: str


class DrawingContext(TypedDict):
    """What the templates of all drawings read."""

    width: int
    height: int


class BarChartContext(DrawingContext):
    """What bars.svg reads."""

    rows: list[Bar]
    left: float
    above: bool


class LineChartMark(TypedDict):
    """A line down through a point, its words, and on which side of it they are."""

    x: float
    words: str
    anchor: str


class LineChartContext(DrawingContext):
    """What line.svg reads; `shown` are the points that say their value."""

    points: list[ValuedLinePoint]
    shown: set[int]
    labels: list[LineLabel]
    mark: LineChartMark | None


class ControlLimitsDrawing(TypedDict):
    """Heights of the limits, where they were cut, and their values as words with their places."""

    lower: float
    middle: float
    upper: float
    cut: float
    words: list[tuple[str, float, bool]]


class ControlChartContext(DrawingContext):
    """What control.svg reads."""

    points: list[LinePoint]
    limits: ControlLimitsDrawing | None
    left: int
    right: int
    foot: int
    letters: int
    shape: str  # of POINT_SHAPES; empty where nothing was judged
    verdict: tuple[str, ...]  # its lines
    verdict_left: int
    line_height: int


class TileMapContext(DrawingContext):
    """What tiles.svg reads."""

    tiles: list[AreaTileDrawing]
    phone: bool
    tile: int
    tile_left: int
    key_left: int
    line_height: int
    key: list[MapKeyRow]


type DrawnContext = BarChartContext | LineChartContext | ControlChartContext | TileMapContext


class DrawingSvgWithAltText(NamedTuple):
    """A drawing for a page, and what it shows in a sentence that the page can say in its language."""

    svg: Markup
    alt: str


def make_drawing_svg_with_alt_text(drawing: Drawing, alt: str) -> DrawingSvgWithAltText:
    """The drawing hides itself from those who hear the page: they hear the sentence."""
    return DrawingSvgWithAltText(render_drawing_for_every_width(drawing), alt)


def render_drawing_for_every_width(drawing: Drawing, *, alt: str = "") -> Markup:
    """The drawing for a page, in its language: for a wide column, and drawn anew for a narrow one. One is shown."""
    said, alt = translate_drawing_for_page(drawing), say_in_language_of_page(alt)
    return Markup("").join(
        Markup('<div class="{}">{}</div>').format(shown, Markup(render_svg(said, alt=alt, phone=phone)))
        for shown, phone in (("app-drawing-wide", False), ("app-drawing-phone", True))
    )


def render_svg(
    drawing: Drawing, *, font: str = PAGE_FONTS, alt: str = "", phone: bool = False, paper: bool = False
) -> str:
    """The drawing as an SVG document.

    Args:
        drawing: a chart or the tile map.
        font: a list of font families, as in CSS.
        alt: what it shows, for those who do not see it; "" hides it from them.
        phone: whether it is drawn for a column of PHONE_WIDTH.
        paper: whether it is drawn for the whole width of a page.

    Returns:
        The markup, without an XML declaration.
    """
    name, values = _get_template_name_and_context(drawing, phone=phone, paper=paper)
    return ENVIRONMENT.get_template(name).render(font=font, alt=alt, **values)


def _get_template_name_and_context(
    drawing: Drawing, *, phone: bool = False, paper: bool = False
) -> tuple[str, DrawnContext]:
    match drawing:
        case BarChart():
            draw = _get_phone_bars_template_name_and_context if phone else _get_bars_template_name_and_context
            return draw(drawing)
        case LineChart():
            return _get_line_template_name_and_context(drawing, PHONE_WIDTH if phone else CHART_WIDTH)
        case ControlChart():
            width = PHONE_WIDTH if phone else CHART_WIDTH if paper else CONTROL_WIDTH
            return _get_control_template_name_and_context(drawing, width)
        case AreaTileMap():
            return _get_tiles_template_name_and_context(drawing, phone=phone)


def get_page_width_share(drawing: Drawing) -> float:
    """How much of a page's width the drawing takes on paper: a chart all of it."""
    return round(min(1.0, _get_template_name_and_context(drawing, paper=True)[1]["width"] / CHART_WIDTH), 3)


def _get_bars_template_name_and_context(bars: BarChart) -> tuple[str, BarChartContext]:
    longest = max((estimate_label_width(label) for label, _ in bars.rows), default=0)
    left = min(MOST_BAR_LABEL, longest + 12)
    most = bars.most or max((value for _, value in bars.rows), default=0) or 1
    room = CHART_WIDTH - left - 60
    rows: list[Bar] = [
        {
            "label": _shorten_label_to_fit(label, left),
            "value": f"{value:,}",
            "y": 30 * n,
            "length": round(room * value / most, 1),
        }
        for n, (label, value) in enumerate(bars.rows)
    ]
    height = 30 * len(rows)
    return "bars.svg", {
        "rows": rows, "left": round(left, 1), "above": False, "width": CHART_WIDTH, "height": height
    }  # fmt: skip


def _get_phone_bars_template_name_and_context(bars: BarChart) -> tuple[str, BarChartContext]:
    """Each label has a line of its own above its bar."""
    most = bars.most or max((value for _, value in bars.rows), default=0) or 1
    room = PHONE_WIDTH - 70
    rows: list[Bar] = [
        {
            "label": _shorten_label_to_fit(label, PHONE_WIDTH),
            "value": f"{value:,}",
            "y": 52 * n,
            "length": round(room * value / most, 1),
        }
        for n, (label, value) in enumerate(bars.rows)
    ]
    return "bars.svg", {
        "rows": rows,
        "left": 1,
        "above": True,
        "width": PHONE_WIDTH,
        "height": 52 * len(rows),
    }


def _get_line_template_name_and_context(line: LineChart, width: int) -> tuple[str, LineChartContext]:
    most = max((value for _, value in line.points), default=0) or 1
    places = _place_points_of_line(line, width)
    heights = [round(FOOT_OF_LINE - 120 * value / most, 1) for _, value in line.points]
    points: list[ValuedLinePoint] = [
        {
            "x": round(x, 1),
            "y": heights[n],
            "value_y": place_value_of_point(heights, n),
            "label": label,
            "value": f"{value:,}",
        }
        for n, (x, (label, value)) in enumerate(zip(places, line.points, strict=True))
    ]
    words, values = [label for label, _ in line.points], [value for _, value in line.points]
    step = (width - 2 * LINE_EDGE) / max(1, len(line.points) - 1)
    labelled = (
        _find_indexes_to_label_by_place(words, places)
        if line.at
        else find_indexes_of_points_to_label(words, width)
    )
    return "line.svg", {
        "points": points,
        "shown": _find_indexes_to_value_by_place(values, places)
        if line.at
        else find_indexes_of_points_to_value(values, step),
        "labels": [
            _place_line_label(point["x"], point["label"], width)
            for n, point in enumerate(points)
            if n in labelled
        ],
        "mark": _draw_mark_of_line(line.mark, places, width) if line.mark else None,
        "width": width,
        "height": 190,
    }


def _place_points_of_line(line: LineChart, width: int) -> list[float]:
    """Across the drawing by what `at` says, else at equal distances."""
    at = line.at or tuple(range(len(line.points)))
    span = max(at, default=0) - min(at, default=0) or 1
    return [LINE_EDGE + (width - 2 * LINE_EDGE) * (each - at[0]) / span for each in at]


def _find_indexes_to_label_by_place(labels: Sequence[str], places: Sequence[float]) -> set[int]:
    """The last point, the first, and from the last back each that has room beside those."""
    room = max(map(len, labels), default=0) * LETTER_WIDTH + LABEL_GAP
    return _choose_indexes_apart(places, room, [len(places) - 1, 0, *range(len(places) - 2, 0, -1)])


def _find_indexes_to_value_by_place(values: Sequence[int], places: Sequence[float]) -> set[int]:
    """The last point, the first, the lowest and the highest, each where none that matters more is too near."""
    if not values:
        return set()
    room = len(f"{max(values):,}") * LETTER_WIDTH + LABEL_GAP
    ends = [n for edge in (min(values), max(values)) for n, value in enumerate(values) if value == edge]
    return _choose_indexes_apart(places, room, [len(values) - 1, 0, *ends])


def _choose_indexes_apart(places: Sequence[float], room: float, wanted: Sequence[int]) -> set[int]:
    """Of those that are wanted, the first ones first, each that is no nearer than `room` to one that was chosen."""
    chosen: set[int] = set()
    for each in wanted:
        if each >= 0 and all(abs(places[each] - places[other]) >= room for other in chosen):
            chosen.add(each)
    return chosen


def _draw_mark_of_line(mark: tuple[int, str], places: Sequence[float], width: int) -> LineChartMark:
    number, words = mark
    x = places[number]
    return {"x": round(x, 1), "words": words, "anchor": "start" if x < width / 2 else "end"}


def find_indexes_of_points_to_label(labels: Sequence[str], width: int = CHART_WIDTH) -> set[int]:
    """Every n-th point back from the last, so that no label runs into the next; the last alone where two do not fit.

    Args:
        labels: of all points, in order.
        width: of the whole drawing.

    Returns:
        Indexes of points.
    """
    last = len(labels) - 1
    widest = max(map(len, labels), default=0) * LETTER_WIDTH
    if 2 * widest + LABEL_GAP > width:
        return {last}
    pushed_in = max(0.0, widest / 2 - LINE_EDGE)  # of a label that begins at the edge, not at its point
    most = max(2, min(MOST_LABELS, 1 + int((width - 2 * LINE_EDGE) / (widest + LABEL_GAP + pushed_in))))
    return set(range(last, -1, -max(1, -(-last // (most - 1)))))


def _place_line_label(x: float, words: str, width: int) -> LineLabel:
    """Below its point; where it would be cut at an edge of the drawing it begins or ends at that edge."""
    half = estimate_label_width(words) / 2
    if x - half < 0:
        return {"x": 2, "anchor": "start", "words": words}
    if x + half > width:
        return {"x": width - 2, "anchor": "end", "words": words}
    return {"x": x, "anchor": "middle", "words": words}


def place_value_of_point(heights: Sequence[float], n: int) -> float:
    """Above the point; below it where the line comes down to it and rises again, and the foot leaves room."""
    neighbours = [heights[n - 1], heights[n + 1]] if 0 < n < len(heights) - 1 else []
    is_valley = bool(neighbours) and heights[n] > max(neighbours)
    return heights[n] + 22 if is_valley and heights[n] + 22 < FOOT_OF_LINE - 4 else heights[n] - 10


def find_indexes_of_points_to_value(values: Sequence[int], step: float) -> set[int]:
    """The last point, the first and the highest say their value, each where none that matters more is too near.

    Args:
        values: of all points, in order.
        step: from one point to the next, in units of the drawing.

    Returns:
        Indexes of points.
    """
    if not values:
        return set()
    last, most = len(values) - 1, max(values)
    apart = len(f"{most:,}") * LETTER_WIDTH + LABEL_GAP
    shown: set[int] = set()
    for each in (last, 0, *(n for n, value in enumerate(values) if value == most)):
        if all(abs(each - other) * step >= apart for other in shown):
            shown.add(each)
    return shown


def _get_control_template_name_and_context(
    chart: ControlChart, width: int
) -> tuple[str, ControlChartContext]:
    limits, right = chart.limits, width - CONTROL_WIDTH + CONTROL_RIGHT
    verdict = break_words_into_lines(chart.verdict_words, width - CONTROL_LEFT - VERDICT_LEFT)
    most = max([value for _, value in chart.points] + ([limits.upper] if limits else []), default=0) or 1
    step = (right - CONTROL_LEFT) / max(1, len(chart.points))

    def place(value: float) -> float:
        return round(CONTROL_FOOT - (CONTROL_FOOT - CONTROL_TOP) * value / most, 1)

    points: list[LinePoint] = [
        {
            "x": round(CONTROL_LEFT + (n + 0.5) * step, 1),
            "y": place(value),
            "label": label,
            "value": f"{value:,}",
        }
        for n, (label, value) in enumerate(chart.points)
    ]
    return "control.svg", {
        "points": points,
        "limits": _draw_control_limits(limits, place, step, len(points)) if limits else None,
        "left": CONTROL_LEFT,
        "right": right,
        "foot": CONTROL_FOOT,
        "letters": PHONE_LETTERS,
        "shape": POINT_SHAPES[chart.verdict] if chart.verdict else "",
        "verdict": verdict,
        "verdict_left": VERDICT_LEFT,
        "line_height": LINE_HEIGHT,
        "width": width,
        "height": CONTROL_FOOT + (CONTROL_VERDICT + (len(verdict) - 1) * LINE_HEIGHT if verdict else 0) + 28,
    }


def _draw_control_limits(
    limits: ControlLimits, place: Callable[[float], float], step: float, number: int
) -> ControlLimitsDrawing:
    """Words that would stand on each other keep their distance."""
    upper, middle, lower = (place(value) for value in (limits.upper, limits.middle, limits.lower))
    words = [
        (f"{limits.upper:.0f}", min(upper, middle - 17) + 5, False),
        (f"{limits.middle:.0f}", middle + 5, True),
    ]
    words.append((f"{limits.lower:.0f}", max(lower, middle + 17) + 5, False))
    cut = round(CONTROL_LEFT + limits.stretch * step, 1) if 0 < limits.stretch < number else 0
    return {"lower": lower, "middle": middle, "upper": upper, "cut": cut, "words": words}


def _get_tiles_template_name_and_context(tiles: AreaTileMap, *, phone: bool) -> tuple[str, TileMapContext]:
    states = {state.code: state for state in tiles.states}
    across = max((tile.x for tile in tiles.tiles), default=0) + 1
    tile_width = min(TILE_WIDTH, PHONE_WIDTH // across) if phone else TILE_WIDTH
    drawn: list[AreaTileDrawing] = [
        {
            "x": tile.x * tile_width,
            "y": tile.y * TILE_HEIGHT,
            "lines": lines,
            "letters": PHONE_TILE_LETTERS if phone else compute_letter_size_of_tile(tile.short),
            "shape": states[tile.state].shape,
            "own": tile.is_own,
            "figure": tile.figure,
            **_get_tone_colours(states[tile.state].tone),
        }
        for tile, lines in zip(tiles.tiles, _list_lines_of_tiles(tiles, tile_width, phone=phone), strict=True)
    ]
    below = (max((tile.y for tile in tiles.tiles), default=0) + 1) * TILE_HEIGHT + 14
    width = max(across * tile_width, PHONE_WIDTH if phone else KEY_COLUMNS * KEY_WIDTH)
    key, height = _lay_map_key(tiles, below, width, phone=phone)
    return "tiles.svg", {
        "tiles": drawn,
        "phone": phone,
        "tile": tile_width - (PHONE_TILE_GAP if phone else TILE_GAP),
        "tile_left": PHONE_TILE_LEFT if phone else 6,
        "key": key,
        "key_left": KEY_LEFT,
        "line_height": LINE_HEIGHT,
        "width": width,
        "height": below + height,
    }


def _lay_map_key(tiles: AreaTileMap, below: int, width: int, *, phone: bool) -> tuple[list[MapKeyRow], int]:
    """The states below the map, in two columns where they are short; words too long for their place go on below.

    Returns:
        The key, and how high it is.
    """
    counted = list(zip(tiles.states, tiles.list_counts(), strict=True))
    long = any(len(f"{state.words}: {count}") > LONGEST_IN_COLUMNS for state, count in counted)
    columns = 1 if phone or long else KEY_COLUMNS
    room = width // columns - KEY_LEFT - BOLDER
    key: list[MapKeyRow] = []
    top = 0
    for row in batched(counted, columns):
        heights = []
        for n, (state, count) in enumerate(row):
            *lines, last = break_words_into_lines(f"{state.words}: {count}", room, end=count)
            heights.append(KEY_HEIGHT + len(lines) * LINE_HEIGHT)
            key.append(
                {
                    "x": n * KEY_WIDTH,
                    "y": below + top,
                    "lines": tuple(lines),
                    "last": last.removesuffix(count),
                    "count": count,
                    "shape": state.shape,
                    **_get_tone_colours(state.tone),
                }
            )
        top += max(heights)
    return key, top


def _list_lines_of_tiles(tiles: AreaTileMap, tile_width: int, *, phone: bool) -> list[tuple[str, ...]]:
    shorts = [tile.short for tile in tiles.tiles]
    if not phone:
        return [(short,) for short in shorts]
    return fit_names_to_tiles(shorts, (tile_width - PHONE_TILE_GAP - PHONE_TILE_LEFT) / PHONE_TILE_LETTERS)


def compute_letter_size_of_tile(short: str) -> float:
    """The size of letters in which a name stays within its tile."""
    return round(min(TILE_LETTERS, TILE_ROOM / (LETTER_BY_SIZE * max(1, len(short)))), 1)


def _get_tone_colours(tone: str) -> TileColours:
    fill, ink, edge, broken = TONES[tone]
    return {"fill": fill, "ink": ink, "edge": edge, "broken": broken}


def _shorten_label_to_fit(label: str, left: float) -> str:
    room = left - 11.9
    if estimate_label_width(label) <= room:
        return label
    kept = label
    while kept and estimate_label_width(f"{kept}…") > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
