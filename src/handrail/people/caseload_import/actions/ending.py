"""The end of an import: its rows are deleted, its key is destroyed, and the trail says what became of each row."""

from django.utils import timezone

from handrail.people.caseload_import.models import CaseloadImport, CaseloadImportRow
from handrail.people.caseload_import.text_choices import ImportState, RowState
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.audit.actor_snapshot import ActorSnapshot
from handrail.platform.vault import keys


def end_import(caseload: CaseloadImport, state: ImportState, who: ActorSnapshot) -> None:
    """Part of an action that holds the lock: nothing of the file is left afterwards, also in no backup.

    Args:
        caseload: locked.
        state: in which it ends.
        who: who ended it.
    """
    rows = CaseloadImportRow.objects.filter(caseload=caseload)
    left = rows.exclude(state=RowState.IMPORTED).order_by("number").values_list("number", "state")
    caseload.left_out_rows = [number for number, _ in left]
    for number, row_state in left:
        why = f"row {number}: {RowState(row_state).label}"
        write_audit_record(who=who, verb="left a row of an import out", about=caseload.pk, why=why)
    rows.delete()
    now = timezone.now()
    caseload.state, caseload.ended_at, caseload.changed_at = state, now, now
    caseload.version += 1
    caseload.bind(None)
    caseload.file_name, caseload.heads = None, None
    caseload.save()
    write_audit_record(who=who, verb="ended an import of cases and deleted its rows", about=caseload.pk)
    keys.record_erased_file_and_destroy_key(caseload.pk, today())
