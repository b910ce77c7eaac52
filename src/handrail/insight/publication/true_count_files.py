"""The true counts of a month as they were when it was drawn, sealed: the next draw of the quarter needs them.

Nothing that shows anything to anybody reads them.
"""

import json
from collections.abc import Mapping
from typing import Final

from handrail.insight.facts.sealed_files import read_sealed_file, write_sealed_file

FOLDER: Final = "cells"

type CountsByCell = dict[str, int]
"""By “measure|area|breakdown|value”."""


def write_true_counts(month: str, counts: Mapping[str, int]) -> None:
    """Keep a month's counts; a file of before is replaced."""
    write_sealed_file(f"{FOLDER}/{month}", json.dumps(dict(counts)).encode())


def read_true_counts(month: str) -> CountsByCell:
    """The counts of a month as it was drawn. Raises MissingOrWrongFactFileError where they are not kept."""
    found: CountsByCell = json.loads(read_sealed_file(f"{FOLDER}/{month}"))
    return found
