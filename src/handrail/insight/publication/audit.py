"""Attacking our own published text: files and pages are made as anybody gets them, read by the attacker's own model."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, QueryDict
from django.utils.http import urlencode

from handrail.insight.disclosure.attacker import Leak, find_cells_told_differently, find_leaks
from handrail.insight.disclosure.pack_text import read_pack_text
from handrail.insight.disclosure.published_text import AnyStatement, Cell, Statement, read_published_text
from handrail.insight.measures.catalogue import MEASURES
from handrail.insight.publication import open_data, views
from handrail.insight.publication.count_families import list_same_people
from handrail.insight.publication.presenters import GROUP_CODES
from handrail.insight.publication.queries import list_areas_of_figures, list_published_quarters


@dataclass(frozen=True, slots=True)
class DisclosureReport:
    """What was read, how many figures were tried, and what fell."""

    texts: int
    statements: int
    tried: int
    told_differently: list[Cell]
    leaks: list[Leak]


def attack_published_text(
    most_cells: int, *, areas_on_pages: int = 5, packs: Iterable[tuple[str, str]] = ()
) -> DisclosureReport:
    """Read everything that is published and try to narrow figures down.

    Args:
        most_cells: so many figures, chosen by chance; all where it is 0.
        areas_on_pages: of so many areas the pages are read too, the country's among them; the files hold them all.
        packs: names and web pages of signed packs, which tell months as well.

    Returns:
        What fell.
    """
    texts, statements = 0, list[AnyStatement]()
    for name, text in _iterate_published_texts(areas_on_pages):
        texts += 1
        statements += read_published_text(name, text)
    codes = {name: code for code, name in list_areas_of_figures()}
    for name, text in packs:
        texts += 1
        statements += read_pack_text(name, text, codes)
    cells = list(
        dict.fromkeys(each.cell for each in statements if isinstance(each, Statement) and each.greatest > 4)
    )
    chosen = set(_choose(cells, most_cells)) if most_cells else set(cells)
    return DisclosureReport(
        texts,
        len(statements),
        len(chosen),
        find_cells_told_differently(statements),
        find_leaks(statements, cells=chosen, same_people=list_same_people(MEASURES)),
    )


def _iterate_published_texts(areas_on_pages: int) -> Iterator[tuple[str, str]]:
    for quarter in list_published_quarters():
        yield f"{quarter.code}.csv", open_data.format_quarter_as_csv(quarter)
        yield f"{quarter.code}.json", open_data.format_quarter_as_json(quarter)
    first, *rest = list_areas_of_figures()
    for code, _ in (first, *_choose(rest, areas_on_pages - 1)):
        for part in GROUP_CODES:
            yield f"page of {code}, {part}", _read_page(code, part)


def _read_page(area: str, part: str) -> str:
    """The page as a visitor without an account gets it."""
    request = HttpRequest()
    request.method, request.path = "GET", "/figures/"
    request.META["SERVER_NAME"], request.META["SERVER_PORT"] = "localhost", "80"
    request.GET = QueryDict(urlencode({"area": area, "part": part}))
    request.user, request.session = AnonymousUser(), SessionBase()
    return views.figures(request).content.decode()


def _choose[T](some: list[T], number: int) -> list[T]:
    return secrets.SystemRandom().sample(some, min(number, len(some)))
