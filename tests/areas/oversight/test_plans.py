"""Improvement plans: both bodies write in a joint one, boards are told once, the local policing body closes."""

import datetime

import pytest

from handrail.areas.oversight.actions import plans
from handrail.areas.oversight.actions.plans import ObjectiveInput, PlanInput, StatusInput
from handrail.areas.oversight.exceptions import StaleOversightRecordError
from handrail.areas.oversight.models import ObjectiveStatus
from handrail.areas.oversight.queries import get_plan, list_plans
from handrail.platform.access.errors import Denied
from handrail.platform.access.today import today
from handrail.platform.followups.append_only import AppendOnlyError
from handrail.platform.followups.permissions import RecordNotVisible
from handrail.platform.kernel.errors import ActionNotAllowed
from support.oversight_data import improve
from support.worlds import shared_world

DAY = datetime.timedelta(days=1)


@shared_world
def plan(cast):
    return improve(cast)  # told one board ten days ago; version 2


def report(cast, plan, seen=2, part="force_lead", status="on_track", **more):
    given = {"held_on": today(), "stands": {1: StatusInput(status, "Well")}} | more
    plans.report_to_board(plan=plan, **given, seen_version=seen, by=getattr(cast, part).actor)


def objective(cast, **more):
    given = {"what": "Ask what helped", "owner_id": cast.commissioner.body_id, "due_on": today() + 30 * DAY}
    return ObjectiveInput(**(given | more))


def test_both_bodies_write_and_a_neighbour_cannot_tell(cast, plan):
    plans.add_objective(plan=plan, told=objective(cast), by=cast.force_lead.actor)
    plans.add_objective(plan=plan, told=objective(cast), by=cast.commissioner.actor)
    assert len(get_plan(cast.board.actor, plan).objectives) == 3
    with pytest.raises(RecordNotVisible):
        plans.add_objective(plan=plan, told=objective(cast), by=cast.neighbour.actor)
    with pytest.raises(Denied):
        plans.add_objective(plan=plan, told=objective(cast), by=cast.board.actor)
    assert list_plans(cast.neighbour.actor) == ()


def test_a_plan_of_its_own_is_no_business_of_the_force(cast):
    told = PlanInput("Ours", today(), today() + 30 * DAY)
    alone = plans.make_plan(told=told, by=cast.commissioner.actor)
    with pytest.raises(RecordNotVisible):
        get_plan(cast.force_lead.actor, alone)


def test_what_a_board_was_told_stays_when_the_objective_changes(cast, plan):
    plans.change_objective(
        plan=plan,
        number=1,
        told=objective(cast, what="Fifty officers", evidence="Rota"),
        seen_version=1,
        by=cast.force_lead.actor,
    )
    report(cast, plan, status="done")
    new, old = get_plan(cast.board.actor, plan).boards
    assert old.statuses[0].what.startswith("PLANT-OBJECTIVE")
    assert new.statuses[0].what == "Fifty officers"
    assert (old.statuses[0].status, old.statuses[0].due_on) == ("on_track", today() + 100 * DAY)
    assert (new.statuses[0].status, new.statuses[0].due_on) == ("done", today() + 30 * DAY)
    with pytest.raises(AppendOnlyError):
        ObjectiveStatus.objects.update(status="done")


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"held_on": today() + DAY}, "today or in the past"),
        ({"held_on": today() - 10 * DAY}, "told already"),
        ({"held_on": today() - 11 * DAY}, "told already"),
        ({"held_on": today() - 91 * DAY}, "begins on"),
        ({"stands": {}}, "Say how objective 1 stands"),
        ({"stands": {1: StatusInput("great")}}, "Say how objective 1 stands"),
        ({"next_board_on": today() - DAY}, "today or in the future"),
    ],
)
def test_a_board_that_cannot_have_been_told(cast, plan, more, says):
    with pytest.raises(ActionNotAllowed, match=says):
        report(cast, plan, **more)


def test_two_who_report_to_the_same_board(cast, plan):
    report(cast, plan)
    with pytest.raises(StaleOversightRecordError):
        report(cast, plan, part="commissioner")
    with pytest.raises(ActionNotAllowed, match="told already"):
        report(cast, plan, part="commissioner", seen=3)


def test_only_the_local_policing_body_closes_and_closed_things_stay(cast, plan):
    with pytest.raises(Denied):
        plans.close_plan(plan=plan, why="Done", by=cast.force_lead.actor)
    plans.close_plan(plan=plan, why="Everything is in place.", by=cast.signatory.actor)
    for act in (
        lambda: report(cast, plan, seen=3),
        lambda: plans.add_objective(plan=plan, told=objective(cast), by=cast.force_lead.actor),
        lambda: plans.close_plan(plan=plan, why="Again", by=cast.commissioner.actor),
    ):
        with pytest.raises(ActionNotAllowed, match="closed"):
            act()
    plans.open_plan_again(plan=plan, why="Posts are empty.", by=cast.commissioner.actor)
    notes = [note.words for note in get_plan(cast.force_lead.actor, plan).notes]
    assert notes == ["Everything is in place.", "Posts are empty."]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"what": ""}, "Enter the objective"),
        ({"what": "x" * 501}, "500"),
        ({"due_on": today() + 271 * DAY}, "within the plan"),
        ({"due_on": today() - 91 * DAY}, "within the plan"),
        ({"due_on": datetime.date(9999, 1, 1)}, "within 10 years"),
        ({"owner_id": 10**9}, "Choose who"),
    ],
)
def test_an_objective_that_cannot_be(cast, plan, more, says):
    with pytest.raises(ActionNotAllowed, match=says):
        plans.add_objective(plan=plan, told=objective(cast, **more), by=cast.commissioner.actor)


def test_a_plan_neither_ends_before_it_starts_nor_before_its_objectives(cast, plan):
    by = cast.commissioner.actor
    with pytest.raises(ActionNotAllowed, match="on or after the first"):
        plans.make_plan(told=PlanInput("x", today(), today() - DAY), by=by)
    shorter = PlanInput("x", today() - 90 * DAY, today() + 99 * DAY)
    with pytest.raises(ActionNotAllowed, match="An objective is due"):
        plans.change_plan(plan=plan, told=shorter, seen_version=2, by=by)


def test_a_list_of_thirty_asks_the_database_as_often_as_one_of_one(
    cast, plan, django_assert_num_queries, django_assert_max_num_queries
):
    by = cast.commissioner.actor
    with django_assert_max_num_queries(6) as one:
        list_plans(by)
    for _ in range(29):
        improve(cast)
    with django_assert_num_queries(len(one.captured_queries)):
        assert len(list_plans(by)) == 30


def test_a_page_of_many_boards_asks_as_often_as_one_of_one(
    cast, plan, django_assert_num_queries, django_assert_max_num_queries
):
    by = cast.board.actor
    with django_assert_max_num_queries(12) as one:
        get_plan(by, plan)
    for number in range(9):
        plans.add_objective(plan=plan, told=objective(cast), by=cast.force_lead.actor)
        stands = {each: StatusInput("on_track") for each in range(1, number + 3)}
        report(cast, plan, seen=2 + number, held_on=today() - (9 - number) * DAY, stands=stands)
    with django_assert_num_queries(len(one.captured_queries)):
        page = get_plan(by, plan)
    assert (len(page.objectives), len(page.boards)) == (10, 10)
