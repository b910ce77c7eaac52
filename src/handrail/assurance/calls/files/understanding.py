"""From a file as it was read to answers and practices, row by row. Whatever is not understood is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handrail.assurance.calls.checking import checked
from handrail.assurance.calls.files.columns import MOST_ROWS, NO, YES
from handrail.assurance.calls.files.raw import Finding, NotTaken, Raw, RawRow, short
from handrail.assurance.calls.models import Question
from handrail.assurance.calls.states import EVALUATED, PHASES, PRACTICE_KINDS, PRACTICE_STATES
from handrail.assurance.calls.values import PracticeTold
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import joined, say
from handrail.reference.models import AreaName
from handrail.reference.naming import key

LONGEST = {"Name": 120, "What is done": 4000, "Since": 80, "Evidence": 4000}


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file says, checked."""

    answers: tuple[tuple[Question, Any], ...]
    practices: tuple[PracticeTold, ...]


def understand(raw: Raw, questions: Sequence[Question]) -> Understood:
    """Everything in the file, or NotTaken with every finding: never half of it."""
    findings = list(raw.findings)
    answers = _answers(raw.answers, questions, findings)
    names = dict(AreaName.objects.values_list("key", "area_id"))
    practices = [_practice(row, names, findings) for row in raw.practices]
    if len(raw.practices) > MOST_ROWS:
        findings.append(
            Finding("Practices", "", "", say("There are more than {most_rows}.", most_rows=MOST_ROWS))
        )
    if findings:
        raise NotTaken(findings)
    if not answers and not practices:
        raise NotTaken([Finding("The file", "", "", "There is no answer and no practice in it.")])
    return Understood(tuple(answers), tuple(practices))


def _answers(
    rows: Sequence[RawRow], questions: Sequence[Question], findings: list[Finding]
) -> list[tuple[Question, Any]]:
    by_number = {str(question.number): question for question in questions}
    given: dict[str, list[RawRow]] = {}
    for row in rows:
        if not row["Answer"]:
            continue
        number = row["Number"].strip()
        if number not in by_number:
            reason = say(
                "The call has no such question. Its numbers are: {by_number}.", by_number=joined(by_number)
            )
            findings.append(Finding(row.place, "Number", short(number), reason))
        else:
            given.setdefault(number, []).append(row)
    found = []
    for number, theirs in given.items():
        value = _value(by_number[number], theirs, findings)
        if value is not None:
            found.append((by_number[number], value))
    return found


def _value(question: Question, rows: Sequence[RawRow], findings: list[Finding]) -> Any:
    """The answer that one or, for a table, several rows give; None where it is no answer."""
    if question.kind == "table":
        kept = [_table_row(question, row, findings) for row in rows]
        return None if None in kept else [row for row in kept if row]
    if len(rows) > 1:
        findings.append(
            Finding(rows[1].place, "Number", str(question.number), "This question is answered twice.")
        )
        return None
    value: Any = rows[0]["Answer"]
    if question.kind == "choice":
        value = next((option for option in question.options if option.casefold() == value.casefold()), value)
    return _checked(question, value, rows[0], findings)


def _table_row(question: Question, row: RawRow, findings: list[Finding]) -> list[str] | None:
    cells = [cell.strip() for cell in row["Answer"].split("|")]
    kept = _checked(question, [cells], row, findings)
    return None if kept is None else kept[0] if kept else []


def _checked(question: Question, value: Any, row: RawRow, findings: list[Finding]) -> Any:
    try:
        return checked(question, value)
    except NotNow as no:
        findings.append(Finding(row.place, "Answer", short(row["Answer"]), str(no)))
        return None


def _practice(row: RawRow, areas: dict[str, str], findings: list[Finding]) -> PracticeTold:
    for column in ("Name", "What is done"):
        if not row[column]:
            findings.append(Finding(row.place, column, "", "This is empty."))
    for column, longest in LONGEST.items():
        if len(row[column]) > longest:
            findings.append(
                Finding(
                    row.place,
                    column,
                    short(row[column]),
                    say("Keep it to {longest} characters.", longest=f"{longest:,}"),
                )
            )
    phases = [phase for phase in PHASES if _yes(row, phase.capitalize(), findings)]
    if not phases:
        findings.append(
            Finding(row.place, "Before", "", "Say yes in at least one of Before, During, After, Outside.")
        )
    return PracticeTold(
        title=row["Name"],
        words=row["What is done"],
        area=_area(row, areas, findings),
        kind=_code(row, "What it is", PRACTICE_KINDS, findings),
        phases=phases,
        state=_code(row, "State", PRACTICE_STATES, findings),
        since=row["Since"],
        evidence=row["Evidence"],
        evaluated=_code(row, "Evaluated", EVALUATED, findings, empty="not_known"),
        safe_venue=_yes(row, "Points to a safe venue", findings),
    )


def _area(row: RawRow, areas: dict[str, str], findings: list[Finding]) -> str:
    if not row["Area"]:
        return ""
    found = areas.get(key(row["Area"]), "")
    if not found:
        findings.append(
            Finding(row.place, "Area", short(row["Area"]), "This is no police force area that is known.")
        )
    return found


def _code(
    row: RawRow, column: str, pairs: Sequence[tuple[str, str]], findings: list[Finding], empty: str = ""
) -> str:
    """The code of a word of a list, whatever its case."""
    given = row[column].casefold()
    if not given and empty:
        return empty
    found = next((code for code, words in pairs if given in (code.casefold(), words.casefold())), "")
    if not found:
        choices = joined((words for _, words in pairs))
        findings.append(
            Finding(row.place, column, short(row[column]), say("Choose from: {choices}.", choices=choices))
        )
    return found


def _yes(row: RawRow, column: str, findings: list[Finding]) -> bool:
    given = row[column].casefold()
    if given not in (*YES, *NO):
        findings.append(Finding(row.place, column, short(row[column]), "Say yes or no."))
    return given in YES
