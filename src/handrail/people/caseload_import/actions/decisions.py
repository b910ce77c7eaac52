"""What somebody decides of an import: of rows that may be of somebody known, of the whole, and of stopping it."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from handrail.people.caseload_import.actions.ending import end_import
from handrail.people.caseload_import.actions.uploads import (
    mark_for_check,
    save_import,
    save_import_without_key,
)
from handrail.people.caseload_import.models import CaseloadImport, CaseloadImportRow, ImportedCase
from handrail.people.caseload_import.permissions import lock_import
from handrail.people.caseload_import.text_choices import (
    FILE_STATES,
    ImportState,
    RowDecision,
    RowState,
)
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg, pluralise

CHECK_LASTS = timedelta(days=1)
DECIDED_IN = (ImportState.CHECKED, ImportState.STOPPED)
DECIDED_ROWS = (RowState.DUPLICATE, RowState.READY, RowState.LEFT_OUT)


@transaction.atomic
def decide_row(*, import_id: UUID, number: int, decision: RowDecision, by: Actor) -> None:
    """Say of a row that may be of somebody known whether it is, or leave it out.

    Args:
        import_id: the import.
        number: of the row.
        decision: what it is.
        by: who decides.

    Raises:
        ActionNotPossibleError: the import has moved on, or nothing has to be decided of the row.
    """
    caseload = lock_import(import_id, by, DECIDED_IN)
    rows = CaseloadImportRow.objects.filter(caseload=caseload, number=number, state__in=DECIDED_ROWS)
    row = rows.exclude(likely__isnull=True).first()
    if row is None:
        raise ActionNotPossibleError("There is nothing to decide about this row.")
    _decide(CaseloadImportRow.objects.filter(pk=row.pk), RowDecision(decision))
    why = f"row {number}: {RowDecision(decision).label}"
    write_audit_record(who=by.who, verb="decided on a row of an import", about=caseload.pk, why=why)


@transaction.atomic
def decide_undecided_rows(*, import_id: UUID, decision: RowDecision, by: Actor) -> int:
    """The same of every row that waits for a decision. Returns how many.

    Args:
        import_id: the import.
        decision: what they are.
        by: who decides.
    """
    caseload = lock_import(import_id, by, DECIDED_IN)
    rows = CaseloadImportRow.objects.filter(caseload=caseload, state=RowState.DUPLICATE)
    numbers = list(rows.order_by("number").values_list("number", flat=True))
    _decide(rows, RowDecision(decision))
    for number in numbers:
        why = f"row {number}: {RowDecision(decision).label}"
        write_audit_record(who=by.who, verb="decided on a row of an import", about=caseload.pk, why=why)
    return len(numbers)


def _decide(rows: QuerySet[CaseloadImportRow], decision: RowDecision) -> None:
    state = RowState.READY if decision is RowDecision.NEW else RowState.LEFT_OUT
    rows.update(decision=decision, state=state)


@transaction.atomic
def start_import(*, import_id: UUID, by: Actor) -> CaseloadImport:
    """Have the rows that are ready imported, beside the pages; or checked again, where the check is of another day.

    Args:
        import_id: the import.
        by: who starts it; the work is done as them.

    Returns:
        The import.

    Raises:
        ActionNotPossibleError: rows wait for a decision, or none is ready.
    """
    caseload = lock_import(import_id, by, DECIDED_IN)
    rows = CaseloadImportRow.objects.filter(caseload=caseload)
    if waiting := rows.filter(state=RowState.DUPLICATE).count():
        raise ActionNotPossibleError(
            msg("Decide first: {rows} may be of someone known.", rows=pluralise(waiting, "row", commas=True))
        )
    if caseload.checked_at is None or timezone.now() - caseload.checked_at > CHECK_LASTS:
        mark_for_check(caseload, by)
        save_import(caseload)
        return caseload
    ready = rows.filter(state=RowState.READY).count()
    if not ready:
        raise ActionNotPossibleError("No row is ready to import. Correct the file and upload it again.")
    caseload.state, caseload.worked_by_id = ImportState.IMPORTING, by.user_id
    caseload.is_stop_asked, caseload.trouble = False, ""
    caseload.worked_count, caseload.row_count = caseload.imported_count, caseload.imported_count + ready
    save_import(caseload)
    why = str(pluralise(ready, "row", commas=True))
    write_audit_record(who=by.who, verb="started an import of cases", about=caseload.pk, why=why)
    return caseload


@transaction.atomic
def request_stop(*, import_id: UUID, by: Actor) -> None:
    """Ask the work beside the pages to stop after the row that it is at.

    Args:
        import_id: the import, while it is checked or imported.
        by: who asks.
    """
    caseload = lock_import(import_id, by, (ImportState.CHECKING, ImportState.IMPORTING))
    caseload.is_stop_asked = True
    save_import(caseload)
    write_audit_record(who=by.who, verb="stopped an import of cases", about=caseload.pk)


@transaction.atomic
def finish_import(*, import_id: UUID, by: Actor) -> CaseloadImport:
    """Import nothing more: what is imported stays, the other rows are deleted. With none imported it is discarded.

    Args:
        import_id: the import.
        by: who decides.

    Returns:
        The import, which has ended.
    """
    caseload = lock_import(import_id, by, (*FILE_STATES, ImportState.STOPPED))
    imported = ImportedCase.objects.filter(caseload=caseload).exists()
    end_import(caseload, ImportState.DONE if imported else ImportState.DISCARDED, by.who)
    return caseload


@transaction.atomic
def start_undo(*, import_id: UUID, by: Actor) -> CaseloadImport:
    """Have every case of the import erased, but for those that somebody has worked on since.

    Args:
        import_id: the import.
        by: who undoes it; the work is done as them.

    Returns:
        The import.

    Raises:
        ActionNotPossibleError: no case of it is left.
    """
    caseload = lock_import(import_id, by, (ImportState.DONE, ImportState.STOPPED))
    cases = ImportedCase.objects.filter(caseload=caseload).count()
    if not cases:
        raise ActionNotPossibleError("No case of this import is left.")
    if caseload.state == ImportState.STOPPED:
        end_import(caseload, ImportState.UNDOING, by.who)
    caseload.state, caseload.worked_by_id = ImportState.UNDOING, by.user_id
    caseload.worked_count, caseload.row_count, caseload.trouble = 0, cases, ""
    save_import_without_key(caseload)
    write_audit_record(who=by.who, verb="began to undo an import of cases", about=caseload.pk)
    return caseload
