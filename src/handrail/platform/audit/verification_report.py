"""What a verification found."""

from dataclasses import dataclass, field
from datetime import datetime

MAX_KEPT_FAULTS = 100


@dataclass(frozen=True)
class VerificationFault:
    """One thing that is not as the product wrote it."""

    kind: str
    words: str


@dataclass
class VerificationReport:
    """What was looked at, and what was wrong with it."""

    sealed: int = 0
    unsealed: int = 0
    rows: int = 0  # rows that open something, compared with their records
    oldest_unsealed: datetime | None = None
    newest_head: datetime | None = None
    newest_copies: dict[str, datetime | None] = field(default_factory=dict)  # by the name of the place
    unreached: list[str] = field(default_factory=list)  # places whose copy could not be read
    faults: list[VerificationFault] = field(default_factory=list)  # the first hundred
    fault_count: int = 0

    def fault(self, kind: str, words: str) -> None:
        """Note a fault. A trail full of faults does not fill the memory."""
        self.fault_count += 1
        if len(self.faults) < MAX_KEPT_FAULTS:
            self.faults.append(VerificationFault(kind, words))
