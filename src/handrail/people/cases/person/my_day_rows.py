"""On My day: who is in danger and has no safety plan, and plans that are to be reviewed."""

from collections.abc import Iterable, Mapping

from handrail.people.cases.danger_prompt import DANGER_PROMPT, NOW_IN_DANGER
from handrail.people.cases.events.models import Due
from handrail.people.cases.my_day_row_provider import (
    MOST_PER_SORT,
    DayRowCandidate,
    DayRowViewer,
    MyDayRow,
    MyDayRowProvider,
    build_own_cases_join_sql,
)
from handrail.people.records.models import Case, DangerCheck, SafetyPlan
from handrail.people.records.sql_union import (
    SqlRow,
    build_branch_select_sql,
    build_code_list_sql,
    quote_table_name,
    wrap_limited_branch_sql,
)
from handrail.people.records.text_choices import ImmediateDangerOrInjuryAnswer, SafetyPlanReviewTrigger
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting

WHY_REVIEWED: dict[SafetyPlanReviewTrigger, str] = {
    SafetyPlanReviewTrigger.MOVE: "Moved since the last review.",
    SafetyPlanReviewTrigger.THREAT: "The danger may have changed since the last review.",
    SafetyPlanReviewTrigger.HEARING: "There is a court hearing to prepare for, or one has been held.",
}
"""Why a plan is reviewed before its day."""


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
            return row.why
        return msg(
            "Was due on {due_on}." if row.due_on and row.due_on < today() else "Due on {due_on}.",
            due_on=formatting.format_long_day_omitting_current_year(row.due_on),
        )

    def get_explanation(self, row: MyDayRow) -> tuple[str, str]:
        return (
            "A plan is reviewed after each move, threat and hearing, and on its review date.",
            "Your team’s rule. There is no national time limit.",
        )


class DangerWithoutPlanDayRowProvider(MyDayRowProvider):
    """People who are in danger by the newest answer, and have no safety plan: before everything that has a day."""

    sort, awaits_answer = "no_plan", True
    undated_tag = ("overdue", "In danger or hurt")
    act = ("Write the plan", "safety_plan")

    def get_branches(self, reader: DayRowViewer) -> Iterable[str]:
        check, answered = (
            quote_table_name(DangerCheck),
            _build_danger_answer_list_sql([ImmediateDangerOrInjuryAnswer.NOT_ASKED]),
        )
        dead = build_code_list_sql(Case._meta.get_field("stage").list_tokens("died"))
        missing = build_code_list_sql(Due._meta.get_field("code").list_tokens("report_missing"))
        yield wrap_limited_branch_sql(
            build_branch_select_sql(
                "no_plan",
                f"FROM {build_own_cases_join_sql(DangerCheck, 'k')} WHERE k.case_id = mine.file_id "
                f"AND k.answer IN {_build_danger_answer_list_sql(NOW_IN_DANGER)} "
                f"AND NOT EXISTS (SELECT 1 FROM {check} n WHERE n.case_id = k.case_id AND n.id > k.id "
                f"AND n.answer NOT IN {answered}) "
                f"AND NOT EXISTS (SELECT 1 FROM {quote_table_name(SafetyPlan)} s WHERE s.case_id = k.case_id) "
                f"AND NOT EXISTS (SELECT 1 FROM {quote_table_name(Due)} d WHERE d.case_id = k.case_id "
                f"AND d.code IN {missing}) "
                f"AND NOT EXISTS (SELECT 1 FROM {quote_table_name(Case)} c WHERE c.file_id = k.case_id "
                f"AND c.stage IN {dead}) ORDER BY k.asked_at LIMIT {MOST_PER_SORT}",
                case_id="k.case_id",
            )
        )

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        row = MyDayRow("no_plan", "Write a safety plan", code=DANGER_PROMPT.code)
        for line in lines.get("no_plan", []):
            yield DayRowCandidate(line.case_id, Kind.SAFETY, row)

    def get_title(self, row: MyDayRow) -> str:
        return msg("Write a safety plan with {called}", called=row.called) if row.called else row.title

    def describe(self, row: MyDayRow) -> str:
        return "No safety plan yet. If they are in immediate danger, ring 999."

    def get_explanation(self, row: MyDayRow) -> tuple[str, str]:
        return DANGER_PROMPT.why, DANGER_PROMPT.source


def _build_danger_answer_list_sql(answers: Iterable[ImmediateDangerOrInjuryAnswer]) -> str:
    field = DangerCheck._meta.get_field("answer")
    return build_code_list_sql(token for answer in answers for token in field.list_tokens(answer))


def _describe_review_trigger(code: str) -> str:
    """What made the review due before its day; empty where its day came."""
    return WHY_REVIEWED.get(SafetyPlanReviewTrigger(code), "") if code else ""
