"""What is known of a case before its parts are read: which hold nothing, and rows that were fetched together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, cast

from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class CasePartsKnownEmptyOrFetched:
    """Parts without a row. By default nothing is known.

    `fetched` has the querysets that a page evaluated in one statement, by the name of their part.
    """

    empty: frozenset[str] = frozenset()
    fetched: Mapping[str, QuerySet[Any, Any]] = field(default_factory=lambda: MappingProxyType({}))

    def has(self, part: str) -> bool:
        """Whether the part may hold a row."""
        return part not in self.empty

    def take[**Given, Rows: QuerySet[Any, Any]](
        self, part: str, select: Callable[Given, Rows], *args: Given.args, **kwargs: Given.kwargs
    ) -> Rows:
        """The rows of a part.

        Args:
            part: its name.
            select: makes the queryset that a page fetched under that name.
            *args: what it is made from.
            **kwargs: the same, by name.

        Returns:
            What was fetched, or else the queryset, which asks for itself.
        """
        there = self.fetched.get(part)
        return select(*args, **kwargs) if there is None else cast("Rows", there)


NOTHING = CasePartsKnownEmptyOrFetched()
