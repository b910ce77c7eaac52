"""Improvement plans: both bodies write in a joint one, boards are told once, the local policing body closes."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from handrail.areas.oversight.actions import plans
from handrail.areas.oversight.models import BoardReport, ImprovementPlan, Objective, ReportedObjectiveStatus
from handrail.areas.oversight.presenters import present_objective_status_history
from handrail.areas.oversight.queries import (
    get_improvement_plan,
    get_objective,
    list_improvement_plans_with_counts,
)
from handrail.platform.access.errors import Denied
from handrail.platform.access.today import today
from handrail.platform.followups.append_only import AppendOnlyError
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from support.oversight_data import improve
from support.worlds import shared_world

DAY = datetime.timedelta(days=1)


@shared_world
def plan(cast):
    return improve(cast)  # told one board ten days ago; version 2


def report(cast, plan, seen=2, part="force_lead", status="on_track", held_on=None, **more):
    report = BoardReport(plan=ImprovementPlan(pk=plan), held_on=held_on or today())
    given = {"statuses": {1: ReportedObjectiveStatus(status=status, words="Well")}} | more
    plans.record_objective_statuses_for_board(report, **given, seen=seen, by=getattr(cast, part).actor)


def objective(cast, plan, **more):
    given = {"what": "Ask what helped", "owner_id": cast.commissioner.body_id, "due_on": today() + 30 * DAY}
    return Objective(plan=ImprovementPlan(pk=plan), **(given | more))


def test_both_bodies_write_and_a_neighbour_cannot_tell(cast, plan):
    plans.add_objective(objective(cast, plan), by=cast.force_lead.actor)
    plans.add_objective(objective(cast, plan), by=cast.commissioner.actor)
    assert get_improvement_plan(cast.board.actor, plan).objectives.count() == 3
    with pytest.raises(RecordNotVisibleError):
        plans.add_objective(objective(cast, plan), by=cast.neighbour.actor)
    with pytest.raises(Denied):
        plans.add_objective(objective(cast, plan), by=cast.board.actor)
    assert list_improvement_plans_with_counts(cast.neighbour.actor) == []


def test_a_plan_of_its_own_is_no_business_of_the_force(cast):
    told = ImprovementPlan(title="Ours", starts_on=today(), ends_on=today() + 30 * DAY)
    alone = plans.create_improvement_plan(told, by=cast.commissioner.actor)
    with pytest.raises(RecordNotVisibleError):
        get_improvement_plan(cast.force_lead.actor, alone.pk)


def test_status_over_boards_needs_two_and_says_how_many_are_done(cast, plan):
    assert present_objective_status_history(get_improvement_plan(cast.board.actor, plan)) is None
    changed = get_objective(get_improvement_plan(cast.force_lead.actor, plan), 1)
    changed.evidence = "Rota"
    plans.change_objective(changed, seen=1, by=cast.force_lead.actor)
    report(cast, plan, status="done")
    shown = present_objective_status_history(get_improvement_plan(cast.board.actor, plan))
    assert shown is not None
    assert len(shown.boards) == 2
    assert [statuses[1] for _, statuses in shown.rows] == ["done"]
    assert shown.words[0][2] == "Done"
    assert str(shown.done) == "1 of 1 objectives done at the latest board, 0 at the first."


def test_what_a_board_was_told_stays_when_the_objective_changes(cast, plan):
    changed = get_objective(get_improvement_plan(cast.force_lead.actor, plan), 1)
    changed.what, changed.evidence, changed.due_on = "Fifty officers", "Rota", today() + 30 * DAY
    plans.change_objective(changed, seen=1, by=cast.force_lead.actor)
    report(cast, plan, status="done")
    new, old = (board.statuses.get() for board in get_improvement_plan(cast.board.actor, plan).reports.all())
    assert old.what.startswith("PLANT-OBJECTIVE")
    assert new.what == "Fifty officers"
    assert (old.status, old.due_on) == ("on_track", today() + 100 * DAY)
    assert (new.status, new.due_on) == ("done", today() + 30 * DAY)
    with pytest.raises(AppendOnlyError):
        ReportedObjectiveStatus.objects.update(status="done")


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"held_on": today() + DAY}, "today or in the past"),
        ({"held_on": today() - 10 * DAY}, "already has a report"),
        ({"held_on": today() - 11 * DAY}, "already has a report"),
        ({"held_on": today() - 91 * DAY}, "The plan starts on"),
        ({"statuses": {}}, "Choose the status of objective 1"),
        ({"statuses": {1: ReportedObjectiveStatus(status="great")}}, "Choose the status of objective 1"),
        ({"next_board_on": today() - DAY}, "today or in the future"),
    ],
)
def test_a_board_that_cannot_have_been_told(cast, plan, more, says):
    with pytest.raises((ActionNotPossibleError, ValidationError), match=says):
        report(cast, plan, **more)


def test_two_who_report_to_the_same_board(cast, plan):
    report(cast, plan)
    with pytest.raises(ConcurrentEditError):
        report(cast, plan, part="commissioner")
    with pytest.raises(ActionNotPossibleError, match="already has a report"):
        report(cast, plan, part="commissioner", seen=3)


def test_only_the_local_policing_body_closes_and_closed_things_stay(cast, plan):
    with pytest.raises(Denied):
        plans.close_improvement_plan(plan, why="Done", by=cast.force_lead.actor)
    plans.close_improvement_plan(plan, why="Everything is in place.", by=cast.signatory.actor)
    for act in (
        lambda: report(cast, plan, seen=3),
        lambda: plans.add_objective(objective(cast, plan), by=cast.force_lead.actor),
        lambda: plans.close_improvement_plan(plan, why="Again", by=cast.commissioner.actor),
    ):
        with pytest.raises(ActionNotPossibleError, match="closed"):
            act()
    plans.reopen_improvement_plan(plan, why="Posts are empty.", by=cast.commissioner.actor)
    notes = [note.words for note in get_improvement_plan(cast.force_lead.actor, plan).notes.all()]
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
    with pytest.raises(ValidationError, match=says):
        plans.add_objective(objective(cast, plan, **more), by=cast.commissioner.actor)


def test_a_plan_neither_ends_before_it_starts_nor_before_its_objectives(cast, plan):
    by = cast.commissioner.actor
    with pytest.raises(ValidationError, match="on or after the first"):
        plans.create_improvement_plan(
            ImprovementPlan(title="x", starts_on=today(), ends_on=today() - DAY), by=by
        )
    shorter = get_improvement_plan(by, plan)
    shorter.ends_on = today() + 99 * DAY
    with pytest.raises(ActionNotPossibleError, match="An objective is due"):
        plans.change_improvement_plan(shorter, seen=2, by=by)


def test_a_list_of_thirty_asks_the_database_as_often_as_one_of_one(
    cast, plan, django_assert_num_queries, django_assert_max_num_queries
):
    by = cast.commissioner.actor
    with django_assert_max_num_queries(6) as one:
        list_improvement_plans_with_counts(by)
    for _ in range(29):
        improve(cast)
    with django_assert_num_queries(len(one.captured_queries)):
        assert len(list_improvement_plans_with_counts(by)) == 30


def test_a_page_of_many_boards_asks_as_often_as_one_of_one(
    cast, plan, django_assert_num_queries, django_assert_max_num_queries
):
    by = cast.board.actor
    with django_assert_max_num_queries(12) as one:
        get_improvement_plan(by, plan)
    for number in range(9):
        plans.add_objective(objective(cast, plan), by=cast.force_lead.actor)
        statuses = {each: ReportedObjectiveStatus(status="on_track") for each in range(1, number + 3)}
        report(cast, plan, seen=2 + number, held_on=today() - (9 - number) * DAY, statuses=statuses)
    with django_assert_num_queries(len(one.captured_queries)):
        page = get_improvement_plan(by, plan)
    assert (len(page.objectives.all()), len(page.reports.all())) == (10, 10)
