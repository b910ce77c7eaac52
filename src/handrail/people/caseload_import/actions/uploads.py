"""Taking a spreadsheet in: its cells are kept sealed, row by row; the file itself is never kept."""

import datetime
import json
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.caseload_import.import_columns import (
    get_import_columns_by_code,
    match_columns,
    normalise_head,
)
from handrail.people.caseload_import.models import CaseloadImport, CaseloadImportRow, SavedColumnMapping
from handrail.people.caseload_import.permissions import lock_import
from handrail.people.caseload_import.spreadsheet_reading import Spreadsheet, read_spreadsheet
from handrail.people.caseload_import.text_choices import (
    FILE_STATES,
    ImportBasis,
    ImportState,
    RowState,
    SupportConsent,
)
from handrail.platform.access.actions import create_case_file_with_nobody_named
from handrail.platform.access.actor import Actor
from handrail.platform.access.body_and_colleague_choices import select_colleagues_who_may_view_cases
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg, pluralise

NEEDED_COLUMNS = ("identified", "age")
BATCH = 500


def create_import(*, name: str, data: bytes, by: Actor) -> CaseloadImport:
    """Take a spreadsheet in, with its columns matched as far as they are known. Nothing is imported.

    It is read before anything is locked: however long that takes, nobody waits for it.

    Args:
        name: of the file.
        data: its bytes.
        by: who acts.

    Returns:
        The import.

    Raises:
        Denied: the role may not import cases.
        UnreadableCaseloadError: the file cannot be taken, with the row and the reason.
    """
    require_permission(by, Permission.IMPORT_CASELOAD)
    table = read_spreadsheet(name, data)
    with transaction.atomic():
        now = timezone.now()
        caseload = CaseloadImport(
            file=create_case_file_with_nobody_named(by=by),
            body_id=by.body_id,
            state=ImportState.MAPPING,
            uploaded_at=now,
            uploaded_by_id=by.user_id,
            changed_at=now,
        )
        _keep_table(caseload, table, name)
        caseload.columns = match_columns(table.heads, _get_saved_codes(by.body_id))
        caseload.save(force_insert=True)
        _create_rows(caseload, table)
        _record_upload(caseload, by)
    return caseload


def replace_file(*, import_id: UUID, name: str, data: bytes, by: Actor) -> CaseloadImport:
    """Take a corrected spreadsheet in the place of the one before. Where its heads are the same, it is checked at once.

    Args:
        import_id: the import, of which nothing is imported yet.
        name: of the file.
        data: its bytes.
        by: who acts.

    Returns:
        The import.

    Raises:
        ActionNotPossibleError: the import has moved on, or the file cannot be taken.
    """
    require_permission(by, Permission.IMPORT_CASELOAD)
    table = read_spreadsheet(name, data)
    with transaction.atomic():
        caseload = lock_import(import_id, by, FILE_STATES)
        caseload.bind(UnrecordedKeyAccess(caseload.pk))
        before = {normalise_head(head): code for head, code in _pair_heads_with_codes(caseload)}
        known = _get_saved_codes(by.body_id) | before
        CaseloadImportRow.objects.filter(caseload=caseload).delete()
        _keep_table(caseload, table, name)
        caseload.columns = match_columns(table.heads, known)
        is_same = {normalise_head(head) for head in table.heads if head} == set(before) - {""}
        if is_same and caseload.basis:
            mark_for_check(caseload, by)
        else:
            caseload.state = ImportState.MAPPING
        save_import(caseload)
        _create_rows(caseload, table)
        _record_upload(caseload, by)
    return caseload


def _pair_heads_with_codes(caseload: CaseloadImport) -> list[tuple[str, str]]:
    heads = json.loads(caseload.heads.open() or "[]")
    return list(zip(heads, caseload.columns, strict=False))


def _keep_table(caseload: CaseloadImport, table: Spreadsheet, name: str) -> None:
    caseload.bind(UnrecordedKeyAccess(caseload.file_id))
    caseload.file_name = name[-200:]
    caseload.heads = json.dumps(table.heads, ensure_ascii=False)
    caseload.row_count = len(table.rows)


def _create_rows(caseload: CaseloadImport, table: Spreadsheet) -> None:
    access = UnrecordedKeyAccess(caseload.pk)
    rows = [
        CaseloadImportRow(
            caseload=caseload, number=row.number, cells=json.dumps(row.cells, ensure_ascii=False)
        ).bind(access)
        for row in table.rows
    ]
    CaseloadImportRow.objects.bulk_create(rows, batch_size=BATCH)


def _record_upload(caseload: CaseloadImport, by: Actor) -> None:
    why = str(pluralise(caseload.row_count, "row", commas=True))
    write_audit_record(who=by.who, verb="uploaded a spreadsheet of cases", about=caseload.pk, why=why)


