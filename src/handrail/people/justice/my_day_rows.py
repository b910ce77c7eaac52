"""On My day: contacts about the criminal case, questions of the victim contract, signatures that are waited for."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from handrail.people.cases.events.models import Due
from handrail.people.cases.events.my_day_rows import JUSTICE_CONTACT
from handrail.people.cases.my_day_row_provider import (
    MOST_PER_SORT,
    DayRowCandidate,
    DayRowViewer,
    MyDayRow,
    MyDayRowProvider,
    build_own_cases_join_sql,
)
from handrail.people.justice.models import CriminalCaseState, SignOffDecision, SignOffRequest
from handrail.people.justice.presenters import CAUSES
from handrail.people.justice.rules.contact_plan import JusticeContactCause, get_contact_settings
from handrail.people.records.models import Case
from handrail.people.records.sql_union import (
    SqlRow,
    build_branch_select_sql,
    quote_table_name,
    wrap_limited_branch_sql,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import msg, pluralise
from handrail.platform.ui import formatting
from handrail.platform.ui.url_cache import get_url
from handrail.platform.vault.blind_code import BlindCodeField

ASK_HOW_OFTEN: Final = "Ask how often they want to hear about the case"
DUE_CODE: BlindCodeField = Due._meta.get_field("code")
VICTIMS_CODE: Final = ("vc_", "vcs_", "wcu_")
"""How codes of time limits of the Victims' Code begin (`clocks.csv`)."""
WHY: BlindCodeField = CriminalCaseState._meta.get_field("next_contact_why")


class JusticeContactDayRowProvider(MyDayRowProvider):
    """People of the reader's cases who are to be reached about the criminal case."""

    sort, act = JUSTICE_CONTACT, ("Record", "record_justice_contact")

    def get_branches(self, reader: DayRowViewer) -> Iterable[str]:
        if Permission.KEEP_CONTRACT not in reader.permissions:
            return
        yield wrap_limited_branch_sql(
            build_branch_select_sql(
                self.sort,
                f"FROM {build_own_cases_join_sql(CriminalCaseState, 's')} WHERE s.case_id = mine.file_id "
                f"AND s.next_contact_on <= %(until)s ORDER BY s.next_contact_on LIMIT {MOST_PER_SORT}",
                case_id="s.case_id",
                a="s.next_contact_why",
                day="s.next_contact_on",
                number="s.failed_attempts",
            )
        )

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        if not actor.is_police:
            return
        for line in lines.get(self.sort, []):
            why = JusticeContactCause(WHY.decode(line.a)) if line.a else JusticeContactCause.INTERVAL
            is_agreed = why is not JusticeContactCause.UNAGREED
            row = MyDayRow(
                self.sort,
                "Get in touch about the criminal case" if is_agreed else ASK_HOW_OFTEN,
                due_on=line.day,
                why=CAUSES[why] if is_agreed else _describe_default_interval(line.day),
                warning=line.number >= get_contact_settings()["failed_attempts"].days,
            )
            yield DayRowCandidate(line.case_id, Kind.PATHWAY, row)

    def get_act(self, row: MyDayRow) -> tuple[str, str]:
        if row.title == ASK_HOW_OFTEN:
            return "Record what they want", get_url("agree_contact", row.reference)
        return super().get_act(row)

    def describe(self, row: MyDayRow) -> str:
        if row.warning:
            return (
                "Several attempts reached no one: look at safe ways, ask the navigator, tell your supervisor."
            )
        if row.title == ASK_HOW_OFTEN:
            return row.why
        return msg("{why}.", why=row.why)


def _describe_default_interval(due_on: datetime.date) -> str:
    """What applies until they agree on how often."""
    return msg(
        "How often is not agreed, so an update is due every {days}. One was due by {day}."
        if due_on < today()
        else "How often is not agreed, so an update is due every {days}. The next is due by {day}.",
        days=pluralise(get_contact_settings()["interval"].days, "day"),
        day=formatting.format_day_omitting_current_year(due_on),
    )


