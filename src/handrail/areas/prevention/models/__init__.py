"""The tables of prevention."""

from handrail.areas.prevention.models.campaign import (
    Campaign,
    CampaignActivity,
    CampaignMaterial,
    CampaignPart,
    CampaignPartner,
    LanguagesPart,
    ReachCount,
)
from handrail.areas.prevention.models.strategy import (
    PriorityEvidence,
    Strategy,
    StrategyEdition,
    StrategyPriority,
    StrategyStep,
)
from handrail.areas.prevention.models.threat import (
    OutcomeFigure,
    ScoredThreat,
    ScoringTable,
    TeamMonth,
    ThreatItem,
    ThreatReview,
    ThreatScore,
)

__all__ = [
    "Campaign",
    "CampaignActivity",
    "CampaignMaterial",
    "CampaignPart",
    "CampaignPartner",
    "LanguagesPart",
    "OutcomeFigure",
    "PriorityEvidence",
    "ReachCount",
    "ScoredThreat",
    "ScoringTable",
    "Strategy",
    "StrategyEdition",
    "StrategyPriority",
    "StrategyStep",
    "TeamMonth",
    "ThreatItem",
    "ThreatReview",
    "ThreatScore",
]
