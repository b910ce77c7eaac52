"""Calls of two years, with returns entered and practices sorted as a test needs them."""

from support.practice_library import Shelf
from support.worlds import shared_world


@shared_world
def shelf(cast) -> Shelf:
    return Shelf(cast.collator.actor)
