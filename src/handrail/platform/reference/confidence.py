"""How sure a fact is: one scale for everything that is written down as a fact."""

from typing import Final

CONFIDENCE: Final = (
    ("confirmed", "Confirmed: read in a primary text"),
    ("secondary", "Secondary: another says so"),
    ("remembered", "Remembered: check before relying on it"),
    ("inferred", "Inferred: our own reading"),
    ("planned", "Planned: announced, not law"),
    ("unknown", "Not known"),
)
CONFIDENCE_CODES: Final = tuple(code for code, _ in CONFIDENCE)
