"""Writing one answer or one practice of a return. Two editors meet only where they write the same one."""

from typing import Any

from django.db import transaction

from handrail.areas.calls.actions.returns import lock_writable_return, save_return
from handrail.areas.calls.current_questions_and_answers import list_current_questions, validate_return_answer
from handrail.areas.calls.models import CallQuestion, Return, ReturnAnswer, ReturnPractice
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.kernel.messages import msg

MAX_PRACTICES = 500


@transaction.atomic
def answer_question(*, call: str, body: str, number: int, value: Any, seen: int, by: Actor) -> None:
    """Answer a question in the wording that is asked now.

    Args:
        call, body: the codes of the call and of the body that was asked.
        number: the question's.
        value: as its kind of question takes it (`clean_answer`).
        seen: the version of the answer that the page showed; 0 where there was none.
        by: whoever writes.

    Raises:
        ConcurrentEditError: somebody else answered it since.
        ActionNotPossibleError: it is no answer to this question, or nobody writes in the return now.
    """
    row = lock_writable_return(call, body, by)
    question = get_newest_question_version(row, number)
    value = validate_return_answer(question, value)
    ensure_return_saved(row, by)
    answer = ReturnAnswer.objects.filter(to=row, question=question).first()
    if (answer.version if answer else 0) != seen:
        raise ConcurrentEditError(saved=answer)
    save_return_answer(row, question, value, by)
    _save_return_and_clear_nothing_to_add(row, by)
    write_audit_record(who=by.who, verb="answered a question", about=None, why=f"{call}: {body}, {number}")


@transaction.atomic
def add_practice(entry: ReturnPractice, *, call: str, body: str, by: Actor) -> str:
    """Add a practice to the return of a body.

    Args:
        entry: the unsaved practice; without an area it is of the body's own.
        call, body: the codes of the call and of the body that was asked.
        by: whoever writes.

    Returns:
        The key of the practice, which never changes.
    """
    row = lock_writable_return(call, body, by)
    ensure_return_saved(row, by)
    raise_if_too_many_practices(row, 1)
    number_and_save_return_practice(row, entry, by)
    _save_return_and_clear_nothing_to_add(row, by)
    write_audit_record(who=by.who, verb="added a practice", about=None, why=entry.key)
    return entry.key


@transaction.atomic
def change_practice(entry: ReturnPractice, *, call: str, body: str, seen: int, by: Actor) -> None:
    """Change a practice of the return of a body. Raises ConcurrentEditError.

    Args:
        entry: the practice with its changed values.
        call, body: the codes of the call and of the body that was asked.
        seen: the version that the page showed.
        by: whoever writes.
    """
    row = lock_writable_return(call, body, by)
    entry.of = get_practice_of_return(row, entry.number).of
    entry.save_by(by, seen=seen)
    save_return(row, by)
    write_audit_record(who=by.who, verb="changed a practice", about=None, why=entry.key)


@transaction.atomic
def remove_practice(*, call: str, body: str, number: int, by: Actor) -> None:
    """Take a practice out of the draft. Earlier submissions keep it.

    Args:
        call: its code.
        body: the code of the body whose return it is.
        number: of the practice within the return.
        by: who acts.

    Raises:
        Denied, CallNotVisible: the return is not the actor's to work on.
        ActionNotPossibleError: the return takes no changes now.
    """
    row = lock_writable_return(call, body, by)
    entry = get_practice_of_return(row, number)
    key = entry.key
    entry.delete()
    save_return(row, by)
    write_audit_record(who=by.who, verb="removed a practice", about=None, why=key)


def get_practice_of_return(row: Return, number: int) -> ReturnPractice:
    """The practice of that number in this return. Raises ActionNotPossibleError where it is gone."""
    entry = ReturnPractice.objects.filter(of=row, number=number).first() if row.pk else None
    if entry is None:
        raise ActionNotPossibleError("That practice is no longer in this return.")
    entry.of = row
    return entry


def number_and_save_return_practice(row: Return, entry: ReturnPractice, by: Actor) -> ReturnPractice:
    """Give a practice the next number of its return, and save it. The caller has locked the return.

    Args:
        row: the return.
        entry: the practice, without its number.
        by: who acts.

    Returns:
        The practice as it was saved.
    """
    entry.of, entry.number = row, row.next_entry
    entry.key = entry.key or _make_return_practice_key(row, entry.number)
    entry.area_id = entry.area_id or row.asked.body.area_id
    entry.save_by(by)
    row.next_entry += 1
    row.save(update_fields=["next_entry"])
    return entry


def save_return_answer(row: Return, question: CallQuestion, value: Any, by: Actor) -> None:
    """Write a checked answer. The caller has locked the return.

    Args:
        row: the return.
        question: in the wording that was answered.
        value: as `clean_answer` gives it.
        by: who acts.
    """
    answer = ReturnAnswer.objects.filter(to=row, question=question).first()
    answer = answer or ReturnAnswer(to=row, question=question)
    answer.value = value
    answer.save_by(by)


def ensure_return_saved(row: Return, by: Actor) -> None:
    """A return exists from the first thing that is written in it."""
    if not row.pk:
        save_return(row, by)


def raise_if_too_many_practices(row: Return, number: int) -> None:
    """Raise ActionNotPossibleError where a return would hold too many practices after that number more."""
    if row.entries.count() + number > MAX_PRACTICES:
        raise ActionNotPossibleError(
            msg("A return can have up to {most_practices} practices.", most_practices=MAX_PRACTICES)
        )


def get_newest_question_version(row: Return, number: int) -> CallQuestion:
    """The question in the wording that is asked now. Raises ActionNotPossibleError where there is none."""
    rows = list_current_questions(row.asked.call.questions.all())
    found = next((question for question in rows if question.number == number), None)
    if found is None:
        raise ActionNotPossibleError(msg("The request no longer has a question {number}.", number=number))
    return found


def _save_return_and_clear_nothing_to_add(row: Return, by: Actor) -> None:
    """Whatever is written takes "nothing to add" away."""
    row.nothing_to_add, row.nothing_words = False, ""
    save_return(row, by)


def _make_return_practice_key(row: Return, number: int) -> str:
    call, body = row.asked.call.code, row.asked.body.code
    return f"{call[:30].strip('-')}-{body}-{number}"[:80]
