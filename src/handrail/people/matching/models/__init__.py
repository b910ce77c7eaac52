"""What is kept of incidents, of pairs of cases, and of cases that were joined."""

from handrail.people.matching.models.incident import (
    CopiedFact,
    Incident,
    IncidentFact,
    IncidentMember,
    IncidentOpening,
)
from handrail.people.matching.models.own_note import OwnNote
from handrail.people.matching.models.pair import (
    CaseJoin,
    CasePair,
    MatchSweepProgress,
    PairSide,
    RematchRequest,
)

__all__ = [
    "CaseJoin",
    "CasePair",
    "CopiedFact",
    "Incident",
    "IncidentFact",
    "IncidentMember",
    "IncidentOpening",
    "MatchSweepProgress",
    "OwnNote",
    "PairSide",
    "RematchRequest",
]
