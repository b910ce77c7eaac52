"""What one practitioner can do in a shift: sets of requests without overlap and within their room, best first.

Every request has a price for being met. A schedule is worth the costs of its pairs and its load, less the prices of
its requests. The best one of each practitioner is found for all of them at once by dynamic programming over requests
in the order of their ends (weighted interval scheduling). Figures are in PARTS of a point.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from handrail.people.deployment.assignment.problem import (
    NOT_ALLOWED,
    AssignmentProblem,
    Ints,
    sum_load_costs,
)

PARTS = 1_000
FAR = 2**50


@dataclass(frozen=True, slots=True)
class ShiftSchedule:
    """What one practitioner would be sent to, and what it costs in points: pairs and load."""

    practitioner: int
    requests: tuple[int, ...]
    cost: int


@dataclass(frozen=True, slots=True)
class RequestOrder:
    """Requests by their end. `compatible[i]`: how many of the first ones end before the i-th begins."""

    requests: Ints
    compatible: Ints


def order_requests(problem: AssignmentProblem) -> RequestOrder:
    """The order in which schedules are put together; without times, each goes with every other."""
    count = problem.request_count
    if problem.busy is None:
        return RequestOrder(np.arange(count), np.arange(count))
    order = np.argsort(problem.busy[:, 1], kind="stable")
    compatible = np.searchsorted(problem.busy[order, 1], problem.busy[order, 0], side="right")
    return RequestOrder(order.astype(np.int64), compatible.astype(np.int64))


@dataclass(frozen=True, slots=True)
class ScheduleTable:
    """`values[i, p, u]`: the least that practitioner p can reach with exactly u units among the first i requests."""

    order: RequestOrder
    practitioners: Ints
    priced: Ints
    values: Ints
    load: Ints


def compute_schedule_table(
    problem: AssignmentProblem, order: RequestOrder, prices: Ints, practitioners: Ints | None = None
) -> ScheduleTable:
    """Work out the best values of all practitioners, or of some.

    Args:
        problem: the whole.
        order: from `order_requests`.
        prices: of meeting each request, in PARTS of a point.
        practitioners: whose schedules; None for everybody's.

    Returns:
        The table from which schedules are read.
    """
    who = np.arange(problem.practitioner_count) if practitioners is None else practitioners
    costs = problem.costs[:, who].astype(np.int64)
    priced = np.where(costs < NOT_ALLOWED, costs * PARTS - prices[:, None], FAR)
    most = int(problem.rooms[who].max(initial=0))
    values = np.full((problem.request_count + 1, len(who), most + 1), FAR, np.int64)
    values[0, :, 0] = 0
    for step, request in enumerate(order.requests):
        weight = int(problem.weights[request])
        values[step + 1] = values[step]
        if weight <= most:
            taken = values[order.compatible[step], :, : most + 1 - weight] + priced[request][:, None]
            np.minimum(values[step, :, weight:], taken, out=values[step + 1, :, weight:])
    load = sum_load_costs(problem)[who, : most + 1] * PARTS
    load[np.arange(most + 1) > problem.rooms[who][:, None]] = FAR
    return ScheduleTable(order, who, priced, values, load)


def get_best_schedule_value_of_practitioners(table: ScheduleTable) -> Ints:
    """The value of each practitioner's best schedule; 0 for doing nothing, never more."""
    best: Ints = (table.values[-1] + table.load).min(axis=1)
    return best


def read_best_schedule(problem: AssignmentProblem, table: ScheduleTable, row: int) -> tuple[int, ...]:
    """The requests of one practitioner's best schedule, read back from the table.

    Args:
        problem: the whole.
        table: from `compute_schedule_table`.
        row: the practitioner's row in the table.

    Returns:
        Requests in ascending order.
    """
    units, step, found = (
        int((table.values[-1, row] + table.load[row]).argmin()),
        len(table.order.requests),
        [],
    )
    while step and units:
        if table.values[step, row, units] == table.values[step - 1, row, units]:
            step -= 1
            continue
        request = int(table.order.requests[step - 1])
        found.append(request)
        units -= int(problem.weights[request])
        step = int(table.order.compatible[step - 1])
    return tuple(sorted(found))


def list_schedules_below_cost_limit(
    problem: AssignmentProblem, table: ScheduleTable, row: int, limit: int
) -> Iterator[tuple[int, ...]]:
    """Every schedule of one practitioner that is worth less than a limit, the empty one left out.

    Args:
        problem: the whole.
        table: from `compute_schedule_table`.
        row: the practitioner's row in the table.
        limit: in PARTS of a point.

    Yields:
        Requests in ascending order.
    """
    for units in range(1, table.load.shape[1]):
        left = limit - int(table.load[row, units])
        if table.values[-1, row, units] < left:
            for found in _iterate_schedules_below_limit(
                problem, table, row, (len(table.order.requests), units, left)
            ):
                yield tuple(sorted(found))


def _iterate_schedules_below_limit(
    problem: AssignmentProblem, table: ScheduleTable, row: int, state: tuple[int, int, int]
) -> Iterator[tuple[int, ...]]:
    """The last request of a schedule is each one that leaves enough; what comes before it is walked in turn."""
    step, units, left = state
    if units == 0:
        yield ()
        return
    while step and table.values[step, row, units] < left:
        request = int(table.order.requests[step - 1])
        weight, value = int(problem.weights[request]), int(table.priced[request, row])
        before = int(table.order.compatible[step - 1])
        if weight <= units and value < FAR and table.values[before, row, units - weight] + value < left:
            for found in _iterate_schedules_below_limit(
                problem, table, row, (before, units - weight, left - value)
            ):
                yield (*found, request)
        step -= 1


def make_schedule(problem: AssignmentProblem, practitioner: int, requests: tuple[int, ...]) -> ShiftSchedule:
    """A schedule with what it costs.

    Args:
        problem: the whole.
        practitioner: who would be sent.
        requests: to all of which.

    Returns:
        Its cost is in points.
    """
    rows = np.array(requests, np.int64)
    units = int(problem.weights[rows].sum()) if len(rows) else 0
    pairs = int(problem.costs[rows, practitioner].sum()) if len(rows) else 0
    return ShiftSchedule(practitioner, requests, pairs + int(problem.load_costs[practitioner, :units].sum()))
