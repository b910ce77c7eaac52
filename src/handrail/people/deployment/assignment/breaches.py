"""What a plan breaks, found from the problem alone: the solver's code is not asked."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import numpy as np

from handrail.people.deployment.assignment.plan import UNMET
from handrail.people.deployment.assignment.problem import AssignmentProblem, Ints


class PlanRule(StrEnum):
    """Which rule. RULES: the hard rules of the pair; REST: whatever `find_breach` looks at over the shift."""

    RULES = "rules"
    ROOM = "room"
    OVERLAP = "overlap"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class PlanBreach:
    """One practitioner and the requests that break a rule together."""

    rule: PlanRule
    practitioner: int
    requests: tuple[int, ...]


def list_plan_breaches(problem: AssignmentProblem, practitioner_by_request: Ints) -> list[PlanBreach]:
    """Everything that the plan breaks; empty for a plan that may be offered."""
    return [
        breach
        for who in np.unique(practitioner_by_request)
        if who != UNMET
        for breach in list_breaches_of_practitioner(
            problem, int(who), tuple(map(int, np.flatnonzero(practitioner_by_request == who)))
        )
    ]


def list_breaches_of_practitioner(
    problem: AssignmentProblem, practitioner: int, requests: tuple[int, ...]
) -> list[PlanBreach]:
    """What one practitioner's part of a plan breaks.

    Args:
        problem: the whole.
        practitioner: who would be sent.
        requests: to all of which.

    Returns:
        In the order of PlanRule.
    """
    wrong = tuple(one for one in requests if not problem.is_allowed(one, practitioner))
    found = [PlanBreach(PlanRule.RULES, practitioner, wrong)] if wrong else []
    if sum(int(problem.weights[one]) for one in requests) > problem.rooms[practitioner]:
        found.append(PlanBreach(PlanRule.ROOM, practitioner, requests))
    found += [
        PlanBreach(PlanRule.OVERLAP, practitioner, pair)
        for pair in combinations(requests, 2)
        if problem.overlaps(*pair)
    ]
    together = problem.find_breach(practitioner, requests) if problem.find_breach else ()
    return [*found, PlanBreach(PlanRule.REST, practitioner, together)] if together else found
