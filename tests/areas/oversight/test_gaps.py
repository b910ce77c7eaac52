"""A gap of a review in an improvement plan: in one plan alone, even by two at once, and at no cost to the page."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from handrail.areas.oversight.actions.plans import (
    GAP_IS_TAKEN,
    add_place_review_action_to_improvement_plan,
    create_improvement_plan,
)
from handrail.areas.oversight.models import ImprovementPlan, PlanGap
from handrail.areas.oversight.queries import get_improvement_plan, get_plan_actions_and_review_gaps
from handrail.insight.review_gaps.actions import add_follow_up_action_on_reviewed_gap
from handrail.insight.review_gaps.models import ReviewedGap
from handrail.platform.access.errors import Denied
from handrail.platform.access.today import today
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.cast import sign_in
from support.concurrency import at_once
from support.oversight_data import improve

A_PAGE = 12


def a_gap(cast, what="Find two rooms"):
    follow_up = FollowUp(
        what=what, owner_id=cast.housing.body_id, due_on=today() + datetime.timedelta(days=20)
    )
    gap = ReviewedGap(gap="unsuitable", need="place", phase="before")
    return add_follow_up_action_on_reviewed_gap(gap, follow_up, by=cast.lead.actor).follow_up_id


def test_only_the_body_that_it_was_shared_with_takes_it_in(cast):
    gap, plan = a_gap(cast), improve(cast)
    for part, refusal in (("neighbour", RecordNotVisibleError), ("board", Denied), ("lead", Denied)):
        with pytest.raises(refusal):
            add_place_review_action_to_improvement_plan(plan, gap, by=getattr(cast, part).actor)
    add_place_review_action_to_improvement_plan(plan, gap, by=cast.commissioner.actor)
    with pytest.raises(ActionNotPossibleError, match=r"That gap is already in a plan, or is no longer open."):
        add_place_review_action_to_improvement_plan(plan, gap, by=cast.commissioner.actor)


def test_the_force_of_a_joint_plan_reads_the_gap_and_has_no_page_of_the_action(cast):
    gap, plan = a_gap(cast), improve(cast)
    add_place_review_action_to_improvement_plan(plan, gap, by=cast.commissioner.actor)
    found = get_plan_actions_and_review_gaps(
        cast.force_lead.actor, get_improvement_plan(cast.force_lead.actor, plan)
    )
    assert [(*row.codes, row.may_open) for row in found.gaps] == [
        ("Unsuitable places", "A safe place to stay", "Before the NRM", "", False)
    ]
    assert sign_in(Client(), cast.force_lead).get(f"/oversight/actions/{gap}/").status_code == 404


def test_the_page_of_a_plan_costs_the_same_with_one_gap_and_with_six(cast):
    plan = improve(cast)
    client = sign_in(Client(), cast.commissioner)
    counts = []
    for number in range(6):
        add_place_review_action_to_improvement_plan(
            plan, a_gap(cast, f"Room for people {number}"), by=cast.commissioner.actor
        )
        with CaptureQueriesContext(connection) as seen:
            assert f"Room for people {number}" in client.get(f"/oversight/plans/{plan}/").content.decode()
        counts.append(len(seen))
    assert set(counts) == {counts[0]}
    assert counts[0] <= A_PAGE


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_two_plans_that_take_one_gap_at_once_do_not_both_have_it(cast):
    gap, first = a_gap(cast), improve(cast)
    told = ImprovementPlan(title="Beds", starts_on=today(), ends_on=today() + datetime.timedelta(days=30))
    second = create_improvement_plan(told, by=cast.commissioner.actor).pk
    answers = at_once(
        *(
            lambda plan=plan: add_place_review_action_to_improvement_plan(
                plan, gap, by=cast.commissioner.actor
            )
            for plan in (first, second)
        )
    )
    assert sorted(map(str, answers)) == sorted([GAP_IS_TAKEN, "None"])
    assert PlanGap.objects.filter(follow_up=gap).count() == 1
