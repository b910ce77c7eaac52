"""Progress on earlier plans: said by its body, its successor or the collator; asked again until it ended."""

import datetime

import pytest

from handrail.areas.calls.models import ReturnPractice
from handrail.areas.practices.actions import record_outcome_of_planned_practice
from handrail.areas.practices.models import PracticeOutcome
from handrail.areas.practices.queries.library import PracticeLibraryFilter, search_practice_library
from handrail.areas.practices.queries.planned_practices import (
    NOTHING_SAID,
    list_planned_practices,
    list_unfinished_planned_practices,
)
from handrail.areas.practices.queries.practice_detail import find_practice_detail, list_later_practices
from handrail.platform.access.actions import create_account
from handrail.platform.access.errors import Denied
from handrail.platform.access.roles import Role
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body
from support.practice_library import told
from support.worlds import shared_world

OURS = "commissioner-lincolnshire"
LINCOLNSHIRE = "E23000020"
NEXT_CALL = datetime.date(2023, 6, 1)


def cumbria(role, body="fire-commissioner-cumbria"):
    return create_account(
        email=f"{body}@example.org",
        name="Hale Ives",
        body=Body.objects.get(code=body),
        role=role,
        password=None,
    )


@shared_world
def plan(shelf):
    (row,) = shelf.put(OURS, told("Two navigators", state="seeking_funds"))
    return row


def test_the_body_says_what_became_of_its_plan_and_the_newest_word_counts(plan, cast):
    by = cast.commissioner.actor
    record_outcome_of_planned_practice(by=by, key=plan.key, outcome="still_planned")
    record_outcome_of_planned_practice(by=by, key=plan.key, outcome="dropped", words="The bid failed")
    (line,) = list_planned_practices(by)
    assert (line.outcome, line.outcome_words) == ("dropped", "The bid failed")
    assert PracticeOutcome.objects.count() == 2


def test_it_may_be_tied_to_a_practice_of_a_later_call(plan, cast, shelf):
    (later,) = shelf.put(OURS, told("Navigators at work"), call="second-call")
    assert [near.key for near in list_later_practices(cast.commissioner.actor, plan.key)] == [later.key]
    record_outcome_of_planned_practice(
        by=cast.commissioner.actor, key=plan.key, outcome="done", later=later.key
    )
    page = find_practice_detail(cast.worker.actor, plan.key)
    assert page.became[0].later.key == later.key
    assert find_practice_detail(cast.worker.actor, later.key).came_of[0].key == plan.key


def test_an_earlier_practice_or_another_areas_is_no_outcome(plan, cast, shelf):
    (same,) = shelf.put("commissioner-surrey", told("Elsewhere"), call="second-call")
    for wrong in (same.key, plan.key, "nothing"):
        with pytest.raises(ActionNotPossibleError):
            record_outcome_of_planned_practice(
                by=cast.collator.actor, key=plan.key, outcome="done", later=wrong
            )


@pytest.mark.parametrize(
    "part", ["neighbour", "signatory", "board", "worker", "lead", "officer", "force_lead", "protector"]
)
def test_nobody_else_says_it(plan, cast, part):
    with pytest.raises(Denied):
        record_outcome_of_planned_practice(by=getattr(cast, part).actor, key=plan.key, outcome="done")


def test_a_successor_says_it_for_the_body_before_it(shelf, cast):
    """Cumbria's commissioner became a police, fire and crime commissioner in 2023."""
    (row,) = shelf.put("commissioner-cumbria", told("A plan", state="planned"))
    heir = cumbria(Role.COMMISSIONER)
    page = find_practice_detail(heir.actor, row.key)
    assert (page.may_tell, page.may_read_return) == (True, True)
    assert [line.key for line in list_unfinished_planned_practices(heir.actor, before=NEXT_CALL)] == [row.key]
    record_outcome_of_planned_practice(by=heir.actor, key=row.key, outcome="done")


