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

from handrail.demo.actions_bulk_row_writes import (
    create_missing_body_encryption_keys_and_read_all,
    get_highest_case_number,
)
from handrail.demo.actions_index_deferral import defer_indexes_of_case_tables
from handrail.demo.case_holding_bodies import get_case_holding_bodies_by_code
from handrail.demo.case_rows import write_cases_in_bulk
from handrail.demo.demo_plan import SEED, make_demo_plan
from handrail.demo.loader import write_base_records_and_get_lookups
from handrail.demo.plan_types import PlannedCase
from handrail.demo.sampled_cases import make_planned_case_from_profile
from handrail.demo.sampled_profiles import iterate_sampled_profiles

BATCH_SIZE = 500
MIN_FOR_PROCESSES = 5_000
"""Fewer than these are written by one process, with the indexes left where they are."""

Say = Callable[[str], None]


def write_sampled_cases_to_database(
    size: int, *, say: Say = print, today: date | None = None, seed: str = SEED
) -> None:
    """Write so many drawn cases in batches, beside the demo's bodies, workers and services.

    Args:
        size: how many.
        say: is told how far it is.
        today: the day that stories end on; None for this one.
        seed: the same gives the same people.
    """
    began, day, first = monotonic(), today or timezone.localdate(), 1 + get_highest_case_number()
    write_base_records_and_get_lookups(make_demo_plan(day, seed=seed, size=1))
    create_missing_body_encryption_keys_and_read_all(get_case_holding_bodies_by_code())
    if size <= MIN_FOR_PROCESSES:
        _load_sampled_cases_in_one_worker_process(seed, day, size, first)
    else:
        with defer_indexes_of_case_tables(say):
            _load_sampled_cases_in_worker_processes(seed, day, size, first)
    say(f"Cases: {size} in {monotonic() - began:.0f} seconds")


def _load_sampled_cases_in_worker_processes(seed: str, day: date, size: int, first: int) -> None:
    """Each process takes every so-manieth batch, and none shares a connection with another."""
    processes = max(1, min(cpu_count() or 1, 8))
    connections.close_all()
    with get_context("fork").Pool(processes) as pool:
        work = [
            pool.apply_async(
                _load_sampled_cases_in_one_worker_process, (seed, day, size, first, mine, processes)
            )
            for mine in range(processes)
        ]
        for part in work:
            part.get()


def _load_sampled_cases_in_one_worker_process(
    seed: str, day: date, size: int, first: int, mine: int = 0, processes: int = 1
) -> None:
    cast = write_base_records_and_get_lookups(make_demo_plan(day, seed=seed, size=1))
    for cases in batched(
        _iterate_planned_cases_for_loader_process(seed, day, size, first, mine, processes), BATCH_SIZE
    ):
        write_cases_in_bulk(cases, cast, timezone.now(), trail=False)


def _iterate_planned_cases_for_loader_process(
    seed: str, day: date, size: int, first: int, mine: int, processes: int
) -> Iterator[PlannedCase]:
    for n, who in zip(range(size), iterate_sampled_profiles(seed), strict=False):
        if n // BATCH_SIZE % processes == mine:
            yield make_planned_case_from_profile(day, f"{seed}:drawn:{n}", who, number=first + n)
