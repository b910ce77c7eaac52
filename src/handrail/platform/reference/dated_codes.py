"""Codes as dated rows, each with its source and how sure we are: lists that a room keeps as data beside its code.

A room has one file `data/codes.csv` with the columns of `DatedCode`. A new row costs no migration; a row that ends is
still understood where it was used.
"""

import csv
import datetime
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from handrail.platform.reference.confidence import CONFIDENCE_CODES


class DatedCode(NamedTuple):
    """One code of one list. `since` and `until` are empty where no day is known."""

    list_name: str
    code: str
    words: str
    means: str
    since: str
    until: str
    source: str
    confidence: str


@cache
def read_dated_codes(package: str) -> tuple[DatedCode, ...]:
    """All rows of a room, in the order of its file.

    Returns:
        One entry for each row.

    Raises:
        ValueError: a mark that is none of ours.
    """
    text = (files(package) / "data" / "codes.csv").read_text("utf-8")
    rows = tuple(DatedCode(*row) for row in list(csv.reader(text.splitlines()))[1:])
    unmarked = [row.code for row in rows if row.confidence not in CONFIDENCE_CODES]
    if unmarked:
        raise ValueError(f"{package}: {unmarked}")
    return rows


def list_choices_including_ended_codes(package: str, list_name: str) -> tuple[tuple[str, str], ...]:
    """Every code of a list with its words, ended ones too: what a model understands.

    Args:
        package: the room.
        list_name: as the file names it.

    Returns:
        Code and words of each.
    """
    return tuple((row.code, row.words) for row in read_dated_codes(package) if row.list_name == list_name)


def list_choices_in_force(
    package: str, list_name: str, on: datetime.date, kept: str = ""
) -> list[tuple[str, str]]:
    """The codes of a list that may be chosen on a day: what a form offers.

    Args:
        package: the room.
        list_name: as the file names it.
        on: the day.
        kept: a code that is saved already, and is offered although it ended.

    Returns:
        Code and words of each.
    """
    day = on.isoformat()
    return [
        (row.code, row.words)
        for row in read_dated_codes(package)
        if row.list_name == list_name
        and (row.code == kept or (row.since <= day and (not row.until or day <= row.until)))
    ]
