"""The true counts of a month as they were when it was drawn, sealed: the next draw of the quarter needs them.

Nothing that shows anything to anybody reads them.
"""

import json
from collections.abc import Mapping
from typing import Final

from handrail.insight.facts.sealed_files import list_sealed_files, read_sealed_file, write_sealed_file
from handrail.insight.publication.late_counts import EarlierCounts, LateCountKey

FOLDER: Final = "cells"
LATE: Final = "late"

type CountsByCell = dict[str, int]
"""By “measure|area|breakdown|value”."""


def write_true_counts(month: str, counts: Mapping[str, int]) -> None:
    """Keep a month's counts; a file of before is replaced."""
    write_sealed_file(f"{FOLDER}/{month}", json.dumps(dict(counts)).encode())


def write_counts_of_earlier_months(known: EarlierCounts) -> None:
    """Keep what earlier months held at the newest draw, so that the next one finds what came since."""
    counts = {"|".join(key): count for key, count in known.counts.items()}
    write_sealed_file(f"{FOLDER}/{LATE}", json.dumps([sorted(known.months), counts]).encode())


def read_counts_of_earlier_months() -> EarlierCounts:
    """The same; of no month before the second draw."""
    if f"{FOLDER}/{LATE}" not in list_sealed_files(FOLDER):
        return EarlierCounts(frozenset(), {})
    months, counts = json.loads(read_sealed_file(f"{FOLDER}/{LATE}"))
    return EarlierCounts(
        frozenset(months), {LateCountKey(*text.split("|")): count for text, count in counts.items()}
    )


def read_true_counts(month: str) -> CountsByCell:
    """The counts of a month as it was drawn. Raises MissingOrWrongFactFileError where they are not kept."""
    found: CountsByCell = json.loads(read_sealed_file(f"{FOLDER}/{month}"))
    return found
