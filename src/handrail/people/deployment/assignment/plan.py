"""A plan, its sum, and the proof that no plan has a lower one.

The proof is weak duality, a page of arithmetic that needs no solver. Give every request a price of being met, and let
each practitioner choose the schedule that is cheapest at these prices: whatever the prices, no plan can cost less than
the sum. A plan that costs as much is best.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from handrail.people.deployment.assignment.problem import (
    NOT_ALLOWED,
    AssignmentProblem,
    Ints,
    sum_load_costs,
)

BLOCK = 500
UNMET = -1


class AssignmentPlanProof(StrEnum):
    """How it is known that no plan is better.

    PRICES: the sum equals a bound that our own code adds up. SEARCH: every schedule that could be in a better plan was
    listed by our own code, and CP-SAT found none better among them. NONE: not proved; `gap` says how far it may be.
    """

    PRICES = "prices"
    SEARCH = "search"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class AssignmentPlan:
    """Who goes to whom. `practitioner_by_request` holds UNMET where nobody does; `bound`: no plan costs less.

    `prices`: by practitioner (one more unit of room) for a plan by flow, by request for a plan of a shift.
    """

    practitioner_by_request: Ints
    cost: int
    bound: int
    proof: AssignmentPlanProof
    prices: Ints

    @property
    def gap(self) -> int:
        """By how much the sum could at most be lower. 0 where the plan is proved best."""
        return 0 if self.proof is not AssignmentPlanProof.NONE else self.cost - self.bound

    def list_requests(self, practitioner: int) -> tuple[int, ...]:
        """What one practitioner is sent to."""
        return tuple(int(one) for one in np.flatnonzero(self.practitioner_by_request == practitioner))

    def list_unmet(self) -> tuple[int, ...]:
        """Requests for which nobody is left."""
        return self.list_requests(UNMET)


def compute_plan_cost(problem: AssignmentProblem, practitioner_by_request: Ints) -> int:
    """The sum of pairs, load and unmet requests. Raises IndexError where more is carried than there are costs for."""
    met = np.flatnonzero(practitioner_by_request >= 0)
    who = practitioner_by_request[met]
    units = np.bincount(who, problem.weights[met], minlength=problem.practitioner_count).astype(np.int64)
    pairs = int(problem.costs[met, who].sum(dtype=np.int64))
    load = int(sum_load_costs(problem)[np.arange(problem.practitioner_count), units].sum())
    return pairs + load + int(problem.unmet_costs[practitioner_by_request < 0].sum())


def compute_lower_bound(problem: AssignmentProblem, prices: Ints) -> int:
    """What no plan can be under, whatever the prices of a unit of room at each practitioner are.

    Times and breaches are left out: with them a plan can only cost more. For problems of one weight, of one unit each.
    """
    whole, total = prices.astype(np.int32), 0
    for start in range(0, problem.request_count, BLOCK):
        rows = slice(start, start + BLOCK)
        cheapest = np.minimum((problem.costs[rows] + whole).min(axis=1), problem.unmet_costs[rows])
        total += int(cheapest.sum())
    is_open = np.arange(problem.load_costs.shape[1]) < problem.rooms[:, None]
    return total - int((np.maximum(0, prices[:, None] - problem.load_costs) * is_open).sum())


def is_every_pair_of_plan_allowed(problem: AssignmentProblem, practitioner_by_request: Ints) -> bool:
    """Whether no pair of the plan is kept apart by a hard rule."""
    met = np.flatnonzero(practitioner_by_request >= 0)
    return bool((problem.costs[met, practitioner_by_request[met]] < NOT_ALLOWED).all())
