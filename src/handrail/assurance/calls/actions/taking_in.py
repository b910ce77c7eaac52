"""Taking a return in from a file: all of it, or nothing."""

from dataclasses import dataclass

from django.db import transaction

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.assurance.calls.actions.putting import put
from handrail.assurance.calls.actions.returns import keep, writable
from handrail.assurance.calls.actions.writing import MOST_PRACTICES, put_answer
from handrail.assurance.calls.files.formats import read
from handrail.assurance.calls.files.raw import Raw
from handrail.assurance.calls.files.understanding import understand
from handrail.assurance.calls.whole import current
from handrail.audit.actions import record
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What a file brought."""

    answers: int
    practices: int
    taken_out: int


def take_in_file(
    *, call: str, body: str, name: str, data: bytes, replace: bool, seen_version: int, by: Actor
) -> TakenIn:
    """Read a file of the template into the draft. Raises NotTaken with every finding, and then keeps nothing.

    The file is read before anything is locked. `replace` takes out the practices that are there. Raises StaleReturn
    where somebody changed the return since the page was opened.
    """
    require(by, Permission.WRITE_RETURN)
    raw = read(name, data)
    return _take_in(call, body, raw, replace, seen_version, by)


@transaction.atomic
def _take_in(call: str, body: str, raw: Raw, replace: bool, seen_version: int, by: Actor) -> TakenIn:
    row = writable(call, body, by, seen_version)
    found = understand(raw, current(row.asked.call.questions.all()))
    if not row.pk:
        keep(row, by)
    out = row.entries.all().delete()[0] if replace else 0
    if row.entries.count() + len(found.practices) > MOST_PRACTICES:
        raise NotNow(say("A return holds at most {most_practices} practices.", most_practices=MOST_PRACTICES))
    for question, value in found.answers:
        put_answer(row, question, value, by)
    for told in found.practices:
        put(row, told, by)
    row.nothing_to_add, row.nothing_words = False, ""
    keep(row, by)
    record(who=by.who, verb="took a return in from a file", about=None, why=f"{call}: {body}")
    return TakenIn(len(found.answers), len(found.practices), out)
