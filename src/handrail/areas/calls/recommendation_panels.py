"""The calls that ask about a recommendation, on its page."""

from django.utils import timezone

from handrail.areas.calls.queries.calls import (
    CallSummary,
    list_all_calls_with_answer_counts,
    list_calls_received_by_bodies_of_actor,
)
from handrail.areas.recommendations.panels import RecommendationPanel
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission


def list_calls_on_recommendation(actor: Actor, code: str) -> list[CallSummary]:
    """The calls that ask about it and are open to the reader, each once."""
    if not actor.may(Permission.VIEW_CALLS):
        return []
    rows = (
        list_all_calls_with_answer_counts()
        if actor.may(Permission.ASK_BODIES)
        else list_calls_received_by_bodies_of_actor(actor, timezone.now())
    )
    return list({row.head.code: row.head for row in rows if row.head.recommendation == code}.values())


CALLS_PANEL = RecommendationPanel("calls/recommendation_calls.html", list_calls_on_recommendation)
