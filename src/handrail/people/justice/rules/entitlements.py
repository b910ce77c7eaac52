"""The entitlements of the Victims' Code as dated rows: a new Code is rows with a later `since`, not code.

Written from `victims-code.csv` (Code of 2021, read in a commissioner's abridgement): each row has its source and how
sure it is. Rows marked as ours are questions that no source sets.
"""

import csv
import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).parent.parent / "data" / "entitlements.csv"

DUTY_HOLDERS: Final = {
    "police": "Police",
    "courts": "Courts service",
    "prosecution": "Crown Prosecution Service",
    "witness_care": "Witness care unit",
    "probation": "Probation service",
    "commissioner": "Local policing body",
    "support": "Support service",
    "home_office": "Home Office",
    "parole_board": "Parole Board",
    "person": "The person",
    "everybody": "Every body under the Code",
    "complained_of": "The body complained of",
}
RIGHTS: Final = {
    "0": "Start: before the 12 rights",
    "1": "1. To be understood and to understand",
    "2": "2. To have the crime recorded without delay",
    "3": "3. To get information when they report",
    "4": "4. To be referred to support, and to have support tailored to their needs",
    "5": "5. To be told about compensation",
    "6": "6. To be told about the investigation and prosecution",
    "7": "7. To make a Victim Personal Statement",
    "8": "8. To be told about the trial and their role as a witness",
    "9": "9. To be told the outcome and any appeal",
    "10": "10. To expenses and to get property back",
    "11": "11. To be told about the offender after conviction",
    "12": "12. To complain",
}


@dataclass(frozen=True, slots=True)
class EventPattern:
    """An event that starts or meets an entitlement; `of` narrows it to one topic where it is not empty."""

    event: str
    of: str = ""

    def matches(self, event: str, of: str | None) -> bool:
        """Whether an event of this word and topic is meant."""
        return self.event == event and (not self.of or self.of == of)


@dataclass(frozen=True, slots=True)
class VictimCodeEntitlement:
    """One row. `unit` is none, hours, working_days, months, years, same_day or before (the decision it is about).

    `fallback_starts` counts where the court's event is known and not when witness care was told of it. `again` names
    what makes its answer count no more, for one event that started it where it says so (`trial:trial_fixed`: not for an
    interview that has passed); `asked` whether it is a question for the officer in the case.
    """

    code: str
    right: str
    words: str
    prompt: str
    owners: tuple[str, ...]
    starts: tuple[EventPattern, ...]
    facts: tuple[str, ...]
    unit: str
    standard: int | None
    enhanced: int | None
    fallback_starts: tuple[EventPattern, ...]
    fallback_standard: int | None
    fallback_enhanced: int | None
    done_by: tuple[EventPattern, ...]
    declined_by: tuple[EventPattern, ...]
    repeats: bool
    again: tuple[EventPattern, ...]
    asked: bool
    ours: bool
    since: datetime.date
    until: datetime.date | None
    source: str
    confidence: str

    def holds_on(self, day: datetime.date) -> bool:
        """Whether this version of the row counts for what happened on the day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def is_asked_again_by(self, cause: str, start_event: str) -> bool:
        """Whether a cause, such as a moved trial, asks again for what an event of this word started."""
        return any(pattern.matches(cause, start_event) for pattern in self.again)

    def get_length(self, *, enhanced: bool, fallback: bool = False) -> int | None:
        """How many units a body has; None for a right without a number."""
        if fallback:
            return self.fallback_enhanced if enhanced else self.fallback_standard
        return self.enhanced if enhanced and self.enhanced is not None else self.standard


@cache
def list_entitlements() -> tuple[VictimCodeEntitlement, ...]:
    """Every row of data/entitlements.csv.

    Returns:
        In the order of the rights, as in the file.
    """
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_parse_entitlement_row(row) for row in csv.DictReader(file))


@cache
def list_entitlement_codes() -> tuple[str, ...]:
    """Each code once, whatever version: what the database may hold.

    Returns:
        In the order of the file.
    """
    return tuple(dict.fromkeys(row.code for row in list_entitlements()))


def get_entitlement(code: str, on: datetime.date) -> VictimCodeEntitlement:
    """The version of an entitlement that counts on a day.

    Args:
        code: which entitlement.
        on: the day of what started it.

    Returns:
        That row; of days before the first version, the first.
    """
    rows = [row for row in list_entitlements() if row.code == code]
    return next((row for row in reversed(rows) if row.holds_on(on)), rows[0])


def list_duty_holder_words(row: VictimCodeEntitlement) -> list[str]:
    """The duty holders in words."""
    return [DUTY_HOLDERS[owner] for owner in row.owners]


def _parse_entitlement_row(row: dict[str, str]) -> VictimCodeEntitlement:
    return VictimCodeEntitlement(
        code=row["code"],
        right=row["right"],
        words=row["words"],
        prompt=row["prompt"],
        owners=tuple(row["owners"].split(";")),
        starts=_parse_event_patterns(row["starts"]),
        facts=tuple(filter(None, row["facts"].split(";"))),
        unit=row["unit"],
        standard=_parse_optional_number(row["standard"]),
        enhanced=_parse_optional_number(row["enhanced"]),
        fallback_starts=_parse_event_patterns(row["fallback_starts"]),
        fallback_standard=_parse_optional_number(row["fallback_standard"]),
        fallback_enhanced=_parse_optional_number(row["fallback_enhanced"]),
        done_by=_parse_event_patterns(row["done_by"]),
        declined_by=_parse_event_patterns(row["declined_by"]),
        repeats=row["repeats"] == "each",
        again=_parse_event_patterns(row["again"]),
        asked=row["asked"] == "yes",
        ours=row["ours"] == "yes",
        since=datetime.date.fromisoformat(row["since"]),
        until=datetime.date.fromisoformat(row["until"]) if row["until"] else None,
        source=row["source"],
        confidence=row["confidence"],
    )


def _parse_event_patterns(cell: str) -> tuple[EventPattern, ...]:
    return tuple(EventPattern(*part.split(":")) for part in cell.split(";") if part)


def _parse_optional_number(cell: str) -> int | None:
    return int(cell) if cell else None
