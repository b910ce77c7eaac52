"""The columns of the template, the same in every format, and their words."""

from typing import Final

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
    "Points to a safe venue",
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
