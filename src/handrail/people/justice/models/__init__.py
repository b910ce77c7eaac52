"""The tables of this room."""

from handrail.people.justice.models.compulsion import CompulsionRecord
from handrail.people.justice.models.contacts import (
    AgreedContact,
    CriminalCaseState,
    ExplainedMiss,
    JusticeContact,
)
from handrail.people.justice.models.contract import (
    ContractAnswer,
    ContractItem,
    RightsLevelDecision,
    SignOffDecision,
    SignOffRequest,
)
from handrail.people.justice.models.officer import OfficerInCase
from handrail.people.justice.models.outcomes import PoliceOutcome
from handrail.people.justice.models.suspects import SuspectStep
from handrail.people.justice.models.triage import TriageDecision

__all__ = [
    "AgreedContact",
    "CompulsionRecord",
    "ContractAnswer",
    "ContractItem",
    "CriminalCaseState",
    "ExplainedMiss",
    "JusticeContact",
    "OfficerInCase",
    "PoliceOutcome",
    "RightsLevelDecision",
    "SignOffDecision",
    "SignOffRequest",
    "SuspectStep",
    "TriageDecision",
]
