"""What became of something that was planned."""

from typing import Final

OUTCOMES: Final = (
    ("done", "Done"),
    ("still_planned", "Still planned"),
    ("dropped", "Dropped"),
    ("not_known", "Not known"),
)
OUTCOME_NAMES: Final = dict(OUTCOMES)
ENDED_OUTCOMES: Final = ("done", "dropped")
"""After these nobody is asked again."""
PLANNED_STATES: Final = ("planned", "seeking_funds")
