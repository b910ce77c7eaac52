"""From a file as it was read to answers and practices, row by row. Whatever is not understood is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handrail.areas.calls.current_questions_and_answers import validate_return_answer
from handrail.areas.calls.models import CallQuestion
from handrail.areas.calls.practice_input import PracticeInput
from handrail.areas.calls.return_files.columns import MAX_ROWS, NO, YES
from handrail.areas.calls.return_files.raw_tables import (
    RawTableRow,
    RawTables,
    ReturnFileFault,
    ReturnFileRejectedError,
    shorten_value,
)
from handrail.areas.calls.states_and_kinds import EVALUATED, PHASES, PRACTICE_KINDS, PRACTICE_STATES
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.reference.models import AreaName
from handrail.platform.reference.name_matching import make_match_key

MAX_LENGTHS = {"Name": 120, "What is done": 4000, "Since": 80, "Evidence": 4000}


@dataclass(frozen=True, slots=True)
class ParsedReturn:
    """What a file says, checked."""

    answers: tuple[tuple[CallQuestion, Any], ...]
    practices: tuple[PracticeInput, ...]


def parse_return(raw: RawTables, questions: Sequence[CallQuestion]) -> ParsedReturn:
    """Everything in the file. Raises ReturnFileRejectedError with every finding: never a part of it."""
    findings = list(raw.findings)
    answers = _parse_return_file_answers(raw.answers, questions, findings)
    names = dict(AreaName.objects.values_list("key", "area_id"))
    practices = [_parse_return_file_practice(row, names, findings) for row in raw.practices]
    if len(raw.practices) > MAX_ROWS:
        findings.append(
            ReturnFileFault("Practices", "", "", msg("More than {most_rows}.", most_rows=MAX_ROWS))
        )
    if findings:
        raise ReturnFileRejectedError(findings)
    if not answers and not practices:
        raise ReturnFileRejectedError(
            [ReturnFileFault("The file", "", "", "The file has no answers and no practices.")]
        )
    return ParsedReturn(tuple(answers), tuple(practices))


def _parse_return_file_answers(
    rows: Sequence[RawTableRow], questions: Sequence[CallQuestion], findings: list[ReturnFileFault]
) -> list[tuple[CallQuestion, Any]]:
    by_number = {str(question.number): question for question in questions}
    given: dict[str, list[RawTableRow]] = {}
    for row in rows:
        if not row["Answer"]:
            continue
        number = row["Number"].strip()
        if number not in by_number:
            reason = msg(
                "The request has no such question. Its questions are: {by_number}.",
                by_number=join_texts(by_number),
            )
            findings.append(ReturnFileFault(row.place, "Number", shorten_value(number), reason))
        else:
            given.setdefault(number, []).append(row)
    found = []
    for number, theirs in given.items():
        value = _parse_return_file_answer(by_number[number], theirs, findings)
        if value is not None:
            found.append((by_number[number], value))
    return found


def _parse_return_file_answer(
    question: CallQuestion, rows: Sequence[RawTableRow], findings: list[ReturnFileFault]
) -> Any:
    """The answer that one or, for a table, several rows give; None where it is no answer."""
    if question.kind == "table":
        kept = [_parse_row_of_table_answer(question, row, findings) for row in rows]
        return None if None in kept else [row for row in kept if row]
    if len(rows) > 1:
        findings.append(
            ReturnFileFault(rows[1].place, "Number", str(question.number), "This question has two answers.")
        )
        return None
    value: Any = rows[0]["Answer"]
    if question.kind == "choice":
        value = next((option for option in question.options if option.casefold() == value.casefold()), value)
    return _clean_answer_or_add_file_fault(question, value, rows[0], findings)


def _parse_row_of_table_answer(
    question: CallQuestion, row: RawTableRow, findings: list[ReturnFileFault]
) -> list[str] | None:
    cells = [cell.strip() for cell in row["Answer"].split("|")]
    kept = _clean_answer_or_add_file_fault(question, [cells], row, findings)
    return None if kept is None else kept[0] if kept else []


def _clean_answer_or_add_file_fault(
    question: CallQuestion, value: Any, row: RawTableRow, findings: list[ReturnFileFault]
) -> Any:
    try:
        return validate_return_answer(question, value)
    except ActionNotPossibleError as no:
        findings.append(ReturnFileFault(row.place, "Answer", shorten_value(row["Answer"]), str(no)))
        return None


def _parse_return_file_practice(
    row: RawTableRow, areas: dict[str, str], findings: list[ReturnFileFault]
) -> PracticeInput:
    for column in ("Name", "What is done"):
        if not row[column]:
            findings.append(ReturnFileFault(row.place, column, "", "This is empty."))
    for column, longest in MAX_LENGTHS.items():
        if len(row[column]) > longest:
            findings.append(
                ReturnFileFault(
                    row.place,
                    column,
                    shorten_value(row[column]),
                    msg("Use {longest} characters or fewer.", longest=f"{longest:,}"),
                )
            )
    phases = [phase for phase in PHASES if _parse_yes_no(row, phase.capitalize(), findings)]
    if not phases:
        findings.append(
            ReturnFileFault(
                row.place, "Before", "", "Enter yes in at least one of Before, During, After and Outside."
            )
        )
    return PracticeInput(
        title=row["Name"],
        words=row["What is done"],
        area=_parse_practice_area_code(row, areas, findings),
        kind=_parse_choice_code_of_cell(row, "What it is", PRACTICE_KINDS, findings),
        phases=phases,
        state=_parse_choice_code_of_cell(row, "State", PRACTICE_STATES, findings),
        since=row["Since"],
        evidence=row["Evidence"],
        evaluated=_parse_choice_code_of_cell(row, "Evaluated", EVALUATED, findings, empty="not_known"),
        safe_venue=_parse_yes_no(row, "Could identify a safe venue", findings),
    )


def _parse_practice_area_code(
    row: RawTableRow, areas: dict[str, str], findings: list[ReturnFileFault]
) -> str:
    if not row["Area"]:
        return ""
    found = areas.get(make_match_key(row["Area"]), "")
    if not found:
        findings.append(
            ReturnFileFault(row.place, "Area", shorten_value(row["Area"]), "This is not a police force area.")
        )
    return found


def _parse_choice_code_of_cell(
    row: RawTableRow,
    column: str,
    pairs: Sequence[tuple[str, str]],
    findings: list[ReturnFileFault],
    empty: str = "",
) -> str:
    """The code of a word of a list, whatever its case."""
    given = row[column].casefold()
    if not given and empty:
        return empty
    found = next((code for code, words in pairs if given in (code.casefold(), words.casefold())), "")
    if not found:
        choices = join_texts((words for _, words in pairs))
        findings.append(
            ReturnFileFault(
                row.place, column, shorten_value(row[column]), msg("Choose from: {choices}.", choices=choices)
            )
        )
    return found


def _parse_yes_no(row: RawTableRow, column: str, findings: list[ReturnFileFault]) -> bool:
    given = row[column].casefold()
    if given not in (*YES, *NO):
        findings.append(ReturnFileFault(row.place, column, shorten_value(row[column]), "Enter yes or no."))
    return given in YES
