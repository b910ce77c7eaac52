"""Taking a return in from a file: all of it, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from handrail.areas.calls.actions.return_content import (
    ensure_return_saved,
    number_and_save_return_practice,
    raise_if_too_many_practices,
    save_return_answer,
)
from handrail.areas.calls.actions.returns import lock_writable_return, save_return
from handrail.areas.calls.current_questions_and_answers import list_current_questions
from handrail.areas.calls.models import CallQuestion
from handrail.areas.calls.return_files.formats import read_return_file
from handrail.areas.calls.return_files.parsing import parse_return
from handrail.areas.calls.return_files.raw_tables import RawTables, ReturnFileFault, ReturnFileRejectedError
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record


@dataclass(frozen=True, slots=True)
class FileImportCounts:
    """What a file brought."""

    answers: int
    practices: int
    taken_out: int


def import_return_file(
    *, call: str, body: str, name: str, data: bytes, replace: bool, seen: int, by: Actor
) -> FileImportCounts:
    """Read a file of the template into the draft: all of it, or nothing. It is read before anything is locked.

    Args:
        call, body: the codes of the call and of the body that was asked.
        name: the file's, which says its format.
        data: what is in it.
        replace: whether the practices that are there are taken out.
        seen: the version of the return that the page showed; 0 where there was none.
        by: whoever writes.

    Raises:
        ReturnFileRejectedError: with every finding.
        ConcurrentEditError: somebody changed the return since.
    """
    require_permission(by, Permission.WRITE_RETURN)
    raw = read_return_file(name, data)
    return _parse_and_save_tables(call, body, raw, replace, seen, by)


def list_faults_of_return_file(
    name: str, data: bytes, questions: Sequence[CallQuestion]
) -> tuple[ReturnFileFault, ...]:
    """What is to be mended in a file before it can be taken in; nothing where it can.

    Args:
        name: the file's, which says its format.
        data: what is in it.
        questions: as the call asks them now.

    Returns:
        What to mend, in the order of the file.
    """
    try:
        parse_return(read_return_file(name, data), questions)
    except ReturnFileRejectedError as rejected:
        return rejected.findings
    return ()


@transaction.atomic
def _parse_and_save_tables(
    call: str, body: str, raw: RawTables, replace: bool, seen: int, by: Actor
) -> FileImportCounts:
    row = lock_writable_return(call, body, by, seen)
    found = parse_return(raw, list_current_questions(row.asked.call.questions.all()))
    ensure_return_saved(row, by)
    out = row.entries.all().delete()[0] if replace else 0
    raise_if_too_many_practices(row, len(found.practices))
    for question, value in found.answers:
        save_return_answer(row, question, value, by)
    for told in found.practices:
        number_and_save_return_practice(row, told.build_unsaved_entry(), by)
    row.nothing_to_add, row.nothing_words = False, ""
    save_return(row, by)
    write_audit_record(who=by.who, verb="imported a return from a file", about=None, why=f"{call}: {body}")
    return FileImportCounts(len(found.answers), len(found.practices), out)
