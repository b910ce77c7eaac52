"""Kinds of thing that a fund buys, in one tuple: a new kind is one entry."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class FundItemKind:
    """Something that money buys, and the need that it meets."""

    code: str
    name: str
    need: str


ITEMS: Final = (
    FundItemKind("food", "Food", "essentials"),
    FundItemKind("clothing", "Clothes and shoes", "essentials"),
    FundItemKind("toiletries", "Toiletries and sanitary things", "essentials"),
    FundItemKind("phone", "Phone and credit", "essentials"),
    FundItemKind("baby", "Things for a baby", "essentials"),
    FundItemKind("room", "A room for the night", "place"),
    FundItemKind("travel", "Travel", "travel"),
    FundItemKind("health", "Medicine, glasses, a dentist", "health"),
    FundItemKind("other", "Something else", "money"),
)
ROOM: Final = "room"
ITEM_CODES: Final = tuple(item.code for item in ITEMS)
_ITEMS_BY_CODE: Final = {item.code: item for item in ITEMS}


def get_fund_item_kind(code: str) -> FundItemKind:
    """The kind of thing with this code; KeyError where there is none."""
    return _ITEMS_BY_CODE[code]
