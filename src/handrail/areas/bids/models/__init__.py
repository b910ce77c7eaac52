"""The tables of bids, pilots and evaluations."""

from handrail.areas.bids.models.bid import Bid, BidCondition, BidDecision
from handrail.areas.bids.models.call import ExpressionOfInterest, FundingCall
from handrail.areas.bids.models.evaluation import (
    EvaluationLine,
    FigureOfOthers,
    LineCitation,
    ServiceEvaluation,
)
from handrail.areas.bids.models.pilot import THEORY_FIELDS, PilotDecision, PilotPlan
from handrail.areas.bids.models.post_links import BidPost, EvaluationPost, PilotPost
from handrail.areas.bids.models.target import BidDelivery, BidTarget, PlannedGroup

__all__ = [
    "THEORY_FIELDS",
    "Bid",
    "BidCondition",
    "BidDecision",
    "BidDelivery",
    "BidPost",
    "BidTarget",
    "EvaluationLine",
    "EvaluationPost",
    "ExpressionOfInterest",
    "FigureOfOthers",
    "FundingCall",
    "LineCitation",
    "PilotDecision",
    "PilotPlan",
    "PilotPost",
    "PlannedGroup",
    "ServiceEvaluation",
]
