"""How much the sum changes if a lead wants a pair, or does not: the problem is solved again with that one change."""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from handrail.people.deployment.assignment.plan import UNMET, AssignmentPlan, AssignmentPlanProof
from handrail.people.deployment.assignment.planning import compute_best_assignment_plan
from handrail.people.deployment.assignment.problem import HIGHEST_COST, NOT_ALLOWED, AssignmentProblem


class RequestPractitionerPairChange(StrEnum):
    """What a lead wants of a pair."""

    FORCED = "forced"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class ChangedPlan:
    """The best plan with the change. `difference`: points more than before; `is_exact`: both plans are proved best."""

    plan: AssignmentPlan
    difference: int
    is_exact: bool


def make_changed_plan(
    problem: AssignmentProblem,
    plan: AssignmentPlan,
    pair: tuple[int, int],
    change: RequestPractitionerPairChange,
) -> ChangedPlan | None:
    """The best plan in which a pair is forced or forbidden.

    Args:
        problem: the whole.
        plan: the best plan without the change.
        pair: request and practitioner.
        change: which of the two.

    Returns:
        None where a hard rule keeps a forced pair apart: a plan never breaks one.
    """
    request, practitioner = pair
    if change is RequestPractitionerPairChange.FORBIDDEN:
        changed = forbid_request_practitioner_pair(problem, request, practitioner)
    elif problem.is_allowed(request, practitioner):
        changed = force_request_practitioner_pair(problem, request, practitioner)
    else:
        return None
    start = plan.prices if len(plan.prices) == problem.practitioner_count and problem.busy is None else None
    best = compute_best_assignment_plan(changed, start)
    if change is RequestPractitionerPairChange.FORCED and best.practitioner_by_request[request] == UNMET:
        return None
    is_exact = AssignmentPlanProof.NONE not in (plan.proof, best.proof)
    return ChangedPlan(best, best.cost - plan.cost, is_exact)


def forbid_request_practitioner_pair(
    problem: AssignmentProblem, request: int, practitioner: int
) -> AssignmentProblem:
    """The same problem without one pair.

    Args:
        problem: the whole.
        request: of the pair.
        practitioner: of the pair.

    Returns:
        A problem of its own: the first is left as it is.
    """
    costs = problem.costs.copy()
    costs[request, practitioner] = NOT_ALLOWED
    return replace(problem, costs=costs)


def force_request_practitioner_pair(
    problem: AssignmentProblem, request: int, practitioner: int
) -> AssignmentProblem:
    """The same problem in which a request goes to one practitioner or to nobody, and nobody is dearest of all.

    Args:
        problem: the whole.
        request: of the pair.
        practitioner: of the pair.

    Returns:
        A problem of its own: the first is left as it is.
    """
    costs, unmet_costs = problem.costs.copy(), problem.unmet_costs.copy()
    kept = costs[request, practitioner]
    costs[request] = NOT_ALLOWED
    costs[request, practitioner] = kept
    unmet_costs[request] = HIGHEST_COST
    return replace(problem, costs=costs, unmet_costs=np.asarray(unmet_costs))
