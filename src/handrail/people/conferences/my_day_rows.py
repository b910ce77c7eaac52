"""On My day: a conference that waits for the reader's answer, signature or action. Members see no case by it."""

from handrail.people.cases.my_day_row_provider import (
    DAYS_AHEAD,
    MOST_PER_SORT,
    CheckedDayRows,
    DayRowViewer,
    MyDayQueryResult,
    MyDayRow,
    MyDayRowProvider,
    build_any_row_branch_sql,
    to_london_date,
)
from handrail.people.conferences.models import ConferenceMember, JointVisit
from handrail.people.conferences.queries.conferences import (
    OwnConferenceSeat,
    list_own_seats_with_something_to_do,
)
from handrail.people.conferences.queries.visits import OwnJointVisit, list_own_joint_visits_to_make
from handrail.people.records.sql_union import quote_table_name
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.ui.url_cache import get_url


class ConferenceDayRowProvider(MyDayRowProvider):
    """Seats at conferences where something waits. They are read as the page reads them, and for nobody else."""

    sort, act, page = "conference", ("Open", ""), "conference"

    def build_own_row_exists_sql(self, reader: DayRowViewer) -> str:
        if Permission.JOIN_CONFERENCE not in reader.permissions:
            return ""
        return build_any_row_branch_sql(
            self.sort,
            f"FROM {quote_table_name(ConferenceMember)} m WHERE (m.user_id = %(user)s OR m.deputy_id = %(user)s) "
            "AND m.body_id = %(body)s AND m.left_at IS NULL",
        )

    def make_checked_day_rows(self, actor: Actor, lines: MyDayQueryResult) -> CheckedDayRows:
        if not lines.get(self.sort):
            return CheckedDayRows()
        seats = list_own_seats_with_something_to_do(actor, until=today() + DAYS_AHEAD, most=MOST_PER_SORT)
        return CheckedDayRows(tuple(_make_conference_day_row(self.sort, seat) for seat in seats))

    def get_act(self, row: MyDayRow) -> tuple[str, str]:
        return self.act[0], get_url(self.page, row.number)


class JointVisitDayRowProvider(MyDayRowProvider):
    """Joint visits: for whoever goes, and for whoever arranged one and records it afterwards."""

    sort, act = "joint_visit", ("Open", "")

    def build_own_row_exists_sql(self, reader: DayRowViewer) -> str:
        if Permission.JOIN_CONFERENCE not in reader.permissions:
            return ""
        return build_any_row_branch_sql(
            self.sort,
            f"FROM {quote_table_name(JointVisit)} v WHERE (v.companion_id = %(user)s OR v.agreed_by_id = %(user)s) "
            "AND v.recorded_at IS NULL",
        )

    def make_checked_day_rows(self, actor: Actor, lines: MyDayQueryResult) -> CheckedDayRows:
        if not lines.get(self.sort):
            return CheckedDayRows()
        visits = list_own_joint_visits_to_make(actor, until=today() + DAYS_AHEAD, most=MOST_PER_SORT)
        return CheckedDayRows(
            tuple(
                _make_joint_visit_day_row(self.sort, visit)
                for visit in visits
                if visit.reference or visit.day >= today()
            )
        )

    def get_act(self, row: MyDayRow) -> tuple[str, str]:
        own = (row.why, row.number) if row.why else (row.number,)
        return self.act[0], get_url("joint_visit" if row.why else "joined_visit", *own)


def _make_joint_visit_day_row(sort: str, visit: OwnJointVisit) -> MyDayRow:
    title = "Go on a joint visit" if visit.day >= today() else "Record what happened at a joint visit"
    return MyDayRow(
        sort,
        title,
        due_on=visit.day,
        number=visit.visit_id,
        who=visit.case_reference,
        why=visit.reference,
    )


def _make_conference_day_row(sort: str, seat: OwnConferenceSeat) -> MyDayRow:
    title, day = "Finish an action from a conference", seat.next_action_on
    if seat.must_answer:
        title, day = "Accept or return a conference", to_london_date(seat.asked_at)
    elif seat.tell_by is not None:
        title, day = "Tell the person what a conference agreed", seat.tell_by
    elif seat.review_by is not None:
        title, day = "Review the decision to hold a conference", seat.review_by
    elif seat.must_sign:
        title, day = "Sign the confidentiality statement for the conference", to_london_date(seat.asked_at)
    return MyDayRow(sort, title, due_on=day, number=seat.conference_id, who=seat.reference)
