"""A file as it was read, before anything in it was understood."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts

MAX_FINDINGS: Final = 50
MAX_SHOWN_LENGTH: Final = 60


@dataclass(frozen=True, slots=True)
class ReturnFileFault:
    """One fault of a file: its place, its column, the value there, and what to do."""

    place: str
    column: str
    value: str
    reason: str


class ReturnFileRejectedError(ActionNotPossibleError):
    """Nothing of the file was taken in. `findings` say what to mend."""

    def __init__(self, findings: Sequence[ReturnFileFault]) -> None:
        self.findings = tuple(findings[:MAX_FINDINGS])
        self.more = len(findings) - len(self.findings)
        super().__init__("Nothing was imported. Correct what is listed, then choose the file again.")


class UnreadableReturnFileError(ReturnFileRejectedError):
    """The file as a whole cannot be read; one sentence says why and what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__([ReturnFileFault("The file", "", "", reason)])


@dataclass(frozen=True, slots=True)
class RawTableRow:
    """One row with its place, as people would find it, and its cells by column."""

    place: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def empty(self) -> bool:
        """Whether every cell is empty."""
        return not any(self.cells.values())


@dataclass(slots=True)
class RawTables:
    """Both tables of a file, and what was found wrong while it was read."""

    answers: list[RawTableRow] = field(default_factory=list)
    practices: list[RawTableRow] = field(default_factory=list)
    findings: list[ReturnFileFault] = field(default_factory=list)

    def wrong(self, place: str, column: str, value: str, reason: str) -> None:
        """Note something to mend."""
        self.findings.append(ReturnFileFault(place, column, shorten_value(value), reason))


def shorten_value(value: str) -> str:
    """A value as it is shown in a list of what to mend."""
    one_line = join_texts(value.split(), " ")
    return one_line if len(one_line) <= MAX_SHOWN_LENGTH else f"{one_line[: MAX_SHOWN_LENGTH - 1]}…"


def is_template_header(cells: Sequence[str], head: Sequence[str]) -> bool:
    """Whether a row is the head of the template: the same words, whatever their case; columns after it may be empty."""
    given = [cell.strip().casefold() for cell in cells]
    return given[: len(head)] == [word.casefold() for word in head] and not any(given[len(head) :])
