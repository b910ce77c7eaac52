"""A day that is kept sealed: rows and forms know a date, the column holds its ISO text."""

import datetime
from typing import Any

from handrail.platform.access.sealed import Sealed


class SealedDay(Sealed):
    """A sealed date, so that a form for the record needs no conversion of its own."""

    def accept(self, row: Any, value: Any) -> str | bytes | None:
        """As for text, and a date as well."""
        return super().accept(row, value.isoformat() if isinstance(value, datetime.date) else value)

    def value_from_object(self, obj: Any) -> Any:
        """The date for a form's first showing, None where there is none or it is not open."""
        text = super().value_from_object(obj)
        return datetime.date.fromisoformat(text) if text else None
