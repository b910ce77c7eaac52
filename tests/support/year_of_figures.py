"""A year of 43 areas as it is published: tables by quarter, packs by month and quarter, returns that cite a quarter.

The facts are generated, counted by the engine, drawn month by month as `monthly_draw` draws them, and written as lines
of files. An attacker reads the lines alone.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from handrail.insight.disclosure.count_table import CountTable, CountTableCellKey
from handrail.insight.disclosure.published_text import (
    AnyStatement,
    Cell,
    read_figure_statements_of_published_file,
)
from handrail.insight.disclosure.random_rounding import round_month_figures_near_quarter_total
from handrail.insight.facts.case_fact import CaseFact, get_wait_band_code
from handrail.insight.facts.fact_database import FactDatabase
from handrail.insight.measures.breakdowns import SHARE
from handrail.insight.measures.engines import count_facts
from handrail.insight.measures.measure import Measure
from handrail.insight.publication.count_families import (
    GroupOfMeasuresOfSameFacts,
    list_groups_of_measures_of_same_facts,
    make_count_table_of_measure_group,
)

AREAS = tuple(f"E{n:02}" for n in range(43))
QUARTERS = ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")
MONTHS = tuple(f"2025-{n:02}" for n in range(1, 13))
HEADS = "measure,quarter,month,area_code,breakdown,value,people,within,percent"


@dataclass(frozen=True)
class PublishedYear:
    """What was published, as lines of files; every figure by cell; and the true counts, which no attacker reads."""

    lines: list[str]
    figures: dict[Cell, int]
    true: dict[Cell, int]


def make_facts(measures: Iterable[Measure], people_a_month: int, seed: int) -> list[CaseFact]:
    """For each kind of fact so many people a month in forty of the areas, each with codes by chance."""
    chance, listed = random.Random(seed), list(measures)
    columns = {each.column: each.codes for measure in listed for each in measure.by if not each.crossed}
    of_kind = defaultdict[str, list[Measure]](list)
    for measure in listed:
        for kind in measure.of:
            of_kind[kind].append(measure)
    facts = []
    for kind, some in sorted(of_kind.items()):
        named = sorted({each.column for measure in some for each in measure.by if not each.crossed})
        answers = (
            columns.get("answer", ())
            if "answer" in named
            else ("yes", "no", "accepted", "declined", "positive")
        )
        for month in MONTHS:
            for nth in range(people_a_month):
                values = {column: chance.choice(columns[column]) for column in named}
                wait = chance.randrange(-1, 60)
                values |= {
                    "answer": chance.choice(answers),
                    "funds": chance.choice(("yes", "no")),
                    "wait": wait,
                }
                if "waited" in named:
                    values["waited"] = get_wait_band_code(wait)
                values["area"] = chance.choice(AREAS[:40])
                facts.append(CaseFact(f"{kind}{month}{nth}", kind, 0, month, **values))
    return facts


def publish_year(measures: Sequence[Measure], *, people_a_month: int, seed: int) -> PublishedYear:
    """Count, draw and write a year.

    Args:
        measures: any of the catalogue.
        people_a_month: of each kind of fact.
        seed: of the facts; the draws are by the system's chance, as always.
    """
    with FactDatabase() as database:
        database.add_facts(make_facts(measures, people_a_month, seed))
        counted = count_facts(database, measures, MONTHS[0], MONTHS[-1], engine="duckdb")
    by_month = defaultdict[str, dict[str, dict[CountTableCellKey, int]]](lambda: defaultdict(dict))
    for cell in counted:
        by_month[cell.month][cell.measure][CountTableCellKey(cell.area, cell.breakdown, cell.value)] = (
            cell.people
        )
    figures, true, within = Counter[Cell](), Counter[Cell](), dict.fromkeys(QUARTERS, 4)
    for family in list_groups_of_measures_of_same_facts(measures):
        for quarter in QUARTERS:
            for month, table, drawn, tolerance in _draw_quarter(family, quarter, by_month):
                within[quarter] = max(within[quarter], tolerance)
                for measure in family.measures:
                    for period in (month, quarter):
                        figures.update(_take(family, measure, drawn, period))
                        true.update(_take(family, measure, table, period))
    return PublishedYear(list_lines(measures, figures, within), dict(figures), dict(true))


def _draw_quarter(
    family: GroupOfMeasuresOfSameFacts,
    quarter: str,
    by_month: dict[str, dict[str, dict[CountTableCellKey, int]]],
) -> Iterator[tuple[str, CountTable, CountTable, int]]:
    """Each month with its true table, its figures and how far the quarter may be from the truth."""
    carried = Counter[CountTableCellKey]()
    for month in MONTHS[int(quarter[-1]) * 3 - 3 : int(quarter[-1]) * 3]:
        table = make_count_table_of_measure_group(family, by_month[month])
        drawn, tolerance = round_month_figures_near_quarter_total(table, carried)
        for key in table.list_keys():
            carried[key] += drawn.count(key) - table.count(key)
        yield month, table, drawn, tolerance


def _take(
    family: GroupOfMeasuresOfSameFacts, measure: Measure, table: CountTable, period: str
) -> dict[Cell, int]:
    return {
        Cell(measure.key, period, *key): n for key, n in family.get_counts_of_measure(table, measure).items()
    }


def list_lines(measures: Iterable[Measure], figures: dict[Cell, int], within: dict[str, int]) -> list[str]:
    """Tables by quarter hold every public split; a pack the whole and its share of a month; a return says it again."""
    public = {
        measure.key: {each.code for each in measure.by if each.public} | {"", SHARE} for measure in measures
    }
    lines = []
    for cell, people in figures.items():
        is_quarter = "Q" in cell.period
        if cell.breakdown in (public[cell.measure] if is_quarter else ("", SHARE)):
            lines.append(write_line(cell, people, within.get(cell.period, 4)))
        if is_quarter and not cell.breakdown:
            lines.append(lines[-1])
    return lines


def write_line(cell: Cell, people: int, within: int = 4, percent: str = "") -> str:
    """A figure as a row of a file."""
    quarter, month = (cell.period, "") if "Q" in cell.period else ("", cell.period)
    return ",".join(
        map(
            str,
            (cell.measure, quarter, month, cell.area, cell.breakdown, cell.value, people, within, percent),
        )
    )


def read_lines(*groups: Sequence[str]) -> list[AnyStatement]:
    """Lines of files, as the attacker reads them."""
    return read_figure_statements_of_published_file(
        "year.csv", "\n".join([HEADS, *(line for group in groups for line in group)])
    )
