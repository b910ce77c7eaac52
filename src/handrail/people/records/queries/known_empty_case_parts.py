"""What is known of a case before its parts are read, so that nothing is asked of a part that holds nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownEmptyCaseParts:
    """Parts without a row, and how many records of the trail speak of the case. By default nothing is known."""

    empty: frozenset[str] = frozenset()
    looks: int | None = None

    def has(self, part: str) -> bool:
        """Whether the part may hold a row."""
        return part not in self.empty


NOTHING = KnownEmptyCaseParts()
