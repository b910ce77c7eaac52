"""On My day: tasks, planned contacts, cases to take over, and cases without a stand-in."""

from collections.abc import Iterable, Mapping

from handrail.people.cases.my_day_row_provider import (
    MOST_PER_SORT,
    DayRowCandidate,
    DayRowViewer,
    MyDayRow,
    MyDayRowProvider,
    RowMaker,
    build_own_cases_join_sql,
    to_london_date,
)
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.contacts.models import Contact, HandOver, Task
from handrail.people.contacts.text_choices import ContactState, HandOverState, TaskState
from handrail.people.records.models import Case
from handrail.people.records.sql_union import (
    SqlRow,
    build_branch_select_sql,
    quote_table_name,
    wrap_limited_branch_sql,
)
from handrail.people.records.text_choices import ContactChannelKind
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.roles import Permission
from handrail.platform.access.sealed import open_sealed_value
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body
from handrail.platform.ui import formatting

MOST_WITHOUT_STAND_IN = 3
UNSAFE_WARNING = " This way may not be safe."
SAYS = Contact._meta.get_field("says")


class TaskDayRowProvider(MyDayRowProvider):
    """Tasks for me, and those of my cases that are for nobody yet; of a team those of all its cases."""

    sort = "task"
    act, has_number = ("Close task", "end_task"), True

    def get_branches(self, reader: DayRowViewer) -> Iterable[str]:
        if reader.team:
            yield _build_task_branch_sql(build_own_cases_join_sql(Task, "t"), "t.case_id = mine.file_id")
        else:
            yield _build_task_branch_sql(f"{quote_table_name(Task)} t", "t.for_user_id = %(user)s")
            yield _build_task_branch_sql(
                build_own_cases_join_sql(Task, "t"), "t.case_id = mine.file_id AND t.for_user_id IS NULL"
            )

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        for line in sorted(lines.get("task", []), key=lambda line: line.day)[:MOST_PER_SORT]:
            if line.number == actor.body_id:
                whom = "" if line.flag else line.a or "the team"
                row = MyDayRow("task", "", due_on=line.day, number=line.pk, for_whom=whom)
                yield DayRowCandidate(
                    line.case_id, Kind.NOTES, row, _make_task_row_maker(row, line.sealed), inside=True
                )

    def describe(self, row: MyDayRow) -> str:
        return msg("For {for_whom}.", for_whom=row.for_whom) if row.for_whom else ""


def _build_task_branch_sql(source: str, whose: str) -> str:
    return wrap_limited_branch_sql(
        build_branch_select_sql(
            "task",
            f"FROM {source} JOIN {quote_table_name(Case)} c ON c.file_id = t.case_id "
            f"LEFT JOIN {quote_table_name(User)} u ON u.id = t.for_user_id "
            f"WHERE {whose} AND t.state = '{TaskState.OPEN.value}' AND t.due_on <= %(until)s "
            f"ORDER BY t.due_on LIMIT {MOST_PER_SORT}",
            case_id="t.case_id",
            pk="t.id",
            number="c.owner_id",
            a="u.name",
            flag="t.for_user_id = %(user)s",
            day="t.due_on",
            sealed="t.what",
        )
    )


def _make_task_row_maker(row: MyDayRow, what: bytes) -> RowMaker:
    def make(case_access: CaseAccess) -> MyDayRow:
        title = open_sealed_value(case_access, Task, "what", row.number, what)
        return row._replace(title=title or "A task")

    return make


class ContactDayRowProvider(MyDayRowProvider):
    """Planned contacts up to the days ahead, and those of which nobody has said what came."""

    sort = "contact"
    act, has_number = ("Record outcome", "contact_outcome"), True

    def get_branches(self, reader: DayRowViewer) -> Iterable[str]:
        source = build_own_cases_join_sql(Contact, "k") if reader.team else f"{quote_table_name(Contact)} k"
        yield wrap_limited_branch_sql(
            build_branch_select_sql(
                "contact",
                f"FROM {source} JOIN {quote_table_name(Case)} c ON c.file_id = k.case_id "
                f"JOIN {quote_table_name(User)} u ON u.id = k.with_user_id "
                + ("WHERE k.case_id = mine.file_id " if reader.team else "WHERE k.with_user_id = %(user)s ")
                + f"AND k.state = '{ContactState.PLANNED.value}' "
                'AND k."on" <= %(until)s '
                f'ORDER BY k."on", k.at_time ASC NULLS LAST, k.id LIMIT {MOST_PER_SORT}',
                case_id="k.case_id",
                pk="k.id",
                number="c.owner_id",
                a="k.channel",
                b="k.says",
                c="u.name",
                flag="k.with_user_id = %(user)s",
                day='k."on"',
                clock="k.at_time",
                sealed="k.about",
            )
        )

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        for line in lines.get("contact", []):
            if line.number == actor.body_id:
                row = MyDayRow(
                    "contact",
                    ContactChannelKind(line.a).label,
                    due_on=line.day,
                    due_time=line.clock,
                    number=line.pk,
                    warning=SAYS.decode(line.b) != ChannelSafety.YES,
                    for_whom="" if line.flag else line.c,
                )
                yield DayRowCandidate(
                    line.case_id, Kind.CONTACT, row, _make_contact_row_maker(row, line.sealed), inside=True
                )

    def describe(self, row: MyDayRow) -> str:
        at = msg(", {due_time}", due_time=formatting.format_time(row.due_time)) if row.due_time else ""
        whom = msg(" With {for_whom}.", for_whom=row.for_whom) if row.for_whom else ""
        asked = " Outcome not recorded yet." if row.due_on and row.due_on < today() else ""
        return msg(
            "Planned for {due_on}{at}.{whom}{asked}{unsafe}",
            due_on=formatting.format_long_day_omitting_current_year(row.due_on),
            at=at,
            whom=whom,
            asked=asked,
            unsafe=UNSAFE_WARNING if row.warning else "",
        )


