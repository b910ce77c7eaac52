"""Django's tasks, kept in the database and done by `handrail work`.

A task is enqueued by whoever acts in the thread, and belongs to them; it is committed with what enqueues it.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.tasks import TaskResultStatus
from django.tasks.backends.base import BaseTaskBackend
from django.tasks.exceptions import InvalidTask, TaskResultDoesNotExist
from django.utils.json import normalize_json
from django.utils.module_loading import import_string

from handrail.platform.access.actor import Actor
from handrail.platform.access.row_security.current_row_actor import current_row_actor
from handrail.platform.access.row_security.person_row_actor import SignedInUserRowActor
from handrail.platform.background_tasks.actions.asking import enqueue_file_task
from handrail.platform.background_tasks.file_tasks import AnyTaskResult, FileTask
from handrail.platform.background_tasks.models import BackgroundTask
from handrail.platform.background_tasks.text_choices import FileState

STATUS_BY_STATE: Final = {
    FileState.WAITING: TaskResultStatus.READY,
    FileState.RUNNING: TaskResultStatus.RUNNING,
    FileState.READY: TaskResultStatus.SUCCESSFUL,
    FileState.FAILED: TaskResultStatus.FAILED,
    FileState.CANCELLED: TaskResultStatus.FAILED,
}


class DatabaseTaskBackend(BaseTaskBackend):
    """Rows of `BackgroundTask`. Its options name the tuple of the tasks that may be run."""

    task_class = FileTask
    supports_get_result = True

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        """Keep it for the next worker that is free. Every argument is named."""
        self.validate_task(task)
        self.get_file_task(task.module_path)
        if args:
            raise InvalidTask("Name every argument of a file that is to be made.")
        arguments: Any = normalize_json(kwargs)
        row = enqueue_file_task(task, arguments, by=_get_signed_in_actor())
        return self.build_task_result(task, row)

    def get_result(self, result_id: str) -> AnyTaskResult:
        """Where a task of whoever acts stands; another's is not there."""
        actor = _get_signed_in_actor()
        row = BackgroundTask.objects.filter(pk=result_id, asked_by=actor.user_id, body=actor.body_id).first()
        if row is None:
            raise TaskResultDoesNotExist(result_id)
        return self.build_task_result(self.get_file_task(row.task), row)

    def get_file_task(self, path: str) -> FileTask:
        """The task of that address. Raises InvalidTask for one that the site does not list."""
        if path not in import_string(self.options["TASKS"]):
            raise InvalidTask(f"{path} is not in {self.options['TASKS']}.")
        found = import_string(path)
        if not isinstance(found, FileTask):
            raise InvalidTask(f"{path} is not a task that makes a file.")
        return found

    def build_task_result(self, task: FileTask, row: BackgroundTask) -> AnyTaskResult:
        """As Django tells of a task: what went wrong stands in the log alone."""
        arguments: Mapping[str, Any] = row.arguments
        return AnyTaskResult(
            task=task,
            id=str(row.pk),
            status=STATUS_BY_STATE[FileState(row.state)],
            enqueued_at=row.asked_at,
            started_at=row.started_at,
            finished_at=row.finished_at,
            last_attempted_at=row.started_at,
            args=[],
            kwargs=dict(arguments),
            backend=self.alias,
            errors=[],
            worker_ids=[row.worker] * row.attempts,
        )


def _get_signed_in_actor() -> Actor:
    acting = current_row_actor.get()
    if not isinstance(acting, SignedInUserRowActor):
        raise InvalidTask("A file is made for whoever is signed in, and nobody is.")
    return acting.actor
