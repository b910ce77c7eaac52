"""Words added later, as plain values."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class OversightNoteRow:
    """One word added later."""

    words: str
    who: str
    body: str
    at: datetime.datetime


def make_note_rows(rows: Iterable[Any]) -> tuple[OversightNoteRow, ...]:
    """Notes with `by` and `body` fetched."""
    return tuple(
        OversightNoteRow(row.words, row.by.name if row.by else "", row.body.name, row.at) for row in rows
    )
