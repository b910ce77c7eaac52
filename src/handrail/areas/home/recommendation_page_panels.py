"""Which rooms show something on the page of a recommendation, in its order."""

from handrail.areas.calls.recommendation_panels import CALLS_PANEL
from handrail.areas.oversight.recommendation_panels import ACTIONS_PANEL, HEARINGS_PANEL
from handrail.areas.recommendations.panels import RecommendationPanel

RECOMMENDATION_PANELS: tuple[RecommendationPanel, ...] = (CALLS_PANEL, ACTIONS_PANEL, HEARINGS_PANEL)
