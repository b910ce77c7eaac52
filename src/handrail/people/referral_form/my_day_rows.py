"""On My day: forms that another organisation asks us to make, and drafts that were sent back."""

from collections.abc import Iterable, Mapping

from handrail.people.cases.my_day_row_provider import (
    MOST_PER_SORT,
    DayRowCandidate,
    DayRowViewer,
    MyDayRow,
    MyDayRowProvider,
    build_own_cases_join_sql,
    to_london_date,
)
from handrail.people.records.sql_union import (
    SqlRow,
    build_branch_select_sql,
    quote_table_name,
    wrap_limited_branch_sql,
)
from handrail.people.referral_form.draft_and_handover_states import DraftHandoverReply, FormDraftState
from handrail.people.referral_form.models import DraftOrSentForm, Handover
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body
from handrail.platform.ui import formatting


class ReceivedFormHandoverDayRowProvider(MyDayRowProvider):
    """Forms that another organisation asks ours to make."""

    sort, awaits_answer = "form", True
    undated_tag = ("today", "Waiting for you")
    act, has_number = ("Answer", "nrm_handed"), True

    def get_branches(self, reader: DayRowViewer) -> Iterable[str]:
        if Permission.RECORD in reader.permissions:
            yield wrap_limited_branch_sql(
                build_branch_select_sql(
                    "form",
                    f"FROM {quote_table_name(Handover)} h JOIN {quote_table_name(User)} u ON u.id = h.handed_by_id "
                    f"JOIN {quote_table_name(Body)} b ON b.id = u.body_id "
                    f"WHERE h.to_body_id = %(body)s AND h.reply = '{DraftHandoverReply.NONE_YET.value}' "
                    f"ORDER BY h.handed_at LIMIT {MOST_PER_SORT}",
                    case_id="h.case_id",
                    pk="h.id",
                    a="u.name",
                    b="b.name",
                    moment="h.handed_at",
                )
            )

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        for line in lines.get("form", []):
            title = msg("Accept or decline the form of {name}", name=line.a)
            row = MyDayRow("form", title, who=line.b, started=to_london_date(line.moment), number=line.pk)
            yield DayRowCandidate(line.case_id, Kind.PATHWAY, row)

    def describe(self, row: MyDayRow) -> str:
        return msg(
            "{who}, handed over {started}.",
            who=row.who,
            started=formatting.format_relative_day(row.started),
        )


class ReturnedFormDayRowProvider(MyDayRowProvider):
    """Drafts whose newest handover was sent back."""

    sort, awaits_answer = "form_back", True
    undated_tag = ("today", "Sent back")
    act = ("Continue", "nrm_form")

    def get_branches(self, reader: DayRowViewer) -> Iterable[str]:
        last = (
            f"FROM {quote_table_name(Handover)} h JOIN {quote_table_name(Body)} b ON b.id = h.to_body_id "
            "WHERE h.draft_id = d.id "
            "ORDER BY h.id DESC LIMIT 1"
        )
        yield wrap_limited_branch_sql(
            build_branch_select_sql(
                "form_back",
                f"FROM {build_own_cases_join_sql(DraftOrSentForm, 'd')} "
                f"WHERE d.case_id = mine.file_id AND d.state = '{FormDraftState.OPEN.value}' "
                f"AND (SELECT h.reply {last}) = '{DraftHandoverReply.BACK.value}' LIMIT {MOST_PER_SORT}",
                case_id="d.case_id",
                a=f"(SELECT b.name {last})",
                moment="d.changed_at",
            )
        )

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        for line in lines.get("form_back", []):
            title, started = "Correct the returned form", to_london_date(line.moment)
            yield DayRowCandidate(
                line.case_id, Kind.PATHWAY, MyDayRow("form_back", title, who=line.a, started=started)
            )

    def describe(self, row: MyDayRow) -> str:
        return msg("{who} sent it back, with reasons.", who=row.who)
