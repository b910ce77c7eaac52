"""A plan made from the rules of the shortlist: the same hard rules, rest over the whole night, load kept fair."""

from dataclasses import replace
from decimal import Decimal

from handrail.people.deployment.assignment.from_rules import PlanInput, build_problem
from handrail.people.deployment.assignment.planning import make_plan
from handrail.people.deployment.assignment.unmet import list_unmet_requests
from handrail.people.deployment.rules.distance import DistanceBand
from handrail.people.deployment.rules.facts import LanguageRank, PairFacts
from handrail.people.deployment.rules.periods import Period
from people.deployment.rule_facts import LIMITS, REQUEST, at, candidate, rota


def plan_for(candidates, requests, pairs=None):
    given = PlanInput(
        candidates,
        requests,
        LIMITS,
        lambda *pair: (pairs or {}).get(pair, PairFacts(distance=DistanceBand.SAME_AREA)),
    )
    problem = build_problem(given)
    return given, problem, make_plan(problem)


def test_who_shares_a_language_goes_and_a_refusal_holds():
    pairs = {
        (0, 0): PairFacts(distance=DistanceBand.SAME_AREA, language=LanguageRank.FIRST_LANGUAGE),
        (1, 0): PairFacts(distance=DistanceBand.SAME_AREA, language=LanguageRank.FIRST_LANGUAGE),
        (1, 1): PairFacts(is_refused_by_person=True),
    }
    two = [candidate(1), candidate(2)]
    later = replace(REQUEST, when=Period(at(24, 19), at(24, 20)))
    _, _, plan = plan_for(two, [REQUEST, later], pairs)
    assert list(plan.practitioner_by_request) == [0, 0]
    _, _, at_once = plan_for(two, [REQUEST, REQUEST], pairs)
    assert list(at_once.practitioner_by_request) == [1, 0]


def test_load_is_spread_between_two_alike():
    requests = [replace(REQUEST, when=Period(at(24, hour), at(24, hour, 30))) for hour in (13, 15, 17, 19)]
    _, _, plan = plan_for([candidate(1), candidate(2)], requests)
    assert sorted(plan.practitioner_by_request) == [0, 0, 1, 1]
    carries = [candidate(1, weight_carried=Decimal(24)), candidate(2)]
    _, _, full = plan_for(carries, requests)
    assert list(full.practitioner_by_request) == [1, 1, 1, 1]


def test_one_call_out_a_night_and_the_second_is_left_with_what_would_fix_it():
    """On call all night: after the first call-out eleven hours' rest begin. The way there is kept free too."""
    on_call = candidate(1, rota=(rota("on_call", at(24, 20), at(25, 8)),))
    requests = [
        replace(REQUEST, when=Period(at(24, 22), at(24, 23))),
        replace(REQUEST, when=Period(at(25, 3), at(25, 4))),
    ]
    given, problem, plan = plan_for([on_call], requests)
    assert len(plan.list_unmet()) == 1
    (left,) = list_unmet_requests(problem, plan, given.list_pair_rules)
    assert [fix.rule for fix in left.fixes] == ["rest"]
    on_duty = candidate(1, rota=(rota("on_duty", at(24, 20), at(25, 5)),))
    assert plan_for([on_duty], requests)[2].list_unmet() == ()


def test_an_unmet_request_names_the_rule_that_keeps_each_away():
    given, problem, plan = plan_for([candidate(1, trainings=())], [REQUEST])
    (left,) = list_unmet_requests(problem, plan, given.list_pair_rules)
    assert [(fix.practitioner, fix.code) for fix in left.fixes] == [(0, "training")]
