"""Drawings of a page say their words in its language. How is told by the room of languages, which stands above."""

from collections.abc import Callable
from dataclasses import replace

from handrail.platform.documents.document_tree import (
    AreaTileMap,
    BarChart,
    ControlChart,
    Drawing,
    LineChart,
)

type Say = Callable[[str], str]

_say: Say = str


def use_to_say_words_of_pages(say: Say) -> None:
    """Call it once, when the program starts.

    Args:
        say: gives a text in the language of the request under way.
    """
    global _say
    _say = say


def say_in_language_of_page(text: str) -> str:
    """The text in the language of the request under way; English before anybody told how to say another."""
    return _say(text) if text else ""


def translate_drawing_for_page(drawing: Drawing) -> Drawing:
    """The same drawing with its words in the language of the page; names of areas in tiles are as they were given."""
    match drawing:
        case BarChart(rows):
            return replace(drawing, rows=tuple((_say(label), value) for label, value in rows))
        case LineChart(points, mark=mark):
            said = tuple((_say(label), value) for label, value in points)
            return replace(drawing, points=said, mark=mark and (mark[0], _say(mark[1])))
        case ControlChart(points):
            said = tuple((_say(label), value) for label, value in points)
            return replace(drawing, points=said, verdict_words=say_in_language_of_page(drawing.verdict_words))
        case AreaTileMap(states=states):
            said_states = tuple(replace(state, words=_say(state.words)) for state in states)
            return replace(drawing, states=said_states, counts=tuple(map(_say, drawing.counts)))
