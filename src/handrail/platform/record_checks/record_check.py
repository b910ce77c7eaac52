"""A check for records that contradict each other, as a room declares it; and what it finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

type FindContradictions = Callable[[], Iterable["Contradiction"]]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One record that contradicts another. The reference names a case or a thing, and nobody."""

    reference: str
    body_id: int | None = None  # whose record it is
    case_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RecordCheck:
    """Asked in a number of statements that does not grow with the cases, or grows by one for some hundred of them.

    `case_page` is the address of a case at which the record is put right; it is given the reference.
    """

    name: str
    sentence: str
    what_to_do: str
    find: FindContradictions
    case_page: str = ""

    def get_address(self, found: Contradiction) -> str:
        """The page at which a record is put right; empty where it is no record of one case."""
        return reverse(self.case_page, args=[found.reference]) if self.case_page and found.case_id else ""
