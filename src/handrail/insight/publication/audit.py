"""Attacking our own published text: files and pages are made as anybody gets them, read by the attacker's own model."""

import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, QueryDict
from django.utils.http import urlencode

from handrail.insight.disclosure.attacker import (
    DisclosedCell,
    find_cells_with_conflicting_figures,
    find_disclosed_cells,
    find_values_unequal_to_sum_of_their_parts,
)
from handrail.insight.disclosure.cited_text import (
    ExactCountGivenBetweenBodies,
    ExactCountLeak,
    MeasureBreakdownAndValueOfFigureName,
    find_exact_counts,
    list_paragraphs_of_html_page,
    list_texts_of_frozen_return_content,
    read_figure_statements_of_frozen_return,
    read_figure_statements_of_report,
)
from handrail.insight.disclosure.pack_text import read_figure_statements_of_pack
from handrail.insight.disclosure.published_text import (
    COUNTRY,
    ROUNDED_WITHIN,
    AnyStatement,
    Cell,
    PublishedCountStatement,
    read_figure_statements_of_published_file,
)
from handrail.insight.measures.catalogue import MEASURES
from handrail.insight.publication import open_data, views
from handrail.insight.publication.count_families import list_measures_counting_same_people
from handrail.insight.publication.models import AreaFigures
from handrail.insight.publication.presenters import GROUP_CODES
from handrail.insight.publication.queries import (
    list_areas_of_figures,
    list_published_quarters,
    read_measure_definitions_of_quarter,
)
from handrail.insight.publication.rule_changes import list_published_rule_changes


class CitingTextKind(StrEnum):
    """How a text that cites figures is read: packs and reports as web pages, returns as their content (JSON)."""

    PACK = "pack"
    REPORT = "report"
    RETURN = "return"


class CitingText(NamedTuple):
    """A text that was signed or published, with published figures in it."""

    name: str
    kind: CitingTextKind
    text: str


@dataclass(frozen=True, slots=True)
class DisclosureReport:
    """What was read, how many figures were tried, and what fell."""

    texts: int
    statements: int
    tried: int
    told_differently: list[Cell]
    leaks: list[DisclosedCell]
    exact_counts: list[ExactCountLeak]

    @property
    def is_clean(self) -> bool:
        """Whether nothing fell."""
        return not (self.told_differently or self.leaks or self.exact_counts)


def attack_published_text(
    most_cells: int,
    *,
    areas_on_pages: int = 5,
    citing: Iterable[CitingText] = (),
    exact_counts: Iterable[ExactCountGivenBetweenBodies] = (),
) -> DisclosureReport:
    """Read everything that is published and try to narrow figures down.

    Args:
        most_cells: so many figures, chosen by chance; all where it is 0.
        areas_on_pages: of so many areas the pages are read too, the country's among them; the files hold them all.
        citing: signed packs, reports and returns, which tell figures again, and months.
        exact_counts: what bodies gave each other: published nowhere, and looked for in every citing text.

    Returns:
        What fell.
    """
    texts, statements = 0, list[AnyStatement]()
    for name, text in _iterate_published_texts(areas_on_pages):
        texts += 1
        statements += read_figure_statements_of_published_file(name, text)
    statements += _iterate_rule_change_statements()
    cited = list(citing)
    said, told = parse_citing_texts(cited, exact_counts)
    statements += said
    cells = list(
        dict.fromkeys(
            each.cell
            for each in statements
            if isinstance(each, PublishedCountStatement) and each.greatest > 4
        )
    )
    chosen = set(_sample_at_random(cells, most_cells)) if most_cells else set(cells)
    return DisclosureReport(
        texts + len(cited) + 1,
        len(statements),
        len(chosen),
        find_cells_with_conflicting_figures(statements)
        + find_values_unequal_to_sum_of_their_parts(_iterate_statements_of_crossed_measures()),
        find_disclosed_cells(
            statements, cells=chosen, same_people=list_measures_counting_same_people(MEASURES)
        ),
        told,
    )


def parse_citing_texts(
    citing: Iterable[CitingText], exact_counts: Iterable[ExactCountGivenBetweenBodies]
) -> tuple[list[PublishedCountStatement], list[ExactCountLeak]]:
    """What texts tell.

    Args:
        citing: that were signed or published.
        exact_counts: that bodies gave each other.

    Returns:
        Their statements, and the exact counts that stand in them.
    """
    read, given = _make_parsers_by_citing_text_kind(), list(exact_counts)
    statements, told = list[PublishedCountStatement](), list[ExactCountLeak]()
    for each in citing:
        statements += read[each.kind](each.name, each.text)
        is_content = each.kind is CitingTextKind.RETURN
        paragraphs = (
            list_texts_of_frozen_return_content(each.text)
            if is_content
            else list_paragraphs_of_html_page(each.text)
        )
        told += find_exact_counts(each.name, paragraphs, given)
    return statements, told


