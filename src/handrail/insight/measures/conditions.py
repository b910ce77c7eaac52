"""What a measure asks of a fact: columns compared with codes or numbers, in SQL that every engine reads."""

from dataclasses import dataclass
from typing import Final

from handrail.insight.facts.case_fact import COLUMN_TYPES

_SAFE: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


@dataclass(frozen=True, slots=True)
class Condition:
    """All of its parts are true. An empty one is true of every fact."""

    parts: tuple[str, ...] = ()

    def __and__(self, other: "Condition") -> "Condition":
        return Condition(self.parts + other.parts)

    def get_sql(self) -> str:
        """For WHERE and FILTER."""
        return " AND ".join(self.parts) or "TRUE"


EVERY_FACT: Final = Condition()


def is_one_of(column: str, *codes: str) -> Condition:
    """The column holds one of these codes. Raises ValueError for what is no column or no code."""
    if column not in COLUMN_TYPES or not codes or any(not code or set(code) - _SAFE for code in codes):
        raise ValueError(f"{column}: {codes}")
    return Condition((f"{column} IN ({', '.join(f"'{code}'" for code in codes)})",))


def waited_at_most(days: int) -> Condition:
    """The wait is known and no longer than this."""
    return Condition((f"wait BETWEEN 0 AND {int(days)}",))


def wait_is_known() -> Condition:
    """The step before has its day, and it is not after."""
    return Condition(("wait >= 0",))
