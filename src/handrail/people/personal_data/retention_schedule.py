"""How long each kind of record is kept: rows with their source and how sure that is. Pure.

No row quotes a law: none was found in the sources that this product was made from, and each says so.
"""

import csv
import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from handrail.platform.kernel.dates import add_months, add_years

FILE = Path(__file__).parent / "data" / "retention.csv"
CONFIDENCE = {
    "setting": "Your organisation’s own setting",
    "product": "How Handrail works",
}
REPLY_MONTHS = 1
REPLY_CONFIDENCE = (
    "One month: UK GDPR article 12(3), from a secondary source. Check with your data protection officer"
)
"""Training notes of ABC LLP on data subjects' rights (“in any event within a calendar month”); the article itself was
not seen. Extendable by two months in our notes on the domain (“remembered”); which day counts first is our convention.
"""


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """One row. `years` is None where the time does not run in years from the closing of a case."""

    code: str
    what: str
    how_long: str
    years: int | None
    decides: str
    confidence: str
    source: str
    note: str

    @property
    def sure(self) -> str:
        """How sure it is, in words."""
        return CONFIDENCE[self.confidence]


@cache
def list_retention_rules() -> tuple[RetentionRule, ...]:
    """Every row of data/retention.csv.

    Returns:
        In the file's order.
    """
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_parse_retention_rule(row) for row in csv.DictReader(file))


def get_retention_years(*, is_adult: bool) -> int:
    """How many years the record of a closed case is kept: a setting, not a law."""
    code = "adult" if is_adult else "child"
    return next(rule.years or 0 for rule in list_retention_rules() if rule.code == code)


def get_retention_end_day(closed_on: datetime.date, *, is_adult: bool) -> datetime.date:
    """The day on which the record has been kept as long as the schedule says."""
    return add_years(closed_on, get_retention_years(is_adult=is_adult))


def get_named_request_retention_end_day(last_day: datetime.date) -> datetime.date:
    """The day on which a request about somebody who was linked to no case has been kept long enough.

    Args:
        last_day: on which its answer could be read, or was needed.

    Returns:
        The first day on which it may go.
    """
    years = next(rule.years or 0 for rule in list_retention_rules() if rule.code == "named")
    return add_years(last_day, years)


def get_access_request_due_day(received_on: datetime.date) -> datetime.date:
    """By when a request for a copy is to be answered. See REPLY_CONFIDENCE."""
    return add_months(received_on, REPLY_MONTHS)


def _parse_retention_rule(row: dict[str, str]) -> RetentionRule:
    return RetentionRule(
        code=row["code"],
        what=row["what"],
        how_long=row["how_long"],
        years=int(row["years"]) if row["years"] else None,
        decides=row["decides"],
        confidence=row["confidence"],
        source=row["source"],
        note=row["note"],
    )