class VictimContractQuestionsDayRowProvider(MyDayRowProvider):
    """Questions of the victim contract that are due soon, one row a case.

    None where the pathway has a row of the Victims' Code for the same day already: one duty is one row.
    """

    sort, act = "contract_questions", ("Answer", "victim_contract")

    def get_branches(self, reader: DayRowViewer) -> Iterable[str]:
        if Permission.KEEP_CONTRACT not in reader.permissions:
            return
        yield wrap_limited_branch_sql(
            build_branch_select_sql(
                self.sort,
                f"FROM {build_own_cases_join_sql(CriminalCaseState, 's')} WHERE s.case_id = mine.file_id "
                f"AND s.next_due_on <= %(until)s ORDER BY s.next_due_on LIMIT {MOST_PER_SORT}",
                case_id="s.case_id",
                day="s.next_due_on",
                number="s.open_questions",
            )
        )

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        if not actor.is_police:
            return
        told = _list_due_days_already_shown_by_pathway(lines)
        for line in lines.get(self.sort, []):
            if (line.case_id, line.day) in told:
                continue
            row = MyDayRow(
                self.sort,
                "Answer the victim contract",
                due_on=line.day,
                why=pluralise(line.number, "question"),
            )
            yield DayRowCandidate(line.case_id, Kind.PATHWAY, row)

    def describe(self, row: MyDayRow) -> str:
        return msg(
            "{questions} to answer. First due: {day}.",
            questions=row.why,
            day=formatting.format_day_omitting_current_year(row.due_on),
        )


def _list_due_days_already_shown_by_pathway(
    lines: Mapping[str, list[SqlRow]],
) -> set[tuple[UUID, datetime.date | None]]:
    return {
        (line.case_id, line.day)
        for line in lines.get("due", [])
        if DUE_CODE.decode(line.a).startswith(VICTIMS_CODE)
    }


class FailedContactAttemptsDayRowProvider(MyDayRowProvider):
    """People of the supervisor's force whom several attempts did not reach: somebody else helps to find a way."""

    sort, act = "failed_attempts", ("Look at it", "keeping_in_touch")
    undated_tag = ("overdue", "No one reached")
    awaits_answer = True

    def build_filtered_branch_sql(self, actor: Actor) -> tuple[str, dict[str, object]] | None:
        if not (actor.is_police and actor.may(Permission.SIGN_CONTRACT)):
            return None
        cases = quote_table_name(Case)
        rows = (
            f"FROM {quote_table_name(CriminalCaseState)} s JOIN {cases} c ON c.file_id = s.case_id "
            "WHERE c.owner_id = %(body)s AND c.closed_at IS NULL AND c.point_of_contact_id <> %(user)s "
            f"AND s.failed_attempts >= %(failed_limit)s ORDER BY s.failed_attempts DESC LIMIT {MOST_PER_SORT}"
        )
        columns = {"case_id": "s.case_id", "number": "s.failed_attempts"}
        values: dict[str, object] = {"failed_limit": get_contact_settings()["failed_attempts"].days}
        return wrap_limited_branch_sql(build_branch_select_sql(self.sort, rows, **columns)), values

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        for line in lines.get(self.sort, []):
            row = MyDayRow(
                self.sort,
                "Help to reach someone about the criminal case",
                why=pluralise(line.number, "attempt"),
                warning=True,
            )
            yield DayRowCandidate(line.case_id, Kind.PATHWAY, row)

    def describe(self, row: MyDayRow) -> str:
        return msg("{attempts} reached no one. Agree with the officer on another way.", attempts=row.why)


class VictimContractSignOffDayRowProvider(MyDayRowProvider):
    """Signatures that a supervisor was asked for."""

    sort, act, has_number = "sign_off", ("Read and sign", "decide_sign_off"), True
    undated_tag = ("today", "Waiting for you")
    awaits_answer = True

    def build_filtered_branch_sql(self, actor: Actor) -> tuple[str, dict[str, object]] | None:
        if not (actor.is_police and actor.may(Permission.SIGN_CONTRACT)):
            return None
        requests, decisions = quote_table_name(SignOffRequest), quote_table_name(SignOffDecision)
        rows = (
            f"FROM {requests} r LEFT JOIN {decisions} d ON d.request_id = r.id "
            "WHERE r.body_id = %(body)s AND d.id IS NULL AND r.asked_by_id <> %(user)s "
            f"AND NOT EXISTS (SELECT 1 FROM {requests} n WHERE n.case_id = r.case_id AND n.id > r.id) "
            f"ORDER BY r.asked_at LIMIT {MOST_PER_SORT}"
        )
        columns = {"case_id": "r.case_id", "pk": "r.id", "number": "r.gaps"}
        return wrap_limited_branch_sql(build_branch_select_sql(self.sort, rows, **columns)), {}

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        for line in lines.get(self.sort, []):
            row = MyDayRow(
                self.sort,
                "Sign a victim contract, or refuse",
                number=line.pk,
                why=pluralise(line.number, "gap"),
            )
            yield DayRowCandidate(line.case_id, Kind.PATHWAY, row)

    def describe(self, row: MyDayRow) -> str:
        return msg("{gaps} with a reason. Late answers are listed too.", gaps=row.why)
