"""A plan in which times, rest and different weights count: columns priced in one by one, then the exact choice.

The master problem (GLOP) chooses schedules so that each request is met once and each practitioner has one schedule.
Its prices ask `schedules.py` for better schedules until the bound that our own code adds up reaches it. CP-SAT then
chooses whole schedules. Where bound and plan still differ, every schedule that a better plan could hold is listed
and CP-SAT chooses again: that choice is best, and the listing is ours.
"""

import math
from dataclasses import dataclass, field

import numpy as np

from handrail.people.deployment.assignment.breaches import list_breaches_of_practitioner
from handrail.people.deployment.assignment.plan import (
    UNMET,
    AssignmentPlan,
    AssignmentPlanProof,
    compute_plan_cost,
)
from handrail.people.deployment.assignment.problem import AssignmentProblem, Ints
from handrail.people.deployment.assignment.schedules import (
    PARTS,
    RequestOrder,
    ShiftSchedule,
    compute_schedule_table,
    get_best_schedule_value_of_practitioners,
    list_schedules_below_cost_limit,
    make_schedule,
    order_requests,
    read_best_schedule,
)

MOST_ROUNDS, MOST_SCHEDULES, MOST_BRANCHES, EFFORT = 400, 60_000, 40, 20.0
SMOOTHING = 0.6


@dataclass(slots=True)
class _ScheduleSearch:
    """What is known so far: schedules, the best bound with its prices, the best plan."""

    problem: AssignmentProblem
    order: RequestOrder
    schedules: dict[tuple[int, tuple[int, ...]], ShiftSchedule] = field(default_factory=dict)
    bound: int = -(2**60)
    prices: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    def add(self, practitioner: int, requests: tuple[int, ...]) -> bool:
        """Keep a schedule. False where it was known."""
        if (practitioner, requests) in self.schedules:
            return False
        self.schedules[practitioner, requests] = make_schedule(self.problem, practitioner, requests)
        return True


def make_shift_plan(problem: AssignmentProblem, hint: Ints | None = None) -> AssignmentPlan:
    """The best plan that breaks nothing; where that could not be proved in time, the best found and its gap."""
    search = _ScheduleSearch(problem, order_requests(problem))
    best = make_greedy_assignment(problem)
    if hint is not None:
        best = min(
            best, make_greedy_assignment(problem, hint), key=lambda one: compute_plan_cost(problem, one)
        )
    _add_schedules_of_assignment(search, best)
    _add_schedules_by_price(search)
    best, _ = _solve_choice_of_schedules(search, best)
    cost, proof = compute_plan_cost(problem, best), AssignmentPlanProof.NONE
    if cost <= math.ceil(search.bound / PARTS):
        proof = AssignmentPlanProof.PRICES
    elif _add_every_useful_schedule(search, cost):
        best, is_best = _solve_choice_of_schedules(search, best)
        cost, proof = (
            compute_plan_cost(problem, best),
            AssignmentPlanProof.SEARCH if is_best else AssignmentPlanProof.NONE,
        )
    return AssignmentPlan(best, cost, math.ceil(search.bound / PARTS), proof, search.prices)


def compute_shift_plan_lower_bound(problem: AssignmentProblem, prices: Ints) -> int:
    """What no plan can be under, whatever the prices of meeting each request are. In PARTS of a point."""
    paid = np.minimum(prices, problem.unmet_costs * PARTS)
    table = compute_schedule_table(problem, order_requests(problem), paid)
    return int(paid.sum() + get_best_schedule_value_of_practitioners(table).sum())


def make_greedy_assignment(problem: AssignmentProblem, hint: Ints | None = None) -> Ints:
    """A plan that breaks nothing: each request in turn to whoever costs least. `hint`: whom to try first."""
    carried: list[tuple[int, ...]] = [() for _ in range(problem.practitioner_count)]
    assigned = np.full(problem.request_count, UNMET, np.int64)
    for request in np.argsort(-problem.unmet_costs * 2**20 + problem.costs.min(axis=1), kind="stable"):
        who = _find_cheapest_practitioner(
            problem, int(request), carried, UNMET if hint is None else int(hint[request])
        )
        if who is not None:
            assigned[request] = who
            carried[who] = (*carried[who], int(request))
    return assigned


