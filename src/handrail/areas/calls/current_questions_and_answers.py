"""The questions that a call asks now, what is an answer to each, and which a return still lacks."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from handrail.areas.calls.models import CallQuestion, Return
from handrail.insight.cited_figures.marks import list_numbers_of_placeholders_without_figure
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg

MAX_TEXT_LENGTH = 20_000
MAX_TABLE_ROWS = 200


class AnswerableQuestionProtocol(Protocol):
    """A question, as far as checking an answer needs it."""

    @property
    def kind(self) -> str: ...
    @property
    def options(self) -> Sequence[str]: ...


def validate_return_answer(question: AnswerableQuestionProtocol, value: Any) -> Any:
    """The value as it is saved. Raises ActionNotPossibleError where it is no answer to this kind of question."""
    match question.kind:
        case "text":
            return _clean_text_answer(value)
        case "choice":
            if value not in ("", *question.options):
                raise ActionNotPossibleError(
                    msg("Choose from: {options}.", options=join_texts(question.options))
                )
            return value
        case "number":
            return _parse_whole_number_answer(value)
        case "table":
            return _clean_table_answer(question, value)
        case _:
            raise ActionNotPossibleError("This question is answered with practices, one by one.")


def list_current_questions(questions: Iterable[CallQuestion]) -> list[CallQuestion]:
    """The newest wording of each question that is still asked, by number."""
    newest = {row.number: row for row in sorted(questions, key=lambda row: (row.number, row.version))}
    return [row for row in newest.values() if not row.left_out]


def list_unanswered_question_numbers(row: Return) -> list[int]:
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


def list_numbers_of_questions_with_lost_figures(row: Return) -> list[int]:
    """The numbers of the questions whose answer cites a figure that is not in the return."""
    if row.nothing_to_add:
        return []
    figures = [(figure.question_number, figure.trail) for figure in row.figures.all()]
    asked = {
        question.pk: question.number for question in list_current_questions(row.asked.call.questions.all())
    }
    return sorted(
        asked[answer.question_id]
        for answer in row.answers.all()
        if answer.question_id in asked
        and list_numbers_of_placeholders_without_figure(
            answer.value, [trail for number, trail in figures if number == asked[answer.question_id]]
        )
    )


def _clean_text_answer(value: Any) -> str:
    text = str(value or "").strip()
    if len(text) > MAX_TEXT_LENGTH:
        raise ActionNotPossibleError(
            msg(
                "Use {longest} characters or fewer. This answer has {text}.",
                longest=f"{MAX_TEXT_LENGTH:,}",
                text=f"{len(text):,}",
            )
        )
    return text


def _parse_whole_number_answer(value: Any) -> int | None:
    """A whole number as people write it; commas and spaces in it do no harm."""
    if value is None or value == "":
        return None
    text = str(value).replace(",", "").replace("\u00a0", "").replace(" ", "")
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise ActionNotPossibleError("Enter a whole number, such as 12 or 1,204.")
    return int(text)


def _clean_table_answer(question: AnswerableQuestionProtocol, value: Any) -> list[list[str]]:
    width = len(question.options)
    rows = [[str(cell).strip() for cell in row] for row in value or []]
    if any(len(row) != width for row in rows):
        raise ActionNotPossibleError(
            msg(
                "Enter {width} cells in each row: {options}.",
                width=width,
                options=" | ".join(question.options),
            )
        )
    rows = [row for row in rows if any(row)]
    if len(rows) > MAX_TABLE_ROWS or sum(len(cell) for row in rows for cell in row) > MAX_TEXT_LENGTH:
        raise ActionNotPossibleError(
            msg(
                "Use {most_rows} rows and {longest} characters or fewer.",
                most_rows=MAX_TABLE_ROWS,
                longest=f"{MAX_TEXT_LENGTH:,}",
            )
        )
    return rows
