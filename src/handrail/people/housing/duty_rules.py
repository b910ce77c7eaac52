"""Who is said to answer for housing somebody at each stage: rows with their source and how sure that is. Pure.

Nothing here is law that we could not find: what nobody could confirm says so, and a body's own agreement comes first.
"""

import csv
import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "who_answers.csv"
CONFIDENCE = {
    "confirmed": "confirmed",
    "secondary": "not verified: check the source",
    "unconfirmed": "not verified",
}


@dataclass(frozen=True, slots=True)
class HousingDutyRule:
    """One row. `ring` is the kind of number to ring; empty where there is none."""

    code: str
    phases: frozenset[str]
    ages: frozenset[str]
    nations: frozenset[str]
    who: str
    pays: str
    rule: str
    ring: str
    since: datetime.date | None
    until: datetime.date | None
    confidence: str
    source: str
    note: str

    @property
    def sure(self) -> str:
        """How sure it is, in words."""
        return CONFIDENCE[self.confidence]


@cache
def list_housing_duty_rules() -> tuple[HousingDutyRule, ...]:
    """Every row of data/who_answers.csv.

    Returns:
        In the file's order.
    """
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_parse_housing_duty_rule(row) for row in csv.DictReader(file))


def list_applicable_housing_duty_rules(
    *, phase: str | None, age: str, nation: str, on: datetime.date
) -> tuple[HousingDutyRule, ...]:
    """Those that hold on the day; each names its source.

    Args:
        phase: of the case; None where it is not known, for those that do not depend on it.
        age: of the person (adult, child or unsure).
        nation: england or wales.
        on: the day.

    Returns:
        The surest first.
    """
    phases = {phase} if phase else {"before", "during", "after", "outside"}
    found = [
        rule
        for rule in list_housing_duty_rules()
        if age in rule.ages
        and nation in rule.nations
        and phases <= rule.phases
        and (rule.since is None or rule.since <= on)
        and (rule.until is None or on <= rule.until)
    ]
    return tuple(sorted(found, key=lambda rule: list(CONFIDENCE).index(rule.confidence)))


def _parse_housing_duty_rule(row: dict[str, str]) -> HousingDutyRule:
    return HousingDutyRule(
        code=row["code"],
        phases=frozenset(row["phases"].split()),
        ages=frozenset(row["ages"].split()),
        nations=frozenset(row["nations"].split()),
        who=row["who"],
        pays=row["pays"],
        rule=row["rule"],
        ring=row["ring"],
        since=_parse_housing_duty_rule_day(row["since"]),
        until=_parse_housing_duty_rule_day(row["until"]),
        confidence=row["confidence"],
        source=row["source"],
        note=row["note"],
    )


def _parse_housing_duty_rule_day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
