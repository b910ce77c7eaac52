"""Tasks of a case: added, changed, taken on, ended."""

from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from handrail.people.contacts.models import Contact, Task
from handrail.people.contacts.permissions import (
    get_worker_on_case,
    lock_case_for_work,
    raise_unless_day_is_today_or_later,
)
from handrail.people.contacts.text_choices import TaskCause, TaskState
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.outbox.actions.messages import queue_messages


@transaction.atomic
def add_task(task: Task, *, by: Actor) -> Task:
    """Add a task to the case `task.case_id`.

    Raises:
        ActionNotPossibleError: the day has passed, somebody is named who does not work on the case, or the
            contact that the
            task comes from is of another case.
        ValidationError: by field.
    """
    task.case, case_access = lock_case_for_work(task.case_id, by, Kind.NOTES)
    raise_unless_day_is_today_or_later(task.due_on)
    _validate_task_worker(task, None)
    _validate_task_contact(task)
    task.made_at, task.made_by_id = timezone.now(), by.user_id
    task.bind(case_access).save_by(by)
    write_audit_record(who=by.who, verb="added a task", about=task.case_id, why=TaskCause(task.cause).label)
    _notify_new_worker_of_task(task, None, by)
    return task


@transaction.atomic
def change_task(task: Task, *, seen: int, by: Actor) -> Task:
    """Save a changed task.

    Args:
        task: the task, with what changed.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        ActionNotPossibleError: the task was ended, the day has passed, or somebody is named who does not
            work on the case.
        ValidationError: by field.
        ConcurrentEditError: somebody saved it after version `seen`.
    """
    saved, case_access = _lock_open_task(task.case_id, task.pk, seen, by)
    if task.due_on != saved.due_on:
        raise_unless_day_is_today_or_later(task.due_on)
    _validate_task_worker(task, saved.for_user_id)
    task.bind(case_access).save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed a task", about=task.case_id)
    _notify_new_worker_of_task(task, saved.for_user_id, by)
    return task


@transaction.atomic
def assign_task_to_self(*, case_id: UUID, task_id: UUID, seen: int, by: Actor) -> Task:
    """Give a task to the actor.

    Args:
        case_id: the case that the page is about.
        task_id: the task; one of another case is refused.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        ActionNotPossibleError: the task was ended.
        ConcurrentEditError: somebody saved it after version `seen`.
    """
    task, _ = _lock_open_task(case_id, task_id, seen, by)
    task.for_user = get_worker_on_case(task.case, by.user_id)
    task.save_by(by)
    write_audit_record(who=by.who, verb="took on a task", about=case_id)
    return task


@transaction.atomic
def end_task(*, case_id: UUID, task_id: UUID, state: TaskState, words: str, seen: int, by: Actor) -> Task:
    """End a task as done, or as not needed and why.

    Args:
        case_id: the case that the page is about.
        task_id: the task; one of another case is refused.
        state: done or not needed.
        words: what became of it; needed where it is not needed.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        ActionNotPossibleError: the task was ended before, or the reason is missing.
        ConcurrentEditError: somebody saved it meanwhile.
    """
    task, _ = _lock_open_task(case_id, task_id, seen, by)
    state = TaskState(state)
    if state is TaskState.OPEN:
        raise ActionNotPossibleError("Choose whether it is done or not needed.")
    if state is TaskState.NOT_NEEDED and not words.strip():
        raise ActionNotPossibleError("Enter why the task is not needed.")
    task.state, task.ended_at, task.ended_by_id, task.end_words = state, timezone.now(), by.user_id, words
    task.save_by(by)
    write_audit_record(who=by.who, verb="closed a task", about=case_id, why=state.label)
    return task


def _validate_task_contact(task: Task) -> None:
    if task.cause != TaskCause.CONTACT or task.contact_id is None:
        task.contact = None
    elif not Contact.objects.filter(case=task.case_id, pk=task.contact_id).exists():
        raise ActionNotPossibleError("That contact is not on this case.")


def _validate_task_worker(task: Task, before: int | None) -> None:
    """Whoever left the case keeps a task until it is given to somebody else."""
    if task.for_user_id is not None and task.for_user_id != before:
        get_worker_on_case(task.case, task.for_user_id)


def _notify_new_worker_of_task(task: Task, before: int | None, by: Actor) -> None:
    """Nobody is told of what they gave themselves."""
    if task.for_user_id is not None and task.for_user_id not in (before, by.user_id):
        queue_messages(
            kind="task_assigned",
            occasion=f"task/{task.pk}/{task.for_user_id}",
            about="",
            path=reverse("my_day"),
            to=[task.for_user_id],
        )


def _lock_open_task(case_id: UUID, task_id: UUID, seen: int, by: Actor) -> tuple[Task, CaseAccess]:
    case, case_access = lock_case_for_work(case_id, by, Kind.NOTES)
    rows = Task.objects.select_for_update(of=("self",)).filter(case=case, pk=task_id)
    task = rows.opened_for(case_access).first()
    if task is None:
        raise ActionNotPossibleError("That task is not on this case.")
    task.raise_if_seen_version_stale(seen)
    if task.state != TaskState.OPEN:
        raise ActionNotPossibleError(
            msg("This task is already closed: {state}.", state=TaskState(task.state).label.lower())
        )
    task.case = case
    return task, case_access
