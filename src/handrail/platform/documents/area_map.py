"""The map of the 43 police force areas: one tile each, placed roughly where the area lies."""

from collections.abc import Mapping, Sequence
from typing import Final

from handrail.platform.documents.document_tree import (
    AreaTile,
    AreaTileMap,
    Figure,
    Table,
    TileState,
    make_runs,
)
from handrail.platform.reference.queries import list_areas

SHORT_AREA_NAMES: Final = {
    "E23000001": "Met",
    "E23000002": "Cumbria",
    "E23000003": "Lancs",
    "E23000004": "Merseyside",
    "E23000005": "Gtr Manc",
    "E23000006": "Cheshire",
    "E23000007": "Northumb",
    "E23000008": "Durham",
    "E23000009": "N Yorks",
    "E23000010": "W Yorks",
    "E23000011": "S Yorks",
    "E23000012": "Humberside",
    "E23000013": "Cleveland",
    "E23000014": "W Mids",
    "E23000015": "Staffs",
    "E23000016": "W Mercia",
    "E23000017": "Warks",
    "E23000018": "Derbys",
    "E23000019": "Notts",
    "E23000020": "Lincs",
    "E23000021": "Leics",
    "E23000022": "Northants",
    "E23000023": "Cambs",
    "E23000024": "Norfolk",
    "E23000025": "Suffolk",
    "E23000026": "Beds",
    "E23000027": "Herts",
    "E23000028": "Essex",
    "E23000029": "Thames V",
    "E23000030": "Hants",
    "E23000031": "Surrey",
    "E23000032": "Kent",
    "E23000033": "Sussex",
    "E23000034": "City of L",
    "E23000035": "Dev & Corn",
    "E23000036": "Avon & S",
    "E23000037": "Glos",
    "E23000038": "Wiltshire",
    "E23000039": "Dorset",
    "W15000001": "N Wales",
    "W15000002": "Gwent",
    "W15000003": "S Wales",
    "W15000004": "Dyfed-P",
}
MAP_CAPTION: Final = (
    "Each tile is one force area, placed roughly where it is. All are the same size, whatever the numbers."
)


def make_area_tile_map(
    state_of: Mapping[str, str], states: Sequence[TileState], *, own: str = ""
) -> AreaTileMap:
    """All areas in their places.

    Args:
        state_of: the code of one of the states, by the code of every area.
        states: those that an area can be in.
        own: the code of the area that is drawn with a heavy edge; "" for none.

    Raises:
        ValueError: a state is none of them.
    """
    known = {state.code for state in states}
    if wrong := sorted(set(state_of.values()) - known):
        raise ValueError(f"No state of the map is called {', '.join(wrong)}.")
    return AreaTileMap(
        tuple(
            AreaTile(
                area.tile_x,
                area.tile_y,
                SHORT_AREA_NAMES[area.code],
                area.name,
                state_of[area.code],
                is_own=area.code == own,
            )
            for area in list_areas()
        ),
        tuple(states),
    )


def make_area_map_figure(caption: str, tiles: AreaTileMap, *, with_table: bool = True) -> Figure:
    """The map as a figure: its words count each state, and its table names the areas in each.

    Args:
        caption: above the figure.
        tiles: one for each area, with the states that they can be in.
        with_table: whether the figure brings its table, or the document has one.

    Returns:
        The figure, with a text for those who do not see it.
    """
    rows = [
        (state, [tile.name for tile in tiles.tiles if tile.state == state.code]) for state in tiles.states
    ]
    counted = ", ".join(
        f"{state.words}: {count}" for state, count in zip(tiles.states, tiles.list_counts(), strict=True)
    )
    table = Table(
        f"{caption}: areas by state",
        ("Status", "Areas", "How many"),
        tuple(
            (make_runs(s.words), make_runs("; ".join(names) or "None"), make_runs(str(len(names))))
            for s, names in rows
        ),
        numbers=(2,),
    )
    return Figure(
        caption, f"Map of {len(tiles.tiles)} force areas. {counted}.", tiles, table if with_table else None
    )