def _get_saved_codes(body_id: int) -> dict[str, str]:
    saved = SavedColumnMapping.objects.filter(pk=body_id).first()
    return dict(saved.codes) if saved else {}


@transaction.atomic
def save_columns(*, import_id: UUID, codes: Sequence[str], seen: int, by: Actor) -> CaseloadImport:
    """Say what each column of the file is, and keep that for the organisation's next time.

    Args:
        import_id: the import.
        codes: one for each column, "" for one that is not imported.
        seen: the version that the page showed.
        by: who acts.

    Returns:
        The import: asking its questions, or checking where they were answered before.

    Raises:
        ActionNotPossibleError: a column is named twice, or a needed one is missing.
        ConcurrentEditError: somebody else changed it.
    """
    caseload = lock_import(import_id, by, FILE_STATES, seen=seen)
    columns = get_import_columns_by_code()
    chosen = [code if code in columns else "" for code in codes][: len(caseload.columns)]
    for code in filter(None, chosen):
        if chosen.count(code) > 1:
            raise ActionNotPossibleError(
                msg("Two columns are matched to “{head}”. Choose one of them.", head=columns[code].head)
            )
    if missing := [columns[code].head for code in NEEDED_COLUMNS if code not in chosen]:
        raise ActionNotPossibleError(
            msg("Choose which column is: {heads}.", heads=join_texts(missing, ", ", " and "))
        )
    caseload.columns = chosen
    _save_mapping(caseload, by)
    if caseload.basis:
        mark_for_check(caseload, by)
    else:
        caseload.state = ImportState.ASKING
    save_import(caseload)
    write_audit_record(who=by.who, verb="matched the columns of an import of cases", about=caseload.pk)
    return caseload


def _save_mapping(caseload: CaseloadImport, by: Actor) -> None:
    caseload.bind(UnrecordedKeyAccess(caseload.pk))
    codes = {normalise_head(head): code for head, code in _pair_heads_with_codes(caseload) if head}
    SavedColumnMapping.objects.update_or_create(
        body_id=by.body_id,
        defaults={
            "codes": {**_get_saved_codes(by.body_id), **codes},
            "saved_at": timezone.now(),
            "saved_by_id": by.user_id,
        },
    )


@transaction.atomic
def answer_import_questions(
    *,
    import_id: UUID,
    basis: ImportBasis,
    consent: SupportConsent,
    consent_on: datetime.date | None,
    point_of_contact_id: int,
    seen: int,
    by: Actor,
) -> CaseloadImport:
    """Say what the import as a whole rests on, and have its rows checked.

    Args:
        import_id: the import.
        basis: the lawful basis, where a row names no other.
        consent: whether everybody said yes to local support.
        consent_on: the day of everybody's yes; None where rows say it.
        point_of_contact_id: the account of who is the point of contact where a row names nobody.
        seen: the version that the page showed.
        by: who acts.

    Returns:
        The import, which waits to be checked.

    Raises:
        ActionNotPossibleError: the columns are not matched yet, or the colleague may not be named.
        ConcurrentEditError: somebody else changed it.
    """
    caseload = lock_import(import_id, by, (ImportState.ASKING, ImportState.CHECKED), seen=seen)
    if not select_colleagues_who_may_view_cases(by.body_id).filter(pk=point_of_contact_id).exists():
        raise ActionNotPossibleError("Choose a colleague who works on cases.")
    if consent_on and consent_on > today():
        raise ActionNotPossibleError("That date is in the future.")
    caseload.basis, caseload.consent = ImportBasis(basis), SupportConsent(consent)
    caseload.consent_on = consent_on if consent is SupportConsent.ALL else None
    caseload.point_of_contact_id = point_of_contact_id
    mark_for_check(caseload, by)
    save_import(caseload)
    why = f"{caseload.get_basis_display()}; {caseload.get_consent_display()}"
    write_audit_record(who=by.who, verb="said what an import of cases rests on", about=caseload.pk, why=why)
    return caseload


def mark_for_check(caseload: CaseloadImport, by: Actor) -> None:
    """Part of an action: the rows wait to be checked anew. What was decided of them stays."""
    rows = CaseloadImportRow.objects.filter(caseload=caseload).exclude(state=RowState.IMPORTED)
    rows.update(state=RowState.UNREAD)
    caseload.state, caseload.worked_count = ImportState.CHECKING, 0
    caseload.is_stop_asked, caseload.trouble, caseload.worked_by_id = False, "", by.user_id


def save_import(caseload: CaseloadImport) -> None:
    """Part of an action that holds the lock: the columns as they stand, and a new version."""
    caseload.version += 1
    caseload.changed_at = timezone.now()
    caseload.bind(UnrecordedKeyAccess(caseload.pk))
    caseload.save()


def save_import_without_key(caseload: CaseloadImport) -> None:
    """The same after its rows and its key are gone: nothing sealed is left to write."""
    caseload.version += 1
    caseload.changed_at = timezone.now()
    caseload.save()
