"""Tasks: made, changed, taken on, ended in words. The later of two who save one is told of the other."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.audit.actions import record
from handrail.caseload.models import Contact, Task
from handrail.caseload.permissions import enter_work, may_lie_ahead, worker_on
from handrail.caseload.refusals import StaleTask
from handrail.caseload.states import Cause, TaskState
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import box_to_write, seal
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say


@dataclass(frozen=True, slots=True)
class ToDo:
    """What is to be done, by when, and by whom; nobody named means the team."""

    what: str
    due_on: datetime.date
    for_user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Because:
    """Where a task comes from."""

    cause: Cause = Cause.OWN
    contact_id: UUID | None = None


@transaction.atomic
def add_task(*, case_id: UUID, to_do: ToDo, by: Actor, because: Because | None = None) -> Task:
    """Write down what is to be done. Raises NotNow for a day that has passed or somebody who is not on the case."""
    case, _ = enter_work(case_id, by, Kind.SUPPORT)
    may_lie_ahead(to_do.due_on)
    because = because or Because()
    task = Task(
        case=case,
        cause=Cause(because.cause),
        contact=_contact(case, because),
        made_at=timezone.now(),
        made_by_id=by.user_id,
    )
    _put(case, task, to_do)
    _save(task, by)
    record(who=by.who, verb="made a task", about=case.pk, why=Cause(because.cause).label)
    return task


@transaction.atomic
def change_task(*, case_id: UUID, task_id: UUID, to_do: ToDo, seen_version: int, by: Actor) -> Task:
    """Say it otherwise, move its day, give it to somebody else. Raises StaleTask where somebody was quicker."""
    case, task = _open_task(case_id, task_id, seen_version, by)
    if to_do.due_on != task.due_on:
        may_lie_ahead(to_do.due_on)
    _put(case, task, to_do)
    task.version += 1
    _save(task, by)
    record(who=by.who, verb="changed a task", about=case.pk)
    return task


@transaction.atomic
def take_task(*, case_id: UUID, task_id: UUID, seen_version: int, by: Actor) -> Task:
    """Take a task on oneself. Of two who press at once the second is told."""
    case, task = _open_task(case_id, task_id, seen_version, by)
    task.for_user = worker_on(case, by.user_id)
    task.version += 1
    _save(task, by)
    record(who=by.who, verb="took a task on", about=case.pk)
    return task


@transaction.atomic
def end_task(
    *, case_id: UUID, task_id: UUID, state: TaskState, words: str, seen_version: int, by: Actor
) -> Task:
    """Done, or not needed and why. Raises StaleTask where somebody changed it meanwhile."""
    case, task = _open_task(case_id, task_id, seen_version, by)
    state = TaskState(state)
    if state is TaskState.OPEN:
        raise NotNow("Say whether it is done or not needed.")
    if state is TaskState.NOT_NEEDED and not words.strip():
        raise NotNow("Say why it is not needed: somebody thought that it was.")
    task.state, task.ended_at, task.ended_by_id = state, timezone.now(), by.user_id
    seal(box_to_write(case.pk), task, end_words=words)
    task.version += 1
    _save(task, by)
    record(who=by.who, verb="ended a task", about=case.pk, why=state.label)
    return task


def _contact(case: Case, because: Because) -> Contact | None:
    if because.cause is not Cause.CONTACT or because.contact_id is None:
        return None
    found = Contact.objects.filter(case=case, pk=because.contact_id).first()
    if found is None:
        raise NotNow("That contact is not on this case.")
    return found


def _put(case: Case, task: Task, to_do: ToDo) -> None:
    if not to_do.what.strip():
        raise NotNow("Say what is to be done.")
    chosen = to_do.for_user_id
    task.due_on = to_do.due_on
    if chosen is None or chosen != task.for_user_id:
        task.for_user = worker_on(case, chosen) if chosen is not None else None
    seal(box_to_write(case.pk), task, what=to_do.what)


def _open_task(case_id: UUID, task_id: UUID, seen_version: int, by: Actor) -> tuple[Case, Task]:
    case, _ = enter_work(case_id, by, Kind.SUPPORT)
    task = Task.objects.select_for_update(of=("self",)).filter(case=case, pk=task_id).first()
    if task is None:
        raise NotNow("That task is not on this case.")
    if task.version != seen_version:
        raise StaleTask
    if task.state != TaskState.OPEN:
        raise NotNow(say("This task was ended already: {state}.", state=TaskState(task.state).label.lower()))
    return case, task


def _save(task: Task, by: Actor) -> None:
    task.changed_at, task.changed_by_id = timezone.now(), by.user_id
    task.save()
