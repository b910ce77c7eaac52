"""On My day: what the pathway's rules say that we or others owe, and cases where they could not be asked."""

import datetime
from collections.abc import Iterable, Mapping

from handrail.pathway import clocks
from handrail.pathway.prompts import DUTY_CLOCKS, POLICE
from handrail.people.cases import due_tags
from handrail.people.cases.due_tags import CG_DECISION
from handrail.people.cases.events.active_prompts import LAPSING_CLOCKS, LAPSING_PROMPTS
from handrail.people.cases.events.due_wording import DueWording
from handrail.people.cases.events.models import Due
from handrail.people.cases.events.next_due_day import KINDS_WITHOUT_TASK
from handrail.people.cases.my_day_row_provider import (
    DayRowCandidate,
    DayRowViewer,
    MyDayRow,
    MyDayRowProvider,
    RowMaker,
)
from handrail.people.cases.prompt_order import (
    ASKED_BY_DANGER,
    DANGER_PLAN,
    DUTIES_IN_LAW,
    MISSING_NOW,
    SAFETY_FIRST,
    get_tag_of_undated_prompt,
)
from handrail.people.records.models import Case
from handrail.people.records.sql_union import (
    SqlRow,
    build_branch_select_sql,
    build_code_list_sql,
    quote_table_name,
    wrap_limited_branch_sql,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.url_cache import get_url
from handrail.platform.vault.blind_code import BlindCodeField

CODE, KIND = Due._meta.get_field("code"), Due._meta.get_field("kind")
WORDING = Due._meta.get_field("wording")
YOURS_OR_ANOTHER_FORCE = "the investigating force (check whether it is yours)"
"""Who owes a duty of the police, as the police read it: they are no others to themselves."""
JUSTICE_CONTACT = "justice_contact"
"""The sort of an officer's row about the next contact on the criminal case."""
KEEP_IN_TOUCH = "vc_keep_in_touch"
MOST_DUES = 100
"""Of each rank so many are read: a team waits for more than one screen, and its number should be the true one."""
OPENING = "opening"
"""The sort of a row about a case whose opening was left."""
RANKED_DUES = (SAFETY_FIRST | DUTIES_IN_LAW) - {DANGER_PLAN}
"""What is kept among the dues and comes before all that only has a day; who is in danger has a provider of its own."""


class NotRecomputedCaseDayRowProvider(MyDayRowProvider):
    """Cases whose day of change has passed: the rules could not be asked, and what is due is not known."""

    sort, awaits_answer = "unworked", True
    undated_tag = ("unknown", "Not updated")

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        row = MyDayRow(
            "unworked",
            "Check the deadlines: today’s update failed",
            why="What you see may be out of date. Nothing is lost.",
        )
        for line in lines.get("case", []):
            if line.day and line.day < today():
                yield DayRowCandidate(line.case_id, Kind.PATHWAY, row)

    def describe(self, row: MyDayRow) -> str:
        return row.why


class UnfinishedCaseOpeningDayRowProvider(MyDayRowProvider):
    """Cases whose opening was left before the age was asked: until then the rules take them for a child."""

    sort, awaits_answer = OPENING, True
    undated_tag = ("today", "Not finished")

    def get_branches(self, reader: DayRowViewer) -> Iterable[str]:
        yield build_branch_select_sql(
            OPENING,
            f"FROM mine CROSS JOIN {quote_table_name(Case)} c WHERE c.file_id = mine.file_id AND c.age_asked = FALSE",
            case_id="mine.file_id",
        )

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        row = MyDayRow(OPENING, "Continue opening the case")
        for line in lines.get(OPENING, []):
            yield DayRowCandidate(line.case_id, Kind.PATHWAY, row, inside=True)

    def get_act(self, row: MyDayRow) -> tuple[str, str]:
        return "Continue", get_url("open_question", row.reference, "age")

    def describe(self, row: MyDayRow) -> str:
        said = "Age not asked yet."
        if not row.further:
            return said
        return msg(
            "{said} Until then, {duties} for a child may apply.",
            said=said,
            duties=formatting.plural(row.further, "duty in law", "duties in law"),
        )


class PathwayDueDayRowProvider(MyDayRowProvider):
    """What we owe (time limits and prompts), and what others owe us, which is never late on our side."""

    sort = "due"

    def get_branches(self, reader: DayRowViewer) -> Iterable[str]:
        yield _build_due_branch_sql("due", "d.ours = TRUE AND (d.due_on IS NULL OR d.due_on <= %(until)s)")
        yield _build_due_branch_sql("due_of_others", f"d.ours = FALSE AND NOT ({_build_too_early_sql()})")

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        others = lines.get("due_of_others", [])
        told = {
            (line.case_id, clock) for line in others for clock in DUTY_CLOCKS.get(CODE.decode(line.a), ())
        }
        if actor.is_police:
            told |= {(line.case_id, KEEP_IN_TOUCH) for line in lines.get(JUSTICE_CONTACT, [])}
        for sort, ours in (("due", True), ("due_of_others", False)):
            for line in lines.get(sort, []):
                if not ours and (line.case_id, CODE.decode(line.a)) in told:
                    continue  # one duty is one row: its prompt, or the officer's own row, says it
                wording: DueWording = WORDING.open(line.sealed)
                theirs = not ours and actor.is_police and wording.who == POLICE
                row = MyDayRow(
                    "due",
                    wording.title,
                    code=CODE.decode(line.a),
                    who=YOURS_OR_ANOTHER_FORCE if theirs else wording.who,
                    confidence=line.b,
                    kind=KIND.decode(line.c) if line.c else "",
                    ours=ours,
                    started=line.until,
                    due_on=line.day,
                )
                yield DayRowCandidate(
                    line.case_id,
                    Kind.PATHWAY,
                    row,
                    _make_function_adding_reason_to_day_row(row, wording),
                    also=Kind.SAFETY if row.code in ASKED_BY_DANGER else None,
                )

    def get_tag(self, row: MyDayRow) -> tuple[str, str]:
        urgent = get_tag_of_undated_prompt(row.code) if row.due_on is None else None
        return urgent or due_tags.make_due_tag(
            kind=row.kind, ours=row.ours, due_on=row.due_on, started=row.started
        )

    def get_act(self, row: MyDayRow) -> tuple[str, str]:
        name, act, more = due_tags.PROMPT_ACTS.get(row.code, ("Open case", "case", ()))
        return name, get_url(act, row.reference, *more)

    def describe(self, row: MyDayRow) -> str:
        if row.code in MISSING_NOW:
            return "If they are in immediate danger, ring 999."
        if row.further:
            return msg(
                "This case has {more}. See its plan.",
                more=formatting.plural(row.further, "more legal duty", "more legal duties"),
            )
        if row.due_on and row.due_on < today():
            return msg("Was due by {day}.", day=formatting.format_day_omitting_current_year(row.due_on))
        if row.due_on and row.due_on <= today() + datetime.timedelta(days=1):
            return ""  # the tag says it
        if row.due_on:
            return msg("By {due_on}.", due_on=formatting.format_long_day_omitting_current_year(row.due_on))
        if not row.started:
            return ""
        started = formatting.format_long_day_omitting_current_year(row.started)
        if row.kind == "setting":
            return msg("Since {started}.", started=started)
        limit = "No legal time limit." if row.confidence == "confirmed" else "Time limit not known."
        return msg("Since {started}. {limit}", started=started, limit=limit)

    def describe_waiting(self, row: MyDayRow) -> str:
        if row.title.startswith("Police") and row.who != YOURS_OR_ANOTHER_FORCE:
            return self.describe(row)  # the title says who
        return msg("From: {who}. {when}", who=row.who, when=self.describe(row)).strip()

    def get_explanation(self, row: MyDayRow) -> tuple[str, str]:
        return row.why, row.source


def _build_due_branch_sql(sort: str, where: str) -> str:
    """So many of what comes before all, and so many of the others: a team's many duties leave no day out."""
    codes = _build_blind_code_token_list_sql(CODE, LAPSING_PROMPTS | LAPSING_CLOCKS)
    first = _build_blind_code_token_list_sql(CODE, RANKED_DUES)
    lapsed = f"NOT (d.code IN {codes} AND d.due_on IS NOT NULL AND d.due_on < %(today)s)"
    rank = f"CASE WHEN d.code IN {first} THEN 0 ELSE 1 END"
    # Asked by a join, SQLite may read the dues of all cases to make an index for the moment.
    rows = (
        f"SELECT d.*, {rank} AS rank, ROW_NUMBER() OVER ("
        f"PARTITION BY {rank} ORDER BY d.due_on ASC NULLS LAST, d.started, d.id) AS place "
        f"FROM {quote_table_name(Due)} d "
        f"WHERE d.case_id IN (SELECT file_id FROM mine) AND d.ended_on IS NULL AND {where} "
        f"AND d.kind NOT IN {_build_blind_code_token_list_sql(KIND, KINDS_WITHOUT_TASK)} AND {lapsed}"
    )
    return wrap_limited_branch_sql(
        build_branch_select_sql(
            sort,
            f"FROM ({rows}) d WHERE d.place <= {MOST_DUES} ORDER BY d.rank, d.place",
            case_id="d.case_id",
            a="d.code",
            b="d.confidence",
            c="d.kind",
            sealed="d.wording",
            day="d.due_on",
            until="d.started",
        )
    )


def _build_too_early_sql() -> str:
    """Nobody waits for a conclusive grounds decision before the earliest day on which it may be made."""
    return (
        f"d.code IN {_build_blind_code_token_list_sql(CODE, [CG_DECISION])} AND EXISTS ("
        f"SELECT 1 FROM {quote_table_name(Due)} e WHERE e.case_id = d.case_id AND e.ended_on IS NULL "
        f"AND e.due_on > %(today)s AND e.run = d.run "
        f"AND e.kind IN {_build_blind_code_token_list_sql(KIND, [clocks.NOT_BEFORE])})"
    )


def _build_blind_code_token_list_sql(field: BlindCodeField, codes: Iterable[str]) -> str:
    return build_code_list_sql(token for code in codes for token in field.list_tokens(code))


def _make_function_adding_reason_to_day_row(row: MyDayRow, wording: DueWording) -> RowMaker:
    """Sentences are put together again from what is kept of them: only for a row that is shown."""

    def add_reason(_access: CaseAccess) -> MyDayRow:
        said = wording.open_phrases()
        return row._replace(why=said.why, rule=said.rule, source=said.source)

    return add_reason
