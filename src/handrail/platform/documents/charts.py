"""Drawings as SVG: bars, lines, a line with limits, the map of areas. No style but attributes: any page may hold them.

Each is a picture with words beside it; nothing in it can be reached by keyboard, and its table says the same.
"""

from collections.abc import Callable, Sequence
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
MOST_LABELS, LABEL_GAP = 6, 12  # below a line, and between two of them
BAR_LETTER_WIDTH, MOST_BAR_LABEL = 8.6, 320.0  # with room for wider fonts: a label is never cut at the edge
CONTROL_WIDTH, CONTROL_LEFT, CONTROL_RIGHT, CONTROL_TOP, CONTROL_FOOT = 480, 10, 436, 24, 180
"""A chart with limits is drawn small: two stand side by side on a page, and on a phone its letters are still read."""
TILE_WIDTH, TILE_HEIGHT = 84, 56
TILE_ROOM, TILE_LETTERS, LETTER_BY_SIZE = (
    68,
    13,
    0.68,
)  # for the name in a tile; its largest size; a wide letter
KEY_COLUMNS, KEY_WIDTH, KEY_HEIGHT, LONGEST_IN_COLUMNS = 2, 296, 30, 26


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


class AreaTileDrawing(TileColours):
    """One area of the map."""

    x: int
    y: int
    short: str
    letters: float
    shape: str


class MapKeyRow(TileColours):
    """One state that areas can be in, below the map."""

    x: int
    y: int
    words: str
    count: int
    shape: str


class DrawingContext(TypedDict):
    """What the templates of all drawings read."""

    width: int
    height: int


class BarChartContext(DrawingContext):
    """What bars.svg reads."""

    rows: list[Bar]
    left: float


class LineChartContext(DrawingContext):
    """What line.svg reads; `shown` are the points that say their value, `labelled` those that say their label."""

    points: list[LinePoint]
    shown: set[int]
    labelled: set[int]


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


class TileMapContext(DrawingContext):
    """What tiles.svg reads."""

    tiles: list[AreaTileDrawing]
    key: list[MapKeyRow]


type DrawnContext = BarChartContext | LineChartContext | ControlChartContext | TileMapContext


class DrawingSvgWithAltText(NamedTuple):
    """A drawing for a page, and what it shows in a sentence that the page can say in its language."""

    svg: Markup
    alt: str


def make_drawing_svg_with_alt_text(drawing: Drawing, alt: str) -> DrawingSvgWithAltText:
    """The drawing hides itself from those who hear the page: they hear the sentence."""
    return DrawingSvgWithAltText(Markup(render_svg(drawing)), alt)


def render_svg(drawing: Drawing, *, font: str = PAGE_FONTS, alt: str = "") -> str:
    """The drawing as an SVG document.

    Args:
        drawing: a chart or the tile map.
        font: a list of font families, as in CSS.
        alt: what it shows, for those who do not see it; "" hides it from them.

    Returns:
        The markup, without an XML declaration.
    """
    name, values = _get_template_name_and_context(drawing)
    return ENVIRONMENT.get_template(name).render(font=font, alt=alt, **values)


def _get_template_name_and_context(drawing: Drawing) -> tuple[str, DrawnContext]:
    match drawing:
        case BarChart():
            return _get_bars_template_name_and_context(drawing)
        case LineChart():
            return _get_line_template_name_and_context(drawing)
        case ControlChart():
            return _get_control_template_name_and_context(drawing)
        case AreaTileMap():
            return _get_tiles_template_name_and_context(drawing)


def get_page_width_share(drawing: Drawing) -> float:
    """How much of a page's width the drawing takes on paper, by its size on a screen."""
    return round(min(1.0, _get_template_name_and_context(drawing)[1]["width"] / 720), 3)


def _get_bars_template_name_and_context(bars: BarChart) -> tuple[str, BarChartContext]:
    longest = max((len(label) for label, _ in bars.rows), default=0)
    left = min(MOST_BAR_LABEL, longest * BAR_LETTER_WIDTH + 12)
    most = max((value for _, value in bars.rows), default=0) or 1
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
    return "bars.svg", {"rows": rows, "left": round(left, 1), "width": CHART_WIDTH, "height": 30 * len(rows)}


