"""Two at once, in real threads on a real database: one wins, the other is told, nothing is lost."""

import pytest

from caseload.conftest import ahead, share
from casework.conftest import at_once
from handrail.access.actions import invite
from handrail.access.kinds import SHAREABLE
from handrail.access.roles import Role
from handrail.caseload.actions import closing, contacts, handing_over, tasks
from handrail.caseload.actions.closing import Reason
from handrail.caseload.actions.contacts import CameOfIt, How
from handrail.caseload.actions.handing_over import To
from handrail.caseload.actions.tasks import ToDo
from handrail.caseload.models import Closing, Contact, HandOver, Task
from handrail.caseload.queries.outstanding import outstanding
from handrail.caseload.states import ContactState
from handrail.casework.case.models import Case
from handrail.casework.case.permissions import sight_of
from handrail.casework.case.states import ChannelKind
from handrail.casework.whole.states import ClosedBecause
from handrail.reference.models import Body
from support.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def sorts(answers):
    return sorted(type(answer).__name__ for answer in answers if isinstance(answer, Exception))


def close(case, by, seen):
    return closing.close_case(case_id=case.pk, reason=Reason(ClosedBecause.DONE), seen=seen, by=by)


@pytest.fixture
def seen(cast, case):
    return {thing.key for thing in outstanding(sight_of(case, cast.worker.actor))}


def test_two_who_close_one_case(cast: Cast, case, seen):
    jobs = [lambda by=by: close(case, by, seen) for by in (cast.worker.actor, cast.lead.actor)]
    assert sorts(at_once(*jobs)) == ["NotNow"]
    assert Closing.objects.count() == 1


def test_a_task_added_while_the_case_is_closed_is_seen_or_refused(cast, case, seen):
    told = ToDo("Ring her sister", ahead(1))
    answers = at_once(
        lambda: close(case, cast.worker.actor, seen),
        lambda: tasks.add_task(case_id=case.pk, to_do=told, by=cast.lead.actor),
    )
    assert sorts(answers) in (["NotNow"], ["NotSeen"])
    closed = Case.objects.get(pk=case.pk).closed_at is not None
    assert closed == (Task.objects.count() == 0)


def test_two_of_one_body_who_accept_the_same_case(cast, case):
    harbour = Body.objects.get(code="harbour")
    second = invite(email="p2@example.org", name="Pia", body=harbour, role=Role.NAVIGATOR, password=None)
    share(case.pk, cast, "harbour", *SHAREABLE)
    row = handing_over.ask_to_take_over(
        case_id=case.pk, to=To(body_code="harbour"), note="Soon", stays_on=False, by=cast.worker.actor
    )
    jobs = [
        lambda by=by: handing_over.accept(hand_over_id=row.pk, by=by)
        for by in (cast.partner.actor, second.actor)
    ]
    assert sorts(at_once(*jobs)) in (["NotNow"], ["NotOpenToYou"])
    found = Case.objects.get(pk=case.pk)
    assert (found.owner, found.point_of_contact) == (harbour, HandOver.objects.get().answered_by)


def test_accepting_and_taking_back_at_once(cast, case):
    row = handing_over.ask_to_take_over(
        case_id=case.pk, to=To(cast.colleague.pk), note="Soon", stays_on=False, by=cast.worker.actor
    )
    answers = at_once(
        lambda: handing_over.accept(hand_over_id=row.pk, by=cast.colleague.actor),
        lambda: handing_over.take_back(hand_over_id=row.pk, by=cast.worker.actor),
    )
    assert len(sorts(answers)) == 1
    accepted = HandOver.objects.get().state == "accepted"
    contact = Case.objects.get(pk=case.pk).point_of_contact
    assert contact == (cast.colleague if accepted else cast.worker)


def test_asking_for_a_hand_over_and_closing_at_once(cast, case, seen):
    answers = at_once(
        lambda: close(case, cast.worker.actor, seen),
        lambda: handing_over.ask_to_take_over(
            case_id=case.pk, to=To(cast.colleague.pk), note="Soon", stays_on=False, by=cast.lead.actor
        ),
    )
    assert sorts(answers) == ["NotNow"]
    assert (Case.objects.get(pk=case.pk).closed_at is None) == HandOver.objects.exists()


def test_a_rhythm_goes_on_once_though_two_record_it(cast, case, plans):
    contact = plans(days=0, every_days=7)
    jobs = [
        lambda by=by, state=state: contacts.say_what_came(
            case_id=case.pk,
            contact_id=contact.pk,
            how=How(ChannelKind.CALL),
            came=CameOfIt(state, ahead(0)),
            seen_version=1,
            by=by,
        )
        for by, state in (
            (cast.worker.actor, ContactState.HELD),
            (cast.lead.actor, ContactState.MISSED),
        )
    ]
    assert sorts(at_once(*jobs)) == ["StaleContact"]
    assert Contact.objects.filter(state="planned").count() == 1


def test_two_who_take_one_task_on(cast, joined, to_do):
    task = to_do()
    jobs = [
        lambda by=by: tasks.take_task(case_id=joined.pk, task_id=task.pk, seen_version=1, by=by)
        for by in (cast.worker.actor, cast.colleague.actor)
    ]
    assert sorts(at_once(*jobs)) == ["StaleTask"]
