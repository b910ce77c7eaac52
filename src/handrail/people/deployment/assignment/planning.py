"""The way in: which method a problem needs, and the plan with its proof."""

from dataclasses import replace

import numpy as np

from handrail.people.deployment.assignment.breaches import list_plan_breaches
from handrail.people.deployment.assignment.flow import make_flow_plan
from handrail.people.deployment.assignment.plan import (
    UNMET,
    AssignmentPlan,
    AssignmentPlanProof,
    compute_lower_bound,
    compute_plan_cost,
    is_every_pair_of_plan_allowed,
)
from handrail.people.deployment.assignment.problem import AssignmentProblem, Ints
from handrail.people.deployment.assignment.schedules import PARTS
from handrail.people.deployment.assignment.shift_plan import compute_shift_plan_lower_bound, make_shift_plan


def compute_best_assignment_plan(problem: AssignmentProblem, start: Ints | None = None) -> AssignmentPlan:
    """The best plan of a shift or region that breaks no hard rule.

    A flow that happens to break nothing is best: times and rest can only make a plan dearer. `start`: prices of the
    flow of a problem that was nearly the same.
    """
    if not problem.request_count or not problem.practitioner_count:
        return _leave_all_unmet(problem)
    if not problem.has_one_weight:
        return make_shift_plan(problem)
    plan = make_flow_plan(express_load_in_requests(problem), start)
    if not list_plan_breaches(problem, plan.practitioner_by_request):
        return plan
    return make_shift_plan(problem, plan.practitioner_by_request)


def is_plan_proved(problem: AssignmentProblem, plan: AssignmentPlan) -> bool:
    """Whether our own arithmetic, without a solver, shows that the plan breaks nothing and no plan costs less.

    False for a plan that is best by SEARCH (there CP-SAT has to be believed for the last choice), and for one whose
    bound was raised by what `find_breach` forbids: this arithmetic leaves that out.
    """
    assigned = plan.practitioner_by_request
    if list_plan_breaches(problem, assigned) or not is_every_pair_of_plan_allowed(problem, assigned):
        return False
    cost = compute_plan_cost(problem, assigned)
    if len(plan.prices) == problem.practitioner_count and problem.has_one_weight:
        one_by_one = express_load_in_requests(problem)
        if compute_lower_bound(one_by_one, plan.prices) == cost:
            return True
    if len(plan.prices) != problem.request_count:
        return False
    return compute_shift_plan_lower_bound(problem, plan.prices) > (cost - 1) * PARTS


def express_load_in_requests(problem: AssignmentProblem) -> AssignmentProblem:
    """The same problem with load in whole requests instead of units, where every request weighs the same."""
    weight = int(problem.weights[0])
    if weight == 1:
        return problem
    rooms = problem.rooms // weight
    whole = problem.load_costs.shape[1] // weight
    load = problem.load_costs[:, : whole * weight].reshape(len(rooms), whole, weight).sum(axis=2)
    if not whole:
        load = np.zeros((len(rooms), 1), np.int64)
    return replace(problem, load_costs=load, rooms=rooms, weights=np.ones_like(problem.weights))


def _leave_all_unmet(problem: AssignmentProblem) -> AssignmentPlan:
    assigned = np.full(problem.request_count, UNMET, np.int64)
    cost = int(problem.unmet_costs.sum())
    return AssignmentPlan(
        assigned, cost, cost, AssignmentPlanProof.PRICES, np.zeros(problem.practitioner_count, np.int64)
    )
