"""The map of a pack: one measure of its period in every police force area, and never below.

A share is held against the country's, with limits for the size of each area; a count is told in steps. No area is
ranked.
"""

from collections.abc import Mapping
from math import sqrt
from typing import Final

from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.packs.change_sentences import ROUNDING_VARIANCE, SMALLEST_BASE
from handrail.insight.packs.published_series import TotalAndShareFigures
from handrail.platform.documents.area_map import SHORT_AREA_NAMES, make_area_map_figure, make_area_tile_map
from handrail.platform.documents.document_tree import Figure, TileState
from handrail.platform.kernel.messages import pluralise

Z: Final = 2.58
"""Of forty areas that are all alike fewer than one lies outside by chance."""
HIGHER: Final = TileState("higher", "Higher than the country’s", "up", "full")
NEAR: Final = TileState("near", "Within chance", "disc", "light")
LOWER: Final = TileState("lower", "Lower than the country’s", "down", "half")
TOO_FEW: Final = TileState("too_few", "Too few people for a share", "dash", "broken")
SHARE_STATES: Final = (HIGHER, NEAR, LOWER, TOO_FEW)
STEPS: Final = (
    (55, TileState("most", "55 people or more", "none", "full")),
    (30, TileState("more", "30 to 50 people", "none", "half")),
    (5, TileState("some", "5 to 25 people", "none", "light")),
    (0, TileState("none", "0 people", "none", "bare")),
)


def make_measure_map(
    caption: str, figures: Mapping[str, TotalAndShareFigures], *, is_share: bool, own: str = ""
) -> Figure:
    """The map with its table.

    Args:
        caption: above it.
        figures: by area, the country's among them.
        is_share: whether the share is held against the country's, or people are told in steps.
        own: the code of the area whose edge is heavy; "" for none.

    Returns:
        A figure whose words count the areas of each kind.
    """
    country = figures.get(COUNTRY, TotalAndShareFigures(0, 0))
    states = SHARE_STATES if is_share else tuple(state for _, state in STEPS)
    found = {
        code: (
            _classify_share_against_country(pair, country)
            if is_share
            else _get_map_shade_for_number_of_people(pair)
        ).code
        for code in SHORT_AREA_NAMES
        for pair in (figures.get(code, TotalAndShareFigures(0, 0)),)
    }
    tiles = make_area_tile_map(found, states, own=own).say_counts(lambda number: pluralise(number, "area"))
    return make_area_map_figure(caption, tiles)


def _classify_share_against_country(area: TotalAndShareFigures, country: TotalAndShareFigures) -> TileState:
    """By the normal limits of a share of so many people, with the variance that rounding adds."""
    if area.people < SMALLEST_BASE or country.people < SMALLEST_BASE:
        return TOO_FEW
    middle, size = country.part / country.people, area.people
    reach = Z * sqrt(middle * (1 - middle) / size + ROUNDING_VARIANCE / size**2)
    share = area.part / size
    return HIGHER if share > middle + reach else LOWER if share < middle - reach else NEAR


def _get_map_shade_for_number_of_people(area: TotalAndShareFigures) -> TileState:
    return next(state for least, state in STEPS if area.people >= least)
