"""The tables of commissioning."""

from handrail.areas.commissioning.models.award import (
    Award,
    AwardAmendment,
    AwardQuarter,
    Claim,
    UnderspendDecision,
)
from handrail.areas.commissioning.models.commissioned_service import (
    CommissionedService,
    LineNotice,
    PlannedStop,
    StageMove,
)
from handrail.areas.commissioning.models.renewal_review import (
    RenewalDecision,
    RenewalOption,
    RenewalReview,
    ReviewContribution,
    ReviewFigure,
    ReviewRisk,
    SurvivorWords,
)
from handrail.areas.commissioning.models.specification import ClauseCitation, SpecificationClause

__all__ = [
    "Award",
    "AwardAmendment",
    "AwardQuarter",
    "Claim",
    "ClauseCitation",
    "CommissionedService",
    "LineNotice",
    "PlannedStop",
    "RenewalDecision",
    "RenewalOption",
    "RenewalReview",
    "ReviewContribution",
    "ReviewFigure",
    "ReviewRisk",
    "SpecificationClause",
    "StageMove",
    "SurvivorWords",
    "UnderspendDecision",
]
