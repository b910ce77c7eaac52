"""What is kept of incidents, of pairs of cases, and of cases that were joined."""

from handrail.people.matching.models.case_pairs_and_joins import (
    CaseJoin,
    CasePair,
    MatchSweepProgress,
    PairSide,
    RematchRequest,
)
from handrail.people.matching.models.incident import (
    CopiedFact,
    Incident,
    IncidentFact,
    IncidentMember,
    IncidentOpening,
)
from handrail.people.matching.models.police_own_note import PoliceOwnNote

__all__ = [
    "CaseJoin",
    "CasePair",
    "CopiedFact",
    "Incident",
    "IncidentFact",
    "IncidentMember",
    "IncidentOpening",
    "MatchSweepProgress",
    "PairSide",
    "PoliceOwnNote",
    "RematchRequest",
]
