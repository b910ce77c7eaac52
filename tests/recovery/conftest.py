"""A case of the worker, with everything told."""

import pytest

from recovery.world import World, a_world


@pytest.fixture
def world(cast, told) -> World:
    return a_world(cast, told)


@pytest.fixture
def here(cast, told):
    """What the worker's acts on the case take."""
    return {"case_id": told.case_id, "by": cast.worker.actor}
