"""Tasks: made, changed, taken on, ended in words. The later of two who save one is told of the other."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.contacts.errors import StaleTaskError
from handrail.people.contacts.models import Contact, Task
from handrail.people.contacts.permissions import check_day_is_ahead, get_worker_on_case, lock_for_work
from handrail.people.contacts.states import TaskCause, TaskState
from handrail.people.records.models import Case
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg


@dataclass(frozen=True, slots=True)
class TaskInput:
    """What is to be done, by when, and by whom; nobody named means the team."""

    what: str
    due_on: datetime.date
    for_user_id: int | None = None


@dataclass(frozen=True, slots=True)
class TaskSource:
    """Where a task comes from."""

    cause: TaskCause = TaskCause.OWN
    contact_id: UUID | None = None


@transaction.atomic
def add_task(*, case_id: UUID, to_do: TaskInput, by: Actor, because: TaskSource | None = None) -> Task:
    """Write down what is to be done. Raises NotNow for a day that has passed or somebody who is not on the case."""
    case, case_access = lock_for_work(case_id, by, Kind.SUPPORT)
    check_day_is_ahead(to_do.due_on)
    because = because or TaskSource()
    task = Task(
        case=case,
        cause=TaskCause(because.cause),
        contact=_get_cause_contact(case, because),
        made_at=timezone.now(),
        made_by_id=by.user_id,
    ).bind(case_access)
    _apply_input(case, task, to_do)
    _save_task(task, by)
    record(who=by.who, verb="made a task", about=case.pk, why=TaskCause(because.cause).label)
    return task


@transaction.atomic
def change_task(*, case_id: UUID, task_id: UUID, to_do: TaskInput, seen_version: int, by: Actor) -> Task:
    """Say it otherwise, move its day, give it to somebody else. Raises StaleTask where somebody was quicker."""
    case, task = _lock_open_task(case_id, task_id, seen_version, by)
    if to_do.due_on != task.due_on:
        check_day_is_ahead(to_do.due_on)
    _apply_input(case, task, to_do)
    task.version += 1
    _save_task(task, by)
    record(who=by.who, verb="changed a task", about=case.pk)
    return task


@transaction.atomic
def take_task(*, case_id: UUID, task_id: UUID, seen_version: int, by: Actor) -> Task:
    """Take a task on oneself. Of two who press at once the second is told."""
    case, task = _lock_open_task(case_id, task_id, seen_version, by)
    task.for_user = get_worker_on_case(case, by.user_id)
    task.version += 1
    _save_task(task, by)
    record(who=by.who, verb="took a task on", about=case.pk)
    return task


@transaction.atomic
def end_task(
    *, case_id: UUID, task_id: UUID, state: TaskState, words: str, seen_version: int, by: Actor
) -> Task:
    """Done, or not needed and why. Raises StaleTask where somebody changed it meanwhile."""
    case, task = _lock_open_task(case_id, task_id, seen_version, by)
    state = TaskState(state)
    if state is TaskState.OPEN:
        raise ActionNotAllowed("Say whether it is done or not needed.")
    if state is TaskState.NOT_NEEDED and not words.strip():
        raise ActionNotAllowed("Say why it is not needed: somebody thought that it was.")
    task.state, task.ended_at, task.ended_by_id = state, timezone.now(), by.user_id
    task.end_words = words
    task.version += 1
    _save_task(task, by)
    record(who=by.who, verb="ended a task", about=case.pk, why=state.label)
    return task


def _get_cause_contact(case: Case, because: TaskSource) -> Contact | None:
    if because.cause is not TaskCause.CONTACT or because.contact_id is None:
        return None
    found = Contact.objects.filter(case=case, pk=because.contact_id).first()
    if found is None:
        raise ActionNotAllowed("That contact is not on this case.")
    return found


def _apply_input(case: Case, task: Task, to_do: TaskInput) -> None:
    if not to_do.what.strip():
        raise ActionNotAllowed("Say what is to be done.")
    chosen = to_do.for_user_id
    task.due_on = to_do.due_on
    if chosen is None or chosen != task.for_user_id:
        task.for_user = get_worker_on_case(case, chosen) if chosen is not None else None
    task.what = to_do.what


def _lock_open_task(case_id: UUID, task_id: UUID, seen_version: int, by: Actor) -> tuple[Case, Task]:
    case, case_access = lock_for_work(case_id, by, Kind.SUPPORT)
    task = (
        Task.objects.select_for_update(of=("self",))
        .filter(case=case, pk=task_id)
        .opened_for(case_access)
        .first()
    )
    if task is None:
        raise ActionNotAllowed("That task is not on this case.")
    if task.version != seen_version:
        raise StaleTaskError
    if task.state != TaskState.OPEN:
        raise ActionNotAllowed(
            msg("This task was ended already: {state}.", state=TaskState(task.state).label.lower())
        )
    return case, task


def _save_task(task: Task, by: Actor) -> None:
    task.changed_at, task.changed_by_id = timezone.now(), by.user_id
    task.save()
