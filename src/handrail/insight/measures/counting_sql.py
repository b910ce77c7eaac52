"""From measures to statements. Measures of the same facts share one, all breakdowns at once (grouping sets).

Standard SQL that DuckDB and PostgreSQL both read; SQLite has no grouping sets. A person counts once a month, by their
first fact: so the values of a breakdown add up to the whole, and the areas to the country.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from handrail.insight.facts.fact_database import TABLE
from handrail.insight.measures.breakdowns import REST, SHARE, WITHIN, Breakdown
from handrail.insight.measures.measure import Measure


class TrueCount(NamedTuple):
    """How many people there truly are in one cell. Never shown: only `disclosure` makes a figure of it.

    `breakdown` and `value` are empty for the whole of an area.
    """

    measure: str
    month: str
    area: str
    breakdown: str
    value: str
    people: int


class CountingStatement(NamedTuple):
    """One statement, and the measures that it answers."""

    sql: str
    measures: tuple[Measure, ...]
    breakdowns: tuple[Breakdown, ...]


def build_counting_statements(
    measures: Iterable[Measure], first_month: str, last_month: str
) -> list[CountingStatement]:
    """The statements that count these measures in these months.

    Args:
        measures: any of the catalogue.
        first_month: “2026-01”.
        last_month: the same or later.

    Returns:
        One for all measures of the same facts.
    """
    together = defaultdict[tuple[Any, ...], list[Measure]](list)
    for measure in measures:
        together[measure.of, measure.where].append(measure)
    return [_build_statement(tuple(some), first_month, last_month) for some in together.values()]


def _build_statement(measures: tuple[Measure, ...], first_month: str, last_month: str) -> CountingStatement:
    breakdowns = tuple(dict.fromkeys(each for measure in measures for each in measure.by))
    columns = list(dict.fromkeys(each.column for each in breakdowns))
    kinds = ", ".join(f"'{kind}'" for kind in measures[0].of)
    selected = ["month", "area", *columns, *(f"GROUPING({column})" for column in columns), "COUNT(*)"]
    selected += [f"COUNT(*) FILTER (WHERE {each.share.get_sql()})" for each in measures if each.share]
    sets = ", ".join(["(month, area)", *(f"(month, area, {column})" for column in columns)])
    crossed = "".join(
        f" {each.crossed[0]} || '.' || {each.crossed[1]} AS {each.column},"
        for each in breakdowns
        if each.crossed
    )
    sql = (
        f"WITH ordered AS (SELECT *,{crossed} ROW_NUMBER() OVER (PARTITION BY pseudonym, month ORDER BY nth) AS place"
        f" FROM {TABLE} WHERE kind IN ({kinds}) AND ({measures[0].where.get_sql()})"
        f" AND month BETWEEN '{_checked(first_month)}' AND '{_checked(last_month)}')"
        f" SELECT {', '.join(selected)} FROM ordered WHERE place = 1 GROUP BY GROUPING SETS ({sets})"
    )
    return CountingStatement(sql, measures, breakdowns)


def _checked(month: str) -> str:
    if len(month) != 7 or not month.replace("-", "").isdigit():
        raise ValueError(f"{month!r} is no month")
    return month


def iterate_true_counts(statement: CountingStatement, rows: Iterable[Sequence[Any]]) -> Iterator[TrueCount]:
    """What a statement found, as cells.

    Args:
        statement: that was run.
        rows: its answer.
    """
    columns = list(dict.fromkeys(each.column for each in statement.breakdowns))
    for row in rows:
        month, area, rest = row[0], row[1], row[2:]
        values, left_out = rest[: len(columns)], rest[len(columns) : 2 * len(columns)]
        base, shares = rest[2 * len(columns)], list(rest[2 * len(columns) + 1 :])
        split = next((place for place, out in enumerate(left_out) if not out), None)
        if split is None:
            yield from _iterate_whole_counts(statement, month, area, base, shares)
            continue
        for measure in statement.measures:
            for breakdown in measure.by:
                if breakdown.column == columns[split]:
                    value = breakdown.find_value(values[split])
                    yield TrueCount(measure.key, month, area, breakdown.code, value, base)


def _iterate_whole_counts(
    statement: CountingStatement, month: str, area: str, base: int, shares: list[int]
) -> Iterator[TrueCount]:
    for measure in statement.measures:
        yield TrueCount(measure.key, month, area, "", "", base)
        if measure.share:
            within = shares.pop(0)
            yield TrueCount(measure.key, month, area, SHARE, WITHIN, within)
            yield TrueCount(measure.key, month, area, SHARE, REST, base - within)
