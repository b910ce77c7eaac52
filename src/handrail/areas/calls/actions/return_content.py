"""Writing one answer or one practice of a return. Two editors of the same one are told; of two, never hindered."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from handrail.areas.calls.actions.practice_entries import (
    add_practice_entry,
    check_practice_input,
    fill_practice_entry,
)
from handrail.areas.calls.actions.returns import lock_writable_return, save_return
from handrail.areas.calls.answer_validation import validate_answer
from handrail.areas.calls.completeness import list_current_questions
from handrail.areas.calls.exceptions import StaleReturnAnswerError, StaleReturnPracticeError
from handrail.areas.calls.inputs import PracticeInput
from handrail.areas.calls.models import CallQuestion, Return, ReturnAnswer, ReturnEntry
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg

MAX_PRACTICES = 500


@transaction.atomic
def answer_question(*, call: str, body: str, number: int, value: Any, seen_version: int, by: Actor) -> None:
    """Answer a question in the wording that is asked now. Raises StaleAnswer where somebody else did meanwhile."""
    row = lock_writable_return(call, body, by)
    question = get_current_question(row, number)
    value = validate_answer(question, value)
    _ensure_return_saved(row, by)
    answer = ReturnAnswer.objects.filter(to=row, question=question).first()
    if (answer.version if answer else 0) != seen_version:
        raise StaleReturnAnswerError
    save_answer(row, question, value, by)
    row.nothing_to_add, row.nothing_words = False, ""
    save_return(row, by)
    record(who=by.who, verb="answered a question of a call", about=None, why=f"{call}: {body}, {number}")


@transaction.atomic
def add_practice(*, call: str, body: str, told: PracticeInput, by: Actor) -> str:
    """Add a practice, and give back its key."""
    row = lock_writable_return(call, body, by)
    _ensure_return_saved(row, by)
    if row.entries.count() >= MAX_PRACTICES:
        raise ActionNotAllowed(
            msg("A return holds at most {most_practices} practices.", most_practices=MAX_PRACTICES)
        )
    row.nothing_to_add, row.nothing_words = False, ""
    entry = add_practice_entry(row, told, by)
    save_return(row, by)
    record(who=by.who, verb="added a practice", about=None, why=entry.key)
    return entry.key


@transaction.atomic
def change_practice(
    *, call: str, body: str, number: int, told: PracticeInput, seen_version: int, by: Actor
) -> None:
    """Change a practice. Raises StalePractice where somebody else did meanwhile."""
    row = lock_writable_return(call, body, by)
    entry = get_practice_entry(row, number)
    if entry.version != seen_version:
        raise StaleReturnPracticeError
    check_practice_input(told)
    fill_practice_entry(entry, told, by)
    entry.version += 1
    entry.save()
    save_return(row, by)
    record(who=by.who, verb="changed a practice", about=None, why=entry.key)


@transaction.atomic
def remove_practice(*, call: str, body: str, number: int, by: Actor) -> None:
    """Take a practice out of the draft. Earlier submissions keep it."""
    row = lock_writable_return(call, body, by)
    entry = get_practice_entry(row, number)
    key = entry.key
    entry.delete()
    save_return(row, by)
    record(who=by.who, verb="took out a practice", about=None, why=key)


def get_current_question(row: Return, number: int) -> CallQuestion:
    """The question of that number in the wording that is asked now."""
    found = next(
        (each for each in list_current_questions(row.asked.call.questions.all()) if each.number == number),
        None,
    )
    if found is None:
        raise ActionNotAllowed(msg("The call has no question {number} now.", number=number))
    return found


def get_practice_entry(row: Return, number: int) -> ReturnEntry:
    """The practice of that number in this return."""
    entry = ReturnEntry.objects.filter(of=row, number=number).first() if row.pk else None
    if entry is None:
        raise ActionNotAllowed("That practice is not in this return any more.")
    entry.of = row
    return entry


def save_answer(row: Return, question: CallQuestion, value: Any, by: Actor) -> None:
    """Write a checked answer."""
    answer = ReturnAnswer.objects.filter(to=row, question=question).first() or ReturnAnswer(
        to=row, question=question, version=0
    )
    answer.value, answer.version = value, answer.version + 1
    answer.changed_by_id, answer.changed_at = by.user_id, timezone.now()
    answer.save()


def _ensure_return_saved(row: Return, by: Actor) -> None:
    """A return exists from the first thing that is written in it."""
    if not row.pk:
        save_return(row, by)
