"""One thing that happened to one person, as far as figures need it. No day: the month, and the order within the case.

A day would let whoever holds a copy of the main database find the person by the days of their events.
"""

from typing import Final, NamedTuple, get_type_hints

NOT_KNOWN: Final = "not_known"
NO_WAIT: Final = -1


class CaseFact(NamedTuple):
    """A row of the files. Text is a code, or empty where it does not apply.

    `wait`: days since the step before; NO_WAIT where it is not known. `nth` orders the facts of a case. `waited`: the
    same as a band of days, from “0 to 2” on.
    """

    pseudonym: str
    kind: str
    nth: int
    month: str
    wait: int = NO_WAIT
    area: str = NOT_KNOWN
    phase: str = ""
    age: str = NOT_KNOWN
    gender: str = NOT_KNOWN
    funds: str = NOT_KNOWN
    language: str = NOT_KNOWN
    exploitation: str = NOT_KNOWN
    sector: str = NOT_KNOWN
    region: str = NOT_KNOWN
    referrer: str = NOT_KNOWN
    district: str = NOT_KNOWN
    contact: str = NOT_KNOWN
    heard: str = NOT_KNOWN
    waited: str = NOT_KNOWN
    need: str = ""
    answer: str = ""
    reason: str = ""


WAIT_BANDS: Final = ((2, "days_2"), (7, "days_7"), (14, "days_14"), (31, "days_31"), (10**6, "later"))
"""The longest wait of each band, in days, and its code."""


def get_wait_band_code(wait: int) -> str:
    """The band that a wait is in; NOT_KNOWN for none."""
    return next(code for most, code in WAIT_BANDS if wait <= most) if wait >= 0 else NOT_KNOWN


COLUMN_TYPES: Final = {
    name: "INTEGER" if kind is int else "VARCHAR" for name, kind in get_type_hints(CaseFact).items()
}
"""SQL types of the columns, in order; every engine knows both."""


def get_create_table_sql(table: str, *, temporary: bool = False) -> str:
    """The statement that makes an empty table of facts."""
    columns = ", ".join(f"{name} {kind}" for name, kind in COLUMN_TYPES.items())
    return f"CREATE {'TEMPORARY ' if temporary else ''}TABLE {table} ({columns})"
