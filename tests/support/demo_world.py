"""A small demo as a world: the rows of every room, written by its own loader."""

from handrail.demo.loader import load_demo
from support.worlds import shared_world


@shared_world
def small_demo() -> None:
    """A plan of twelve cases with everything that stands beside them."""
    load_demo(lambda line: None, size=12)
