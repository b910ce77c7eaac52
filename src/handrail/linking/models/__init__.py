"""What is kept of incidents, of pairs of cases, and of cases that were joined."""

from handrail.linking.models.incident import Copied, Fact, Incident, Member, Opening
from handrail.linking.models.own_note import OwnNote
from handrail.linking.models.pair import Join, LookAgain, LookedUntil, Pair, Side

__all__ = [
    "Copied",
    "Fact",
    "Incident",
    "Join",
    "LookAgain",
    "LookedUntil",
    "Member",
    "Opening",
    "OwnNote",
    "Pair",
    "Side",
]
