"""A return: written by staff, signed by somebody else, submitted, sent back, withdrawn; silence stays silence."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.areas.calls.actions import calls, return_content, returns
from handrail.areas.calls.actions.return_editions import hash_content
from handrail.areas.calls.models import CallQuestion, ReturnAnswer, ReturnEdition, ReturnPractice
from handrail.areas.calls.permissions import CallNotVisible
from handrail.areas.calls.queries.returns import get_return_detail
from handrail.areas.calls.queries.tracker import get_call_response_tracker
from handrail.platform.access.errors import Denied
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.outbox.actions.delivery import deliver_messages
from support.calls import OURS, Writing


def get_status(call, body=OURS):
    found = get_call_response_tracker(call.code, now=timezone.now())
    return next((row.status.code, row.late) for row in found.rows if row.body_code == body)


def test_the_tracker_follows_a_return_on_its_way(cast, call, ours):
    seen = [get_status(call)]
    returns.record_when_body_first_opened_call(**ours.at, by=cast.commissioner.actor)
    seen.append(get_status(call))
    ours.both()
    seen.append(get_status(call))
    ours.hand_over()
    seen.append(get_status(call))
    ours.sign()
    seen.append(get_status(call))
    returns.send_return_back_to_body(**ours.at, words="Which year is this?", by=cast.collator.actor)
    seen.append(get_status(call))
    ours.answer(seen=1, value="In 2026 we go and see them.")
    ours.hand_over()
    ours.sign()
    seen.append(get_status(call))
    returns.withdraw_return(**ours.at, why="Not agreed by the board", by=cast.signatory.actor)
    seen.append(get_status(call))
    assert [code for code, _ in seen] == [
        "asked", "opened", "draft", "to_sign", "answered", "sent_back", "answered", "withdrawn",
    ]  # fmt: skip
    assert [edition.number for edition in ReturnEdition.objects.all()] == [1, 2]
    assert all(edition.sha256 == hash_content(edition.content) for edition in ReturnEdition.objects.all())


def test_an_edition_keeps_what_was_submitted_whatever_comes_after(cast, call, ours):
    ours.submit()
    first = ReturnEdition.objects.get()
    returns.send_return_back_to_body(**ours.at, words="Say more", by=cast.collator.actor)
    ours.answer(seen=1, value="Much more.")
    first.refresh_from_db()
    assert first.content["answers"][0]["value"] == "We go and see them."
    assert first.sha256 == hash_content(first.content)


def test_a_submitted_return_is_locked(cast, call, ours):
    ours.submit()
    for act in (
        lambda: ours.answer(seen=1),
        ours.practice,
        ours.hand_over,
        lambda: returns.move_return_back_to_draft(**ours.at, by=ours.writer),
        lambda: returns.declare_nothing_to_add(**ours.at, words="", seen=ours.version, by=ours.writer),
    ):
        with pytest.raises(ActionNotPossibleError):
            act()


def test_nobody_signs_what_they_wrote(cast, call, ours):
    ours.both()
    ours.hand_over()
    ReturnAnswer.objects.filter(question__number=2).update(changed_by=cast.signatory)  # was staff before
    with pytest.raises(ActionNotPossibleError, match="Someone else"):
        ours.sign()


def test_the_database_refuses_a_signature_by_the_drafter(cast, call, ours):
    ours.both()
    row = ours.row
    row.signed_by = cast.commissioner
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_database_refuses_a_submission_that_nobody_signed(call, ours):
    ours.both()
    row = ours.row
    row.state, row.submitted_at = "submitted", timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_staff_do_not_sign_and_those_who_sign_do_not_write(cast, call, ours):
    with pytest.raises(Denied):
        ours.answer(by=cast.signatory.actor)
    ours.both()
    ours.hand_over()
    with pytest.raises(Denied):
        ours.sign(by=cast.commissioner.actor)


def test_a_signature_is_for_what_was_read(cast, call, ours):
    ours.both()
    ours.hand_over()
    read = ours.version
    returns.move_return_back_to_draft(**ours.at, by=ours.writer)
    ours.answer(seen=1, value="Nothing at all.")
    ours.hand_over()
    with pytest.raises(ConcurrentEditError):
        ours.sign(seen=read)


def test_whoever_signs_gives_it_back_with_a_word(cast, call, ours):
    ours.both()
    ours.hand_over()
    with pytest.raises(ActionNotPossibleError, match="Enter what should be changed"):
        returns.move_return_back_to_draft(**ours.at, by=ours.signer)
    returns.move_return_back_to_draft(**ours.at, words="The number is last year's", by=ours.signer)
    page = get_return_detail(call.code, OURS, ours.writer, timezone.now())
    assert (page.state, page.comments[0].words) == ("draft", "The number is last year's")


def test_what_is_required_is_asked_for_before_it_is_handed_over(call, ours):
    with pytest.raises(ActionNotPossibleError, match=r"The return is empty."):
        ours.hand_over()
    ours.answer()
    with pytest.raises(ActionNotPossibleError, match="question 2"):
        ours.hand_over()


def test_nothing_to_add_is_an_answer_and_silence_is_none(cast, call, ours):
    returns.declare_nothing_to_add(**ours.at, words="We have no cases.", seen=0, by=ours.writer)
    ours.hand_over()
    ours.sign()
    counts = get_call_response_tracker(call.code, now=timezone.now()).counts
    assert get_status(call) == ("nothing", False)
    assert (counts.asked, counts.answered, counts.nothing, counts.submitted, counts.not_answered) == (
        43,
        1,
        1,
        0,
        42,
    )


def test_an_answer_takes_nothing_to_add_away(call, ours):
    returns.declare_nothing_to_add(**ours.at, words="", seen=0, by=ours.writer)
    ours.answer()
    assert not ours.row.nothing_to_add


def test_nothing_to_add_is_refused_over_practices(call, ours):
    ours.practice()
    with pytest.raises(ActionNotPossibleError, match="The return has practices"):
        returns.declare_nothing_to_add(**ours.at, words="", seen=ours.version, by=ours.writer)


def test_late_and_silent_after_the_deadline_are_two_things(cast, call, ours):
    ours.both()
    with time_machine.travel(call.deadline + datetime.timedelta(seconds=1)):
        ours.hand_over()
        ours.sign()
        counts = get_call_response_tracker(call.code, now=timezone.now()).counts
        assert get_status(call) == ("answered", True)
        assert get_status(call, "commissioner-humberside") == ("asked", True)
        assert (counts.answered, counts.late, counts.not_answered) == (1, 1, 42)


def test_a_correction_after_the_deadline_does_not_make_an_answer_late(cast, call, ours):
    ours.submit()
    with time_machine.travel(call.deadline + datetime.timedelta(days=3)):
        returns.send_return_back_to_body(**ours.at, words="Which year?", by=cast.collator.actor)
        ours.answer(seen=1, value="2026")
        ours.hand_over()
        ours.sign()
        assert get_status(call) == ("answered", False)


def test_another_body_neither_reads_nor_writes_it(cast, call, ours):
    ours.both()
    for act in (
        lambda: ours.answer(by=cast.neighbour.actor),
        lambda: get_return_detail(call.code, OURS, cast.neighbour.actor, timezone.now()),
    ):
        with pytest.raises(CallNotVisible):
            act()


def test_a_draft_call_is_nobodys_yet(cast, draft):
    with pytest.raises(CallNotVisible):
        Writing(draft, cast.commissioner, cast.signatory).answer()
    with pytest.raises(CallNotVisible):
        get_return_detail(draft.code, OURS, cast.commissioner.actor, timezone.now())


def test_a_changed_question_is_a_new_version_and_answers_keep_theirs(cast, call, ours):
    ours.both()
    question = CallQuestion.objects.get(call=call, number=1)
    question.words = "And for children?"
    calls.change_question(question, seen=1, by=cast.collator.actor)
    line = get_return_detail(call.code, OURS, ours.writer, timezone.now()).answers[0]
    assert (line.question.version, line.value, line.earlier.value, line.earlier.question.words) == (
        2, None, "We go and see them.", "What is done for people who say no?",
    )  # fmt: skip
    with pytest.raises(ActionNotPossibleError, match="question 1"):
        ours.hand_over()
    ours.answer(value="Guardians.")
    ours.hand_over()
    ours.sign()
    answers = ReturnEdition.objects.get().content["answers"]
    assert [(one["number"], one["version"]) for one in answers] == [(1, 1), (1, 2), (2, 1)]


def test_a_question_that_is_left_out_is_asked_no_longer(cast, call, ours):
    ours.answer()
    calls.retire_call_question(code=call.code, number=2, by=cast.collator.actor)
    ours.hand_over()


def test_two_editors_of_one_answer_are_told(call, ours):
    ours.answer()
    with pytest.raises(ConcurrentEditError):
        ours.answer(value="Something else", seen=0)
    assert ReturnAnswer.objects.get().value == "We go and see them."


def test_two_editors_of_two_answers_do_not_meet(call, ours):
    ours.answer()
    ours.answer(2, "No")
    assert ReturnAnswer.objects.count() == 2


@pytest.mark.parametrize(
    ("number", "value", "said"),
    [
        (2, "Maybe", "Choose from: Yes, No"),
        (3, "a few", "whole number"),
        (3, "-4", "whole number"),
        (3, "٣", "whole number"),
        (4, [["Lincoln"]], "2 cells"),
        (1, "x" * 20_001, "20,000"),
        (5, "words", "practices, one by one"),
        (9, "x", "no longer has a question 9"),
    ],
)
def test_what_is_no_answer_is_refused_with_the_reason(call, ours, number, value, said):
    with pytest.raises(ActionNotPossibleError, match=said):
        ours.answer(number, value)


def test_a_number_is_read_as_people_write_it(call, ours):
    ours.answer(3, " 1,204 ")
    assert ReturnAnswer.objects.get().value == 1204


def test_a_practice_keeps_its_key_and_a_number_is_never_used_again(call, ours):
    key = ours.practice()
    return_content.remove_practice(**ours.at, number=1, by=ours.writer)
    assert ours.practice() == key.replace("-1", "-2")
    assert ReturnPractice.objects.get().area_id == "E23000020"


def test_a_practice_is_changed_by_one_and_the_other_is_told(call, ours):
    ours.practice()
    entry = ReturnPractice.objects.get()
    return_content.change_practice(entry, **ours.at, seen=1, by=ours.writer)
    with pytest.raises(ConcurrentEditError):
        return_content.change_practice(entry, **ours.at, seen=1, by=ours.writer)


def test_nothing_is_taken_in_after_the_call_is_closed(cast, call, ours):
    ours.both()
    calls.close_call_for_returns(code=call.code, by=cast.collator.actor)
    with pytest.raises(ActionNotPossibleError, match="closed"):
        ours.hand_over()


def test_a_return_is_withdrawn_after_its_call_is_closed(cast, call, ours):
    ours.submit()
    calls.close_call_for_returns(code=call.code, by=cast.collator.actor)
    returns.withdraw_return(**ours.at, why="A figure was wrong", by=cast.signatory.actor)
    counts = get_call_response_tracker(call.code, now=timezone.now()).counts
    assert (counts.answered, counts.withdrawn, counts.not_answered) == (0, 1, 42)


def test_those_who_must_act_next_are_told(cast, call, ours):
    deliver_messages()
    mail.outbox.clear()
    ours.both()
    ours.hand_over()
    deliver_messages()
    ours.sign()
    returns.send_return_back_to_body(**ours.at, words="Which year?", by=cast.collator.actor)
    deliver_messages()
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [
        (["signatory@example.org"], "Handrail: a return is waiting for your signature"),
        (["commissioner@example.org"], "Handrail: please look at your return again"),
    ]
    assert "Which year" not in mail.outbox[1].body
