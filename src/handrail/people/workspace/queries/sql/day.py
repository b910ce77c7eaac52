"""My day in one statement: the reader's open cases or their team's, and the branches that the rooms add for them.

What it finds is not yet open to the reader: the policy is asked of every case of it (`queries.day_rows`).
"""

from collections.abc import Iterator
from functools import cache

from handrail.people.cases.day_rows import DAYS_AHEAD, DayReader
from handrail.people.matching.queries.joins import joins_branch
from handrail.people.records.models import Case, Person
from handrail.people.records.sql_lines import Line, ask, branch, by_sort, table, union
from handrail.people.workspace.providers import DAY_ROW_PROVIDERS
from handrail.people.workspace.queries import day_rows as limits
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today

CASE, PERSON = table(Case), table(Person)


def fetch_day_lines(actor: Actor, *, team: bool) -> dict[str, list[Line]]:
    """Every row, by its sort; `case` are the cases themselves.

    Returns:
        The rows by their sort.
    """
    most = limits.MOST_CASES_OF_TEAM if team else limits.MOST_CASES_OF_WORKER
    now = today()
    values: dict[str, object] = {"user": actor.user_id, "body": actor.body_id, "today": now}
    values["until"] = now + DAYS_AHEAD
    statement = [_statement(DayReader(team, actor.role.card.permissions), most)]
    for provider in DAY_ROW_PROVIDERS:
        if found := provider.get_filtered_branch(actor):
            statement.append(found[0])
            values |= found[1]
    return by_sort(ask(" UNION ALL ".join(statement), values))


@cache
def _statement(reader: DayReader, most: int) -> str:
    before = (_of_the_team if reader.team else _of_one)(most)
    rows = [_cases(), joins_branch(), *(_counts() if reader.team else ())]
    for provider in DAY_ROW_PROVIDERS:
        rows += provider.get_branches(reader)
    return union(rows, before=before)


def _case_rows(where: str, order: str) -> str:
    columns = "c.file_id, c.owner_id, c.reference, c.phase, c.changes_on, c.next_due, c.age, c.opened_at"
    return f"SELECT {columns} FROM {CASE} c WHERE c.closed_at IS NULL AND {where}{order}"


def _of_one(most: int) -> str:
    """Each way of being named is asked for by itself, as each has an index of its own."""
    first = _case_rows("c.point_of_contact_id = %(user)s", "")
    other = _case_rows("c.stand_in_id = %(user)s AND c.point_of_contact_id <> %(user)s", "")
    return f"WITH mine AS MATERIALIZED ({first} UNION ALL {other} ORDER BY next_due ASC NULLS LAST LIMIT {most}) "


def _of_the_team(most: int) -> str:
    """Those with a day, the nearest first; then the newest of the others, up to as many in all."""
    dated = _case_rows(
        "c.owner_id = %(body)s AND c.next_due IS NOT NULL", f" ORDER BY c.next_due LIMIT {most}"
    )
    rest = f" ORDER BY c.opened_at DESC LIMIT {most} - (SELECT COUNT(*) FROM dated)"
    others = _case_rows("c.owner_id = %(body)s AND c.next_due IS NULL", rest)
    return (
        f"WITH dated AS MATERIALIZED ({dated}), mine AS MATERIALIZED "
        f"(SELECT * FROM dated UNION ALL SELECT * FROM ({others}) AS others) "
    )


def _cases() -> str:
    return branch(
        "case",
        f"FROM mine LEFT JOIN {PERSON} p ON p.case_id = mine.file_id",
        case_id="mine.file_id",
        number="mine.owner_id",
        a="mine.reference",
        b="mine.phase",
        c="mine.age",
        day="mine.changes_on",
        moment="mine.opened_at",
        sealed="p.called",
    )


def _counts() -> Iterator[str]:
    """How many open cases of the team there are, and how many of them are without a stand-in."""
    most = limits.MOST_CASES + 1
    opened = f"FROM {CASE} c WHERE c.owner_id = %(body)s AND c.closed_at IS NULL"
    for sort, rows in (("gap_count", f"{opened} AND c.stand_in_id IS NULL"), ("open_count", opened)):
        yield branch(sort, "", number=f"(SELECT COUNT(*) FROM (SELECT 1 {rows} LIMIT {most}) AS counted)")
