"""What is around the list of cases, in one statement: areas and people to choose from, and which cases are joined."""

from dataclasses import dataclass
from functools import cache

from handrail.people.matching.queries.joins import JoinRow, join_rows, joins_branch
from handrail.people.records.sql_lines import ask, branch, by_sort, first_of, table, union, words
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.access.roles import ROLES, Permission
from handrail.platform.reference.choices import Choices
from handrail.platform.reference.models import Area

WHO_RECORD = words(role.value for role, card in ROLES.items() if Permission.RECORD in card.permissions)


@dataclass(frozen=True, slots=True)
class ListFrame:
    """Areas and points of contact by name, as `choices` has them, and the rows of joins."""

    areas: Choices
    people: Choices
    joins: list[JoinRow]


def fetch_list_frame(actor: Actor, *, people: bool) -> ListFrame:
    """`people` is whether points of contact are offered to the actor."""
    lines = by_sort(ask(_statement(people), {"body": actor.body_id}))
    return ListFrame(
        areas=[(line.a, line.b) for line in lines.get("area", [])],
        people=[(str(line.number), line.a) for line in lines.get("person", [])],
        joins=join_rows(lines.get("join", [])),
    )


@cache
def _statement(people: bool) -> str:
    areas = branch("area", f"FROM {table(Area)} ORDER BY name", a="code", b="name")
    staff = f"FROM {table(User)} WHERE body_id = %(body)s AND role IN {WHO_RECORD} ORDER BY name"
    found = [first_of(areas), joins_branch()]
    return union([*found, first_of(branch("person", staff, number="id", a="name"))] if people else found)
