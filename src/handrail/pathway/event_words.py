"""The words by which people look for an event, in English and Welsh. No page shows them: they are only searched."""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class EventWords(NamedTuple):
    """One row of event_words.csv: what is said of an event beside its name, with commas between."""

    english: str
    welsh: str


@cache
def load_event_words() -> dict[str, EventWords]:
    """What people say for an event, beside its name.

    Returns:
        Words by the code of the event; one whose name says it all has none.
    """
    text = files("handrail.pathway").joinpath("data/event_words.csv").read_text(encoding="utf-8")
    return {
        row["event"]: EventWords(row["words"], row["words_cy"]) for row in csv.DictReader(text.splitlines())
    }
