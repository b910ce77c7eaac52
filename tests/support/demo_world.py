"""A small demo as a world: the rows of every room, written by its own loader."""

from handrail.demo.loader import load_demo
from support.worlds import shared_world


@shared_world
def small_demo() -> list[str]:
    """A plan of twelve cases with everything that stands beside them; what was said while it was loaded."""
    lines: list[str] = []
    load_demo(lines.append, size=12)
    return lines
