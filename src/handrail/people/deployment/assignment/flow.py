"""Requests of one weight without times: minimum-cost flow over the pairs that can matter, proved over all pairs.

Of 2,000 practitioners a request can only end at a few. The flow runs over the cheapest pairs at guessed prices;
prices from the flow then show every pair that could still help, and these are added until none is left.
"""

import numpy as np

from handrail.people.deployment.assignment.flow_prices import compute_flow_prices, estimate_start_prices
from handrail.people.deployment.assignment.plan import (
    BLOCK,
    UNMET,
    AssignmentPlan,
    AssignmentPlanProof,
    compute_lower_bound,
    compute_plan_cost,
)
from handrail.people.deployment.assignment.problem import NOT_ALLOWED, AssignmentProblem, Ints

FIRST_ARCS = 8


def make_flow_plan(problem: AssignmentProblem, start: Ints | None = None) -> AssignmentPlan:
    """The best plan when times and breaches are left out, with its proof.

    `start`: prices of a plan that was nearly the same, to begin with. Every request must weigh one unit.
    """
    prices = estimate_start_prices(problem) if start is None else start
    arcs = _list_cheapest_arcs(problem, prices)
    while True:
        requests, practitioners = arcs // problem.practitioner_count, arcs % problem.practitioner_count
        assigned = _solve_assignment_flow(problem, requests, practitioners)
        prices = compute_flow_prices(problem, assigned, requests, practitioners)
        cost, bound = compute_plan_cost(problem, assigned), compute_lower_bound(problem, prices)
        if cost == bound:
            return AssignmentPlan(assigned, cost, bound, AssignmentPlanProof.PRICES, prices)
        more = np.union1d(arcs, _list_cheap_arcs(problem, prices))
        if len(more) == len(arcs):
            raise AssertionError("The prices of a flow do not prove it, and no pair would help.")
        arcs = more


def _list_cheapest_arcs(problem: AssignmentProblem, prices: Ints) -> Ints:
    """The few cheapest allowed pairs of each request. A pair is the number request × practitioners + practitioner."""
    width, whole = problem.practitioner_count, prices.astype(np.int32)
    few, found = min(FIRST_ARCS, width), []
    for start in range(0, problem.request_count, BLOCK):
        costs = problem.costs[start : start + BLOCK]
        best = np.argpartition(costs + whole, few - 1, axis=1)[:, :few]
        rows = np.arange(len(costs))[:, None]
        is_allowed = costs[rows, best] < NOT_ALLOWED
        found.append(((rows + start) * width + best)[is_allowed])
    return np.sort(np.concatenate(found)).astype(np.int64)


def _list_cheap_arcs(problem: AssignmentProblem, prices: Ints) -> Ints:
    """The pairs that are as cheap as any for their request at these prices: those that a better plan could use."""
    width, whole, found = problem.practitioner_count, prices.astype(np.int32), []
    for start in range(0, problem.request_count, BLOCK):
        priced = problem.costs[start : start + BLOCK] + whole
        least = np.minimum(priced.min(axis=1), problem.unmet_costs[start : start + BLOCK])
        rows, columns = np.nonzero(priced <= least[:, None])
        found.append((rows + start) * width + columns)
    return np.concatenate(found).astype(np.int64)


def _solve_assignment_flow(problem: AssignmentProblem, requests: Ints, practitioners: Ints) -> Ints:
    """OR-Tools' flow: a request goes to a practitioner and on over a unit of their load, or is left unmet."""
    from ortools.graph.python import min_cost_flow  # noqa: PLC0415 - half a second, which only plans should wait for

    count, sink = problem.request_count, problem.request_count + problem.practitioner_count
    carriers, units = np.nonzero(np.arange(problem.load_costs.shape[1]) < problem.rooms[:, None])
    tails = np.concatenate([requests, np.arange(count), carriers + count])
    heads = np.concatenate([practitioners + count, np.full(count + len(carriers), sink)])
    load = problem.load_costs[carriers, units]
    costs = np.concatenate([problem.costs[requests, practitioners], problem.unmet_costs, load])
    flow = min_cost_flow.SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        tails.astype(np.int32), heads.astype(np.int32), np.ones(len(tails), np.int64), costs.astype(np.int64)
    )
    supplies = np.zeros(sink + 1, np.int64)
    supplies[:count], supplies[sink] = 1, -count
    flow.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supplies)
    if flow.solve() != flow.OPTIMAL:
        raise AssertionError("A flow in which every request may stay unmet always has a best one.")
    assigned = np.full(count, UNMET, np.int64)
    is_used = flow.flows(arcs[: len(requests)]) > 0
    assigned[requests[is_used]] = practitioners[is_used]
    return assigned
