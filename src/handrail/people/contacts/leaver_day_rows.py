"""On My day of whoever leads: open cases whose point of contact has left, until somebody takes them over.

Nothing is kept for it: it is so while the account of the point of contact is closed.
"""

from collections.abc import Iterable, Mapping

from handrail.people.cases.my_day_row_provider import (
    MOST_PER_SORT,
    DayRowCandidate,
    DayRowViewer,
    MyDayRow,
    MyDayRowProvider,
)
from handrail.people.records.models import Case
from handrail.people.records.sql_union import (
    SqlRow,
    build_branch_select_sql,
    quote_table_name,
    wrap_limited_branch_sql,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.kernel.messages import msg


class LeaverCaseDayRowProvider(MyDayRowProvider):
    """Cases of the team that a closed account is the point of contact of."""

    sort, awaits_answer = "leaver", True
    undated_tag = ("overdue", "No point of contact")
    act = ("Choose a point of contact", "contacts")

    def get_branches(self, reader: DayRowViewer) -> Iterable[str]:
        if reader.team:
            yield wrap_limited_branch_sql(
                build_branch_select_sql(
                    "leaver",
                    f"FROM {quote_table_name(User)} u JOIN {quote_table_name(Case)} c "
                    "ON c.point_of_contact_id = u.id "
                    "WHERE NOT u.is_active AND c.owner_id = %(body)s AND c.closed_at IS NULL "
                    f"ORDER BY c.opened_at LIMIT {MOST_PER_SORT}",
                    case_id="c.file_id",
                    a="u.name",
                )
            )

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        for line in lines.get("leaver", []):
            yield DayRowCandidate(
                line.case_id, None, MyDayRow("leaver", "Choose a point of contact", who=line.a)
            )

    def describe(self, row: MyDayRow) -> str:
        return msg("{who} has left. Someone else needs to take over the case.", who=row.who)
