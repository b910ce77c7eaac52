"""How dark a count is drawn in a table of districts."""


def get_heat_map_shade_of_count(number: int, most: int) -> int:
    """How dark the cell of a count is: 0 for nobody, 1 to 4 by quarters of the largest count."""
    return -(-4 * number // most) if number else 0
