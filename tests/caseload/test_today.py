"""What My day may ask of tasks and contacts: mine or the team's, of open cases, at the same price for 1 and 30."""

from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from caseload.conftest import ahead
from handrail.caseload.actions import contacts, tasks
from handrail.caseload.actions.contacts import How, Plan
from handrail.caseload.actions.tasks import ToDo
from handrail.caseload.queries.today import tasks_and_contacts
from handrail.casework.models import Case
from handrail.casework.states import ChannelKind
from support.cast import tell


def titles(user, *, team=False, days=7):
    found = tasks_and_contacts(user.actor, team=team, until=ahead(days))
    return [row.title for row in found.rows]


def test_mine_are_those_for_me_and_the_teams_on_my_cases(cast, joined, to_do, plans):
    to_do("For me", 1, whose=cast.worker)
    to_do("For the team", 2)
    to_do("For Cole", 3, whose=cast.colleague)
    to_do("Much later", 30)
    plans(days=0, about="the room")
    assert titles(cast.worker) == ["Call: the room", "For me", "For the team"]
    assert titles(cast.colleague) == ["For the team", "For Cole"]
    assert titles(cast.lead, team=True) == ["Call: the room", "For me", "For the team", "For Cole"]


def test_nobody_elses_are_told(cast, joined, to_do, plans):
    to_do(whose=cast.worker)
    plans(about="the room")
    for who in (cast.officer, cast.partner, cast.outsider, cast.protector, cast.commissioner):
        assert titles(who) == titles(who, team=True) == []


def test_who_is_named_no_longer_is_told_no_longer(cast, joined, to_do):
    to_do("For Cole", whose=cast.colleague)
    case = Case.objects.get(pk=joined.pk)
    case.stand_in = None
    case.save()
    from handrail.access.models import Grant  # noqa: PLC0415 - beside its one use

    Grant.objects.filter(to_user=cast.colleague).update(ended_at=timezone.now(), ended_by=cast.lead)
    assert titles(cast.colleague) == []


def test_a_row_says_where_its_act_is_and_which_version_it_shows(cast, joined, to_do):
    task = to_do(whose=cast.worker)
    (row,) = tasks_and_contacts(cast.worker.actor, team=False, until=ahead(7)).rows
    assert (row.act, row.args, row.version) == ("end_task", (joined.reference, str(task.pk)), 1)
    assert (row.called, row.mine, row.overdue, row.phase) == ("Mirela", True, False, "before")


def test_nothing_of_a_closed_case(cast, joined, to_do):
    to_do(whose=cast.worker)
    Case.objects.filter(pk=joined.pk).update(closed_at=timezone.now(), closed_by=cast.worker)
    assert titles(cast.worker) == []


def test_it_asks_as_often_for_one_case_as_for_thirty(cast, joined, to_do, plans):
    to_do(whose=cast.worker)
    plans()
    few = asked(cast)
    for _ in range(29):
        add_both(cast)
    assert asked(cast) == few
    assert few <= 5


def asked(cast):
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        tasks_and_contacts(cast.lead.actor, team=True, until=ahead(7))
    return len(main) + len(keys)


def add_both(cast):
    by, case_id = cast.worker.actor, tell(cast.worker.actor).case_id
    tasks.add_task(case_id=case_id, to_do=ToDo("Ring", ahead(1), cast.worker.pk), by=by)
    contacts.plan_contact(
        case_id=case_id,
        how=How(ChannelKind.CALL),
        plan=Plan(on=ahead(1), with_user_id=cast.worker.pk),
        by=by,
    )
