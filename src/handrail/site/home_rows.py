"""Rows of a home that a room below or beside it cannot import: named by their dotted name in settings."""

from handrail.insight.monitoring_returns.my_day_rows import RequestedCountDayRowProvider
from handrail.people.cases.my_day_row_provider import MyDayRowProvider
from handrail.people.money.home_card import MONEY_CARD
from handrail.platform.ui.home_cards import HomeCard

MORE_DAY_ROW_PROVIDERS: tuple[MyDayRowProvider, ...] = (RequestedCountDayRowProvider(),)
"""For My day (people/workspace): of rooms above people."""
MORE_HOME_CARDS: tuple[HomeCard, ...] = (MONEY_CARD,)
"""For the home of the area roles (areas/home), which know nothing of people."""
