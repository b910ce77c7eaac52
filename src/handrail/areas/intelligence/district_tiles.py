"""Where the districts of a force area lie on its map: one tile each, by data/district_tiles.csv.

Tiles are placed by hand, roughly where the councils lie: size and position show no numbers, and no place is finer.
"""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from handrail.platform.documents.document_tree import AreaTile, AreaTileMap, TileState
from handrail.platform.kernel.messages import pluralise
from handrail.platform.reference.confidence import CONFIDENCE_CODES

MERGED: Final = "merged"
FEW: Final = "few"


class CouncilMapTile(NamedTuple):
    """One council on the map of its force area."""

    area: str
    council: str
    short_name: str
    tile_x: int
    tile_y: int
    source: str
    confidence: str


@cache
def read_district_tiles() -> tuple[CouncilMapTile, ...]:
    """All rows of the file.

    Returns:
        A tile for each district that was placed, in the order of the file.

    Raises:
        ValueError: a mark of confidence is none of ours.
    """
    text = (files("handrail.areas.intelligence") / "data" / "district_tiles.csv").read_text("utf-8")
    rows = tuple(
        CouncilMapTile(area, council, short, int(x), int(y), source, mark)
        for area, council, short, x, y, source, mark in list(csv.reader(text.splitlines()))[1:]
    )
    if unmarked := [row.council for row in rows if row.confidence not in CONFIDENCE_CODES]:
        raise ValueError(f"district_tiles.csv: {unmarked}")
    return rows


def list_district_tiles(area: str) -> list[CouncilMapTile]:
    """The districts of one force area; none where nobody placed them."""
    return [row for row in read_district_tiles() if row.area == area]


def make_district_tile_map(
    area: str,
    names: Mapping[str, str],
    state_of: Mapping[str, str],
    states: Sequence[TileState],
    figures: Mapping[str, int],
) -> AreaTileMap | None:
    """The map of one force area.

    Args:
        area: its code.
        names: of councils, by code.
        state_of: the code of a state by the code of the council; FEW where a council is not named.
        states: those that a tile can be in; what no tile is in is left out of the key.
        figures: by the name of the council; written in its tile.

    Returns:
        The map; None where fewer than two districts are placed.
    """
    rows = list_district_tiles(area)
    if len(rows) < 2:
        return None
    tiles = tuple(
        AreaTile(
            row.tile_x,
            row.tile_y,
            row.short_name,
            names.get(row.council, row.short_name),
            state_of.get(row.council, FEW),
            figure=f"{figures[name]:,}" if (name := names.get(row.council, "")) in figures else "",
        )
        for row in rows
    )
    used = {tile.state for tile in tiles}
    drawn = AreaTileMap(tiles, tuple(state for state in states if state.code in used))
    return drawn.say_counts(lambda number: pluralise(number, "district"))
