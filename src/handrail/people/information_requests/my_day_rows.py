"""On My day: requests for information that wait for an answer, and people to be told of one."""

from collections.abc import Iterable, Mapping

from handrail.people.cases.my_day_row_provider import (
    DAYS_AHEAD,
    MOST_PER_SORT,
    CheckedDayRows,
    DayRowCandidate,
    DayRowViewer,
    MyDayQueryResult,
    MyDayRow,
    MyDayRowProvider,
    build_own_cases_join_sql,
    to_london_date,
)
from handrail.people.information_requests.counselling_queries import list_counselling_notes_to_approve
from handrail.people.information_requests.models import (
    InformationRequest,
    InformationRequestOutcome,
    NamedPersonRequestOutcome,
    PersonTold,
)
from handrail.people.information_requests.named_request_queries import list_named_requests_to_answer
from handrail.people.information_requests.text_choices import CounsellingNotesDecision, RequestOutcomeKind
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
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body
from handrail.platform.ui.url_cache import get_url

NAMED = "named"
SENT = f"(NOT r.asks_counselling_notes OR r.approval = '{CounsellingNotesDecision.APPROVED.value}')"


class _RequestDayRowProvider(MyDayRowProvider):
    """A row about one request: its button leads to the request, which has an address of its own."""

    page: str

    def get_act(self, row: MyDayRow) -> tuple[str, str]:
        return self.act[0], get_url(self.page, row.number)


class RequestToAnswerDayRowProvider(_RequestDayRowProvider):
    """Requests that the reader's organisation has to answer, by the day on which the answer is needed."""

    sort, act, page = "information_request", ("Answer", ""), "information_request"

    def build_filtered_branch_sql(self, actor: Actor) -> tuple[str, dict[str, object]] | None:
        if not actor.may(Permission.ANSWER_INFORMATION):
            return None
        rows = (
            f"FROM {quote_table_name(InformationRequest)} r JOIN {quote_table_name(Body)} b ON b.id = r.from_body_id "
            f"LEFT JOIN {quote_table_name(InformationRequestOutcome)} o ON o.request_id = r.id "
            f"WHERE r.to_body_id = %(body)s AND {SENT} AND o.id IS NULL AND r.answer_by <= %(until)s "
            f"AND NOT EXISTS (SELECT 1 FROM {quote_table_name(NamedPersonRequestOutcome)} n "
            "WHERE n.request_id = r.named_request_id) "
            f"ORDER BY r.answer_by LIMIT {MOST_PER_SORT}"
        )
        columns = {"case_id": "r.case_id", "pk": "r.id", "a": "b.name", "day": "r.answer_by"}
        return wrap_limited_branch_sql(build_branch_select_sql(self.sort, rows, **columns)), {}

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        for line in lines.get(self.sort, []):
            row = MyDayRow(
                self.sort, "Answer a request for information", due_on=line.day, number=line.pk, who=line.a
            )
            yield DayRowCandidate(line.case_id, None, row)

    def describe(self, row: MyDayRow) -> str:
        return msg("{who} asks. Give what is needed, or refuse with a reason.", who=row.who)


class NamedRequestToAnswerDayRowProvider(_RequestDayRowProvider):
    """Requests about a person whom somebody names, for whoever answers at the organisation that was asked.

    They are of no case, so they are read as the page reads them, and for nobody else.
    """

    sort, act, page = "named_request", ("Read it", ""), "named_request"
    stands_apart = True

    def make_checked_day_rows(self, actor: Actor, lines: MyDayQueryResult) -> CheckedDayRows:
        rows = list_named_requests_to_answer(actor, until=today() + DAYS_AHEAD, most=MOST_PER_SORT)
        title = "Answer a request about a named person"
        return CheckedDayRows(
            tuple(
                MyDayRow(self.sort, title, due_on=row.answer_by, number=row.pk, who=row.from_body.name)
                for row in rows
            )
        )

    def describe(self, row: MyDayRow) -> str:
        return msg("{who} asks. Link the person to a case, or answer that you cannot.", who=row.who)


class CounsellingNotesToApproveDayRowProvider(_RequestDayRowProvider):
    """Requests of the reader's force for counselling notes that wait for a senior officer, asked by another."""

    sort, act = "counselling_approval", ("Decide", "")
    awaits_answer = True

    def get_act(self, row: MyDayRow) -> tuple[str, str]:
        return self.act[0], get_url(
            "approve_named_counselling_notes" if row.kind == NAMED else "approve_counselling_notes",
            row.number,
        )

    def make_checked_day_rows(self, actor: Actor, lines: MyDayQueryResult) -> CheckedDayRows:
        rows = list_counselling_notes_to_approve(actor, most=MOST_PER_SORT)
        title = "Decide on a request for counselling notes"
        return CheckedDayRows(
            tuple(
                MyDayRow(
                    self.sort,
                    title,
                    due_on=row.answer_by,
                    number=row.pk,
                    who=row.asked_by,
                    kind=NAMED if row.is_named else "",
                )
                for row in rows
            )
        )

    def describe(self, row: MyDayRow) -> str:
        return msg("{who} asks. It is not sent until you approve it.", who=row.who)


class PersonToTellOfRequestDayRowProvider(_RequestDayRowProvider):
    """People of the reader's cases who were not told since something was asked about them, or came of it."""

    sort, act, page = "information_told", ("Record", ""), "told_information_request"

    def get_branches(self, reader: DayRowViewer) -> Iterable[str]:
        if Permission.ASK_INFORMATION not in reader.permissions:
            return
        told = (
            f"SELECT 1 FROM {quote_table_name(PersonTold)} t WHERE t.request_id = r.id "
            "AND t.recorded_at >= COALESCE(o.at, r.asked_at)"
        )
        yield wrap_limited_branch_sql(
            build_branch_select_sql(
                self.sort,
                f"FROM {build_own_cases_join_sql(InformationRequest, 'r')} "
                f"LEFT JOIN {quote_table_name(InformationRequestOutcome)} o ON o.request_id = r.id "
                f"WHERE r.case_id = mine.file_id AND {SENT} AND NOT EXISTS ({told}) "
                f"AND COALESCE(o.outcome, '') <> '{RequestOutcomeKind.WITHDRAWN.value}' "
                f"ORDER BY r.asked_at LIMIT {MOST_PER_SORT}",
                case_id="r.case_id",
                pk="r.id",
                flag="o.id IS NOT NULL",
                moment="COALESCE(o.at, r.asked_at)",
            )
        )

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        for line in lines.get(self.sort, []):
            title = (
                "Tell them the outcome of a request for information"
                if line.flag
                else "Tell them that information was asked for"
            )
            row = MyDayRow(self.sort, title, due_on=to_london_date(line.moment), number=line.pk)
            yield DayRowCandidate(line.case_id, Kind.LOOKS, row, inside=True)

    def describe(self, row: MyDayRow) -> str:
        return "In their language, where it is safe. If it is not, say why."
