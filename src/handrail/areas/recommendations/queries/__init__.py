"""What may be asked of recommendations. Answers are plain values."""

from handrail.areas.recommendations.queries.body_choices import (
    list_addressable_body_choices,
    list_choices_of_bodies_to_ask_for_updates,
)
from handrail.areas.recommendations.queries.recommendation_detail import (
    RecommendationDetail,
    get_recommendation_detail,
    is_recommendation_registered,
)
from handrail.areas.recommendations.queries.recommendation_list import (
    RecommendationListFilter,
    RecommendationResults,
    RecommendationRow,
    get_recommendation_results,
)
from handrail.areas.recommendations.queries.update_requests import (
    UpdateRequestDetail,
    UpdateRequestRow,
    get_update_request_detail,
    list_update_requests,
)

__all__ = [
    "RecommendationDetail",
    "RecommendationListFilter",
    "RecommendationResults",
    "RecommendationRow",
    "UpdateRequestDetail",
    "UpdateRequestRow",
    "get_recommendation_detail",
    "get_recommendation_results",
    "get_update_request_detail",
    "is_recommendation_registered",
    "list_addressable_body_choices",
    "list_choices_of_bodies_to_ask_for_updates",
    "list_update_requests",
]
