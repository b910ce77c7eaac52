"""What the home of the area roles tells beside what is due, in its order. A room adds its own here."""

from handrail.insight.provision_gaps.home_panels import AREA_MONEY_PANEL, MONEY_PANEL
from handrail.insight.signals.home_panel import CHANGED_PANEL
from handrail.platform.ui.home_cards import HomePanel

HOME_PANELS: tuple[HomePanel, ...] = (CHANGED_PANEL, MONEY_PANEL, AREA_MONEY_PANEL)
