"""Files expire: the key of a result is destroyed and its row deleted, by whichever worker looks next."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.background_tasks.models import BackgroundTask, TaskResultPart
from handrail.platform.background_tasks.text_choices import OPEN_STATES, FileState
from handrail.platform.vault import keys

KEPT_FOR: Final = timedelta(hours=24)
"""How long a file is kept after it was made, and the line of one that was not."""
MOST_A_ROUND: Final = 50


def delete_expired_tasks() -> int:
    """Delete what has expired; what is left of a long list waits for the next round. Returns how many."""
    now = timezone.now()
    ended_long_ago = Q(expires_at__isnull=True, finished_at__lt=now - KEPT_FOR) & ~Q(state__in=OPEN_STATES)
    expired = BackgroundTask.objects.filter(Q(expires_at__lt=now) | ended_long_ago).order_by("asked_at")
    numbers = list(expired.values_list("pk", flat=True)[:MOST_A_ROUND])
    deleted = 0
    for number in numbers:
        with transaction.atomic():
            row = BackgroundTask.objects.select_for_update(of=("self",)).filter(pk=number).first()
            if row is not None:  # else another worker was quicker
                delete_task_with_result(row)
                deleted += 1
    return deleted


@acting_as_system(SystemActor.TASKS)
def delete_files_telling_of_case(case_id: UUID) -> None:
    """Part of an erasure: files that tell of the record go with it, and none that may tell of it is made further."""
    for row in BackgroundTask.objects.select_for_update(of=("self",)).order_by("pk"):
        if row.state == FileState.RUNNING:
            BackgroundTask.objects.filter(pk=row.pk).update(is_cancel_asked=True)
        elif str(case_id) in {*map(str, row.arguments.values()), *_list_shown_ids(row)}:
            delete_task_with_result(row)


def _list_shown_ids(row: BackgroundTask) -> set[str]:
    return {number for numbers in (row.shown or {}).values() for number in numbers}


def delete_task_with_result(row: BackgroundTask) -> None:
    """Part of an action that holds the lock: the key first, so that what is deleted can be read nowhere."""
    if row.result_id is not None:
        keys.destroy_file_key(row.result_id)
    TaskResultPart.objects.filter(task=row).delete()
    row.delete()
