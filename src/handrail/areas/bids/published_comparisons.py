"""Comparisons that published figures allow: with and without a navigator, and a share before and after a quarter."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from handrail.areas.bids.models import EvaluationLine
from handrail.insight.measures.breakdowns import CONTACT_ENGAGEMENT, REST, SHARE, WITHIN
from handrail.insight.publication.definitions import MeasureDefinitionWords
from handrail.insight.publication.months_and_quarters import format_quarter, list_months_of_quarter
from handrail.insight.publication.own_area import resolve_area_of_figures
from handrail.insight.publication.queries import (
    FiguresByCell,
    list_published_quarters,
    read_area_figures,
    read_measure_definitions_of_quarter,
)
from handrail.insight.take_up.group_comparison import PublishedSum, sum_published_figures
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

ENGAGEMENT_MEASURE: Final = "engagement-by-contact"
NAVIGATOR: Final = "navigator"
OTHER_CONTACTS: Final = ("liaison_officer", "other", "not_known")
MOST_QUARTERS: Final = 12
MOST_PEOPLE: Final = 32_767


class PublishedMeasureAndQuarterChoices(NamedTuple):
    """What a form offers: measures by key, and published quarters, the newest first; empty before the first."""

    measures: list[tuple[str, str]]
    quarters: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PublishedComparisonInput:
    """What is asked: a measure, the first and last quarter, and for before and after the first quarter “after”."""

    measure: str
    first_quarter: str
    last_quarter: str
    after_from: str


def list_published_measure_and_quarter_choices() -> PublishedMeasureAndQuarterChoices:
    """Two statements; none of a measure where nothing is published."""
    quarters = list_published_quarters()[:MOST_QUARTERS]
    if not quarters:
        return PublishedMeasureAndQuarterChoices([], [])
    words = read_measure_definitions_of_quarter(quarters[0].code)
    measures = [
        (key, _describe_measure_option(key, one))
        for key, one in words.items()
        if _is_comparable_measure(key, one)
    ]
    measures.sort(key=lambda row: row[0] != ENGAGEMENT_MEASURE)
    return PublishedMeasureAndQuarterChoices(
        measures, [(each.code, format_quarter(each.code)) for each in quarters]
    )


def make_comparison_of_published_figures(actor: Actor, asked: PublishedComparisonInput) -> EvaluationLine:
    """A line, not saved, worked out from the figures of the reader's own area as they are published now.

    Args:
        actor: who asks.
        asked: what.

    Raises:
        ActionNotPossibleError: a quarter or measure is not published, or the order of quarters allows no comparison.
    """
    published = sorted(each.code for each in list_published_quarters())
    quarters = [code for code in published if asked.first_quarter <= code <= asked.last_quarter]
    if not {asked.first_quarter, asked.last_quarter} <= set(published) or not quarters:
        raise ActionNotPossibleError("Choose published quarters, the first one before the last one.")
    words = read_measure_definitions_of_quarter(quarters[-1]).get(asked.measure)
    if words is None or not _is_comparable_measure(asked.measure, words):
        raise ActionNotPossibleError("Choose one of the published measures.")
    (area_code, area), _ = resolve_area_of_figures(actor, "")
    found = read_area_figures(area_code, quarters)
    cells = {code: found.get((code, asked.measure), {}) for code in quarters}
    line = (
        _compare_engagement_contacts(cells)
        if asked.measure == ENGAGEMENT_MEASURE
        else _compare_before_and_after(cells, asked.after_from, words)
    )
    line.kind, line.measure, line.area_code, line.area = "published", asked.measure, area_code, area
    line.name = _describe_measure_option(asked.measure, words)[:200]
    line.since = datetime.date.fromisoformat(f"{list_months_of_quarter(quarters[0])[0]}-01")
    line.until = _get_last_day_of_quarter(quarters[-1])
    line.published_words = list(words["weak"])
    line.source = msg(
        "Published figures for {area}, {first} to {last}, each randomly rounded to a multiple of five. A quarter in "
        "which no one of a group is published is left out of that group",
        area=area,
        first=format_quarter(quarters[0]),
        last=format_quarter(quarters[-1]),
    )
    line.defined = f"{words['question']} {words['time'][:1].upper()}{words['time'][1:]}."[:1000]
    return line


def _describe_measure_option(key: str, words: MeasureDefinitionWords) -> str:
    share = words.get("share")
    if key == ENGAGEMENT_MEASURE:
        return "Engaged with the investigation, with and without a navigator"
    return msg("{name}: {share}, before and after", name=words["name"], share=share)


def _is_comparable_measure(key: str, words: MeasureDefinitionWords) -> bool:
    return key == ENGAGEMENT_MEASURE or "share" in words


def _compare_engagement_contacts(cells: dict[str, FiguresByCell]) -> EvaluationLine:
    def add(contacts: Sequence[str]) -> tuple[PublishedSum, PublishedSum]:
        part, rest = (
            [f"{CONTACT_ENGAGEMENT.code}={contact}.{answer}" for contact in contacts for answer in answers]
            for answers in (("engaged",), ("held_back", "not_known"))
        )
        return _sum_group_over_its_quarters(list(cells.values()), part, rest)

    return _make_unsaved_comparison_of_published_sums(
        "comparison",
        ("With a navigator", *add((NAVIGATOR,))),
        ("Without a navigator", *add(OTHER_CONTACTS)),
        same_time="yes",
    )


def _sum_group_over_its_quarters(
    quarters: Sequence[FiguresByCell], part: Sequence[str], rest: Sequence[str]
) -> tuple[PublishedSum, PublishedSum]:
    """The sums of a group over the quarters in which anybody of it is published; its noughts there count as figures.

    A quarter without anybody is left out, and the source says so: its noughts would hide more people than there are.
    """
    told = [some for some in quarters if any(some.get(name, 0) for name in (*part, *rest))]
    first, second = (
        sum_published_figures([some.get(name, 0) for some in told for name in names])
        for names in (part, rest)
    )
    return first, second


def _compare_before_and_after(
    cells: dict[str, FiguresByCell], after_from: str, words: MeasureDefinitionWords
) -> EvaluationLine:
    before = [some for code, some in cells.items() if code < after_from]
    after = [some for code, some in cells.items() if code >= after_from]
    if not before or not after:
        raise ActionNotPossibleError(
            "Choose the first quarter “after” so that at least one quarter is before it."
        )

    def add(some: Sequence[FiguresByCell]) -> tuple[PublishedSum, PublishedSum]:
        return _sum_group_over_its_quarters(some, [f"{SHARE}={WITHIN}"], [f"{SHARE}={REST}"])

    first_after = format_quarter(after_from)
    return _make_unsaved_comparison_of_published_sums(
        "before_after",
        (msg("From {quarter} on", quarter=first_after), *add(after)),
        (msg("Before {quarter}", quarter=first_after), *add(before)),
        same_time="no",
    )


def _make_unsaved_comparison_of_published_sums(
    design: str,
    first: tuple[str, PublishedSum, PublishedSum],
    second: tuple[str, PublishedSum, PublishedSum],
    *,
    same_time: str,
) -> EvaluationLine:
    for name, part, rest in (first, second):
        if not part.people + rest.people:
            raise ActionNotPossibleError(
                msg("No one is published in this group: {group}. Choose more quarters.", group=name)
            )
        if part.people + rest.people > MOST_PEOPLE:
            raise ActionNotPossibleError("Choose fewer quarters.")
    return EvaluationLine(
        design=design,
        first_group=first[0],
        first_number=first[1].people,
        first_of=first[1].people + first[2].people,
        first_part_figures=first[1].figures,
        first_rest_figures=first[2].figures,
        second_group=second[0],
        second_number=second[1].people,
        second_of=second[1].people + second[2].people,
        second_part_figures=second[1].figures,
        second_rest_figures=second[2].figures,
        same_time=same_time,
    )


def _get_last_day_of_quarter(quarter: str) -> datetime.date:
    last = datetime.date.fromisoformat(f"{list_months_of_quarter(quarter)[-1]}-01")
    return (last + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
