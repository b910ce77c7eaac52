"""Prices of room at each practitioner: first guesses before a flow, and exact ones from a flow that is best.

OR-Tools' flow gives no duals. They are the solution of differences: moving a request from one practitioner to another
must not pay, so the two prices differ by at most what the move costs. Both extreme solutions are worked out, and the
middle of the two is taken: it rules out most pairs.
"""

import numpy as np

from handrail.people.deployment.assignment.problem import AssignmentProblem, Ints

FAR = 2**50
SAMPLE, ROUNDS = 2_000, 30


def estimate_start_prices(problem: AssignmentProblem) -> Ints:
    """Prices at which a sample of requests, each choosing for itself, asks for about the room that there is."""
    count, who = problem.request_count, np.arange(problem.practitioner_count)
    rows = np.sort(np.random.default_rng(0).choice(count, min(count, SAMPLE), replace=False))
    costs, is_each = problem.costs[rows], count / len(rows)
    prices, step = problem.load_costs[:, 0].astype(np.float64), 0.5
    for _ in range(ROUNDS):
        wanted = (costs + prices.astype(np.int32)).argmin(axis=1)
        demand = np.bincount(wanted, minlength=len(who)) * is_each
        last = np.clip(np.minimum(demand, problem.rooms - 1), 0, None).astype(np.int64)
        over = np.maximum(0, demand - problem.rooms)
        prices += step * ((problem.load_costs[who, last] - prices) * 0.3 + over * 6)
        np.clip(prices, 0, problem.unmet_costs.max(), out=prices)
        step = max(0.97 * step, 0.05)
    return prices.astype(np.int64)


def compute_flow_prices(
    problem: AssignmentProblem, assigned: Ints, arc_requests: Ints, arc_practitioners: Ints
) -> Ints:
    """Prices that prove a flow best among its arcs.

    Args:
        problem: of one unit each.
        assigned: the practitioner of each request, UNMET for none; best among the arcs.
        arc_requests: the request of each arc.
        arc_practitioners: the practitioner of each arc.

    Returns:
        One price for each practitioner, from 0.
    """
    lowest, highest = _bound_prices(problem, assigned, arc_requests, arc_practitioners)
    held = assigned[arc_requests]
    moves = (held >= 0) & (held != arc_practitioners)
    requests, origins, targets = arc_requests[moves], held[moves], arc_practitioners[moves]
    costs = problem.costs[requests, targets].astype(np.int64) - problem.costs[requests, origins]
    highest = _relax_values_until_stable(highest, origins, targets, costs)
    lowest = -_relax_values_until_stable(-lowest, targets, origins, costs)
    middle = (np.minimum(lowest, highest) + highest) // 2
    return np.clip(middle, 0, problem.unmet_costs.max())


def _bound_prices(
    problem: AssignmentProblem, assigned: Ints, arc_requests: Ints, arc_practitioners: Ints
) -> tuple[Ints, Ints]:
    """What load and unmet requests alone say: a price is at least the last unit's cost, at most the next one's."""
    met, who = np.flatnonzero(assigned >= 0), np.arange(problem.practitioner_count)
    carried = np.bincount(assigned[met], minlength=len(who))
    last = problem.load_costs.shape[1] - 1
    following = problem.load_costs[who, np.minimum(carried, last)]
    highest = np.where(carried < problem.rooms, following, FAR)
    lowest = np.where(carried > 0, problem.load_costs[who, np.maximum(carried - 1, 0)], 0)
    given_up = problem.unmet_costs[met] - problem.costs[met, assigned[met]]
    np.minimum.at(highest, assigned[met], given_up)
    unmet = assigned[arc_requests] < 0
    requests, targets = arc_requests[unmet], arc_practitioners[unmet]
    np.maximum.at(lowest, targets, problem.unmet_costs[requests] - problem.costs[requests, targets])
    closed = (carried == 0) & (problem.rooms == 0)
    highest[closed] = problem.unmet_costs.max()
    return lowest, highest


def _relax_values_until_stable(values: Ints, ones: Ints, others: Ints, costs: Ints) -> Ints:
    """The greatest values under these with value[one] <= value[other] + cost for every move (Bellman and Ford)."""
    if not len(ones):
        return values
    order = np.lexsort((costs, others, ones))
    ones, others, costs = ones[order], others[order], costs[order]
    starts = np.flatnonzero(np.concatenate([[True], ones[1:] != ones[:-1]]))
    heads, values = ones[starts], values.copy()
    for _ in range(len(values) + 1):
        lower = np.minimum.reduceat(values[others] + costs, starts)
        if (lower >= values[heads]).all():
            return values
        values[heads] = np.minimum(values[heads], lower)
    raise AssertionError("The flow was not best among its arcs.")
