"""What is around the list of cases, in one statement: areas and people to choose from, and which cases are joined."""

from dataclasses import dataclass
from functools import cache

from handrail.people.matching.queries.joined_cases import (
    JoinRow,
    build_case_joins_branch_sql,
    convert_sql_rows_to_join_rows,
)
from handrail.people.records.sql_union import (
    build_branch_select_sql,
    build_code_list_sql,
    build_union_all_sql,
    execute_and_fetch_rows,
    group_rows_by_branch_name,
    quote_table_name,
    wrap_limited_branch_sql,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.access.roles import ROLES, Permission
from handrail.platform.reference.choices import Choices
from handrail.platform.reference.models import Area

WHO_RECORD = build_code_list_sql(
    role.value for role, card in ROLES.items() if Permission.RECORD in card.permissions
)


@dataclass(frozen=True, slots=True)
class CaseListFilterChoicesAndJoinedCases:
    """Areas and points of contact by name, as `choices` has them, and the rows of joins."""

    areas: Choices
    people: Choices
    joins: list[JoinRow]


def fetch_filter_choices_and_joined_cases(
    actor: Actor, *, people: bool
) -> CaseListFilterChoicesAndJoinedCases:
    """`people` is whether points of contact are offered to the actor."""
    lines = group_rows_by_branch_name(
        execute_and_fetch_rows(_build_filter_choices_and_joined_cases_sql(people), {"body": actor.body_id})
    )
    return CaseListFilterChoicesAndJoinedCases(
        areas=[(line.a, line.b) for line in lines.get("area", [])],
        people=[(str(line.number), line.a) for line in lines.get("person", [])],
        joins=convert_sql_rows_to_join_rows(lines.get("join", [])),
    )


@cache
def _build_filter_choices_and_joined_cases_sql(people: bool) -> str:
    areas = build_branch_select_sql(
        "area", f"FROM {quote_table_name(Area)} ORDER BY name", a="code", b="name"
    )
    staff = f"FROM {quote_table_name(User)} WHERE body_id = %(body)s AND role IN {WHO_RECORD} ORDER BY name"
    found = [wrap_limited_branch_sql(areas), build_case_joins_branch_sql()]
    return build_union_all_sql(
        [*found, wrap_limited_branch_sql(build_branch_select_sql("person", staff, number="id", a="name"))]
        if people
        else found
    )
