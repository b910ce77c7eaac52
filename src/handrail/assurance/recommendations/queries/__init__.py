"""What may be asked of recommendations. Answers are plain values."""

from handrail.assurance.recommendations.queries.askings import (
    AskingLine,
    AskingPage,
    asking_list,
    asking_page,
)
from handrail.assurance.recommendations.queries.choices import bodies_to_name, can_be_asked
from handrail.assurance.recommendations.queries.listing import Line, Listing, Wanted, recommendation_list
from handrail.assurance.recommendations.queries.page import Page, recommendation_page, registered

__all__ = [
    "AskingLine",
    "AskingPage",
    "Line",
    "Listing",
    "Page",
    "Wanted",
    "asking_list",
    "asking_page",
    "bodies_to_name",
    "can_be_asked",
    "recommendation_list",
    "recommendation_page",
    "registered",
]
