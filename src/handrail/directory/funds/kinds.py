"""Kinds of thing that a fund buys, each in one tuple that can be read aloud. A new one is one entry."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Item:
    """Something that money buys, and the need that it meets."""

    code: str
    name: str
    need: str


ITEMS: Final = (
    Item("food", "Food", "essentials"),
    Item("clothing", "Clothes and shoes", "essentials"),
    Item("toiletries", "Toiletries and sanitary things", "essentials"),
    Item("phone", "Phone and credit", "essentials"),
    Item("baby", "Things for a baby", "essentials"),
    Item("room", "A room for the night", "place"),
    Item("travel", "Travel", "travel"),
    Item("health", "Medicine, glasses, a dentist", "health"),
    Item("other", "Something else", "money"),
)
ROOM: Final = "room"
ITEM_CODES: Final = tuple(item.code for item in ITEMS)
_ITEM: Final = {item.code: item for item in ITEMS}


def item(code: str) -> Item:
    """The kind of thing with this code; KeyError where there is none."""
    return _ITEM[code]
