"""Small drawings without words, which stand beside the words and the number that they show: a line, a bar of parts.

The table of the page says the same. They hide themselves from those who hear the page.
"""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from handrail.platform.documents.document_tree import ControlLimits
from handrail.platform.documents.jinja_environment import ENVIRONMENT

LINE_WIDTH, LINE_HEIGHT, LINE_EDGE = 240, 64, 6
BAR_WIDTH, BAR_HEIGHT = 300, 22
POINT_SHAPES: Final = {
    "within": "disc",
    "better": "filled",
    "worse": "open",
    "neither": "half",
}
"""How the last point tells the verdict of the scan: by its shape, read again in black and white."""


def draw_sparkline_of_figures(
    values: Sequence[int],
    limits: ControlLimits | None = None,
    verdict: str = "",
    wholes: Sequence[int] = (),
) -> Markup:
    """A line through published figures, with its limits where there are any.

    Args:
        values: in order of time; with fewer than two, or none above nought, nothing is drawn.
        limits: of the same values.
        verdict: a key of POINT_SHAPES, or "" where nothing was judged.
        wholes: what each value is a part of, as a thin line above; empty where the values are wholes or shares.
    """
    if len(values) < 2 or not any((*values, *wholes)):
        return Markup()
    most = max([*values, *wholes, limits.upper if limits else 0]) or 1
    step = (LINE_WIDTH - 2 * LINE_EDGE) / (len(values) - 1)

    def place(value: float) -> float:
        return round(LINE_HEIGHT - LINE_EDGE - (LINE_HEIGHT - 2 * LINE_EDGE) * value / most, 1)

    def place_all(numbers: Sequence[int]) -> list[tuple[float, float]]:
        return [(round(LINE_EDGE + n * step, 1), place(number)) for n, number in enumerate(numbers)]

    heights = (place(limits.upper), place(limits.middle), place(limits.lower)) if limits else None
    template = ENVIRONMENT.get_template("small_line.svg")
    drawn = template.render(
        width=LINE_WIDTH,
        height=LINE_HEIGHT,
        points=place_all(values),
        wholes=place_all(wholes),
        limits=heights,
        shape=POINT_SHAPES.get(verdict, "disc"),
    )
    return Markup(drawn)


def draw_verdict_mark(verdict: str) -> Markup:
    """The shape of a verdict, to stand beside its words. The key is one of POINT_SHAPES."""
    return Markup(ENVIRONMENT.get_template("verdict_mark.svg").render(shape=POINT_SHAPES[verdict]))


def draw_bar_of_part_of_whole(part: int, whole: int, mark: float | None = None) -> Markup:
    """How much of a whole is filled.

    Args:
        part: at most the whole.
        whole: nothing is drawn where it is nought.
        mark: where a rule stands, from 0 to 1, such as how much of the year is gone.
    """
    if whole <= 0:
        return Markup()
    template = ENVIRONMENT.get_template("part_bar.svg")
    drawn = template.render(
        width=BAR_WIDTH,
        height=BAR_HEIGHT,
        filled=round(BAR_WIDTH * min(1.0, part / whole), 1),
        mark=None if mark is None else round(BAR_WIDTH * min(1.0, max(0.0, mark)), 1),
    )
    return Markup(drawn)
