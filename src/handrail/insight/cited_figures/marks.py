"""The place of a figure in a text: “[figure 2]” stands for its number, which nobody can mistype. Pure."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from handrail.insight.cited_figures.figure_trail import CitedFigureWithSource

_MARK: Final = re.compile(r"\[figure (\d{1,4})\]")


def format_figure_placeholder(number: int) -> str:
    """The mark as it is written in a text."""
    return f"[figure {number}]"


def list_numbers_of_figure_placeholders(value: Any) -> list[int]:
    """The numbers of the marks in a text or a table, each once, in order."""
    texts = [cell for row in value for cell in row] if isinstance(value, list) else [value]
    found = (int(number) for text in texts if isinstance(text, str) for number in _MARK.findall(text))
    return list(dict.fromkeys(found))


def replace_marks(value: Any, figures: Iterable[CitedFigureWithSource]) -> Any:
    """A text or a table with the numbers in place of the marks; a mark without a figure stays as it is.

    Args:
        value: an answer of any kind.
        figures: those that the text cites.

    Returns:
        A value of the same kind.
    """
    people = {figure["number"]: figure["people"] for figure in figures}
    if isinstance(value, list):
        return [[_replace_figure_placeholders_in_text(cell, people) for cell in row] for row in value]
    return _replace_figure_placeholders_in_text(value, people) if isinstance(value, str) else value


def list_numbers_of_placeholders_without_figure(
    value: Any, figures: Iterable[CitedFigureWithSource]
) -> list[int]:
    """Marks that stand for nothing: their figure was taken out, or never taken in."""
    there = {figure["number"] for figure in figures}
    return [number for number in list_numbers_of_figure_placeholders(value) if number not in there]


def _replace_figure_placeholders_in_text(text: str, people: Mapping[int, int]) -> str:
    def write(found: re.Match[str]) -> str:
        number = people.get(int(found[1]))
        return found[0] if number is None else f"{number:,}"

    return _MARK.sub(write, text)
