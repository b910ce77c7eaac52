"""Taking a return in from a file: all of it, or nothing."""

from dataclasses import dataclass

from django.db import transaction

from handrail.areas.calls.actions.practice_entries import add_practice_entry
from handrail.areas.calls.actions.return_content import MAX_PRACTICES, save_answer
from handrail.areas.calls.actions.returns import lock_writable_return, save_return
from handrail.areas.calls.completeness import list_current_questions
from handrail.areas.calls.return_files.formats import read_return_file
from handrail.areas.calls.return_files.parsing import parse_return
from handrail.areas.calls.return_files.raw_tables import RawTables
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg


@dataclass(frozen=True, slots=True)
class FileImportResult:
    """What a file brought."""

    answers: int
    practices: int
    taken_out: int


def import_return_file(
    *, call: str, body: str, name: str, data: bytes, replace: bool, seen_version: int, by: Actor
) -> FileImportResult:
    """Read a file of the template into the draft. Raises NotTaken with every finding, and then keeps nothing.

    The file is read before anything is locked. `replace` takes out the practices that are there. Raises StaleReturn
    where somebody changed the return since the page was opened.
    """
    require_permission(by, Permission.WRITE_RETURN)
    raw = read_return_file(name, data)
    return _import_tables(call, body, raw, replace, seen_version, by)


@transaction.atomic
def _import_tables(
    call: str, body: str, raw: RawTables, replace: bool, seen_version: int, by: Actor
) -> FileImportResult:
    row = lock_writable_return(call, body, by, seen_version)
    found = parse_return(raw, list_current_questions(row.asked.call.questions.all()))
    if not row.pk:
        save_return(row, by)
    out = row.entries.all().delete()[0] if replace else 0
    if row.entries.count() + len(found.practices) > MAX_PRACTICES:
        raise ActionNotAllowed(
            msg("A return holds at most {most_practices} practices.", most_practices=MAX_PRACTICES)
        )
    for question, value in found.answers:
        save_answer(row, question, value, by)
    for told in found.practices:
        add_practice_entry(row, told, by)
    row.nothing_to_add, row.nothing_words = False, ""
    save_return(row, by)
    record(who=by.who, verb="took a return in from a file", about=None, why=f"{call}: {body}")
    return FileImportResult(len(found.answers), len(found.practices), out)
