"""What a template holds: how to fill it in, each question, and the return as it is now."""

from typing import Final

from handrail.areas.calls.models import ReturnPractice
from handrail.areas.calls.queries.returns import ReturnAnswerRow, ReturnDetail
from handrail.areas.calls.return_files.columns import ReturnTemplate
from handrail.areas.calls.states_and_kinds import EVALUATED, PHASES, PRACTICE_KINDS, PRACTICE_STATES
from handrail.platform.kernel.messages import join_texts, msg


def make_return_template(page: ReturnDetail) -> ReturnTemplate:
    """The template of one body's return."""
    return ReturnTemplate(
        title=msg("{title}: return from {body_name}", title=page.head.title, body_name=page.body_name),
        how=HOW_TO_LINES,
        answers=tuple(row for line in page.answers for row in _make_answer_template_rows(line)),
        practices=tuple(_make_practice_template_row(line) for line in page.practices),
    )


HOW_TO_LINES: Final = (
    "Write your answers beside the questions. Do not change the numbers, headings or column order.",
    "A table answer has one row for each of its rows. Repeat the question number, with | between the cells.",
    "Use one row for each practice. Enter yes or no under Before, During, After and Outside (the NRM).",
    "State: " + join_texts((words for _, words in PRACTICE_STATES)) + ".",
    "What it is: " + join_texts((words for _, words in PRACTICE_KINDS)) + ".",
    "Leave the area empty for your own area. Do not include people’s names or the address of a safe place.",
    "No formulas, merged cells, hidden sheets or macros. Up to 2 MB.",
)


def _make_answer_template_rows(line: ReturnAnswerRow) -> list[tuple[str, ...]]:
    question = line.question
    if question.kind == "practices":
        return []
    words = question.words
    if question.kind in ("choice", "table"):
        joint, name = (" / ", "Choose from") if question.kind == "choice" else (" | ", "Columns")
        words = f"{words} ({name}: {joint.join(question.options)})"
    number = str(question.number)
    if question.kind == "table":
        return [(number, words, " | ".join(row)) for row in line.value or [[]]]
    return [(number, words, "" if line.value is None else str(line.value))]


def _make_practice_template_row(line: ReturnPractice) -> tuple[str, ...]:
    phases = ["yes" if phase in line.phases else "no" for phase in PHASES]
    return (
        line.title,
        line.words,
        line.area.name if line.area else "",
        dict(PRACTICE_KINDS)[line.kind],
        *phases,
        dict(PRACTICE_STATES)[line.state],
        line.since,
        line.evidence,
        dict(EVALUATED)[line.evaluated],
        "yes" if line.safe_venue else "no",
    )
