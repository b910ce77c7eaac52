"""Kinds of thing that a fund buys, in one tuple: a new kind is one entry."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class FundItem:
    """Something that money buys, and the need that it meets."""

    code: str
    name: str
    need: str


ITEMS: Final = (
    FundItem("food", "Food", "essentials"),
    FundItem("clothing", "Clothes and shoes", "essentials"),
    FundItem("toiletries", "Toiletries and sanitary things", "essentials"),
    FundItem("phone", "Phone and credit", "essentials"),
    FundItem("baby", "Things for a baby", "essentials"),
    FundItem("room", "A room for the night", "place"),
    FundItem("travel", "Travel", "travel"),
    FundItem("health", "Medicine, glasses, a dentist", "health"),
    FundItem("other", "Something else", "money"),
)
ROOM: Final = "room"
ITEM_CODES: Final = tuple(item.code for item in ITEMS)
_ITEMS_BY_CODE: Final = {item.code: item for item in ITEMS}


def get_fund_item(code: str) -> FundItem:
    """The kind of thing with this code; KeyError where there is none."""
    return _ITEMS_BY_CODE[code]
