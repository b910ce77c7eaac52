"""On My day: what people agreed to share, and that ends soon."""

import datetime
from collections.abc import Iterable, Mapping
from uuid import UUID

from handrail.people.cases.my_day_row_provider import (
    DAYS_AHEAD,
    MOST_PER_SORT,
    DayRowCandidate,
    DayRowViewer,
    MyDayRow,
    MyDayRowProvider,
    build_own_cases_join_sql,
)
from handrail.people.records.sql_union import SqlRow, build_branch_select_sql, quote_table_name
from handrail.platform.access.actor import Actor
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body
from handrail.platform.ui import formatting


class EndingSharingDayRowProvider(MyDayRowProvider):
    """Sharing by consent that ends within the days ahead: the person is asked again."""

    sort = "agreement"
    act = ("Record answer", "share")

    def get_branches(self, reader: DayRowViewer) -> Iterable[str]:
        yield build_branch_select_sql(
            "agreement",
            f"FROM {build_own_cases_join_sql(Grant, 'g')} JOIN {quote_table_name(Body)} b ON b.id = g.to_body_id "
            f"WHERE g.file_id = mine.file_id AND g.ground = '{GrantGround.CONSENT.value}' AND g.ended_at IS NULL "
            "AND g.since <= %(today)s "
            "AND (g.until IS NULL OR g.until >= %(today)s)",
            case_id="g.file_id",
            a="b.name",
            until="g.until",
        )

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        agreed = ((line.case_id, line.a, line.until) for line in lines.get("agreement", []))
        for file_id, body, until in _list_last_end_of_sharing_by_organisation(agreed):
            row = MyDayRow("agreement", msg("Ask again about sharing with {body}", body=body), due_on=until)
            yield DayRowCandidate(file_id, Kind.CONSENT, row)

    def describe(self, row: MyDayRow) -> str:
        return msg(
            "Their consent ends on {due_on}.",
            due_on=formatting.format_long_day_omitting_current_year(row.due_on),
        )


def _list_last_end_of_sharing_by_organisation(
    agreed: Iterable[tuple[UUID, str, datetime.date | None]],
) -> list[tuple[UUID, str, datetime.date]]:
    """Of several agreements with one organisation the last to end counts."""
    last: dict[tuple[UUID, str], datetime.date] = {}
    for file_id, body, until in agreed:
        last[file_id, body] = max(last.get((file_id, body), datetime.date.min), until or datetime.date.max)
    soon = [
        (file_id, body, until) for (file_id, body), until in last.items() if until <= today() + DAYS_AHEAD
    ]
    return sorted(soon, key=lambda one: one[2])[:MOST_PER_SORT]
