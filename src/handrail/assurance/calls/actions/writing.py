"""Writing one answer or one practice of a return. Two editors of the same one are told; of two, never hindered."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.assurance.calls.actions.putting import check, fill, put
from handrail.assurance.calls.actions.returns import keep, writable
from handrail.assurance.calls.checking import checked
from handrail.assurance.calls.models import Answer, Entry, Question, Return
from handrail.assurance.calls.refusals import StaleAnswer, StalePractice
from handrail.assurance.calls.values import PracticeTold
from handrail.assurance.calls.whole import current
from handrail.audit.actions import record
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say

MOST_PRACTICES = 500


@transaction.atomic
def answer_question(*, call: str, body: str, number: int, value: Any, seen_version: int, by: Actor) -> None:
    """Answer a question in the wording that is asked now. Raises StaleAnswer where somebody else did meanwhile."""
    row = writable(call, body, by)
    question = question_of(row, number)
    value = checked(question, value)
    _begin(row, by)
    answer = Answer.objects.filter(to=row, question=question).first()
    if (answer.version if answer else 0) != seen_version:
        raise StaleAnswer
    put_answer(row, question, value, by)
    row.nothing_to_add, row.nothing_words = False, ""
    keep(row, by)
    record(who=by.who, verb="answered a question of a call", about=None, why=f"{call}: {body}, {number}")


@transaction.atomic
def add_practice(*, call: str, body: str, told: PracticeTold, by: Actor) -> str:
    """Add a practice, and give back its key."""
    row = writable(call, body, by)
    _begin(row, by)
    if row.entries.count() >= MOST_PRACTICES:
        raise NotNow(say("A return holds at most {most_practices} practices.", most_practices=MOST_PRACTICES))
    row.nothing_to_add, row.nothing_words = False, ""
    entry = put(row, told, by)
    keep(row, by)
    record(who=by.who, verb="added a practice", about=None, why=entry.key)
    return entry.key


@transaction.atomic
def change_practice(
    *, call: str, body: str, number: int, told: PracticeTold, seen_version: int, by: Actor
) -> None:
    """Change a practice. Raises StalePractice where somebody else did meanwhile."""
    row = writable(call, body, by)
    entry = practice_of(row, number)
    if entry.version != seen_version:
        raise StalePractice
    check(told)
    fill(entry, told, by)
    entry.version += 1
    entry.save()
    keep(row, by)
    record(who=by.who, verb="changed a practice", about=None, why=entry.key)


@transaction.atomic
def take_out_practice(*, call: str, body: str, number: int, by: Actor) -> None:
    """Take a practice out of the draft. Earlier submissions keep it."""
    row = writable(call, body, by)
    entry = practice_of(row, number)
    key = entry.key
    entry.delete()
    keep(row, by)
    record(who=by.who, verb="took out a practice", about=None, why=key)


def question_of(row: Return, number: int) -> Question:
    """The question of that number in the wording that is asked now."""
    found = next((each for each in current(row.asked.call.questions.all()) if each.number == number), None)
    if found is None:
        raise NotNow(say("The call has no question {number} now.", number=number))
    return found


def practice_of(row: Return, number: int) -> Entry:
    """The practice of that number in this return."""
    entry = Entry.objects.filter(of=row, number=number).first() if row.pk else None
    if entry is None:
        raise NotNow("That practice is not in this return any more.")
    entry.of = row
    return entry


def put_answer(row: Return, question: Question, value: Any, by: Actor) -> None:
    """Write a checked answer."""
    answer = Answer.objects.filter(to=row, question=question).first() or Answer(
        to=row, question=question, version=0
    )
    answer.value, answer.version = value, answer.version + 1
    answer.changed_by_id, answer.changed_at = by.user_id, timezone.now()
    answer.save()


def _begin(row: Return, by: Actor) -> None:
    """A return exists from the first thing that is written in it."""
    if not row.pk:
        keep(row, by)
