"""The columns of the template, the same in every format, and their words."""

from typing import Final

ANSWERS: Final = ("Number", "Question", "Answer")
PRACTICES: Final = (
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
PART: Final = "Part"  # of a CSV file, which has both kinds of rows in one table
PARTS: Final = ("Answer", "Practice")
YES: Final = ("yes", "y", "x", "true", "1")
NO: Final = ("", "no", "n", "false", "0")
BLANK_PRACTICES: Final = 20  # empty rows that a template offers
MOST_ROWS: Final = 500  # of practices, and of answers
MOST_BYTES: Final = 2_000_000
MOST_UNPACKED: Final = 10_000_000
EXTENSIONS: Final = {"xlsx": "Excel", "docx": "Word", "csv": "CSV"}
