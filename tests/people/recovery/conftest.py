"""A case of the worker, with everything told."""

from people.recovery.recovery_fixtures import World, a_world
from support.worlds import shared_world


@shared_world
def world(cast, told) -> World:
    return a_world(cast, told)


@shared_world
def here(cast, told):
    """What the worker's acts on the case take."""
    return {"case_id": told.case_id, "by": cast.worker.actor}
