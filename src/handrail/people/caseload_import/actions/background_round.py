"""One round of the work beside the pages (`handrail work`): every import that waits, each as whoever began it.

A round ends after some seconds, so that the lease of the job is renewed; the next one goes on where it ended.
"""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Final, Protocol
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils import timezone

from handrail.people.caseload_import.actions.ending import end_import
from handrail.people.caseload_import.actions.row_check import RowCheck
from handrail.people.caseload_import.actions.row_import import RowImport
from handrail.people.caseload_import.actions.undo import ImportUndo
from handrail.people.caseload_import.models import CaseloadImport, ImportedCase
from handrail.people.caseload_import.text_choices import (
    OPEN_STATES,
    WORKED_ON_STATES,
    ImportState,
    ImportTrouble,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import find_actor_for_body
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.person_row_actor import act_as_user_within_block
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actor_snapshot import ActorSnapshot

log = logging.getLogger(__name__)
SECONDS_A_ROUND: Final = 20.0
KEPT_FOR: Final = timedelta(days=7)
"""How long the rows of an import are kept that nobody goes on with."""
HANDRAIL: Final = ActorSnapshot("", "Handrail", "", "this installation", "")


class ImportWork(Protocol):
    """A piece of work that goes on in small steps."""

    def work(self) -> bool: ...


WORKERS: Final[dict[ImportState, Callable[[CaseloadImport, Actor], ImportWork]]] = {
    ImportState.CHECKING: RowCheck,
    ImportState.IMPORTING: RowImport,
    ImportState.UNDOING: ImportUndo,
}
STOPS_IN: Final = {
    ImportState.CHECKING: ImportState.ASKING,
    ImportState.IMPORTING: ImportState.STOPPED,
    ImportState.UNDOING: ImportState.DONE,
}


@acting_as_system(SystemActor.CASELOADS)
def run_caseload_import_round(seconds: float = SECONDS_A_ROUND) -> int:
    """Work for some seconds at the imports that wait, longest waiting first. Returns how many steps were done."""
    until, steps = time.monotonic() + seconds, 0
    waiting = CaseloadImport.objects.filter(state__in=WORKED_ON_STATES).order_by("changed_at")
    for import_id in list(waiting.values_list("pk", flat=True)):
        steps += _work_at(import_id, until)
    _end_abandoned_imports()
    return steps


def _work_at(import_id: UUID, until: float) -> int:
    caseload = CaseloadImport.objects.select_related("worked_by__body").get(pk=import_id)
    actor = _find_actor(caseload)
    if actor is None:
        _stop_with_trouble(import_id, ImportTrouble.NOT_ALLOWED)
        return 0
    try:
        with act_as_user_within_block(actor):
            return _work_until(WORKERS[ImportState(caseload.state)](caseload, actor), until)
    except DatabaseError:
        raise  # the database is away or busy: the next round goes on
    except Exception:
        log.exception("The import %s stopped.", import_id)
        _stop_with_trouble(import_id, ImportTrouble.FAILED)
        return 0


def _work_until(worker: ImportWork, until: float) -> int:
    steps = 1
    while worker.work() and time.monotonic() < until:
        steps += 1
    return steps


def _find_actor(caseload: CaseloadImport) -> Actor | None:
    """Whoever began it, if they still may: the policy is asked of them for each row."""
    user = caseload.worked_by
    if user is None or not User.objects.filter(pk=user.pk, is_active=True).exists():
        return None
    return find_actor_for_body(user, caseload.body_id, Permission.IMPORT_CASELOAD)


@transaction.atomic
def _stop_with_trouble(import_id: UUID, trouble: ImportTrouble) -> None:
    caseload = CaseloadImport.objects.select_for_update(of=("self",)).get(pk=import_id)
    stopped = STOPS_IN.get(ImportState(caseload.state))
    if stopped:
        CaseloadImport.objects.filter(pk=import_id).update(
            state=stopped, trouble=trouble, is_stop_asked=False, changed_at=timezone.now()
        )


def _end_abandoned_imports() -> None:
    """Nobody went on for a week: what was imported stays, and the rows of the file are kept no longer."""
    over = CaseloadImport.objects.filter(state__in=OPEN_STATES, changed_at__lt=timezone.now() - KEPT_FOR)
    for import_id in list(over.values_list("pk", flat=True)):
        with transaction.atomic():
            rows = CaseloadImport.objects.select_for_update(of=("self",))
            caseload = rows.filter(pk=import_id, state__in=OPEN_STATES).first()
            if caseload is not None:
                imported = ImportedCase.objects.filter(caseload=caseload).exists()
                end_import(caseload, ImportState.DONE if imported else ImportState.DISCARDED, HANDRAIL)
