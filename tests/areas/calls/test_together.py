"""Several people at once, in real threads on a real database: one wins, the other is reported, nothing is lost."""

import pytest
import time_machine

from handrail.areas.calls.actions import calls, return_content, returns
from handrail.areas.calls.actions.reminders import queue_due_reminders_of_open_calls
from handrail.areas.calls.models import Return, ReturnAnswer, ReturnEdition, ReturnPractice
from handrail.platform.access.actions import create_account
from handrail.platform.access.roles import Role
from handrail.platform.outbox.actions.delivery import deliver_messages
from handrail.platform.outbox.actions.messages import queue_messages
from handrail.platform.outbox.models import Message
from handrail.platform.reference.models import Body
from support.calls import OURS
from support.concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def sorts(answers):
    return sorted(type(answer).__name__ for answer in answers if isinstance(answer, Exception))


@pytest.fixture
def other(cast):
    """A second one who signs for the same body."""
    body = Body.objects.get(code=OURS)
    return create_account(
        email="second@example.org", name="Sol Ware", body=body, role=Role.SIGNATORY, password=None
    )


def test_of_two_who_sign_at_once_exactly_one_signs(cast, call, ours, other):
    ours.both()
    ours.hand_over()
    seen = ours.version
    answers = at_once(
        *[lambda by=by: ours.sign(by=by, seen=seen) for by in (cast.signatory.actor, other.actor)]
    )
    assert sorts(answers) == ["ActionNotPossibleError"]
    assert ReturnEdition.objects.count() == 1
    assert ours.row.signed_by_id in (cast.signatory.pk, other.pk)
    assert ReturnEdition.objects.get().signed_by_id == ours.row.signed_by_id


def test_of_two_who_begin_one_return_each_is_kept(call, ours):
    answers = at_once(lambda: ours.answer(), lambda: ours.answer(2, "Yes"))
    assert sorts(answers) == []
    assert (Return.objects.count(), ReturnAnswer.objects.count()) == (1, 2)


def test_of_two_who_write_one_answer_one_is_told(call, ours):
    answers = at_once(lambda: ours.answer(value="One"), lambda: ours.answer(value="Other"))
    assert sorts(answers) == ["ConcurrentEditError"]
    assert ReturnAnswer.objects.get().version == 1


def test_ten_practices_at_once_have_ten_numbers(call, ours):
    assert sorts(at_once(*[ours.practice for _ in range(10)])) == []
    assert sorted(ReturnPractice.objects.values_list("number", flat=True)) == list(range(1, 11))


def test_a_signature_and_a_change_at_once_never_sign_what_was_not_read(cast, call, ours):
    ours.both()
    ours.hand_over()
    seen = ours.version

    def change():
        returns.move_return_back_to_draft(**ours.at, by=ours.writer)
        return_content.answer_question(**ours.at, number=1, value="Changed", seen=1, by=ours.writer)

    answers = at_once(lambda: ours.sign(seen=seen), change)
    assert len(sorts(answers)) == 1
    signed = ReturnEdition.objects.first()
    assert signed is None or signed.content["answers"][0]["value"] == "We go and see them."


def test_a_call_that_two_send_goes_out_once(cast, draft):
    jobs = [lambda: calls.send_call_for_returns_to_bodies(code=draft.code, by=cast.collator.actor)] * 2
    assert sorts(at_once(*jobs)) == ["ActionNotPossibleError"]
    assert draft.asked.count() == 43


def test_two_that_remind_and_two_that_send_tell_each_person_once(cast, call, mailoutbox):
    Message.objects.all().delete()
    now = call.deadline
    assert (
        sorts(
            at_once(
                lambda: queue_due_reminders_of_open_calls(now=now),
                lambda: queue_due_reminders_of_open_calls(now=now),
            )
        )
        == []
    )
    people = Message.objects.count()
    assert people == Message.objects.values("to").distinct().count() > 0
    with time_machine.travel(now):
        sent = at_once(deliver_messages, deliver_messages)
    assert sum(each.sent for each in sent) == people == len(mailoutbox)


def test_one_occasion_put_in_by_two_is_one_message(cast):
    def put():
        return queue_messages(
            kind="look_at_return", occasion="x", about="x", path="/", to=[cast.commissioner.pk]
        )

    assert sorts(at_once(put, put)) == []
    assert Message.objects.count() == 1
