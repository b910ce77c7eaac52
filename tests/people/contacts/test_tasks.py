"""Tasks: for whom, by when, ended in words; two who save one at once; who may not."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from handrail.people.contacts.actions import tasks
from handrail.people.contacts.models import Task
from handrail.people.contacts.text_choices import TaskCause, TaskState
from handrail.platform.access.errors import Denied
from handrail.platform.access.kinds import Kind
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.outbox.models import Message
from support.contacts import ahead, share


def end(case, task, by, state=TaskState.DONE, words="", seen=1):
    return tasks.end_task(case_id=case.pk, task_id=task.pk, state=state, words=words, seen=seen, by=by.actor)


def test_what_is_to_do_is_sealed(to_do):
    to_do("Ask Mirela about her cousin")
    with connection.cursor() as cursor:
        cursor.execute("SELECT what FROM contacts_task")
        assert b"Mirela" not in bytes(cursor.fetchone()[0])


def test_a_task_of_the_team_is_taken_on(cast, joined, to_do):
    task = to_do()
    assert task.for_user is None
    tasks.assign_task_to_self(case_id=joined.pk, task_id=task.pk, seen=1, by=cast.colleague.actor)
    assert Task.objects.get().for_user == cast.colleague


def test_of_two_who_take_it_on_the_second_is_told(cast, joined, to_do):
    task = to_do()
    tasks.assign_task_to_self(case_id=joined.pk, task_id=task.pk, seen=1, by=cast.colleague.actor)
    with pytest.raises(ConcurrentEditError):
        tasks.assign_task_to_self(case_id=joined.pk, task_id=task.pk, seen=1, by=cast.worker.actor)


def test_it_is_given_to_nobody_who_does_not_work_on_the_case(cast, case, to_do):
    for other in (cast.colleague, cast.partner, cast.protector):
        with pytest.raises(ActionNotPossibleError, match="works on this case"):
            to_do(whose=other)
    assert to_do(whose=cast.lead).for_user == cast.lead


def test_somebody_who_left_the_case_keeps_what_they_had_until_it_is_given_on(cast, joined, to_do):
    task = to_do(whose=cast.colleague)
    cast.colleague.is_active = False
    cast.colleague.save()
    task.what = "Call the council again"
    tasks.change_task(task, seen=1, by=cast.worker.actor)
    with pytest.raises(ActionNotPossibleError):
        to_do(whose=cast.colleague)


def test_not_needed_says_why_and_done_need_not(cast, case, to_do):
    with pytest.raises(ActionNotPossibleError, match="why"):
        end(case, to_do(), cast.worker, TaskState.NOT_NEEDED)
    assert end(case, to_do(), cast.worker).state == "done"


def test_what_was_ended_stays_ended(cast, case, to_do):
    task = to_do()
    end(case, task, cast.worker)
    with pytest.raises(ActionNotPossibleError, match="done"):
        end(case, task, cast.worker, TaskState.NOT_NEEDED, "No", seen=2)


@pytest.mark.parametrize("days", [-1, 366 * 3])
def test_a_day_that_passed_or_lies_years_ahead_is_refused(to_do, days):
    with pytest.raises(ActionNotPossibleError):
        to_do(days=days)


def test_words_of_a_thousand_letters_in_any_script_are_kept_and_longer_ones_refused(cast, case, to_do):
    words = ("ﷺ\u202eאבג a\u0301" * 125)[:1_000]
    assert Task.objects.filter(pk=to_do(words).pk).exists()
    with pytest.raises(ValidationError):
        to_do("a" * 1_001)


def test_a_task_that_was_changed_keeps_who_changed_it_and_refuses_an_older_page(cast, case, to_do):
    task = to_do("Ring the council")
    task.what = "Call the housing office"
    tasks.change_task(task, seen=1, by=cast.lead.actor)
    kept = Task.objects.get()
    assert (kept.version, kept.changed_by, kept.made_by) == (2, cast.lead, cast.worker)
    with pytest.raises(ConcurrentEditError):
        tasks.change_task(task, seen=1, by=cast.worker.actor)


def test_a_contact_of_another_case_is_no_cause(cast, case, plans):
    contact = plans()
    from support.cast import tell  # noqa: PLC0415 - beside its one use

    other = tell(cast.worker.actor)
    task = Task(case_id=other.case_id, what="Ask", due_on=ahead(1), cause=TaskCause.CONTACT)
    task.contact_id = contact.pk
    with pytest.raises(ActionNotPossibleError):
        tasks.add_task(task, by=cast.worker.actor)


def test_whom_the_case_was_shared_with_makes_no_task(cast, case, to_do):
    share(case.pk, cast, "harbour", *[kind for kind in Kind if kind is not Kind.LOOKS])
    for who in (cast.partner, cast.outsider, cast.colleague, cast.protector):
        with pytest.raises(Denied):
            to_do(by=who)


def test_the_database_keeps_no_task_that_ended_without_a_time(to_do):
    task = to_do()
    for change in ({"state": "done"}, {"state": "asleep"}, {"cause": "contact"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Task.objects.filter(pk=task.pk).update(**change)


def told_of_tasks():
    return list(Message.objects.filter(kind="task_assigned").values_list("to_id", "path", "about"))


def test_a_colleague_is_told_that_a_task_is_theirs_and_the_mail_names_no_case(cast, joined, to_do):
    to_do(whose=cast.worker)
    task = to_do(whose=cast.colleague)
    assert told_of_tasks() == [(cast.colleague.pk, "/my-day/", "")]
    task.for_user_id = cast.worker.pk
    tasks.change_task(task, seen=1, by=cast.worker.actor)
    assert len(told_of_tasks()) == 1