def _find_cheapest_practitioner(
    problem: AssignmentProblem, request: int, carried: list[tuple[int, ...]], first: int
) -> int | None:
    units = np.array([problem.weights[list(one)].sum() if one else 0 for one in carried])
    costs = problem.costs[request] + problem.load_costs[np.arange(len(carried)), np.minimum(
        units, problem.load_costs.shape[1] - 1)]  # fmt: skip
    order = [first, *np.argsort(costs, kind="stable")] if first != UNMET else np.argsort(costs, kind="stable")
    for who in map(int, order):
        if costs[who] >= problem.unmet_costs[request]:
            return None
        if not list_breaches_of_practitioner(problem, who, (*carried[who], request)):
            return who
    return None


def _add_schedules_of_assignment(search: _ScheduleSearch, assigned: Ints) -> None:
    for who in np.unique(assigned[assigned >= 0]):
        search.add(int(who), tuple(map(int, np.flatnonzero(assigned == who))))


def _add_schedules_by_price(search: _ScheduleSearch) -> None:
    """Add schedules until none can help, or the bound reaches the master problem's sum."""
    master = _MasterProblem(search.problem)
    known = 0
    for _ in range(MOST_ROUNDS):
        fresh = list(search.schedules.values())[known:]
        known += len(fresh)
        total, prices = master.solve(fresh)
        if math.ceil(search.bound / PARTS) >= math.ceil(total - 1e-6):
            return
        smooth = prices if not len(search.prices) else _smooth_prices(search.prices, prices)
        if not _add_best_schedules(search, smooth) and not _add_best_schedules(search, prices):
            return


def _smooth_prices(steady: Ints, latest: Ints) -> Ints:
    """Prices between the best so far and the latest: the latest alone jump about (smoothing after Wentges)."""
    return (SMOOTHING * steady + (1 - SMOOTHING) * latest).astype(np.int64)


def _add_best_schedules(search: _ScheduleSearch, prices: Ints) -> bool:
    """The best schedule of each practitioner at these prices. Whether any is new. Keeps the bound if it is better."""
    problem = search.problem
    paid = np.minimum(prices, problem.unmet_costs * PARTS)
    table = compute_schedule_table(problem, search.order, paid)
    values, is_new = get_best_schedule_value_of_practitioners(table), False
    for row in np.flatnonzero(values < 0):
        best = read_best_schedule(problem, table, int(row))
        values[row], best = _find_best_schedule_without_breach(search, int(row), paid, int(values[row]), best)
        is_new |= bool(best) and search.add(int(row), best)
    bound = int(paid.sum() + values.sum())
    if bound > search.bound:
        search.bound, search.prices = bound, paid
    return is_new


def _find_best_schedule_without_breach(
    search: _ScheduleSearch, who: int, prices: Ints, value: int, best: tuple[int, ...]
) -> tuple[int, tuple[int, ...]]:
    """The best schedule that breaks nothing over the shift: of what breaks a rule together, one has to go.

    Returns the value that bounds every schedule, and the schedule; empty where the search was cut short.
    """
    find_breach = search.problem.find_breach
    if find_breach is None:
        return value, best
    heap, seen = [(value, best, frozenset[int]())], 0
    while heap and seen < MOST_BRANCHES:
        heap.sort(key=lambda one: -one[0])
        value, best, banned = heap.pop()
        together = find_breach(who, best) if best else ()
        if not together:
            return value, best
        for one in together:
            seen += 1
            heap.append(_find_best_schedule_without_requests(search, who, prices, banned | {one}))
    return min(one[0] for one in heap), ()


def _find_best_schedule_without_requests(
    search: _ScheduleSearch, who: int, prices: Ints, banned: frozenset[int]
) -> tuple[int, tuple[int, ...], frozenset[int]]:
    priced = prices.copy()
    priced[list(banned)] = -(2**40)
    table = compute_schedule_table(search.problem, search.order, priced, np.array([who]))
    return (
        int(get_best_schedule_value_of_practitioners(table)[0]),
        read_best_schedule(search.problem, table, 0),
        banned,
    )


