"""The states of a service, and the phases in which it can be offered."""

from typing import Final

STATES: Final = (
    ("planned", "Planned"),
    ("funded", "Funded, not open yet"),
    ("open", "Open"),
    ("paused", "Paused"),
    ("closed", "Closed"),
)
STATE_CODES: Final = tuple(code for code, _ in STATES)

PHASES: Final = ("before", "during", "after", "outside")
