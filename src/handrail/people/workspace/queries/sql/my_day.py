"""My day in one statement: the reader's open cases or their team's, and the branches that the rooms add for them.

What it finds is not yet open to the reader: the policy is asked of every case of it (`queries.day_rows`).
"""

from collections.abc import Iterator, Mapping
from functools import cache

from handrail.people.cases.my_day_row_provider import DAYS_AHEAD, DayRowViewer
from handrail.people.matching.queries.joined_cases import build_case_joins_branch_sql
from handrail.people.records.models import Case, Person
from handrail.people.records.sql_union import (
    SqlRow,
    build_branch_select_sql,
    build_union_all_sql,
    execute_and_fetch_rows,
    group_rows_by_branch_name,
    quote_table_name,
)
from handrail.people.workspace.day_row_providers_and_case_panels import DAY_ROW_PROVIDERS
from handrail.people.workspace.queries import my_day_rows as limits
from handrail.platform.access.actor import Actor
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today

CASE, PERSON = quote_table_name(Case), quote_table_name(Person)


def fetch_day_rows_by_branch_name(actor: Actor, *, team: bool) -> dict[str, list[SqlRow]]:
    """Every row, by its sort; `case` are the cases themselves. One statement, and one for what hangs on no own case.

    Returns:
        The rows by their sort.
    """
    most = limits.MOST_CASES_OF_TEAM if team else limits.MOST_CASES_OF_WORKER
    now = today()
    values: dict[str, object] = {"user": actor.user_id, "body": actor.body_id, "today": now}
    values["until"] = now + DAYS_AHEAD
    reader = DayRowViewer(team, actor.role.card.permissions)
    statement = [_build_my_day_sql(reader, most)]
    for provider in DAY_ROW_PROVIDERS:
        if found := provider.build_filtered_branch_sql(actor):
            statement.append(found[0])
            values |= found[1]
    rows = execute_and_fetch_rows(" UNION ALL ".join(statement), values)
    return group_rows_by_branch_name([*rows, *_fetch_sorts_of_own_rows(reader, values)])


@acting_as_system(SystemActor.MY_DAY)
def _fetch_sorts_of_own_rows(reader: DayRowViewer, values: Mapping[str, object]) -> list[SqlRow]:
    """An empty row for each sort of which the reader may have rows that hang on no case of theirs."""
    statement = _build_own_row_exists_sql(reader)
    return execute_and_fetch_rows(statement, values) if statement else []


@cache
def _build_own_row_exists_sql(reader: DayRowViewer) -> str:
    asked = [sql for provider in DAY_ROW_PROVIDERS if (sql := provider.build_own_row_exists_sql(reader))]
    return build_union_all_sql(asked) if asked else ""


@cache
def _build_my_day_sql(reader: DayRowViewer, most: int) -> str:
    before = (_build_team_cases_with_clause_sql if reader.team else _build_own_cases_with_clause_sql)(most)
    rows = [
        _build_case_branch_sql(),
        build_case_joins_branch_sql(),
        *(_iterate_team_case_count_branch_sqls() if reader.team else ()),
    ]
    for provider in DAY_ROW_PROVIDERS:
        rows += provider.get_branches(reader)
    return build_union_all_sql(rows, before=before)


def _build_open_cases_select_sql(where: str, order: str) -> str:
    columns = (
        "c.file_id, c.owner_id, c.reference, c.phase, c.changes_on, c.next_due, c.age, c.opened_at, "
        "c.restricted_on"
    )
    return f"SELECT {columns} FROM {CASE} c WHERE c.closed_at IS NULL AND {where}{order}"


def _build_own_cases_with_clause_sql(most: int) -> str:
    """Each way of being named is asked for by itself, as each has an index of its own."""
    first = _build_open_cases_select_sql("c.point_of_contact_id = %(user)s", "")
    other = _build_open_cases_select_sql("c.stand_in_id = %(user)s AND c.point_of_contact_id <> %(user)s", "")
    return f"WITH mine AS MATERIALIZED ({first} UNION ALL {other} ORDER BY next_due ASC NULLS LAST LIMIT {most}) "


def _build_team_cases_with_clause_sql(most: int) -> str:
    """Those with a day, the nearest first; then the newest of the others, up to as many in all."""
    dated = _build_open_cases_select_sql(
        "c.owner_id = %(body)s AND c.next_due IS NOT NULL", f" ORDER BY c.next_due LIMIT {most}"
    )
    rest = f" ORDER BY c.opened_at DESC LIMIT {most} - (SELECT COUNT(*) FROM dated)"
    others = _build_open_cases_select_sql("c.owner_id = %(body)s AND c.next_due IS NULL", rest)
    return (
        f"WITH dated AS MATERIALIZED ({dated}), mine AS MATERIALIZED "
        f"(SELECT * FROM dated UNION ALL SELECT * FROM ({others}) AS others) "
    )


def _build_case_branch_sql() -> str:
    return build_branch_select_sql(
        "case",
        f"FROM mine LEFT JOIN {PERSON} p ON p.case_id = mine.file_id",
        case_id="mine.file_id",
        number="mine.owner_id",
        a="mine.reference",
        b="mine.phase",
        day="mine.changes_on",
        moment="mine.opened_at",
        sealed="p.called",
        flag="mine.restricted_on IS NOT NULL",
    )


def _iterate_team_case_count_branch_sqls() -> Iterator[str]:
    """How many open cases of the team there are, and how many of them are without a stand-in."""
    most = limits.MOST_CASES + 1
    opened = f"FROM {CASE} c WHERE c.owner_id = %(body)s AND c.closed_at IS NULL"
    for sort, rows in (("gap_count", f"{opened} AND c.stand_in_id IS NULL"), ("open_count", opened)):
        yield build_branch_select_sql(
            sort, "", number=f"(SELECT COUNT(*) FROM (SELECT 1 {rows} LIMIT {most}) AS counted)"
        )
