"""A plan made from the rules of the shortlist: the same hard rules, rest over the whole night, load kept fair."""

import datetime
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.directory.practitioners.codes import AvailabilityKind, PractitionerGender
from handrail.people.deployment.assignment.from_rules import PlanInput, build_assignment_problem
from handrail.people.deployment.assignment.planning import compute_best_assignment_plan
from handrail.people.deployment.assignment.unmet import list_unmet_requests
from handrail.people.deployment.rules.distance import DistanceBand
from handrail.people.deployment.rules.facts import (
    DeploymentWish,
    DeploymentWishKind,
    LanguageRank,
    PractitionerCertificate,
    PractitionerPersonPairFacts,
)
from handrail.people.deployment.rules.hard_rules import list_hard_rule_exclusions
from handrail.people.deployment.rules.periods import Period, RotaPeriod
from people.deployment.rule_facts import LIMITS, REQUEST, at, candidate, rota


def plan_for(candidates, requests, pairs=None):
    given = PlanInput(
        candidates,
        requests,
        LIMITS,
        lambda *pair: (pairs or {}).get(pair, PractitionerPersonPairFacts(distance=DistanceBand.SAME_AREA)),
    )
    problem = build_assignment_problem(given)
    return given, problem, compute_best_assignment_plan(problem)


def test_who_shares_a_language_goes_and_a_refusal_holds():
    pairs = {
        (0, 0): PractitionerPersonPairFacts(
            distance=DistanceBand.SAME_AREA, language=LanguageRank.FIRST_LANGUAGE
        ),
        (1, 0): PractitionerPersonPairFacts(
            distance=DistanceBand.SAME_AREA, language=LanguageRank.FIRST_LANGUAGE
        ),
        (1, 1): PractitionerPersonPairFacts(is_refused_by_person=True),
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


PEOPLE = st.lists(
    st.builds(
        dict,
        gender=st.sampled_from([PractitionerGender.WOMAN, PractitionerGender.MAN]),
        skills=st.sampled_from([frozenset(), frozenset({"child_lead"})]),
        duty=st.sampled_from(["on_duty", "on_call"]),
        starts=st.integers(12, 20),
        hours=st.integers(4, 12),
        carried=st.integers(15, 25),
        vetted=st.sampled_from([23, 24, 30]),
        refused=st.booleans(),
    ),
    min_size=1,
    max_size=4,
)
REQUESTS = st.lists(
    st.builds(
        dict,
        starts=st.integers(12, 31),
        minutes=st.sampled_from([30, 60, 120]),
        for_child=st.booleans(),
        only=st.sampled_from(["", "woman"]),
    ),
    min_size=1,
    max_size=7,
)


def at_hour(hour, minutes=0):
    return at(24, 0) + datetime.timedelta(hours=hour, minutes=minutes)


def describe_person(number, facts):
    duty = rota(facts["duty"], at_hour(facts["starts"]), at_hour(facts["starts"] + facts["hours"]))
    vetted = PractitionerCertificate("nppv3", datetime.date(2026, 11, facts["vetted"]))
    return candidate(
        number, gender=facts["gender"], skills=facts["skills"], rota=(duty,), vetting=(vetted,),
        weight_carried=Decimal(facts["carried"]),
    )  # fmt: skip


def describe_request(facts):
    wish = (
        (DeploymentWish(DeploymentWishKind.GENDER, is_firm=True, value=facts["only"]),)
        if facts["only"]
        else ()
    )
    when = Period(at_hour(facts["starts"]), at_hour(facts["starts"], facts["minutes"]))
    return replace(REQUEST, when=when, is_for_child=facts["for_child"], wishes=wish)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(PEOPLE, REQUESTS)
def test_no_plan_breaks_a_rule_of_the_shortlist_for_whoever_goes_with_all_that_they_go_to(people, requests):
    """Each pair is asked of the rules again, with the rest of the night as sent, worked and carried already."""
    who = [describe_person(number, facts) for number, facts in enumerate(people, 1)]
    asked = [describe_request(facts) for facts in requests]
    refusals = {
        (0, at): PractitionerPersonPairFacts(is_refused_by_person=True)
        for at, one in enumerate(people)
        if one["refused"]
    }
    _, _, plan = plan_for(who, asked, refusals)
    for at_request, column in enumerate(plan.practitioner_by_request):
        if column < 0:
            continue
        others = [
            one for at_other, one in enumerate(asked)
            if at_other != at_request and plan.practitioner_by_request[at_other] == column
        ]  # fmt: skip
        duty = [entry.period for entry in who[column].rota if entry.kind == "on_duty"]
        called = tuple(
            RotaPeriod(AvailabilityKind.CALLED_OUT, one.when) for one in others
            if not any(one.when.starts_at >= span.starts_at and one.when.ends_at <= span.ends_at for span in duty)
        )  # fmt: skip
        loaded = replace(
            who[column],
            sent=tuple(one.when for one in others),
            rota=(*who[column].rota, *called),
            weight_carried=who[column].weight_carried + sum(one.weight for one in others),
            pair=refusals.get((at_request, int(column)), PractitionerPersonPairFacts()),
        )
        assert list_hard_rule_exclusions(loaded, asked[at_request], LIMITS) == ()
