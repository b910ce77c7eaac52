"""Two at once, in real threads on a real database: one wins, the other is told, nothing is lost."""

import pytest

from handrail.people.contacts.actions import closing, contacts, hand_overs, tasks
from handrail.people.contacts.actions.closing import ClosureInput
from handrail.people.contacts.actions.hand_overs import HandOverRecipient
from handrail.people.contacts.models import Closing, Contact, HandOver, Task
from handrail.people.contacts.queries.outstanding_items import list_outstanding_items
from handrail.people.contacts.text_choices import ContactState
from handrail.people.records.closure_reasons import ClosureReason
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access
from handrail.platform.access.actions import create_account
from handrail.platform.access.kinds import SHAREABLE_KINDS
from handrail.platform.access.roles import Role
from handrail.platform.reference.models import Body
from support.cast import Cast
from support.concurrency import at_once
from support.contacts import ahead, share

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def sorts(answers):
    return sorted(type(answer).__name__ for answer in answers if isinstance(answer, Exception))


def close(case, by, seen):
    return closing.close_case(case_id=case.pk, reason=ClosureInput(ClosureReason.DONE), seen=seen, by=by)


@pytest.fixture
def seen(cast, case):
    return {thing.key for thing in list_outstanding_items(get_case_access(case, cast.worker.actor))}


def test_two_who_close_one_case(cast: Cast, case, seen):
    jobs = [lambda by=by: close(case, by, seen) for by in (cast.worker.actor, cast.lead.actor)]
    assert sorts(at_once(*jobs)) == ["ActionNotPossibleError"]
    assert Closing.objects.count() == 1


def test_a_task_added_while_the_case_is_closed_is_seen_or_refused(cast, case, seen):
    task = Task(case_id=case.pk, what="Call her sister", due_on=ahead(1))
    answers = at_once(
        lambda: close(case, cast.worker.actor, seen),
        lambda: tasks.add_task(task, by=cast.lead.actor),
    )
    assert sorts(answers) in (["ActionNotPossibleError"], ["OutstandingItemsNotSeenError"])
    closed = Case.objects.get(pk=case.pk).closed_at is not None
    assert closed == (Task.objects.count() == 0)


def test_two_of_one_body_who_accept_the_same_case(cast, case):
    harbour = Body.objects.get(code="harbour")
    second = create_account(
        email="p2@example.org", name="Pia", body=harbour, role=Role.NAVIGATOR, password=None
    )
    share(case.pk, cast, "harbour", *SHAREABLE_KINDS)
    row = hand_overs.request_hand_over(
        case_id=case.pk,
        to=HandOverRecipient(body_code="harbour"),
        note="Soon",
        stays_on=False,
        by=cast.worker.actor,
    )
    jobs = [
        lambda by=by: hand_overs.accept_hand_over(hand_over_id=row.pk, by=by)
        for by in (cast.partner.actor, second.actor)
    ]
    assert sorts(at_once(*jobs)) in (["ActionNotPossibleError"], ["NotVisible"])
    found = Case.objects.get(pk=case.pk)
    assert (found.owner, found.point_of_contact) == (harbour, HandOver.objects.get().answered_by)


def test_accepting_and_taking_back_at_once(cast, case):
    row = hand_overs.request_hand_over(
        case_id=case.pk,
        to=HandOverRecipient(cast.colleague.pk),
        note="Soon",
        stays_on=False,
        by=cast.worker.actor,
    )
    answers = at_once(
        lambda: hand_overs.accept_hand_over(hand_over_id=row.pk, by=cast.colleague.actor),
        lambda: hand_overs.take_back_hand_over(hand_over_id=row.pk, by=cast.worker.actor),
    )
    assert len(sorts(answers)) == 1
    accepted = HandOver.objects.get().state == "accepted"
    contact = Case.objects.get(pk=case.pk).point_of_contact
    assert contact == (cast.colleague if accepted else cast.worker)


def test_asking_for_a_hand_over_and_closing_at_once(cast, case, seen):
    answers = at_once(
        lambda: close(case, cast.worker.actor, seen),
        lambda: hand_overs.request_hand_over(
            case_id=case.pk,
            to=HandOverRecipient(cast.colleague.pk),
            note="Soon",
            stays_on=False,
            by=cast.lead.actor,
        ),
    )
    assert sorts(answers) == ["ActionNotPossibleError"]
    assert (Case.objects.get(pk=case.pk).closed_at is None) == HandOver.objects.exists()


def test_a_rhythm_goes_on_once_though_two_record_it(cast, case, plans):
    number = plans(days=0, every_days=7).pk

    def record_outcome(by, state):
        contact = Contact.objects.get(pk=number)
        contact.state = state
        return contacts.record_contact_outcome(contact, seen=1, by=by)

    jobs = [
        lambda by=by, state=state: record_outcome(by, state)
        for by, state in (
            (cast.worker.actor, ContactState.HELD),
            (cast.lead.actor, ContactState.MISSED),
        )
    ]
    assert sorts(at_once(*jobs)) == ["ConcurrentEditError"]
    assert Contact.objects.filter(state="planned").count() == 1


def test_two_who_take_one_task_on(cast, joined, to_do):
    task = to_do()
    jobs = [
        lambda by=by: tasks.assign_task_to_self(case_id=joined.pk, task_id=task.pk, seen=1, by=by)
        for by in (cast.worker.actor, cast.colleague.actor)
    ]
    assert sorts(at_once(*jobs)) == ["ConcurrentEditError"]