def _get_line_template_name_and_context(line: LineChart) -> tuple[str, LineChartContext]:
    most = max((value for _, value in line.points), default=0) or 1
    step = (CHART_WIDTH - 80) / max(1, len(line.points) - 1)
    points: list[LinePoint] = [
        {
            "x": round(40 + n * step, 1),
            "y": round(150 - 120 * value / most, 1),
            "label": label,
            "value": f"{value:,}",
        }
        for n, (label, value) in enumerate(line.points)
    ]
    shown = {0, len(points) - 1} | {n for n, (_, value) in enumerate(line.points) if value == most}
    labelled = find_indexes_of_points_to_label([label for label, _ in line.points])
    return "line.svg", {
        "points": points,
        "shown": shown,
        "labelled": labelled,
        "width": CHART_WIDTH,
        "height": 190,
    }


def find_indexes_of_points_to_label(labels: Sequence[str]) -> set[int]:
    """Every n-th point back from the last, so that no label runs into the next."""
    last = len(labels) - 1
    longest = max(map(len, labels), default=0) * LETTER_WIDTH + LABEL_GAP
    most = max(2, min(MOST_LABELS, 1 + int((CHART_WIDTH - 80) / longest)))
    return set(range(last, -1, -max(1, -(-last // (most - 1)))))


def _get_control_template_name_and_context(chart: ControlChart) -> tuple[str, ControlChartContext]:
    limits = chart.limits
    most = max([value for _, value in chart.points] + ([limits.upper] if limits else []), default=0) or 1
    step = (CONTROL_RIGHT - CONTROL_LEFT) / max(1, len(chart.points))

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
        "right": CONTROL_RIGHT,
        "foot": CONTROL_FOOT,
        "letters": 15,
        "width": CONTROL_WIDTH,
        "height": CONTROL_FOOT + 28,
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


def _get_tiles_template_name_and_context(tiles: AreaTileMap) -> tuple[str, TileMapContext]:
    states = {state.code: state for state in tiles.states}
    drawn: list[AreaTileDrawing] = [
        {
            "x": tile.x * TILE_WIDTH,
            "y": tile.y * TILE_HEIGHT,
            "short": tile.short,
            "letters": compute_letter_size_of_tile(tile.short),
            "shape": states[tile.state].shape,
            **_get_tone_colours(states[tile.state].tone),
        }
        for tile in tiles.tiles
    ]
    below = (max((tile.y for tile in tiles.tiles), default=0) + 1) * TILE_HEIGHT + 14
    columns = 1 if any(len(state.words) > LONGEST_IN_COLUMNS for state in tiles.states) else KEY_COLUMNS
    key: list[MapKeyRow] = [
        {
            "x": (n % columns) * KEY_WIDTH,
            "y": below + n // columns * KEY_HEIGHT,
            "words": state.words,
            "count": sum(tile.state == state.code for tile in tiles.tiles),
            "shape": state.shape,
            **_get_tone_colours(state.tone),
        }
        for n, state in enumerate(tiles.states)
    ]
    rows = -(-len(key) // columns)
    width = max((max((tile.x for tile in tiles.tiles), default=0) + 1) * TILE_WIDTH, KEY_COLUMNS * KEY_WIDTH)
    return "tiles.svg", {"tiles": drawn, "key": key, "width": width, "height": below + rows * KEY_HEIGHT}


def compute_letter_size_of_tile(short: str) -> float:
    """The size of letters in which a name stays within its tile."""
    return round(min(TILE_LETTERS, TILE_ROOM / (LETTER_BY_SIZE * max(1, len(short)))), 1)


def _get_tone_colours(tone: str) -> TileColours:
    fill, ink, edge, broken = TONES[tone]
    return {"fill": fill, "ink": ink, "edge": edge, "broken": broken}


def _shorten_label_to_fit(label: str, left: float) -> str:
    room = round((left - 12) / BAR_LETTER_WIDTH)
    return label if len(label) <= room else label[: room - 1].rstrip() + "…"