def _make_contact_row_maker(row: MyDayRow, about: bytes | None) -> RowMaker:
    """What it is about is shown to those who may see support notes."""

    def make(case_access: CaseAccess) -> MyDayRow:
        if about is None:
            return row
        text = open_sealed_value(case_access, Contact, "about", row.number, about)
        return row._replace(title=msg("{title}: {text}", title=row.title, text=text)) if text else row

    return make


class HandOverDayRowProvider(MyDayRowProvider):
    """Cases that somebody asks me, or my organisation, to take over."""

    sort, awaits_answer = "hand_over", True
    undated_tag = ("today", "Waiting for you")
    act, has_number = ("Answer", "answer_hand_over"), True

    def get_branches(self, reader: DayRowViewer) -> Iterable[str]:
        may_take = Permission.OPEN_CASE in reader.permissions
        yield wrap_limited_branch_sql(
            build_branch_select_sql(
                "hand_over",
                f"FROM {quote_table_name(HandOver)} h JOIN {quote_table_name(User)} u ON u.id = h.from_user_id "
                f"JOIN {quote_table_name(Body)} b ON b.id = h.from_body_id "
                f"WHERE (h.to_user_id = %(user)s"
                + (" OR (h.to_user_id IS NULL AND h.to_body_id = %(body)s)" if may_take else "")
                + f") AND h.state = '{HandOverState.ASKED.value}' "
                f"ORDER BY h.asked_at LIMIT {MOST_PER_SORT}",
                case_id="h.case_id",
                pk="h.id",
                number="b.id",
                a="u.name",
                b="b.name",
                moment="h.asked_at",
            )
        )

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        for line in lines.get("hand_over", []):
            title = msg("Accept or decline handover from {name}", name=line.a)
            from_elsewhere = "" if line.number == actor.body_id else line.b
            row = MyDayRow(
                "hand_over", title, who=from_elsewhere, started=to_london_date(line.moment), number=line.pk
            )
            yield DayRowCandidate(line.case_id, None, row)

    def describe(self, row: MyDayRow) -> str:
        started = formatting.format_relative_day(row.started)
        if not row.who:
            return msg("Requested {started}.", started=started)
        return msg("Requested {started} by {who}.", started=started, who=row.who)


class MissingStandInDayRowProvider(MyDayRowProvider):
    """Open cases of the team that nobody would answer for, were their point of contact away: the newest."""

    sort = "gap"
    undated_tag = ("unknown", "No stand-in")
    act = ("Name a stand-in", "contacts")

    def get_branches(self, reader: DayRowViewer) -> Iterable[str]:
        if reader.team:
            yield wrap_limited_branch_sql(
                build_branch_select_sql(
                    "gap",
                    f"FROM (SELECT c.file_id, c.point_of_contact_id, c.opened_at FROM {quote_table_name(Case)} c "
                    "WHERE c.owner_id = %(body)s AND c.closed_at IS NULL AND c.stand_in_id IS NULL "
                    f"ORDER BY c.opened_at DESC LIMIT {MOST_WITHOUT_STAND_IN}) AS c "
                    f"JOIN {quote_table_name(User)} u ON u.id = c.point_of_contact_id ORDER BY c.opened_at DESC",
                    case_id="c.file_id",
                    a="u.name",
                )
            )

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        for line in lines.get("gap", []):
            yield DayRowCandidate(line.case_id, None, MyDayRow("gap", "Name a stand-in", who=line.a))

    def describe(self, row: MyDayRow) -> str:
        return msg("Point of contact: {who}", who=row.who)
