"""What a measure asks of a fact: columns compared with codes or numbers, in SQL that every engine reads."""

from dataclasses import dataclass
from typing import Final

from handrail.insight.facts.case_fact import COLUMN_TYPES

_SAFE: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


@dataclass(frozen=True, slots=True)
class FactCondition:
    """All of its parts are true. An empty one is true of every fact."""

    parts: tuple[str, ...] = ()

    def __and__(self, other: "FactCondition") -> "FactCondition":
        return FactCondition(self.parts + other.parts)

    def get_sql(self) -> str:
        """For WHERE and FILTER."""
        return " AND ".join(self.parts) or "TRUE"


EVERY_FACT: Final = FactCondition()


def make_column_in_codes_condition(column: str, *codes: str) -> FactCondition:
    """The column holds one of these codes. Raises ValueError for what is no column or no code."""
    if column not in COLUMN_TYPES or not codes or any(not code or set(code) - _SAFE for code in codes):
        raise ValueError(f"{column}: {codes}")
    return FactCondition((f"{column} IN ({', '.join(f"'{code}'" for code in codes)})",))


def make_waited_at_most_condition(days: int) -> FactCondition:
    """The wait is known and no longer than this."""
    return FactCondition((f"wait BETWEEN 0 AND {int(days)}",))


def make_wait_known_condition() -> FactCondition:
    """The step before has its day, and it is not after."""
    return FactCondition(("wait >= 0",))
