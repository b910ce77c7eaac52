"""Taking a published figure into an answer, and taking it out again."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from handrail.areas.calls.actions.return_content import (
    ensure_return_saved,
    get_newest_question_version,
    save_return_answer,
)
from handrail.areas.calls.actions.returns import lock_writable_return, save_return
from handrail.areas.calls.current_questions_and_answers import validate_return_answer
from handrail.areas.calls.models import CallQuestion, Return, ReturnAnswer, ReturnFigure
from handrail.insight.cited_figures.figure_trail import CitedFigureWithSource
from handrail.insight.cited_figures.marks import format_figure_placeholder
from handrail.insight.cited_figures.models import make_citation_field_values
from handrail.insight.cited_figures.queries import get_published_figure
from handrail.insight.disclosure.count_table import COUNTRY
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

KINDS_WITH_FIGURES = ("text", "number", "table")
MOST_FIGURES = 100


@transaction.atomic
def cite_figure_in_answer(
    *, call: str, body: str, number: int, quarter: str, measure: str, cell: str, by: Actor
) -> int:
    """Take a figure of the body's own area into an answer: its mark in a text or a table, its number as a number.

    Args:
        call, body: the codes of the call and of the body that was asked.
        number: the question's.
        quarter, measure, cell: of the figure, as `get_published_figure` takes them.
        by: whoever writes.

    Returns:
        The number of the figure within the return.

    Raises:
        ActionNotPossibleError: the figure is not published, the question takes none, or the return takes no changes.
    """
    row = lock_writable_return(call, body, by)
    question = get_newest_question_version(row, number)
    if question.kind not in KINDS_WITH_FIGURES:
        raise ActionNotPossibleError(
            "You cannot add a figure to this question: it is answered with choices or practices."
        )
    ensure_return_saved(row, by)
    if row.figures.count() >= MOST_FIGURES:
        raise ActionNotPossibleError(msg("A return can include up to {most} figures.", most=MOST_FIGURES))
    mark = (row.figures.aggregate(last=Max("number"))["last"] or 0) + 1
    trail = get_published_figure(row.asked.body.area_id or COUNTRY, quarter, measure, cell, mark)
    ReturnFigure.objects.create(
        of=row,
        question_number=number,
        taken_at=timezone.now(),
        taken_by_id=by.user_id,
        **make_citation_field_values(trail),
    )
    answer = ReturnAnswer.objects.filter(to=row, question=question).first()
    value = _insert_cited_figure_into_answer_value(question, answer.value if answer else None, trail)
    save_return_answer(row, question, validate_return_answer(question, value), by)
    row.nothing_to_add, row.nothing_words = False, ""
    save_return(row, by)
    write_audit_record(
        who=by.who, verb="added a figure to a return", about=None, why=f"{call}: {body}, {number}"
    )
    return mark


@transaction.atomic
def remove_figure_from_answer(*, call: str, body: str, figure: int, by: Actor) -> None:
    """Take a figure out of its answer, with the line that came with it. Other words stay, without their mark.

    Args:
        call, body: the codes of the call and of the body that was asked.
        figure: its number within the return.
        by: whoever writes.

    Raises:
        ActionNotPossibleError: it is not in the return, or the return takes no changes.
    """
    row = lock_writable_return(call, body, by)
    found = ReturnFigure.objects.filter(of=row, number=figure).first() if row.pk else None
    if found is None:
        raise ActionNotPossibleError("That figure is no longer in this return.")
    answers = ReturnAnswer.objects.filter(to=row, question__number=found.question_number)
    for answer in answers.select_related("question"):
        save_return_answer(
            row, answer.question, _remove_cited_figure_from_answer_value(answer.value, found.trail), by
        )
    found.delete()
    save_return(row, by)
    write_audit_record(
        who=by.who, verb="removed a figure from a return", about=None, why=f"{call}: {body}, {figure}"
    )


def find_figure_cited_in_return(row: Return, figure: int) -> ReturnFigure | None:
    """The figure of that number in a return."""
    return ReturnFigure.objects.filter(of=row, number=figure).first() if row.pk else None


def _insert_cited_figure_into_answer_value(
    question: CallQuestion, value: Any, trail: CitedFigureWithSource
) -> Any:
    if question.kind == "number":
        return trail["people"]
    if question.kind == "table":
        empty = [""] * (len(question.options) - 2)
        return [
            *(value or []),
            [_describe_cited_figure_by_its_source(trail), format_figure_placeholder(trail["number"]), *empty],
        ]
    return f"{value or ''}\n{_make_text_line_citing_figure(trail)}".strip()


def _remove_cited_figure_from_answer_value(value: Any, trail: CitedFigureWithSource) -> Any:
    mark = format_figure_placeholder(trail["number"])
    if isinstance(value, list):
        rows = [row for row in value if row[:2] != [_describe_cited_figure_by_its_source(trail), mark]]
        return [[cell.replace(mark, "").strip() for cell in row] for row in rows]
    if not isinstance(value, str):
        return None if value == trail["people"] else value
    lines = [line for line in value.splitlines() if line != _make_text_line_citing_figure(trail)]
    return "\n".join(lines).replace(mark, "").strip()


def _make_text_line_citing_figure(trail: CitedFigureWithSource) -> str:
    return f"{_describe_cited_figure_by_its_source(trail)}: {format_figure_placeholder(trail['number'])}"


def _describe_cited_figure_by_its_source(trail: CitedFigureWithSource) -> str:
    return ", ".join(part for part in (trail["name"], trail["part"], trail["area"], trail["period"]) if part)
