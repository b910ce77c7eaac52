"""A case, places, a stay and a check, and the addresses of every page about them."""

from support.cast import Cast
from support.housing_pages import Stage, a_stage
from support.worlds import shared_world


@shared_world
def stage(cast: Cast) -> Stage:
    """Everything that a page could show."""
    return a_stage(cast)
