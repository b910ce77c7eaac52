"""What a return still lacks before it can be handed over."""

from collections.abc import Iterable

from handrail.assurance.calls.models import Question, Return


def current(questions: Iterable[Question]) -> list[Question]:
    """The newest wording of each question that is still asked, by number."""
    newest = {row.number: row for row in sorted(questions, key=lambda row: (row.number, row.version))}
    return [row for row in newest.values() if not row.left_out]


def missing(row: Return) -> list[int]:
    """The numbers of the questions that must be answered and are not, in the wording that is asked now."""
    if row.nothing_to_add:
        return []
    asked = [question for question in current(row.asked.call.questions.all()) if question.required]
    answered = {answer.question_id for answer in row.answers.all() if answer.value not in ("", None, [])}
    has_practices = row.entries.exists()
    return [
        question.number
        for question in asked
        if not (has_practices if question.kind == "practices" else question.pk in answered)
    ]
