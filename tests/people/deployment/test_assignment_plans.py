"""Plans: best by other solvers and by trying all, within every hard rule, with a proof that finds a worse one out."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp

from handrail.people.deployment.assignment.breaches import PlanRule, list_plan_breaches
from handrail.people.deployment.assignment.changes import RequestPractitionerPairChange, make_changed_plan
from handrail.people.deployment.assignment.plan import AssignmentPlanProof, compute_plan_cost
from handrail.people.deployment.assignment.planning import compute_best_assignment_plan, is_plan_proved
from handrail.people.deployment.assignment.problem import (
    NOT_ALLOWED,
    AssignmentProblem,
    AssignmentProblemError,
)
from handrail.people.deployment.assignment.unmet import list_unmet_requests
from people.deployment.plan_problems import find_least_cost, make_region

SEEDS = st.integers(0, 10_000)


def make_problem(costs, *, rooms, load=None, unmet=1_000, weights=None, busy=None):
    requests, practitioners = len(costs), len(costs[0])
    most = max(1, *rooms)
    return AssignmentProblem(
        costs=np.array(costs, np.int32),
        load_costs=np.array(load or [[0] * most] * practitioners, np.int64),
        rooms=np.array(rooms, np.int64),
        unmet_costs=np.full(requests, unmet, np.int64),
        weights=np.array(weights or [1] * requests, np.int64),
        busy=None if busy is None else np.array(busy, np.int64),
    )


def test_load_stays_fair_because_each_further_case_costs_more():
    """The first practitioner is 10 points better for all three, but their second case costs 15 more than a first."""
    load = [[0, 15, 30], [0, 15, 30]]
    plan = compute_best_assignment_plan(make_problem([[0, 10], [0, 10], [0, 10]], rooms=[3, 3], load=load))
    assert sorted(plan.practitioner_by_request) == [0, 0, 1]
    assert plan.cost == 0 + 10 + 0 + 15
    alone = compute_best_assignment_plan(make_problem([[0, 10], [0, 10], [0, 10]], rooms=[3, 3]))
    assert (list(alone.practitioner_by_request), alone.cost) == ([0, 0, 0], 0)


def test_nobody_is_in_two_places_and_the_dearer_one_goes():
    problem = make_problem([[0, 50], [0, 80]], rooms=[2, 2], busy=[[0, 60], [30, 90]])
    plan = compute_best_assignment_plan(problem)
    assert (list(plan.practitioner_by_request), plan.cost) == ([1, 0], 50)
    one_after_the_other = compute_best_assignment_plan(replace(problem, busy=np.array([[0, 60], [60, 90]])))
    assert list(one_after_the_other.practitioner_by_request) == [0, 0]


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.integers(1, 3), st.integers(1, 5), st.booleans(), st.sampled_from([(1,), (2,), (1, 2)]))
def test_a_plan_is_as_good_as_the_best_of_all(seed, practitioners, requests, timed, weights):
    problem = make_region(practitioners, requests, seed=seed, timed=timed, weights=weights)
    plan = compute_best_assignment_plan(problem)
    assert list_plan_breaches(problem, plan.practitioner_by_request) == []
    assert plan.cost == compute_plan_cost(problem, plan.practitioner_by_request) == find_least_cost(problem)
    assert plan.bound <= plan.cost
    assert (plan.proof is AssignmentPlanProof.NONE, plan.gap) == (False, 0)
    assert is_plan_proved(problem, plan) or plan.proof is AssignmentPlanProof.SEARCH


@settings(max_examples=15, deadline=None)
@given(SEEDS, st.integers(2, 6), st.integers(5, 14), st.sampled_from([(1,), (1, 2, 3)]))
def test_every_plan_keeps_every_hard_rule(seed, practitioners, requests, weights):
    """Whatever the third rule: here nobody goes to more than two, nor to two whose numbers are seven apart."""

    def find_breach(who, together):
        for one in together:
            if one + 7 in together:
                return (one, one + 7)
        return together[:3] if len(together) > 2 else ()

    region = make_region(practitioners, requests, seed=seed, timed=True, weights=weights, room=5)
    problem = replace(region, find_breach=find_breach)
    plan = compute_best_assignment_plan(problem)
    for who in range(practitioners):
        held = plan.list_requests(who)
        assert len(held) <= 2
        assert not any(one + 7 in held for one in held)
        assert problem.weights[list(held)].sum() <= problem.rooms[who]
        assert (problem.costs[list(held), who] < NOT_ALLOWED).all()
        times = sorted(problem.busy[one].tolist() for one in held)
        assert all(before[1] <= after[0] for before, after in pairwise(times))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_region_without_times_is_as_good_as_scipys_assignment(seed):
    """A column for each unit of load: the same problem as a dense assignment."""
    problem = make_region(25, 60, seed=seed, room=4)
    units = [(who, k) for who in range(25) for k in range(problem.rooms[who])]
    dense = np.array(
        [[cost[who] + problem.load_costs[who, k] for who, k in units] + [900] * 60 for cost in problem.costs]
    )
    rows, columns = linear_sum_assignment(dense)
    plan = compute_best_assignment_plan(problem)
    assert plan.cost == dense[rows, columns].sum()
    assert plan.proof is AssignmentPlanProof.PRICES
    assert is_plan_proved(problem, plan)


@pytest.mark.parametrize("seed", [4, 5])
def test_a_shift_with_times_is_as_good_as_scipys_integer_programme(seed):
    problem = make_region(6, 16, seed=seed, room=4, timed=True)
    plan = compute_best_assignment_plan(problem)
    assert plan.proof is not AssignmentPlanProof.NONE
    assert plan.cost == solve_by_scipy(problem)


def solve_by_scipy(problem):
    """Requests × practitioners, then units of load, then unmet; nobody at two requests that overlap (HiGHS)."""
    requests, practitioners = problem.costs.shape
    units = [(who, k) for who in range(practitioners) for k in range(problem.rooms[who])]
    pairs = requests * practitioners
    size = pairs + len(units) + requests
    costs = [*problem.costs.ravel(), *(problem.load_costs[unit] for unit in units), *problem.unmet_costs]
    rows, low, high = [], [], []

    def add(entries, least, most):
        row = np.zeros(size)
        for place, value in entries:
            row[place] = value
        rows.append(row), low.append(least), high.append(most)

    for one in range(requests):
        add(
            [(one * practitioners + who, 1) for who in range(practitioners)] + [(size - requests + one, 1)],
            1,
            1,
        )
    for who in range(practitioners):
        mine = [(pairs + place, -1) for place, unit in enumerate(units) if unit[0] == who]
        add([(one * practitioners + who, 1) for one in range(requests)] + mine, 0, 0)
        for one in range(requests):
            for other in range(one):
                if problem.overlaps(one, other):
                    add([(one * practitioners + who, 1), (other * practitioners + who, 1)], 0, 1)
    upper = np.ones(size)
    upper[:pairs] = problem.costs.ravel() < NOT_ALLOWED
    found = milp(
        np.where(np.array(costs) < NOT_ALLOWED, costs, 0),
        constraints=LinearConstraint(np.array(rows), low, high),
        bounds=Bounds(0, upper),
        integrality=np.ones(size),
    )
    return round(found.fun)


def test_the_proof_finds_out_a_worse_plan_and_one_that_breaks_a_rule():
    problem = make_region(5, 9, seed=8)
    plan = compute_best_assignment_plan(problem)
    assert is_plan_proved(problem, plan)
    worse = plan.practitioner_by_request.copy()
    worse[np.flatnonzero(worse >= 0)[0]] = -1
    assert not is_plan_proved(problem, replace(plan, practitioner_by_request=worse))
    wrong = plan.practitioner_by_request.copy()
    request = int(np.flatnonzero((problem.costs == NOT_ALLOWED).any(axis=1))[0])
    wrong[request] = int(np.flatnonzero(problem.costs[request] == NOT_ALLOWED)[0])
    assert not is_plan_proved(problem, replace(plan, practitioner_by_request=wrong))
    dearer = np.zeros_like(plan.prices)
    assert not is_plan_proved(problem, replace(plan, prices=dearer + 10_000))


@pytest.mark.parametrize("timed", [False, True])
def test_what_a_forced_or_forbidden_pair_costs(timed):
    """Held against trying all plans with the pair, and without it."""
    problem = make_region(3, 5, seed=21, room=2, timed=timed)
    plan = compute_best_assignment_plan(problem)
    for request in range(5):
        for who in range(3):
            others = replace(problem, costs=problem.costs.copy())
            others.costs[request, who] = NOT_ALLOWED
            without = make_changed_plan(
                problem, plan, (request, who), RequestPractitionerPairChange.FORBIDDEN
            )
            assert without.difference == find_least_cost(others) - plan.cost
            forced = make_changed_plan(problem, plan, (request, who), RequestPractitionerPairChange.FORCED)
            if not problem.is_allowed(request, who) or not problem.rooms[who]:
                assert forced is None
            else:
                assert forced.plan.practitioner_by_request[request] == who
                assert forced.difference >= 0


def test_a_forced_pair_by_hand():
    """Both want the first, who has room for one: forcing the other costs 30 more points, less the 20 saved."""
    problem = make_problem([[0, 40], [10, 20]], rooms=[1, 1])
    plan = compute_best_assignment_plan(problem)
    assert (list(plan.practitioner_by_request), plan.cost) == ([0, 1], 20)
    forced = make_changed_plan(problem, plan, (1, 0), RequestPractitionerPairChange.FORCED)
    assert (forced.difference, forced.is_exact) == (40 + 10 - 20, True)


def test_who_is_left_unmet_hears_what_would_fix_it():
    """One rule of the first, room of the second, time of the third; the fourth lacks two things and is no fix."""
    no = NOT_ALLOWED
    problem = make_problem(
        [[no, 5, no, no], [no, no, 3, no], [no, 9, 8, no]],
        rooms=[1, 1, 2, 0],
        busy=[[0, 10], [100, 160], [120, 180]],
    )
    plan = compute_best_assignment_plan(problem)
    assert list(plan.practitioner_by_request) == [1, 2, -1]
    (left,) = list_unmet_requests(problem, plan, lambda request, who: ("training",))
    assert left.request == 2
    assert [(fix.practitioner, fix.rule, fix.code, fix.in_the_way, fix.cost) for fix in left.fixes] == [
        (2, PlanRule.OVERLAP, "", (1,), 8),
        (1, PlanRule.ROOM, "", (0,), 9),
        (0, PlanRule.RULES, "training", (), None),
    ]
    assert left.rule_counts == {"training": 2, "room": 2, "overlap": 1}


def test_nobody_to_send_and_nothing_to_plan():
    empty = compute_best_assignment_plan(make_region(3, 0, seed=1))
    assert (empty.cost, empty.list_unmet()) == (0, ())
    nobody = compute_best_assignment_plan(make_region(0, 2, seed=1))
    assert (nobody.list_unmet(), nobody.cost) == ((0, 1), 1_800)
    full = compute_best_assignment_plan(make_problem([[0], [0]], rooms=[0]))
    assert full.list_unmet() == (0, 1)


def test_figures_that_contradict_each_other_are_refused():
    with pytest.raises(AssignmentProblemError, match="never costs less"):
        make_problem([[0]], rooms=[2], load=[[5, 3]])
    with pytest.raises(AssignmentProblemError, match="as many units as there is room"):
        make_problem([[0]], rooms=[2], load=[[5]])
    with pytest.raises(AssignmentProblemError, match=r"The end time must be after the start time."):
        make_problem([[0]], rooms=[1], busy=[[60, 60]])
