"""Asking for a file, cancelling it, and deleting one that is ready."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.policy import require_permission
from handrail.platform.access.row_security.person_row_actor import act_as_user_within_block
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.background_tasks.actions.deleting import delete_task_with_result
from handrail.platform.background_tasks.file_tasks import FileTask
from handrail.platform.background_tasks.models import BackgroundTask
from handrail.platform.background_tasks.text_choices import OPEN_STATES, FileState
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

MOST_OPEN: Final = 5
"""How many files may wait or be made for one person at a time: the others wait their turn as well."""


def ask_for_file(task: FileTask, *, by: Actor, **arguments: Any) -> UUID:
    """Have a file made beside the pages, through Django's own `enqueue`.

    Args:
        task: what makes it.
        by: for whom; the file is theirs alone.
        arguments: of the task: ids and codes.

    Returns:
        The number of the file, under which its page stands.

    Raises:
        Denied: the role does not hold the task's permission.
        ActionNotPossibleError: too many of theirs wait already.
    """
    with act_as_user_within_block(by):
        return UUID(task.enqueue(**arguments).id)


@transaction.atomic
def enqueue_file_task(task: FileTask, arguments: Mapping[str, Any], *, by: Actor) -> BackgroundTask:
    """Keep what is asked for, for the next worker that is free.

    Args:
        task: what makes it.
        arguments: ids and codes.
        by: who asks.

    Returns:
        The row.

    Raises:
        Denied: the role does not hold the task's permission.
        ActionNotPossibleError: too many of theirs wait already.
    """
    require_permission(by, task.permission)
    own = BackgroundTask.objects.filter(asked_by=by.user_id, state__in=OPEN_STATES)
    if own.count() >= MOST_OPEN:
        raise ActionNotPossibleError(
            msg("{most} of your files are still being made. Wait for one, or cancel it.", most=MOST_OPEN)
        )
    row = BackgroundTask.objects.create(
        task=task.module_path,
        arguments=dict(arguments),
        asked_by_id=by.user_id,
        body_id=by.body_id,
        role=by.role.value,
        counted=task.counted,
        asked_at=timezone.now(),
    )
    write_audit_record(who=by.who, verb="asked for a file", about=None, why=task.title)
    return row


@transaction.atomic
def cancel_file_task(*, task_id: UUID, by: Actor) -> None:
    """Make a file no further: one that waits is cancelled at once, one that is being made at its next step.

    Args:
        task_id: the file.
        by: who asked for it; nobody else may.

    Raises:
        NotVisible: it is none of theirs.
        ActionNotPossibleError: it has ended.
    """
    row = _lock_own_task(task_id, by)
    if row.state == FileState.WAITING:
        row.state, row.finished_at = FileState.CANCELLED, timezone.now()
    elif row.state == FileState.RUNNING:
        row.is_cancel_asked = True
    else:
        raise ActionNotPossibleError("This file is no longer being made.")
    row.save(update_fields=["state", "finished_at", "is_cancel_asked"])
    write_audit_record(who=by.who, verb="cancelled a file", about=None)


@transaction.atomic
def delete_own_file(*, task_id: UUID, by: Actor) -> None:
    """Delete a file before it expires, or the line of one that was not made.

    Args:
        task_id: the file.
        by: who asked for it; nobody else may.

    Raises:
        NotVisible: it is none of theirs.
        ActionNotPossibleError: it is still being made.
    """
    row = _lock_own_task(task_id, by)
    if row.state in OPEN_STATES:
        raise ActionNotPossibleError("This file is still being made. Cancel it first.")
    delete_task_with_result(row)
    write_audit_record(who=by.who, verb="deleted a file that was made", about=None)


def _lock_own_task(task_id: UUID, by: Actor) -> BackgroundTask:
    rows = BackgroundTask.objects.select_for_update(of=("self",)).filter(
        pk=task_id, asked_by=by.user_id, body=by.body_id
    )
    row = rows.first()
    if row is None:
        raise NotVisible
    return row
