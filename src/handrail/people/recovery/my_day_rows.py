"""On My day: what people said of our organisation and wait to be answered for."""

from collections.abc import Iterable, Mapping

from handrail.people.cases.my_day_row_provider import (
    MOST_PER_SORT,
    DayRowCandidate,
    MyDayRow,
    MyDayRowProvider,
)
from handrail.people.records.models import Case
from handrail.people.records.sql_union import (
    SqlRow,
    build_branch_select_sql,
    embed_queryset_sql,
    quote_table_name,
    wrap_limited_branch_sql,
)
from handrail.people.recovery.models import CaseFeedback
from handrail.people.recovery.permissions import feedback_readable_by_actor_q
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting


class FeedbackDayRowProvider(MyDayRowProvider):
    """Feedback that was promised an answer by a day."""

    sort = "said"
    act, has_number = ("Answer", "answer_said"), True

    def build_filtered_branch_sql(self, actor: Actor) -> tuple[str, dict[str, object]] | None:
        if not actor.may(Permission.ANSWER_FEEDBACK):
            return None
        readable, values = embed_queryset_sql(
            CaseFeedback.objects.filter(feedback_readable_by_actor_q(actor)).values("pk"), "heard"
        )
        rows = (
            f"FROM {quote_table_name(CaseFeedback)} f JOIN {quote_table_name(Case)} c ON c.file_id = f.case_id "
            "WHERE c.owner_id = %(body)s "
            f"AND f.answered_on IS NULL AND f.answer_by <= %(until)s AND f.id IN ({readable}) "
            f"ORDER BY f.answer_by LIMIT {MOST_PER_SORT}"
        )
        return wrap_limited_branch_sql(
            build_branch_select_sql("said", rows, case_id="f.case_id", pk="f.id", day="f.answer_by")
        ), values

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        for line in lines.get("said", []):
            row = MyDayRow("said", "Answer feedback", due_on=line.day, number=line.pk)
            yield DayRowCandidate(line.case_id, Kind.OWN_WORDS, row, inside=True)

    def describe(self, row: MyDayRow) -> str:
        return msg(
            "They were promised an answer by {due_on}.",
            due_on=formatting.format_long_day_omitting_current_year(row.due_on),
        )
