"""What a survey may be for, what its questions may ask, and how it stands."""

from typing import Final

SURVEY_KINDS: Final = (
    ("needs", "Needs of victims in an area"),
    ("forum", "Members of a partnership"),
    ("trust", "Trust and reporting"),
)
QUESTION_KINDS: Final = (
    ("one", "One answer of several"),
    ("several", "One or more answers"),
    ("scale", "A scale from 1 to 5"),
    ("words", "A few words"),
)
KINDS_WITH_OPTIONS: Final = ("one", "several")
SURVEY_STATES: Final = (("draft", "Being written"), ("open", "Open"), ("closed", "Closed"))
ANSWER_WAYS: Final = (("link", "By the link"), ("paper", "On paper"))
SCALE: Final = ("1", "2", "3", "4", "5")
MOST_QUESTIONS: Final = 30
MOST_OPTIONS: Final = 12
MOST_ANSWERS: Final = 20_000
"""So many answers at most: whoever floods a link fills no disk."""
LONGEST_WORDS: Final = 500
LONGEST_RUN_YEARS: Final = 2
ENGLISH: Final = "en"
