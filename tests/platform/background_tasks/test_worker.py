"""Which worker makes a file: two never make the same, one that dies gives it back, and rights are asked again."""

import logging
from datetime import timedelta

import pytest
from django.tasks.exceptions import InvalidTask
from django.utils import timezone

from handrail.people.workspace.case_list_file import make_case_list_file
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.models import User
from handrail.platform.access.row_security.person_row_actor import act_as_user_within_block
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.models import Record
from handrail.platform.background_tasks.actions import making
from handrail.platform.background_tasks.actions.asking import MOST_OPEN, ask_for_file, cancel_file_task
from handrail.platform.background_tasks.actions.deleting import delete_expired_tasks
from handrail.platform.background_tasks.file_tasks import MadeFile, TaskCancelledError
from handrail.platform.background_tasks.models import BackgroundTask, TaskResultPart
from handrail.platform.background_tasks.queries import get_own_file, read_own_file
from handrail.platform.background_tasks.worker_round import run_background_task_round
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.vault import keys
from support.cast import NAME
from support.concurrency import at_once


def ask(user):
    return ask_for_file(make_case_list_file, by=user.actor, filters={})


def row_of(number):
    with acting_as_system(SystemActor.LOADER):
        return BackgroundTask.objects.get(pk=number)


def change(number, **values):
    with acting_as_system(SystemActor.LOADER):
        BackgroundTask.objects.filter(pk=number).update(**values)


@pytest.mark.django_db(transaction=True)
def test_of_workers_at_the_same_moment_each_takes_another_file(cast):
    wanted = {ask(cast.worker), ask(cast.colleague)}
    claims = at_once(*(lambda name=name: making.claim_next_task(name) for name in ("one", "two", "three")))
    taken = [claim.pk for claim in claims if claim is not None]
    assert len(taken) == len(set(taken))
    with acting_as_system(SystemActor.LOADER):
        while (row := making.claim_next_task("late")) is not None:  # whoever met a locked row looks again
            taken.append(row.pk)
    assert sorted(taken) == sorted(wanted)


def test_a_file_whose_worker_died_is_taken_by_another_and_the_first_can_end_it_no_more(cast):
    number = ask(cast.worker)
    first = making.claim_next_task("first")
    assert making.claim_next_task("second") is None
    change(number, lease_until=timezone.now() - timedelta(seconds=1))
    second = making.claim_next_task("second")
    assert (second.pk, second.attempts, second.worker) == (number, 2, "second")
    with pytest.raises(TaskCancelledError):
        making.record_progress(first, 1, 2)
    with pytest.raises(TaskCancelledError):
        making.keep_made_file(first, MadeFile("a.csv", "text/csv", b"old"), "lantern")
    making.record_progress(second, 1, 2)
    assert (row_of(number).done, row_of(number).total) == (1, 2)


def test_a_file_that_three_workers_began_is_given_up_with_one_line_in_the_log(cast, caplog):
    number = ask(cast.worker)
    for _ in range(making.MOST_ATTEMPTS):
        making.claim_next_task("one")
        change(number, lease_until=timezone.now() - timedelta(seconds=1))
    assert making.claim_next_task("one") is None
    assert (row_of(number).state, row_of(number).trouble) == ("failed", "gave_up")
    assert len([one for one in caplog.records if one.levelno == logging.ERROR]) == 1


def test_a_failure_is_one_line_in_the_log_and_a_plain_sentence(cast, told, caplog, monkeypatch):
    def fail(*_):
        raise ValueError("broken")

    monkeypatch.setattr("handrail.people.workspace.case_list_file._make_case_list_csv_cells", fail)
    number = ask(cast.worker)
    assert run_background_task_round() == 1
    assert (row_of(number).state, row_of(number).trouble) == ("failed", "failed")
    (line,) = [one for one in caplog.records if one.levelno == logging.ERROR]
    assert NAME not in line.getMessage()


def test_whoever_lost_their_account_meanwhile_gets_no_file(cast, told):
    number = ask(cast.worker)
    User.objects.filter(pk=cast.worker.pk).update(is_active=False)
    run_background_task_round()
    assert (row_of(number).state, row_of(number).trouble) == ("failed", "not_allowed")
    assert not Record.objects.filter(about=told.case_id, verb="downloaded cases").exists()


def test_a_case_that_was_closed_to_its_reader_keeps_the_file_from_them(cast, told, monkeypatch):
    number = ask(cast.worker)
    run_background_task_round()
    actor = cast.worker.actor
    with act_as_user_within_block(actor):
        assert NAME in read_own_file(actor, get_own_file(actor, number)).decode()
    change(number, shown={"identity": ["00000000-0000-7000-8000-000000000000"]})
    with (
        act_as_user_within_block(actor),
        pytest.raises(ActionNotPossibleError, match="no longer open to you"),
    ):
        read_own_file(actor, get_own_file(actor, number))


def test_nobody_else_meets_a_file_and_its_content_is_sealed(cast, told):
    number = ask(cast.worker)
    run_background_task_round()
    for other in (cast.colleague, cast.lead, cast.outsider):
        with act_as_user_within_block(other.actor), pytest.raises(NotVisible):
            get_own_file(other.actor, number)
    with acting_as_system(SystemActor.LOADER):
        (part,) = TaskResultPart.objects.filter(task=number)
    assert NAME.encode() not in part.content
    assert Record.objects.get(about=told.case_id, verb="downloaded cases").user_id == str(cast.worker.pk)


def test_one_that_waits_is_cancelled_at_once_and_one_being_made_at_its_next_step(cast, told):
    waiting, running = ask(cast.worker), ask(cast.worker)
    cancel_file_task(task_id=waiting, by=cast.worker.actor)
    assert row_of(waiting).state == "cancelled"
    row = making.claim_next_task("one")
    assert row.pk == running
    cancel_file_task(task_id=running, by=cast.worker.actor)
    with pytest.raises(TaskCancelledError):
        making.record_progress(row, 1, 2)
    with pytest.raises(NotVisible):
        cancel_file_task(task_id=running, by=cast.lead.actor)


def test_a_file_expires_with_its_key_and_its_row(cast, told):
    number = ask(cast.worker)
    run_background_task_round()
    result = row_of(number).result_id
    assert delete_expired_tasks() == 0
    change(number, expires_at=timezone.now() - timedelta(seconds=1))
    assert delete_expired_tasks() == 1
    assert not BackgroundTask.objects.exists()
    assert not TaskResultPart.objects.exists()
    assert keys.find_ids_of_files_whose_key_exists([result]) == set()


def test_so_many_files_wait_for_one_person_and_no_more(cast):
    for _ in range(MOST_OPEN):
        ask(cast.worker)
    with pytest.raises(ActionNotPossibleError, match="still being made"):
        ask(cast.worker)
    ask(cast.colleague)


def test_a_task_is_somebody_s_and_one_that_the_site_lists(cast):
    with acting_as_system(SystemActor.LOADER), pytest.raises(InvalidTask, match="nobody is"):
        make_case_list_file.enqueue(filters={})
    number = ask(cast.worker)
    change(number, task="os.system")
    run_background_task_round()
    assert row_of(number).state == "failed"
    with act_as_user_within_block(cast.worker.actor), pytest.raises(NotVisible):
        get_own_file(cast.worker.actor, number)
    with act_as_user_within_block(cast.colleague.actor):
        assert make_case_list_file.get_backend().get_file_task(make_case_list_file.module_path)
