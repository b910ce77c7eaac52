"""On My day of whoever may give them: exact counts that another organisation asks for."""

from handrail.insight.monitoring_returns.choices import MonitoringReturnState
from handrail.insight.monitoring_returns.models import (
    ExactCountDisclosure,
    MonitoringLine,
    MonitoringReturn,
    MonitoringTemplate,
)
from handrail.people.cases.my_day_row_provider import (
    MOST_PER_SORT,
    CheckedDayRows,
    MyDayQueryResult,
    MyDayRow,
    MyDayRowProvider,
)
from handrail.people.records.sql_union import (
    build_branch_select_sql,
    quote_table_name,
    wrap_limited_branch_sql,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import UserText, msg
from handrail.platform.reference.models import Body
from handrail.platform.ui.url_cache import get_url


class RequestedCountDayRowProvider(MyDayRowProvider):
    """Returns in draft that lack a count of the reader's organisation: about no case, one row for each return."""

    sort, stands_apart, awaits_answer = "asked_count", True, True
    undated_tag = ("today", "To answer")

    def build_filtered_branch_sql(self, actor: Actor) -> tuple[str, dict[str, object]] | None:
        if not actor.may(Permission.DISCLOSE_COUNTS):
            return None
        given = f"SELECT 1 FROM {quote_table_name(ExactCountDisclosure)} e WHERE e.of_id = r.id AND e.line_id = l.id"
        rows = (
            f"FROM {quote_table_name(MonitoringLine)} l "
            f"JOIN {quote_table_name(MonitoringTemplate)} t ON t.id = l.template_id "
            f"JOIN {quote_table_name(MonitoringReturn)} r ON r.template_id = t.id "
            f"JOIN {quote_table_name(Body)} b ON b.id = t.body_id "
            f"WHERE l.provider_id = %(body)s AND r.state = '{MonitoringReturnState.DRAFT.value}' "
            f"AND NOT EXISTS ({given}) ORDER BY r.quarter, r.id LIMIT {MOST_PER_SORT}"
        )
        columns = {"pk": "r.id", "number": "l.number", "a": "b.name", "b": "l.label"}
        return wrap_limited_branch_sql(build_branch_select_sql(self.sort, rows, **columns)), {}

    def make_checked_day_rows(self, actor: Actor, lines: MyDayQueryResult) -> CheckedDayRows:
        return CheckedDayRows(
            tuple(
                MyDayRow(
                    self.sort,
                    "Decide on giving an exact count",
                    who=line.a,
                    why=line.b,
                    number=line.number,
                    code=str(line.pk),
                )
                for line in lines.get(self.sort)
            )
        )

    def get_act(self, row: MyDayRow) -> tuple[str, str]:
        return "Open", get_url("asked_counts")

    def describe(self, row: MyDayRow) -> str:
        return msg("{label}.", label=UserText(row.why))
