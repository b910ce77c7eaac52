"""One round of `handrail work`: every file that waits, each made as whoever asked for it."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

from django.db import DatabaseError, InterfaceError, OperationalError, connections
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends

from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.models import Membership, User
from handrail.platform.access.policy import require_permission
from handrail.platform.access.row_security.person_row_actor import act_as_user_within_block
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.background_tasks.actions import making
from handrail.platform.background_tasks.actions.deleting import delete_expired_tasks
from handrail.platform.background_tasks.backend import DatabaseTaskBackend
from handrail.platform.background_tasks.file_tasks import FileTaskContext, MadeFile, TaskCancelledError
from handrail.platform.background_tasks.models import BackgroundTask
from handrail.platform.background_tasks.text_choices import FileState, TaskTrouble
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.process_name import make_process_name

log = logging.getLogger(__name__)
SECONDS_A_ROUND: Final = 20.0


@acting_as_system(SystemActor.TASKS)
def run_background_task_round(seconds: float = SECONDS_A_ROUND) -> int:
    """Delete what has expired, then make files for some seconds. Returns how many were taken."""
    delete_expired_tasks()
    worker, until, taken = make_process_name(), time.monotonic() + seconds, 0
    while (row := making.claim_next_task(worker)) is not None:
        with _renewing_lease(row):
            make_claimed_file(row)
        taken += 1
        if time.monotonic() > until:
            break
    return taken


def make_claimed_file(row: BackgroundTask) -> None:
    """Make the file of a task that this process has taken, with the rights of whoever asked, and end the task.

    A database that is away ends nothing: the lease runs out, and whoever takes the task then begins it again.
    """
    try:
        made, body_code = _run_task_as_asker(row)
        if len(made.data) > making.LARGEST or not made.data:
            making.end_without_file(row, FileState.FAILED, TaskTrouble.TOO_LARGE)
        else:
            making.keep_made_file(row, made, body_code)
    except TaskCancelledError:
        making.end_without_file(row, FileState.CANCELLED)
    except Denied:
        making.end_without_file(row, FileState.FAILED, TaskTrouble.NOT_ALLOWED)
    except ActionNotPossibleError:
        making.end_without_file(row, FileState.FAILED, TaskTrouble.NOT_POSSIBLE)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("The file %s (%s) could not be made.", row.pk, row.task)
        making.end_without_file(row, FileState.FAILED, TaskTrouble.FAILED)


def _run_task_as_asker(row: BackgroundTask) -> tuple[MadeFile, str]:
    """The policy is asked now, not when the file was asked for.

    Returns:
        The file, and the code of the organisation it was made for.
    """
    backend = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    assert isinstance(backend, DatabaseTaskBackend)
    task, actor = backend.get_file_task(row.task), _find_asker(row)
    with act_as_user_within_block(actor):
        require_permission(actor, task.permission)
        context = FileTaskContext(
            task_result=backend.build_task_result(task, row),
            actor=actor,
            report_progress=partial(making.record_progress, row),
        )
        return task.call(context, **row.arguments), actor.body_code


def _find_asker(row: BackgroundTask) -> Actor:
    """Whoever asked, in the role in which they asked. Raises Denied where they no longer have it."""
    user = User.objects.filter(pk=row.asked_by_id, is_active=True).first()
    if user is None or not user.is_intact:
        raise Denied("The account is closed.")
    if (user.body_id, user.role) == (row.body_id, row.role):
        return user.actor
    held = Membership.objects.live().select_related("body", "user__body")
    further = held.filter(user=user.pk, body=row.body_id, role=row.role).first()
    if further is None or not further.is_intact:
        raise Denied("The role has ended.")
    return further.actor


@contextmanager
def _renewing_lease(row: BackgroundTask) -> Iterator[None]:
    """Say again and again that this process lives, whatever the task does meanwhile."""
    stop = threading.Event()
    thread = threading.Thread(target=_renew_until_stopped, args=(row, stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _renew_until_stopped(row: BackgroundTask, stop: threading.Event) -> None:
    """In a thread, on connections of its own."""
    with acting_as_system(SystemActor.TASKS):
        while not stop.wait(making.LEASE.total_seconds() / 4):
            try:
                making.renew_lease(row.pk, row.attempts)
            except DatabaseError:
                log.warning("The lease of the file %s could not be renewed.", row.pk)
    connections.close_all()