def test_a_successor_sees_what_the_body_before_it_told_of_a_safe_venue(shelf, cast):
    """It reads that body's return as well; its own predecessor does not read on."""
    (row,) = shelf.put("commissioner-cumbria", told("Convent", safe_venue=True, state="planned"))
    (newer,) = shelf.put(
        "fire-commissioner-cumbria", told("Convent, second year", safe_venue=True), call="second-call"
    )
    heir, before = cumbria(Role.COMMISSIONER), cumbria(Role.COMMISSIONER, "commissioner-cumbria")
    assert {line.key for line in search_practice_library(heir.actor, PracticeLibraryFilter()).rows} == {
        row.key,
        newer.key,
    }
    assert find_practice_detail(heir.actor, row.key).words == "About Convent."
    assert {line.key for line in search_practice_library(before.actor, PracticeLibraryFilter()).rows} == {
        row.key
    }
    record_outcome_of_planned_practice(by=heir.actor, key=row.key, outcome="done", later=newer.key)
    assert find_practice_detail(heir.actor, row.key).became[0].later.key == newer.key
    assert find_practice_detail(before.actor, row.key).became[0].later is None
    assert search_practice_library(cast.commissioner.actor, PracticeLibraryFilter()).rows == ()


def test_what_is_in_place_has_no_outcome(shelf, cast):
    (row,) = shelf.put(OURS, told("Running"))
    with pytest.raises(ActionNotPossibleError):
        record_outcome_of_planned_practice(by=cast.collator.actor, key=row.key, outcome="done")


def test_the_next_call_asks_again_about_what_has_not_ended(plan, cast):
    by = cast.commissioner.actor
    assert [line.key for line in list_unfinished_planned_practices(by, before=NEXT_CALL)] == [plan.key]
    assert list_unfinished_planned_practices(by, before=plan.call.asked_on) == ()
    assert list_unfinished_planned_practices(cast.neighbour.actor, before=NEXT_CALL) == ()
    record_outcome_of_planned_practice(by=by, key=plan.key, outcome="not_known")
    assert len(list_unfinished_planned_practices(by, before=NEXT_CALL)) == 1
    record_outcome_of_planned_practice(by=by, key=plan.key, outcome="done")
    assert list_unfinished_planned_practices(by, before=NEXT_CALL) == ()


def test_plans_are_filtered_by_what_was_said(plan, cast, shelf):
    shelf.put("commissioner-surrey", told("Another", state="planned"))
    record_outcome_of_planned_practice(by=cast.collator.actor, key=plan.key, outcome="done")
    by = cast.worker.actor
    assert [line.title for line in list_planned_practices(by, outcome="done")] == ["Two navigators"]
    assert [line.title for line in list_planned_practices(by, outcome=NOTHING_SAID)] == ["Another"]
    assert [line.title for line in list_planned_practices(by, area=LINCOLNSHIRE)] == ["Two navigators"]


def test_a_later_practice_at_a_safe_venue_is_not_named_to_others(plan, cast, shelf):
    (later,) = shelf.put(OURS, told("The convent", safe_venue=True), call="second-call")
    record_outcome_of_planned_practice(
        by=cast.commissioner.actor, key=plan.key, outcome="done", later=later.key
    )
    assert find_practice_detail(cast.worker.actor, plan.key).became[0].later is None
    assert list_planned_practices(cast.worker.actor)[0].later_key == ""
    assert list_planned_practices(cast.commissioner.actor)[0].later_key == later.key
    assert find_practice_detail(cast.commissioner.actor, plan.key).became[0].later.key == later.key


def test_a_later_practice_that_is_marked_since_is_not_named_to_others_either(plan, cast, shelf):
    (later,) = shelf.put(OURS, told("The convent"), call="second-call")
    record_outcome_of_planned_practice(
        by=cast.commissioner.actor, key=plan.key, outcome="done", later=later.key
    )
    ReturnPractice.objects.filter(key=later.key).update(safe_venue=True)
    assert find_practice_detail(cast.worker.actor, plan.key).became[0].later is None
    assert list_planned_practices(cast.worker.actor)[0].later_title == ""
    assert find_practice_detail(cast.commissioner.actor, plan.key).became[0].later.key == later.key
