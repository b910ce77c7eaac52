"""Specifications that cite lines of evaluations. Rooms above add theirs (settings.CITING_SPECIFICATION_PROVIDERS)."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.utils.module_loading import import_string

from handrail.areas.bids.models import LineCitation
from handrail.platform.access.actor import Actor


class SpecificationClauseCitingComparison(NamedTuple):
    """One clause that rests on a line. `href` is empty where there is no page to open."""

    line_id: int
    specification: str
    clause: str
    href: str


type Provider = Callable[[Actor, Collection[int]], Iterable[SpecificationClauseCitingComparison]]


def list_citing_clauses_by_comparison_id(
    actor: Actor, line_ids: Collection[int]
) -> dict[int, list[SpecificationClauseCitingComparison]]:
    """Clauses that rest on some lines: those that were written here, then those of rooms above.

    Args:
        actor: who reads.
        line_ids: of lines that the reader may see.

    Returns:
        By the number of the line.
    """
    found = defaultdict[int, list[SpecificationClauseCitingComparison]](list)
    rows = LineCitation.objects.filter(line__in=line_ids).order_by("id")
    for line_id, *words in rows.values_list("line", "specification", "clause", "href"):
        found[line_id].append(SpecificationClauseCitingComparison(line_id, *words))
    for provider in _list_citation_provider_functions():
        for row in provider(actor, line_ids):
            found[row.line_id].append(row)
    return dict(found)


@cache
def _list_citation_provider_functions() -> tuple[Provider, ...]:
    return tuple(import_string(name) for name in settings.CITING_SPECIFICATION_PROVIDERS)