class _MasterProblem:
    """The linear choice among the schedules so far, and its prices."""

    def __init__(self, problem: AssignmentProblem) -> None:
        from ortools.linear_solver import pywraplp  # noqa: PLC0415 - only plans should wait for it

        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.requests = [self.solver.Constraint(1, 1) for _ in range(problem.request_count)]
        self.practitioners = [self.solver.Constraint(0, 1) for _ in range(problem.practitioner_count)]
        self.solver.Objective().SetMinimization()
        for request, cost in enumerate(problem.unmet_costs):
            self._add_column(float(cost), [self.requests[request]])

    def _add_column(self, cost: float, rows: list[object]) -> None:
        column = self.solver.NumVar(0, self.solver.infinity(), "")
        self.solver.Objective().SetCoefficient(column, cost)
        for row in rows:
            row.SetCoefficient(column, 1)  # type: ignore[attr-defined]

    def solve(self, fresh: list[ShiftSchedule]) -> tuple[float, Ints]:
        """With these schedules added: the least sum, and the price of meeting each request in PARTS of a point."""
        for one in fresh:
            rows = [self.requests[request] for request in one.requests]
            self._add_column(float(one.cost), [*rows, self.practitioners[one.practitioner]])
        self.solver.Solve()
        prices = np.array([row.dual_value() for row in self.requests])
        return self.solver.Objective().Value(), np.floor(prices * PARTS).astype(np.int64)


def _add_every_useful_schedule(search: _ScheduleSearch, cost: int) -> bool:
    """Add every schedule that a plan cheaper than this could hold. False where there are too many to list.

    A plan with a schedule costs at least the bound and what the schedule is worth above its practitioner's best.
    """
    problem = search.problem
    table = compute_schedule_table(problem, search.order, search.prices)
    best = get_best_schedule_value_of_practitioners(table)
    bound = int(search.prices.sum() + best.sum())
    for who in range(problem.practitioner_count):
        limit = int(best[who]) + (cost - 1) * PARTS - bound + 1
        for requests in list_schedules_below_cost_limit(problem, table, who, limit):
            if problem.find_breach is None or not problem.find_breach(who, requests):
                search.add(who, requests)
            if len(search.schedules) > MOST_SCHEDULES:
                return False
    return True


def _solve_choice_of_schedules(search: _ScheduleSearch, best: Ints) -> tuple[Ints, bool]:
    """Whole schedules, each request once. Returns the best plan and whether CP-SAT proved it best among them."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 - a second, which only plans should wait for

    problem, model = search.problem, cp_model.CpModel()
    of_request: list[list[cp_model.IntVar]] = [[] for _ in range(problem.request_count)]
    of_practitioner: list[list[cp_model.IntVar]] = [[] for _ in range(problem.practitioner_count)]
    chosen = []
    for one in search.schedules.values():
        column = model.new_bool_var("")
        chosen.append((column, one))
        of_practitioner[one.practitioner].append(column)
        for request in one.requests:
            of_request[request].append(column)
        is_hint = len(one.requests) == (best == one.practitioner).sum()
        model.add_hint(column, is_hint and all(best[request] == one.practitioner for request in one.requests))
    unmet = [model.new_bool_var("") for _ in of_request]
    for columns, left in zip(of_request, unmet, strict=True):
        model.add_exactly_one([*columns, left])
    for columns in of_practitioner:
        model.add_at_most_one(columns)
    costs = [one.cost for _, one in chosen] + [int(cost) for cost in problem.unmet_costs]
    columns = [column for column, _ in chosen] + unmet
    model.minimize(cp_model.LinearExpr.weighted_sum(columns, costs))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = EFFORT  # not the clock: the same question gives the same plan
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return best, False
    assigned = np.full(problem.request_count, UNMET, np.int64)
    for column, one in chosen:
        if solver.boolean_value(column):
            assigned[list(one.requests)] = one.practitioner
    return assigned, status == cp_model.OPTIMAL
