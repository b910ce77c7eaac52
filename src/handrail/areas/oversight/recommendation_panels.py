"""What oversight knows of a recommendation, on its page: actions that it led to, and hearings that looked into it."""

from handrail.areas.oversight.models import HearingOutcome
from handrail.areas.oversight.presenters import FollowUpDisplay, make_follow_up_display
from handrail.areas.oversight.queries import list_hearing_outcomes_about_recommendation
from handrail.areas.recommendations.panels import RecommendationPanel
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.queries import list_follow_ups_of_origin


def list_actions_on_recommendation(actor: Actor, code: str) -> list[FollowUpDisplay]:
    """The actions that it led to, of the reader's body."""
    if not actor.may(Permission.VIEW_OVERSIGHT):
        return []
    return [make_follow_up_display(row) for row in list_follow_ups_of_origin("recommendation", code, actor)]


def list_hearing_outcomes_on_recommendation(actor: Actor, code: str) -> list[HearingOutcome]:
    """What was published of hearings that looked into it: published outcomes are for everybody."""
    return list_hearing_outcomes_about_recommendation(code)


ACTIONS_PANEL = RecommendationPanel("oversight/recommendation_actions.html", list_actions_on_recommendation)
HEARINGS_PANEL = RecommendationPanel(
    "oversight/recommendation_hearings.html", list_hearing_outcomes_on_recommendation
)
