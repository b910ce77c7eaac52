"""The tables of recommendations."""

from handrail.areas.recommendations.models.recommendation import Addressee, Recommendation
from handrail.areas.recommendations.models.update_request import (
    PublishedComment,
    RecommendationDecision,
    RecommendationUpdate,
    UpdateRequest,
)

__all__ = [
    "Addressee",
    "PublishedComment",
    "Recommendation",
    "RecommendationDecision",
    "RecommendationUpdate",
    "UpdateRequest",
]
