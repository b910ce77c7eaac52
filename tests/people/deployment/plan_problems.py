"""Generated shifts and regions, and the best plan of a small one by trying all."""

from itertools import product

import numpy as np

from handrail.people.deployment.assignment.breaches import list_plan_breaches
from handrail.people.deployment.assignment.plan import compute_plan_cost
from handrail.people.deployment.assignment.problem import NOT_ALLOWED, AssignmentProblem


def make_region(practitioners, requests, *, seed, room=3, timed=False, weights=(1,), unmet=900):
    """Costs from 0 to 199, a third of the pairs not allowed, load dearer by 7 for each further unit."""
    chance = np.random.default_rng(seed)
    costs = chance.integers(0, 200, (requests, practitioners)).astype(np.int32)
    costs[chance.random(costs.shape) < 0.33] = NOT_ALLOWED
    rooms = chance.integers(0, room + 1, practitioners).astype(np.int64)
    load = 7 * np.arange(max(room, 1))[None] + chance.integers(0, 40, (practitioners, 1))
    starts = chance.integers(0, 300, requests)
    return AssignmentProblem(
        costs=costs,
        load_costs=load.astype(np.int64),
        rooms=rooms,
        unmet_costs=np.full(requests, unmet, np.int64),
        weights=chance.choice(weights, requests).astype(np.int64),
        busy=np.stack([starts, starts + chance.integers(30, 120, requests)], axis=1) if timed else None,
    )


def find_least_cost(problem):
    """The sum of the best plan that breaks nothing, by trying every plan."""
    choices = [[-1, *np.flatnonzero(row < NOT_ALLOWED).tolist()] for row in problem.costs]
    return min(
        compute_plan_cost(problem, plan)
        for plan in map(np.array, product(*choices))
        if not list_plan_breaches(problem, plan)
    )
