"""From measures to statements. Measures with the same breakdowns share one, all breakdowns at once (grouping sets).

Standard SQL that DuckDB, PostgreSQL, ClickHouse and Spark read; SQLite has no grouping sets. A person counts once a
month, by their first fact, and of what is no count of people each fact counts: so the values of a breakdown add up to
the whole, and the areas to the country.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from handrail.insight.facts.fact_database import TABLE
from handrail.insight.measures.breakdowns import REST, SHARE, WITHIN, Breakdown
from handrail.insight.measures.measure import Measure, MeasureUnit

type CountKey = tuple[str, str, str, str, str]
"""Measure, month, area, breakdown, value."""
type SameFacts = tuple[Measure, ...]
"""Measures of the same facts: each of their counts is counted once."""


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
    """One statement, and the measures that it answers. `columns`: those that it splits by, one at a time."""

    sql: str
    groups: tuple[SameFacts, ...]
    columns: tuple[str, ...]


def build_counting_statements(
    measures: Iterable[Measure], first_month: str, last_month: str
) -> list[CountingStatement]:
    """The statements that count these measures in these months.

    Args:
        measures: any of the catalogue.
        first_month: “2026-01”.
        last_month: the same or later.

    Returns:
        One for all measures that are split by the same columns.
    """
    together = defaultdict[tuple[Any, ...], list[Measure]](list)
    for measure in measures:
        together[measure.of, measure.where, measure.unit is MeasureUnit.PEOPLE].append(measure)
    alike = defaultdict[frozenset[str], list[SameFacts]](list)
    for some in together.values():
        alike[frozenset(each.column for measure in some for each in measure.by)].append(tuple(some))
    months = f"month BETWEEN '{_require_month_format(first_month)}' AND '{_require_month_format(last_month)}'"
    return [_build_counting_statement(tuple(groups), months) for groups in alike.values()]


def _require_month_format(month: str) -> str:
    if len(month) != 7 or not month.replace("-", "").isdigit():
        raise ValueError(f"{month!r} is no month")
    return month


def _build_counting_statement(groups: tuple[SameFacts, ...], months: str) -> CountingStatement:
    """The facts of each group one after the other, the first of each person and month, counted in every split."""
    breakdowns = {each.column: each for each in _list_distinct_breakdowns(groups[0])}
    shares = range(max(len(_list_share_sql_conditions(some)) for some in groups))
    facts = " UNION ALL ".join(
        _build_facts_select_sql(number, some, breakdowns, len(shares), months)
        for number, some in enumerate(groups)
    )
    sets = ", ".join(["(grp, month, area)", *(f"(grp, month, area, {column})" for column in breakdowns)])
    split, value = "0", "''"
    if breakdowns:
        asked = [f"WHEN GROUPING({column}) = 0 THEN" for column in breakdowns]
        split = f"CASE {' '.join(f'{when} {n}' for n, when in enumerate(asked, 1))} ELSE 0 END"
        value = f"CASE {' '.join(f'{a} {b}' for a, b in zip(asked, breakdowns, strict=True))} ELSE '' END"
    within = "".join(f", COUNT(*) FILTER (WHERE share_{n})" for n in shares)
    sql = (
        f"WITH chosen AS ({facts}), ordered AS (SELECT *,"
        " ROW_NUMBER() OVER (PARTITION BY grp, pseudonym, month, apart ORDER BY nth) AS place FROM chosen)"
        f" SELECT grp, month, area, {split} AS split_by, {value} AS split_value, COUNT(*){within}"
        f" FROM ordered WHERE place = 1 GROUP BY GROUPING SETS ({sets})"
    )
    return CountingStatement(sql, groups, tuple(breakdowns))


def _list_distinct_breakdowns(some: SameFacts) -> list[Breakdown]:
    found = dict.fromkeys(each for measure in some for each in measure.by)
    return sorted(found, key=lambda each: each.column)


def _list_share_sql_conditions(some: SameFacts) -> list[str]:
    return [measure.share.get_sql() for measure in some if measure.share]


def _build_facts_select_sql(
    number: int, some: SameFacts, breakdowns: dict[str, Breakdown], shares: int, months: str
) -> str:
    """The facts of one group. Each share is a column; a group with fewer of them has one that is never true."""
    columns = [
        f"{each.crossed[0]} || '.' || {each.crossed[1]} AS {name}" if each.crossed else name
        for name, each in breakdowns.items()
    ]
    conditions = [*_list_share_sql_conditions(some), *["1 = 0"] * shares][:shares]
    columns += [f"({condition}) AS share_{n}" for n, condition in enumerate(conditions)]
    columns.append(f"{get_distinct_fact_key_sql(some[0])} AS apart")
    kinds = ", ".join(f"'{kind}'" for kind in some[0].of)
    return (
        f"SELECT {', '.join([f'{number} AS grp', 'pseudonym', 'nth', 'month', 'area', *columns])} FROM {TABLE}"
        f" WHERE kind IN ({kinds}) AND ({some[0].where.get_sql()}) AND {months}"
    )


def get_distinct_fact_key_sql(measure: Measure) -> str:
    """What tells facts of one person and month apart that each count: nothing of people, all of them of other units."""
    return "0" if measure.unit is MeasureUnit.PEOPLE else "nth"


class _ValuesByStoredCode(dict[str, str]):
    """The value that each stored code of a breakdown counts under, worked out once."""

    def __init__(self, breakdown: Breakdown) -> None:
        super().__init__((code, code) for code in breakdown.codes)
        self.breakdown = breakdown

    def __missing__(self, stored: str) -> str:
        self[stored] = found = self.breakdown.find_value(stored)
        return found


def add_true_counts(
    statement: CountingStatement, rows: Iterable[Sequence[Any]], counts: dict[CountKey, int]
) -> None:
    """Add what a statement found.

    Args:
        statement: that was run.
        rows: its answer.
        counts: people by cell so far; codes that are on no list of a breakdown are added up under “not known”.
    """
    splits = _list_measure_breakdowns_by_row(statement)
    for row in rows:
        group, month, area, split, stored, people = row[:6]
        if not split:
            _add_counts_of_whole_areas(statement.groups[group], (month, area, people, list(row[6:])), counts)
            continue
        for measure, breakdown, values in splits[group][split]:
            key = (measure, month, area, breakdown, values[stored])
            counts[key] = counts.get(key, 0) + people


def _list_measure_breakdowns_by_row(
    statement: CountingStatement,
) -> list[dict[int, list[tuple[str, str, _ValuesByStoredCode]]]]:
    """Measures and breakdowns that a row counts for, by the number of its column, for each group."""
    return [
        {
            place: [
                (measure.key, each.code, _ValuesByStoredCode(each))
                for measure in some
                for each in measure.by
                if each.column == column
            ]
            for place, column in enumerate(statement.columns, 1)
        }
        for some in statement.groups
    ]


def _add_counts_of_whole_areas(
    some: SameFacts, found: tuple[str, str, int, list[int]], counts: dict[CountKey, int]
) -> None:
    month, area, people, shares = found
    for measure in some:
        counts[measure.key, month, area, "", ""] = people
        if measure.share:
            within = shares.pop(0)
            counts[measure.key, month, area, SHARE, WITHIN] = within
            counts[measure.key, month, area, SHARE, REST] = people - within
