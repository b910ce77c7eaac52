"""On My day of whoever may approve: a request to erase a record waits for a second person."""

from handrail.people.cases.my_day_row_provider import (
    MOST_PER_SORT,
    CheckedDayRows,
    MyDayQueryResult,
    MyDayRow,
    MyDayRowProvider,
    to_london_date,
)
from handrail.people.personal_data.models import ErasureRequest
from handrail.people.records.sql_union import (
    build_branch_select_sql,
    quote_table_name,
    wrap_limited_branch_sql,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.ui.url_cache import get_url


class ErasureToApproveDayRowProvider(MyDayRowProvider):
    """Requests of the organisation that somebody else asked for, the oldest first."""

    sort, act = "erasure", ("Decide", "erasure")
    stands_apart = True

    def build_filtered_branch_sql(self, actor: Actor) -> tuple[str, dict[str, object]] | None:
        if not actor.may(Permission.APPROVE_ERASURE):
            return None
        rows = (
            f"FROM {quote_table_name(ErasureRequest)} r WHERE r.body_id = %(body)s AND r.state = 'asked' "
            f"AND r.asked_by_id <> %(user)s ORDER BY r.asked_at LIMIT {MOST_PER_SORT}"
        )
        columns = {"pk": "r.id", "moment": "r.asked_at"}
        return wrap_limited_branch_sql(build_branch_select_sql(self.sort, rows, **columns)), {}

    def make_checked_day_rows(self, actor: Actor, lines: MyDayQueryResult) -> CheckedDayRows:
        """About no case: the record is closed, and its reference stands on the page of the request."""
        return CheckedDayRows(
            tuple(
                MyDayRow(
                    self.sort,
                    "Decide whether a record is erased",
                    due_on=to_london_date(line.moment),
                    number=line.pk,
                )
                for line in lines.get(self.sort)
            )
        )

    def get_act(self, row: MyDayRow) -> tuple[str, str]:
        return self.act[0], get_url(self.act[1], row.number)

    def describe(self, row: MyDayRow) -> str:
        return "A colleague asked for it. Nothing is erased until a second person approves."
