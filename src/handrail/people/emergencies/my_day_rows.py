"""On My day of whoever leads for a case: it was opened in an emergency, and nobody has reviewed that."""

from collections.abc import Iterable, Mapping

from django.utils import timezone

from handrail.people.cases.my_day_row_provider import (
    MOST_PER_SORT,
    DayRowCandidate,
    MyDayRow,
    MyDayRowProvider,
)
from handrail.people.emergencies.models import EmergencyAccess
from handrail.people.records.models import Case
from handrail.people.records.sql_union import (
    SqlRow,
    build_branch_select_sql,
    quote_table_name,
    wrap_limited_branch_sql,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant
from handrail.platform.access.roles import Permission

OPEN_NOW = "open_now"


class EmergencyDayRowProvider(MyDayRowProvider):
    """Emergency access that waits for review, from the day on which it was opened."""

    sort = "emergency"
    act, has_number = ("Review", "review_emergency"), True

    def build_filtered_branch_sql(self, actor: Actor) -> tuple[str, dict[str, object]] | None:
        if not actor.may(Permission.REVIEW_EMERGENCIES):
            return None
        rows = (
            f"FROM {quote_table_name(EmergencyAccess)} e JOIN {quote_table_name(Case)} c ON c.file_id = e.case_id "
            f"JOIN {quote_table_name(Grant)} g ON g.id = e.grant_id "
            "WHERE c.owner_id = %(body)s AND e.reviewed_at IS NULL AND e.opened_by_id <> %(user)s "
            f"ORDER BY e.opened_at LIMIT {MOST_PER_SORT}"
        )
        columns = {"case_id": "e.case_id", "pk": "e.id", "moment": "e.opened_at", "end": "g.ends_at"}
        return wrap_limited_branch_sql(
            build_branch_select_sql(self.sort, rows, flag="g.ended_at IS NULL", **columns)
        ), {}

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        for line in lines.get(self.sort, []):
            on = timezone.localdate(line.moment)
            is_open = line.flag and line.end > timezone.now()
            title = "Review emergency access: still open" if is_open else "Review emergency access"
            row = MyDayRow(self.sort, title, due_on=on, number=line.pk, code=OPEN_NOW if is_open else "")
            yield DayRowCandidate(line.case_id, Kind.LOOKS, row, inside=True)

    def describe(self, row: MyDayRow) -> str:
        return "Someone who does not work on this case opened it for a few hours."
