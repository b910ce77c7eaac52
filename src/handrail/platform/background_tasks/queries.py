"""One's own files: the list, one of them, and its content; and what waits, for the operator."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page
from django.db.models import Count, Min, QuerySet
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django.utils.module_loading import import_string

from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.policy import require_permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.background_tasks.file_tasks import FileTask
from handrail.platform.background_tasks.models import BackgroundTask, TaskResultPart
from handrail.platform.background_tasks.text_choices import OPEN_STATES, FileState
from handrail.platform.files.sealed_parts import unseal_and_join_parts
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.ui.paging import fetch_page
from handrail.platform.vault import keys


@dataclass(frozen=True, slots=True)
class TaskQueueState:
    """How many files there are in each state, and since when the oldest one waits."""

    counts: dict[str, int]
    oldest_waiting_at: datetime | None


def get_file_task_of(row: BackgroundTask) -> FileTask:
    """The task that makes it, as its room declares it."""
    found: Any = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    task: FileTask = found.get_file_task(row.task)
    return task


def select_own_files(actor: Actor) -> QuerySet[BackgroundTask]:
    """The actor's own files; those that an older release made by a task which is no more are left out."""
    backend: Any = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    known = import_string(backend.options["TASKS"])
    return BackgroundTask.objects.filter(asked_by=actor.user_id, body=actor.body_id, task__in=known)


def get_own_files_page(actor: Actor, number: str) -> "Page[BackgroundTask]":
    """The actor's own files, newest first."""
    return fetch_page(select_own_files(actor).defer("shown").order_by("-asked_at", "-pk"), number)


def get_own_file(actor: Actor, task_id: UUID) -> BackgroundTask:
    """One file. Raises NotVisible for none, and alike for another person's."""
    row = select_own_files(actor).filter(pk=task_id).first()
    if row is None:
        raise NotVisible
    return row


def read_own_file(actor: Actor, row: BackgroundTask) -> bytes:
    """The content of a file that is ready, where the actor may still have it.

    Args:
        actor: who asked for it, as they act now.
        row: the file.

    Returns:
        Its bytes.

    Raises:
        ActionNotPossibleError: it is not ready, or what it shows is not open to them any more.
        Denied: their role does not hold the permission any more.
    """
    task = get_file_task_of(row)
    require_permission(actor, task.permission)
    if row.state != FileState.READY or row.result_id is None:
        raise ActionNotPossibleError("This file is not ready.")
    try:
        task.raise_unless_still_allowed(actor, row.arguments, row.shown or {})
    except Denied:
        raise ActionNotPossibleError(
            "Something in this file is no longer open to you, so it cannot be downloaded. Delete it and ask again."
        ) from None
    parts = TaskResultPart.objects.filter(task=row).order_by("number").values_list("content", flat=True)
    cipher = keys.get_cipher_of_file(row.result_id)
    return unseal_and_join_parts(cipher, row.result_id, map(bytes, parts), row.parts)


def fetch_task_queue_state() -> TaskQueueState:
    """Counted over the whole installation, for whoever watches it."""
    with acting_as_system(SystemActor.TASKS):
        counted = BackgroundTask.objects.order_by().values_list("state").annotate(Count("pk"))
        waiting = BackgroundTask.objects.filter(state__in=OPEN_STATES, attempts=0)
        oldest = waiting.aggregate(oldest=Min("asked_at"))["oldest"]
        return TaskQueueState(dict(counted), oldest)
