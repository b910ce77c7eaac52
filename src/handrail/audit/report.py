"""What a verification found."""

from dataclasses import dataclass, field
from datetime import datetime

KEPT = 100


@dataclass(frozen=True)
class Fault:
    """One thing that is not as the product wrote it."""

    kind: str
    words: str


@dataclass
class Report:
    """What was looked at, and what was wrong with it."""

    sealed: int = 0
    unsealed: int = 0
    oldest_unsealed: datetime | None = None
    newest_head: datetime | None = None
    faults: list[Fault] = field(default_factory=list)  # the first hundred
    fault_count: int = 0

    def fault(self, kind: str, words: str) -> None:
        """Note a fault. A trail full of faults does not fill the memory."""
        self.fault_count += 1
        if len(self.faults) < KEPT:
            self.faults.append(Fault(kind, words))
