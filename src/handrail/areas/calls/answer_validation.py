"""Whether something is an answer to a kind of question. Pure: for pages and for files alike."""

from collections.abc import Sequence
from typing import Any, Protocol

from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import join_texts, msg

MAX_TEXT_LENGTH = 20_000
MAX_TABLE_ROWS = 200


class AnswerableQuestion(Protocol):
    """What must be known of a question."""

    @property
    def kind(self) -> str: ...
    @property
    def options(self) -> Sequence[str]: ...


def validate_answer(question: AnswerableQuestion, value: Any) -> Any:
    """The value as it is kept. Raises NotNow where it is no answer to this kind of question."""
    match question.kind:
        case "text":
            return _validate_text(value)
        case "choice":
            if value not in ("", *question.options):
                raise ActionNotAllowed(msg("Choose from: {options}.", options=join_texts(question.options)))
            return value
        case "number":
            return _validate_number(value)
        case "table":
            return _validate_table(question, value)
        case _:
            raise ActionNotAllowed("This question is answered with practices, one by one.")


def _validate_text(value: Any) -> str:
    text = str(value or "").strip()
    if len(text) > MAX_TEXT_LENGTH:
        raise ActionNotAllowed(
            msg(
                "Keep the answer to {longest} characters. This has {text}.",
                longest=f"{MAX_TEXT_LENGTH:,}",
                text=f"{len(text):,}",
            )
        )
    return text


def _validate_number(value: Any) -> int | None:
    """A whole number as people write it; commas and spaces in it do no harm."""
    if value is None or value == "":
        return None
    text = str(value).replace(",", "").replace("\u00a0", "").replace(" ", "")
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise ActionNotAllowed("Enter a whole number, such as 12 or 1,204.")
    return int(text)


def _validate_table(question: AnswerableQuestion, value: Any) -> list[list[str]]:
    width = len(question.options)
    rows = [[str(cell).strip() for cell in row] for row in value or []]
    if any(len(row) != width for row in rows):
        raise ActionNotAllowed(
            msg(
                "Give {width} cells on each row: {options}.",
                width=width,
                options=" | ".join(question.options),
            )
        )
    rows = [row for row in rows if any(row)]
    if len(rows) > MAX_TABLE_ROWS or sum(len(cell) for row in rows for cell in row) > MAX_TEXT_LENGTH:
        raise ActionNotAllowed(
            msg(
                "Keep the table to {most_rows} rows and {longest} characters.",
                most_rows=MAX_TABLE_ROWS,
                longest=f"{MAX_TEXT_LENGTH:,}",
            )
        )
    return rows
