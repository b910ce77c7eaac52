"""Counts over cases that pages of the directory show.

The directory knows no case: whoever puts the site together names the functions that count (settings.CASE_FIGURES).
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from django.conf import settings
from django.utils.module_loading import import_string


class ServiceResultCount(NamedTuple):
    """One result of a service, with how often it was recorded, as it may be shown."""

    name: str
    number: str


class ServiceBedSpaceCounts(NamedTuple):
    """Bed spaces of a service's units tonight: how many there are, and how many nobody holds or sleeps in."""

    places: int
    free: int


@dataclass(frozen=True, slots=True)
class BagKindFeedback:
    """How often people said good and bad of one kind of bag with one set of contents, and on what topics."""

    kind_id: int
    contents: int
    given: int
    good: int
    mixed: int
    bad: int
    topics: tuple[tuple[str, int], ...]

    @property
    def answer_count(self) -> int:
        """How many times somebody gave feedback."""
        return self.good + self.mixed + self.bad


@dataclass(frozen=True, slots=True)
class CaseFigureFunctions:
    """The functions that count."""

    get_service_results: Callable[[int], Sequence[ServiceResultCount]]
    """The results of a service, by its id; small numbers are hidden."""
    count_places_by_service: Callable[[Sequence[int]], Mapping[int, ServiceBedSpaceCounts]]
    """Bed spaces of those of these services that have units, tonight."""
    count_issues_by_store: Callable[[Sequence[int], datetime.date], Mapping[int, int]]
    """How many bags each of these stores gave since a day."""
    count_feedback_by_kind: Callable[[Sequence[int]], Mapping[tuple[int, int], BagKindFeedback]]
    """Feedback on these kinds of bag, by kind and number of its contents."""


def get_case_figure_functions() -> CaseFigureFunctions:
    """The functions that this site counts with."""
    return cast(CaseFigureFunctions, import_string(settings.CASE_FIGURES))
