"""The columns of the template, the same in every format, and their words. Without Django: files are read elsewhere."""

import re
from dataclasses import dataclass
from typing import Final

from handrail.areas.calls.states_and_kinds import EVALUATED, PRACTICE_KINDS, PRACTICE_STATES

ANSWER_COLUMNS: Final = ("Number", "Question", "Answer")
PRACTICE_COLUMNS: Final = (
    "Name",
    "What is done",
    "Area",
    "What it is",
    "Before",
    "During",
    "After",
    "Outside",
    "State",
    "Since",
    "Evidence",
    "Evaluated",
    "Could identify a safe venue",
)
PART_COLUMN: Final = "Part"  # of a CSV file, which has both kinds of rows in one table
PART_NAMES: Final = ("Answer", "Practice")
YES: Final = ("yes", "y", "x", "true", "1")
NO: Final = ("", "no", "n", "false", "0")
BLANK_PRACTICE_ROWS: Final = 20  # empty rows that a template offers
MAX_ROWS: Final = 500  # of practices, and of answers
MAX_BYTES: Final = 2_000_000
MAX_UNPACKED_BYTES: Final = 10_000_000
EXTENSIONS: Final = {"xlsx": "Excel", "docx": "Word", "csv": "CSV"}
YES_NO: Final = ("yes", "no")
CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "What it is": tuple(words for _, words in PRACTICE_KINDS),
    **dict.fromkeys(("Before", "During", "After", "Outside", "Could identify a safe venue"), YES_NO),
    "State": tuple(words for _, words in PRACTICE_STATES),
    "Evaluated": tuple(words for _, words in EVALUATED),
}
UNPRINTABLE_PATTERN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class ReturnTemplate:
    """Everything that a template shows, in any format."""

    title: str
    how: tuple[str, ...]
    answers: tuple[tuple[str, ...], ...]
    practices: tuple[tuple[str, ...], ...]


def remove_unprintable_characters(value: str) -> str:
    """Text without the signs that no document may hold."""
    return UNPRINTABLE_PATTERN.sub("", value)
