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
    IncidentCaseOpening,
    IncidentFact,
    IncidentMember,
)
from handrail.people.matching.models.police_own_note import PoliceOwnNote

__all__ = [
    "CaseJoin",
    "CasePair",
    "CopiedFact",
    "Incident",
    "IncidentCaseOpening",
    "IncidentFact",
    "IncidentMember",
    "MatchSweepProgress",
    "PairSide",
    "PoliceOwnNote",
    "RematchRequest",
]
