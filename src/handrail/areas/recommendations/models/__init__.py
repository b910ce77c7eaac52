"""The tables of recommendations."""

from handrail.areas.recommendations.models.recommendation import Addressee, Recommendation
from handrail.areas.recommendations.models.update_request import (
    PublishedComment,
    RecommendationClosingDecision,
    RecommendationUpdate,
    UpdateRequest,
)

__all__ = [
    "Addressee",
    "PublishedComment",
    "Recommendation",
    "RecommendationClosingDecision",
    "RecommendationUpdate",
    "UpdateRequest",
]
