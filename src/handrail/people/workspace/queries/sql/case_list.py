"""What is around the list of cases, in one statement: areas and people to choose from, and which cases are joined."""

from dataclasses import dataclass
from functools import cache

from handrail.people.matching.queries.joined_cases import JoinRow, joins_branch_sql, parse_join_rows
from handrail.people.records.sql_union import (
    code_list_sql,
    execute_and_fetch_rows,
    group_rows_by_sort,
    limited_branch_sql,
    quote_table_name,
    select_branch_sql,
    union_all_sql,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.access.roles import ROLES, Permission
from handrail.platform.reference.choices import Choices
from handrail.platform.reference.models import Area

WHO_RECORD = code_list_sql(
    role.value for role, card in ROLES.items() if Permission.RECORD in card.permissions
)


@dataclass(frozen=True, slots=True)
class CaseListChoicesAndJoins:
    """Areas and points of contact by name, as `choices` has them, and the rows of joins."""

    areas: Choices
    people: Choices
    joins: list[JoinRow]


def fetch_list_frame(actor: Actor, *, people: bool) -> CaseListChoicesAndJoins:
    """`people` is whether points of contact are offered to the actor."""
    lines = group_rows_by_sort(execute_and_fetch_rows(_build_statement_sql(people), {"body": actor.body_id}))
    return CaseListChoicesAndJoins(
        areas=[(line.a, line.b) for line in lines.get("area", [])],
        people=[(str(line.number), line.a) for line in lines.get("person", [])],
        joins=parse_join_rows(lines.get("join", [])),
    )


@cache
def _build_statement_sql(people: bool) -> str:
    areas = select_branch_sql("area", f"FROM {quote_table_name(Area)} ORDER BY name", a="code", b="name")
    staff = f"FROM {quote_table_name(User)} WHERE body_id = %(body)s AND role IN {WHO_RECORD} ORDER BY name"
    found = [limited_branch_sql(areas), joins_branch_sql()]
    return union_all_sql(
        [*found, limited_branch_sql(select_branch_sql("person", staff, number="id", a="name"))]
        if people
        else found
    )
