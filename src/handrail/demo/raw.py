"""Very many drawn cases, for measuring: no case by hand, no trail, indexes made afterwards, several processes at once.

Every person has a key of their own and every text is sealed with it, as in any load. What is left out is the trail,
which would be a third of all that is written and is not what is measured.
"""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import batched
from multiprocessing import get_context
from os import cpu_count
from time import monotonic

from django.db import connections
from django.utils import timezone

from handrail.demo.actions_bulk import body_keys, highest_number
from handrail.demo.actions_raw import put_off_indexes
from handrail.demo.bulk import write_all
from handrail.demo.carriers import carriers
from handrail.demo.drawn import one
from handrail.demo.kinds import PlannedCase
from handrail.demo.load import set_the_scene
from handrail.demo.plan import SEED, make
from handrail.demo.profiles import profiles

BATCH = 500
FEW = 5_000
"""Fewer than these are written by one process, with the indexes left where they are."""

Say = Callable[[str], None]


def load_many(size: int, *, say: Say = print, today: date | None = None, seed: str = SEED) -> None:
    """Write so many cases in batches. The scene is the demo's: its bodies, workers and services."""
    began, day, first = monotonic(), today or timezone.localdate(), 1 + highest_number()
    set_the_scene(make(day, seed=seed, size=1))
    body_keys(carriers())
    if size <= FEW:
        _share(seed, day, size, first)
    else:
        with put_off_indexes(say):
            _together(seed, day, size, first)
    say(f"Cases: {size} in {monotonic() - began:.0f} seconds")


def _together(seed: str, day: date, size: int, first: int) -> None:
    """Each process takes every so-manieth batch, and none shares a connection with another."""
    processes = max(1, min(cpu_count() or 1, 8))
    connections.close_all()
    with get_context("fork").Pool(processes) as pool:
        work = [
            pool.apply_async(_share, (seed, day, size, first, mine, processes)) for mine in range(processes)
        ]
        for part in work:
            part.get()


def _share(seed: str, day: date, size: int, first: int, mine: int = 0, processes: int = 1) -> None:
    cast = set_the_scene(make(day, seed=seed, size=1))
    for cases in batched(_mine(seed, day, size, first, mine, processes), BATCH):
        write_all(cases, cast, timezone.now(), trail=False)


def _mine(seed: str, day: date, size: int, first: int, mine: int, processes: int) -> Iterator[PlannedCase]:
    for n, who in zip(range(size), profiles(seed), strict=False):
        if n // BATCH % processes == mine:
            yield one(day, f"{seed}:drawn:{n}", who, number=first + n)
