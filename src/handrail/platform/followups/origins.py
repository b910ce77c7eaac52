"""Where an action was promised, in one readable tuple."""

from dataclasses import dataclass
from typing import Final

REVIEW: Final = "review"
"""A gap that a review of places showed: worked on by those who keep places, who have no part in oversight."""
SIGNAL: Final = "signal"
"""A change beyond chance that was accepted: the action is a targeted intervention."""
PARTNERSHIP: Final = "partnership"
"""An action that a member of a board or forum accepted: worked on by whoever takes part in partnerships."""
ORIGINS: Final = (
    ("meeting", "Assurance meeting"),
    ("plan", "Improvement plan"),
    ("programme", "Scrutiny programme"),
    ("recommendation", "Recommendation"),
    (REVIEW, "Review of places"),
    (SIGNAL, "Unusual change"),
    ("pack", "Board pack"),
    (PARTNERSHIP, "Board or forum"),
    ("service_line", "Commissioned service"),
)
ORIGIN_CODES: Final = tuple(code for code, _ in ORIGINS)

STATES: Final = (("open", "Open"), ("done", "Done"), ("dropped", "No longer needed"))
STATE_CODES: Final = tuple(code for code, _ in STATES)


@dataclass(frozen=True, slots=True)
class FollowUpOrigin:
    """What an action came out of. The title is kept as it was, for when nobody may open the thing itself."""

    kind: str
    id: str
    title: str
