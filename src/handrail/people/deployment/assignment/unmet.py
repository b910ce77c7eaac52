"""Requests left without anybody, and the single steps that would fix each: one rule, room, time or rest."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from handrail.people.deployment.assignment.breaches import PlanRule, list_breaches_of_practitioner
from handrail.people.deployment.assignment.plan import AssignmentPlan
from handrail.people.deployment.assignment.problem import AssignmentProblem

ListPairRules = Callable[[int, int], Iterable[str]]
"""Given a request and a practitioner: the codes of the hard rules that keep them apart."""


@dataclass(frozen=True, slots=True)
class UnmetRequestFix:
    """One step after which this practitioner could go, with nobody else losing theirs.

    `code`: the hard rule, where it is one of the pair. `in_the_way`: requests of the plan that leave no room or time.
    `cost`: points of the pair; None where a hard rule kept it from being worked out.
    """

    practitioner: int
    rule: PlanRule
    code: str = ""
    in_the_way: tuple[int, ...] = ()
    cost: int | None = None


@dataclass(frozen=True, slots=True)
class UnmetRequest:
    """Nobody is left for it. `rule_counts`: how many practitioners each rule keeps away, for when no fix is near."""

    request: int
    fixes: tuple[UnmetRequestFix, ...]
    rule_counts: dict[str, int]


def list_unmet_requests(
    problem: AssignmentProblem, plan: AssignmentPlan, list_pair_rules: ListPairRules
) -> tuple[UnmetRequest, ...]:
    """Each unmet request with what would fix it.

    Args:
        problem: the whole.
        plan: its plan.
        list_pair_rules: says which hard rules keep a pair apart.

    Returns:
        In the order of requests; fixes with a known cost first, the least first.
    """
    carried = [plan.list_requests(who) for who in range(problem.practitioner_count)]
    return tuple(
        _explain_unmet_request(problem, carried, request, list_pair_rules) for request in plan.list_unmet()
    )


def _explain_unmet_request(
    problem: AssignmentProblem, carried: list[tuple[int, ...]], request: int, list_pair_rules: ListPairRules
) -> UnmetRequest:
    fixes, counts = [], Counter[str]()
    for who, held in enumerate(carried):
        obstacles = _list_fixes_for_practitioner_and_request(problem, who, held, request, list_pair_rules)
        counts.update({one.code or one.rule.value for one in obstacles})
        if len(obstacles) == 1:
            fixes.append(obstacles[0])
    fixes.sort(key=lambda fix: (fix.cost is None, fix.cost or 0, fix.practitioner))
    return UnmetRequest(request, tuple(fixes), dict(counts.most_common()))


def _list_fixes_for_practitioner_and_request(
    problem: AssignmentProblem,
    who: int,
    held: tuple[int, ...],
    request: int,
    list_pair_rules: ListPairRules,
) -> list[UnmetRequestFix]:
    """All that stands between them: more than one is no single step."""
    is_allowed = problem.is_allowed(request, who)
    cost = int(problem.costs[request, who]) if is_allowed else None
    codes = () if is_allowed else tuple(list_pair_rules(request, who)) or (PlanRule.RULES.value,)
    found = [UnmetRequestFix(who, PlanRule.RULES, code) for code in codes]
    for breach in list_breaches_of_practitioner(problem, who, (*held, request)):
        if breach.rule is not PlanRule.RULES:
            others = tuple(one for one in breach.requests if one != request)
            found.append(UnmetRequestFix(who, breach.rule, in_the_way=others, cost=cost))
    return found
