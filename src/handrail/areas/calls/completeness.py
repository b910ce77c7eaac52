"""What a return still lacks before it can be handed over."""

from collections.abc import Iterable

from handrail.areas.calls.models import CallQuestion, Return


def list_current_questions(questions: Iterable[CallQuestion]) -> list[CallQuestion]:
    """The newest wording of each question that is still asked, by number."""
    newest = {row.number: row for row in sorted(questions, key=lambda row: (row.number, row.version))}
    return [row for row in newest.values() if not row.left_out]


def list_missing_answers(row: Return) -> list[int]:
    """The numbers of the questions that must be answered and are not, in the wording that is asked now."""
    if row.nothing_to_add:
        return []
    asked = [
        question for question in list_current_questions(row.asked.call.questions.all()) if question.required
    ]
    answered = {answer.question_id for answer in row.answers.all() if answer.value not in ("", None, [])}
    has_practices = row.entries.exists()
    return [
        question.number
        for question in asked
        if not (has_practices if question.kind == "practices" else question.pk in answered)
    ]
