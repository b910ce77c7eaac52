"""Kinds of place and what a unit may offer, each in one tuple. A new one is one entry."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class PlaceKind:
    """A sort of place; `service` is the kind of support as which a stay in it is offered."""

    code: str
    name: str
    service: str
    after_check: bool = False  # strangers, a desk, no worker: only after the suitability check


PLACE_KINDS: Final = (
    PlaceKind("flat", "Self-contained flat", "flat"),
    PlaceKind("room", "Room in a shared house", "flat"),
    PlaceKind("safe_house", "Safe house", "safe_house"),
    PlaceKind("place_of_safety", "Place of safety, first nights", "place_of_safety"),
    PlaceKind("council_room", "Council accommodation", "flat"),
    PlaceKind("host", "Room with a host", "flat"),
    PlaceKind("hotel", "Hotel", "hotel_room", after_check=True),
    PlaceKind("bnb", "B&B", "hotel_room", after_check=True),
)
SAFE_HOUSE: Final = "safe_house"
PLACE_KINDS_BY_CODE: Final = {kind.code: kind for kind in PLACE_KINDS}
KIND_CODES: Final = tuple(PLACE_KINDS_BY_CODE)
KINDS_CONFIRMED_ON_PAPER: Final = ("council_room", "hotel", "bnb")
"""Rooms that an agreement opens which its provider confirmed on paper alone: none of them is a secret."""
KINDS_AFTER_CHECK: Final = tuple(kind.code for kind in PLACE_KINDS if kind.after_check)

ACCESS: Final = (
    ("ground_floor", "Ground floor, or a lift"),
    ("step_free", "Step free"),
    ("wheelchair", "Room for a wheelchair"),
    ("alarm_seen", "Alarm that can be seen"),
    ("carer", "Room for a carer"),
)
ACCESS_CODES: Final = tuple(code for code, _ in ACCESS)
ACCESS_WORDS: Final = dict(ACCESS)

MIXES: Final = (
    ("unknown", "Not known: ask"),
    ("women", "Women"),
    ("men", "Men"),
    ("any", "Women and men"),
)
YES_NO: Final = (("unknown", "Not known: ask"), ("yes", "Yes"), ("no", "No"))
PUBLIC_FUNDS: Final = (
    ("unknown", "Not known: ask"),
    ("not_needed", "Accepts people with no recourse to public funds"),
    ("needed", "Recourse to public funds required"),
)
USES: Final = (
    ("agreement", "Only under an agreement"),
    ("ask", "Any organisation, after a call"),
)
RATE_RECIPIENTS: Final = (
    ("adult", "An adult"),
    ("catered", "An adult, with meals given"),
    ("first_child", "The first child"),
    ("next_child", "Each additional child"),
)
RATE_PERIODS: Final = (("day", "a day"), ("week", "a week"))
DUTY_NUMBER_KINDS: Final = (
    ("children_team", "The council’s emergency duty team for children"),
    ("council_nights", "The council’s housing team, out of hours"),
    ("police_duty", "The police’s duty desk"),
    ("national_support", "National support for adults in the NRM"),
)
DUTY_NUMBER_NAMES: Final = dict(DUTY_NUMBER_KINDS)
MAX_PENCE: Final = 5_000_00
MAX_BEDS: Final = 20


def get_choice_codes(choices: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The codes of a list.

    Returns:
        The first of each pair.
    """
    return tuple(code for code, _ in choices)