def _make_parsers_by_citing_text_kind() -> dict[
    CitingTextKind, Callable[[str, str], Iterable[PublishedCountStatement]]
]:
    """A reader of each kind of text, who knows the names of areas and the printed definitions."""
    areas, cells = {name: code for code, name in list_areas_of_figures()}, _get_figure_cells_by_printed_name()
    return {
        CitingTextKind.PACK: lambda name, text: read_figure_statements_of_pack(name, text, areas),
        CitingTextKind.REPORT: lambda name, text: read_figure_statements_of_report(name, text, areas, cells),
        CitingTextKind.RETURN: read_figure_statements_of_frozen_return,
    }


def _get_figure_cells_by_printed_name() -> dict[str, MeasureBreakdownAndValueOfFigureName]:
    """What a printed name means, by all definitions that were published."""
    found = dict[str, MeasureBreakdownAndValueOfFigureName]()
    for quarter in list_published_quarters():
        for key, words in read_measure_definitions_of_quarter(quarter.code).items():
            found.setdefault(words["name"], MeasureBreakdownAndValueOfFigureName(key, "", ""))
            for split in words["breakdowns"]:
                for value, label in split["values"]:
                    for part in (f"{split['name']}: {label}", label):
                        found.setdefault(
                            f"{words['name']}, {part}",
                            MeasureBreakdownAndValueOfFigureName(key, split["code"], value),
                        )
    return found


def _iterate_published_texts(areas_on_pages: int) -> Iterator[tuple[str, str]]:
    for quarter in list_published_quarters():
        yield f"{quarter.code}.csv", open_data.format_quarter_as_csv(quarter)
        yield f"{quarter.code}.json", open_data.format_quarter_as_json(quarter)
    first, *rest = list_areas_of_figures()
    for code, _ in (first, *_sample_at_random(rest, areas_on_pages - 1)):
        for part in GROUP_CODES:
            yield from _iterate_published_pages_of_group(code, part)


def _iterate_rule_change_statements() -> Iterator[PublishedCountStatement]:
    """What the page of changed rules says: of one clock and year the whole is the same for each change."""
    for number, panel in enumerate(list_published_rule_changes()):
        whole = Cell(f"rule: {panel.title}", panel.when, COUNTRY)
        parts = [
            (whole._replace(breakdown=f"change {number}", value=row.words), row.people) for row in panel.rows
        ]
        for cell, people in ((whole, panel.people), *parts):
            least, greatest = max(0, people - ROUNDED_WITHIN), people + ROUNDED_WITHIN
            yield PublishedCountStatement(cell, least, greatest, "page of changed rules", people)


def _iterate_statements_of_crossed_measures() -> Iterator[PublishedCountStatement]:
    """Figures by month of the measures that are told by two things at once: what those who answer for an area read."""
    crossed = [measure.key for measure in MEASURES if measure.parents]
    rows = AreaFigures.objects.filter(measure__in=crossed)
    for measure, month, area, figures in rows.values_list(
        "measure", "publication__month", "area_code", "figures"
    ):
        for text, people in figures.items():
            breakdown, _, value = text.partition("=")
            cell = Cell(measure, month, area, breakdown, value)
            yield PublishedCountStatement(
                cell, max(0, people - ROUNDED_WITHIN), people + ROUNDED_WITHIN, "figures", people
            )


def _iterate_published_pages_of_group(area: str, part: str) -> Iterator[tuple[str, str]]:
    """Every page of a group, as its pager leads on."""
    for number in count(1):
        text = _fetch_published_page(area, part, number)
        yield f"page {number} of {area}, {part}", text
        if 'rel="next"' not in text:
            return


def _fetch_published_page(area: str, part: str, number: int) -> str:
    """The page as a visitor without an account gets it."""
    request = HttpRequest()
    request.method, request.path = "GET", "/figures/"
    request.META["SERVER_NAME"], request.META["SERVER_PORT"] = "localhost", "80"
    request.GET = QueryDict(urlencode({"area": area, "part": part, "page": str(number)}))
    request.user, request.session = AnonymousUser(), SessionBase()
    return views.figures(request).content.decode()


def _sample_at_random[T](some: list[T], number: int) -> list[T]:
    return secrets.SystemRandom().sample(some, min(number, len(some)))
