"""Regimes, thresholds, notice rules and standstill as dated rows with their source: a new law is a row, not code."""

import csv
import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

DATA: Final = Path(__file__).parent / "data"
MARKS: Final = {
    "confirmed": "Set by law or official guidance",
    "secondary": "Not verified: check with your procurement adviser",
    "remembered": "Not verified: check with your procurement adviser",
    "inferred": "Not verified: check with your procurement adviser",
}
"""What the screen says of how sure a row is."""


@dataclass(frozen=True, slots=True)
class DatedProcurementRule:
    """What every row has: between which days it holds, where it is from, how sure that is."""

    valid_from: datetime.date
    valid_to: datetime.date | None
    source: str
    confidence: str
    note: str

    def holds_on(self, day: datetime.date) -> bool:
        """Whether it is in force on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def mark(self) -> str:
        """How sure it is, in words."""
        return MARKS[self.confidence]


@dataclass(frozen=True, slots=True)
class ProcurementRegime(DatedProcurementRule):
    """Rules under which something is bought or granted, by the day on which the procurement began."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ProcurementThreshold(DatedProcurementRule):
    """A sum from which something is due."""

    code: str
    name: str
    pence: int


@dataclass(frozen=True, slots=True)
class ProcurementNoticeRule(DatedProcurementRule):
    """Which notice a stop asks for under a regime, and by when."""

    regime: str
    code: str
    name: str
    stage: str
    clock: str
    days: int


@dataclass(frozen=True, slots=True)
class StandstillRule(DatedProcurementRule):
    """How long nothing is signed after the award notice."""

    regime: str
    unit: str
    days: int
    counts_first_day: bool
    voluntary: bool


@cache
def list_procurement_regimes() -> tuple[ProcurementRegime, ...]:
    """All regimes, in the order of the file.

    Returns:
        One object a row.
    """
    return tuple(
        ProcurementRegime(**_parse_validity_days_and_source_of_rule(row), code=row["code"], name=row["name"])
        for row in _read_csv_rows("regimes.csv")
    )


@cache
def list_procurement_thresholds() -> tuple[ProcurementThreshold, ...]:
    """All thresholds, in the order of the file.

    Returns:
        One object a row.
    """
    rows = _read_csv_rows("thresholds.csv")
    return tuple(
        ProcurementThreshold(
            **_parse_validity_days_and_source_of_rule(row),
            code=row["code"],
            name=row["name"],
            pence=int(row["pence"]),
        )
        for row in rows
    )


@cache
def list_notice_rules() -> tuple[ProcurementNoticeRule, ...]:
    """All rules of notices, in the order of the file.

    Returns:
        One object a row.
    """
    return tuple(
        ProcurementNoticeRule(
            **_parse_validity_days_and_source_of_rule(row),
            regime=row["regime"],
            code=row["code"],
            name=row["name"],
            stage=row["stage"],
            clock=row["clock"],
            days=int(row["days"] or 0),
        )
        for row in _read_csv_rows("notice_rules.csv")
    )


@cache
def list_standstill_rules() -> tuple[StandstillRule, ...]:
    """All rules of standstill, in the order of the file.

    Returns:
        One object a row.
    """
    return tuple(
        StandstillRule(
            **_parse_validity_days_and_source_of_rule(row),
            regime=row["regime"],
            unit=row["unit"],
            days=int(row["days"]),
            counts_first_day=row["counts_first_day"] == "yes",
            voluntary=row["voluntary"] == "yes",
        )
        for row in _read_csv_rows("standstill.csv")
    )


def list_procurement_regime_choices() -> list[tuple[str, str]]:
    """Codes and names of regimes.

    Returns:
        Pairs, in the order of the file.
    """
    return [(regime.code, regime.name) for regime in list_procurement_regimes()]


def get_procurement_regime(code: str) -> ProcurementRegime:
    """One regime. Raises KeyError."""
    return {regime.code: regime for regime in list_procurement_regimes()}[code]


def get_procurement_threshold_pence_on_day(code: str, day: datetime.date) -> int:
    """A threshold on a day, in pence. Raises LookupError where no row holds on it."""
    for row in list_procurement_thresholds():
        if row.code == code and row.holds_on(day):
            return row.pence
    raise LookupError(code, day)


def find_standstill_rule(regime: str, day: datetime.date) -> StandstillRule | None:
    """The rule of a regime, by the day on which the procurement began."""
    rules = list_standstill_rules()
    return next((rule for rule in rules if rule.regime == regime and rule.holds_on(day)), None)


def _read_csv_rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))


def _parse_validity_days_and_source_of_rule(row: dict[str, str]) -> dict[str, Any]:
    until = row["valid_to"]
    return {
        "valid_from": datetime.date.fromisoformat(row["valid_from"]),
        "valid_to": datetime.date.fromisoformat(until) if until else None,
        "source": row["source"],
        "confidence": row["confidence"],
        "note": row["note"],
    }
