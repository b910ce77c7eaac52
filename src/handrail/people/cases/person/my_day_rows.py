"""On My day: safety plans that are to be reviewed."""

from collections.abc import Iterable, Mapping

from handrail.people.cases.my_day_row_provider import (
    MOST_PER_SORT,
    DayRowCandidate,
    DayRowViewer,
    MyDayRow,
    MyDayRowProvider,
    build_own_cases_join_sql,
)
from handrail.people.records.models import SafetyPlan
from handrail.people.records.sql_union import SqlRow, build_branch_select_sql, wrap_limited_branch_sql
from handrail.people.records.text_choices import SafetyPlanReviewTrigger
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting


class SafetyPlanReviewDayRowProvider(MyDayRowProvider):
    """Reviews of safety plans."""

    sort = "review"
    act = ("Review plan", "review_plan")

    def get_branches(self, reader: DayRowViewer) -> Iterable[str]:
        yield wrap_limited_branch_sql(
            build_branch_select_sql(
                "review",
                f"FROM {build_own_cases_join_sql(SafetyPlan, 's')} "
                f"WHERE s.case_id = mine.file_id AND s.is_newest = TRUE "
                f"AND s.review_on <= %(until)s ORDER BY s.review_on LIMIT {MOST_PER_SORT}",
                case_id="s.case_id",
                a="s.review_because",
                day="s.review_on",
            )
        )

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        for line in lines.get("review", []):
            row = MyDayRow(
                "review", "Review the safety plan", due_on=line.day, why=_describe_review_trigger(line.a)
            )
            yield DayRowCandidate(line.case_id, Kind.SAFETY, row)

    def get_title(self, row: MyDayRow) -> str:
        return msg("Review {called}’s safety plan", called=row.called) if row.called else row.title

    def describe(self, row: MyDayRow) -> str:
        if row.why:
            return msg("Because of {why}.", why=row.why)
        return msg(
            "The review day is {due_on}.", due_on=formatting.format_long_day_omitting_current_year(row.due_on)
        )

    def get_explanation(self, row: MyDayRow) -> tuple[str, str]:
        return (
            "A plan is looked at again at each move, threat and hearing, and on the day set when it was written.",
            "Your team’s rule. No national rule sets a time.",
        )


def _describe_review_trigger(code: str) -> str:
    """What made the review due before its day; empty where its day came."""
    return SafetyPlanReviewTrigger(code).label.lower() if code and code != SafetyPlanReviewTrigger.DAY else ""
