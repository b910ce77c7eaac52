"""Whether something is an answer to a kind of question. Pure: for pages and for files alike."""

from collections.abc import Sequence
from typing import Any, Protocol

from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import joined, say

LONGEST = 20_000
MOST_ROWS = 200


class Asks(Protocol):
    """What must be known of a question."""

    @property
    def kind(self) -> str: ...
    @property
    def options(self) -> Sequence[str]: ...


def checked(question: Asks, value: Any) -> Any:
    """The value as it is kept. Raises NotNow where it is no answer to this kind of question."""
    match question.kind:
        case "text":
            return _text(value)
        case "choice":
            if value not in ("", *question.options):
                raise NotNow(say("Choose from: {options}.", options=joined(question.options)))
            return value
        case "number":
            return _number(value)
        case "table":
            return _table(question, value)
        case _:
            raise NotNow("This question is answered with practices, one by one.")


def _text(value: Any) -> str:
    text = str(value or "").strip()
    if len(text) > LONGEST:
        raise NotNow(
            say(
                "Keep the answer to {longest} characters. This has {text}.",
                longest=f"{LONGEST:,}",
                text=f"{len(text):,}",
            )
        )
    return text


def _number(value: Any) -> int | None:
    """A whole number as people write it; commas and spaces in it do no harm."""
    if value is None or value == "":
        return None
    text = str(value).replace(",", "").replace("\u00a0", "").replace(" ", "")
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise NotNow("Enter a whole number, such as 12 or 1,204.")
    return int(text)


def _table(question: Asks, value: Any) -> list[list[str]]:
    width = len(question.options)
    rows = [[str(cell).strip() for cell in row] for row in value or []]
    if any(len(row) != width for row in rows):
        raise NotNow(
            say(
                "Give {width} cells on each row: {options}.",
                width=width,
                options=" | ".join(question.options),
            )
        )
    rows = [row for row in rows if any(row)]
    if len(rows) > MOST_ROWS or sum(len(cell) for row in rows for cell in row) > LONGEST:
        raise NotNow(
            say(
                "Keep the table to {most_rows} rows and {longest} characters.",
                most_rows=MOST_ROWS,
                longest=f"{LONGEST:,}",
            )
        )
    return rows
