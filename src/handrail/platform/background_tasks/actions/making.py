"""Which worker makes a file: it takes one, says how far it is, and ends it. Two never make the same.

On PostgreSQL a worker skips what another is taking (`SKIP LOCKED`); on both engines it takes a row only as it read it.
"""

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from handrail.platform.background_tasks.actions.deleting import KEPT_FOR
from handrail.platform.background_tasks.file_tasks import MadeFile, TaskCancelledError
from handrail.platform.background_tasks.models import BackgroundTask, TaskResultPart
from handrail.platform.background_tasks.text_choices import FileState, TaskTrouble
from handrail.platform.files.sealed_parts import iterate_sealed_parts
from handrail.platform.kernel.ids import new_id
from handrail.platform.vault import keys

LEASE: Final = timedelta(seconds=60)
"""How long a worker that says nothing keeps a file; it says something every quarter of that (worker_round.py)."""
MOST_ATTEMPTS: Final = 3
LARGEST: Final = 50 * 1024 * 1024
RESULT_FIELDS: Final = (
    *("state", "finished_at", "expires_at", "lease_until", "result_id", "parts", "size"),
    *("file_name", "media_type", "shown"),
)
log = logging.getLogger(__name__)


def claim_next_task(worker: str) -> BackgroundTask | None:
    """Take the file that waits longest, or one whose worker has not been heard of.

    Args:
        worker: the process that asks.

    Returns:
        The row as it is now; None where nothing waits, or another worker was quicker.
    """
    if not BackgroundTask.objects.filter(_is_to_be_made_q()).exists():
        return None  # asked every second: without a transaction that writes
    return _claim_row(worker)


def _is_to_be_made_q() -> Q:
    left = Q(state=FileState.RUNNING, lease_until__lt=timezone.now())
    return Q(state=FileState.WAITING) | left


@transaction.atomic
def _claim_row(worker: str) -> BackgroundTask | None:
    rows = BackgroundTask.objects.select_for_update(of=("self",), skip_locked=True).filter(_is_to_be_made_q())
    row, now = rows.order_by("asked_at", "pk").first(), timezone.now()
    if row is None:
        return None
    as_read = BackgroundTask.objects.filter(pk=row.pk, state=row.state, attempts=row.attempts)
    if row.is_cancel_asked or row.attempts >= MOST_ATTEMPTS:
        as_read.update(**_get_end_values(row))
        return None
    taken = as_read.update(
        state=FileState.RUNNING,
        worker=worker,
        attempts=F("attempts") + 1,
        lease_until=now + LEASE,
        started_at=now,
        done=0,
        total=0,
    )
    return BackgroundTask.objects.get(pk=row.pk) if taken else None


def _get_end_values(row: BackgroundTask) -> dict[str, Any]:
    """Of one that nobody goes on with: cancelled, or started too often."""
    ended = {"finished_at": timezone.now(), "lease_until": None}
    if row.is_cancel_asked:
        return {"state": FileState.CANCELLED, **ended}
    log.error("The file %s (%s) was started %d times and never finished.", row.pk, row.task, row.attempts)
    return {"state": FileState.FAILED, "trouble": TaskTrouble.GAVE_UP, **ended}


def renew_lease(task_id: UUID, attempts: int) -> None:
    """Say that its worker lives."""
    _select_taken(task_id, attempts).update(lease_until=timezone.now() + LEASE)


def record_progress(row: BackgroundTask, done: int, total: int) -> None:
    """Keep how far it is.

    Args:
        row: as its worker took it.
        done: how many.
        total: of how many.

    Raises:
        TaskCancelledError: it was cancelled, or another worker has it now.
    """
    still = _select_taken(row.pk, row.attempts).filter(is_cancel_asked=False)
    if not still.update(done=min(done, total), total=total, lease_until=timezone.now() + LEASE):
        raise TaskCancelledError


def keep_made_file(row: BackgroundTask, made: MadeFile, body_code: str) -> None:
    """Seal the file under a key of its own and say that it is ready, for as long as it is kept.

    Args:
        row: as its worker took it.
        made: the file.
        body_code: of the organisation in whose care the key is.

    Raises:
        TaskCancelledError: it was cancelled, or another worker has it now.
    """
    result_id = new_id()
    keys.create_file_key(result_id, body_code)
    sealed = list(iterate_sealed_parts(keys.get_cipher_of_file(result_id), result_id, made.data))
    now = timezone.now()
    row.state, row.finished_at, row.expires_at, row.lease_until = FileState.READY, now, now + KEPT_FOR, None
    row.result_id, row.parts, row.size = result_id, len(sealed), len(made.data)
    row.file_name, row.media_type, row.shown = made.name, made.media_type, _as_plain(made.shown)
    with transaction.atomic():
        still = _select_taken(row.pk, row.attempts).filter(is_cancel_asked=False)
        if still.update(**{name: getattr(row, name) for name in RESULT_FIELDS}, done=F("total")):
            TaskResultPart.objects.bulk_create(
                (TaskResultPart(task=row, number=number, content=part) for number, part in sealed),
                batch_size=4,
            )
            return
    keys.destroy_file_key(result_id)
    raise TaskCancelledError


def end_without_file(row: BackgroundTask, state: FileState, trouble: TaskTrouble | None = None) -> None:
    """Say that it was not made.

    Args:
        row: as its worker took it.
        state: cancelled or failed.
        trouble: why, where it failed.
    """
    _select_taken(row.pk, row.attempts).update(
        state=state, trouble=trouble or "", finished_at=timezone.now(), lease_until=None
    )


def _select_taken(task_id: UUID, attempts: int) -> Any:
    """The row as long as the same attempt has it: one whose lease ended writes nothing more."""
    return BackgroundTask.objects.filter(pk=task_id, state=FileState.RUNNING, attempts=attempts)


def _as_plain(shown: Mapping[str, Any]) -> dict[str, list[str]]:
    return {name: [str(number) for number in numbers] for name, numbers in shown.items()}
