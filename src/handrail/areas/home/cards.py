"""The cards of the home of the area roles, in its order. A room adds its own here."""

from django.conf import settings
from django.utils.module_loading import import_string

from handrail.areas.bids.home_cards import BIDS_CARD
from handrail.areas.calls.home_cards import CALLS_CARD
from handrail.areas.commissioning.home_cards import COMMISSIONING_CARD
from handrail.areas.intelligence.home_cards import REPORTS_CARD
from handrail.areas.needs.home_cards import NEEDS_CARD
from handrail.areas.oversight.home_cards import ACTIONS_CARD, OVERSIGHT_CARD
from handrail.areas.partnerships.home_cards import PARTNERSHIPS_CARD
from handrail.areas.prevention.home_cards import THREATS_CARD
from handrail.areas.recommendations.home_cards import RECOMMENDATIONS_CARD
from handrail.insight.monitoring_returns.home_cards import MONITORING_CARD
from handrail.insight.packs.home_cards import PACKS_CARD
from handrail.platform.ui.home_cards import HomeCard

HOME_CARDS: tuple[HomeCard, ...] = (
    CALLS_CARD,
    MONITORING_CARD,
    PACKS_CARD,
    NEEDS_CARD,
    COMMISSIONING_CARD,
    RECOMMENDATIONS_CARD,
    OVERSIGHT_CARD,
    ACTIONS_CARD,
    BIDS_CARD,
    PARTNERSHIPS_CARD,
    THREATS_CARD,
    REPORTS_CARD,
    *import_string(settings.MORE_HOME_CARDS),
)
