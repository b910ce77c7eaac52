"""On the case page: who to ring, tasks and contacts, and the notice that a case is closed."""

from collections.abc import Iterator

from handrail.people.cases.panels import (
    ALL_TABS,
    THIS_CASE,
    CaseLines,
    CasePanel,
    CasePanelBuildContext,
    CasePanelPosition,
)
from handrail.people.contacts.closing_presenters import make_closed_case_notice
from handrail.people.contacts.models import Absence, Closing, Contact, Dependant, HandOver, Task
from handrail.people.contacts.presenters import CaseWorkPanel, present_case_work_panel
from handrail.people.contacts.queries.case_work import select_open_case_work
from handrail.people.contacts.text_choices import ContactState, DependantRisk, HandOverState, TaskState
from handrail.people.records.case_tabs import CaseTab
from handrail.people.records.models import Case
from handrail.people.records.sql_union import (
    build_branch_select_sql,
    build_code_list_sql,
    quote_table_name,
    wrap_limited_branch_sql,
)
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.vault.blind_code import BlindCodeField

AT_RISK = (DependantRisk.YES, DependantRisk.UNSURE)


def _build_point_of_contact_and_stand_in_sql() -> str:
    """Whom to ring: the point of contact and the stand-in, until when they are away, who is asked to take over."""
    away = (
        f"FROM {quote_table_name(Absence)} w WHERE w.user_id = {{}} AND w.since <= %(today)s AND w.until >= %(today)s "
        "AND w.taken_back_at IS NULL"
    )
    waits = (
        f"FROM {quote_table_name(HandOver)} h "
        f"WHERE h.case_id = c.file_id AND h.state = '{HandOverState.ASKED.value}'"
    )
    return build_branch_select_sql(
        "head",
        f"FROM {quote_table_name(Case)} c JOIN {quote_table_name(User)} u ON u.id = c.point_of_contact_id "
        f"LEFT JOIN {quote_table_name(User)} s ON s.id = c.stand_in_id WHERE c.file_id = %(case)s",
        pk=f"(SELECT h.id {waits} LIMIT 1)",
        a="c.reference",
        b="u.name",
        c="s.name",
        d="s.work_phone",
        until=f"(SELECT MAX(w.until) {away.format('c.point_of_contact_id')})",
        flag=f"EXISTS (SELECT 1 {away.format('c.stand_in_id')})",
        moment="c.closed_at",
    )


def _build_last_contact_sql() -> str:
    """The last contact that was held."""
    return wrap_limited_branch_sql(
        build_branch_select_sql(
            "touched",
            f"FROM {quote_table_name(Contact)} k JOIN {quote_table_name(User)} u ON u.id = k.with_user_id "
            f"WHERE k.{THIS_CASE} AND k.state = '{ContactState.HELD.value}' "
            'ORDER BY k."on" DESC, k.at_time DESC NULLS LAST, k.id DESC LIMIT 1',
            a="k.channel",
            b="u.name",
            day='k."on"',
        )
    )


def _build_dependant_count_sql_branches() -> list[str]:
    rows = f"FROM {quote_table_name(Dependant)} WHERE {THIS_CASE} AND taken_out_at IS NULL"
    field: BlindCodeField = Dependant._meta.get_field("at_risk")
    risk = build_code_list_sql(token for code in AT_RISK for token in field.list_tokens(code))
    return [
        build_branch_select_sql("dependants", "", number=f"(SELECT COUNT(*) {rows})"),
        build_branch_select_sql("at_risk", "", number=f"(SELECT COUNT(*) {rows} AND at_risk IN {risk})"),
    ]


def _build_due_task_and_contact_count_sql() -> str:
    """How many tasks and contacts are due today or are late."""
    tasks = (
        f"FROM {quote_table_name(Task)} WHERE {THIS_CASE} AND state = '{TaskState.OPEN.value}' "
        "AND due_on <= %(today)s"
    )
    contacts = (
        f"FROM {quote_table_name(Contact)} WHERE {THIS_CASE} AND state = '{ContactState.PLANNED.value}' "
        'AND "on" <= %(today)s'
    )
    return build_branch_select_sql(
        "due", "", number=f"(SELECT COUNT(*) {tasks}) + (SELECT COUNT(*) {contacts})"
    )


def _count_due_tasks_and_contacts(access: CaseAccess, lines: CaseLines) -> int:
    return lines["due"][0].number if access.inside else 0


def _iterate_case_work_sql() -> Iterator[str]:
    yield from (
        _build_due_task_and_contact_count_sql(),
        _build_point_of_contact_and_stand_in_sql(),
        _build_last_contact_sql(),
        *_build_dependant_count_sql_branches(),
    )


def _build_closed_case_notice(page: CasePanelBuildContext) -> object:
    return make_closed_case_notice(page.access, page.reference) if page.is_closed else None


CLOSED = CasePanel(
    "closed",
    ALL_TABS,
    CasePanelPosition.NOTICE,
    "contacts/closed.html",
    _build_closed_case_notice,
    parts={"closing": (Closing, THIS_CASE)},
)


def _build_work_panel(page: CasePanelBuildContext) -> CaseWorkPanel | None:
    work = present_case_work_panel(page.access, page.lines, page.known)
    return (
        work._replace(may=False, may_hand=False, closed=True)
        if work and (page.is_restricted or page.has_died)
        else work
    )


WORK = CasePanel(
    "work",
    (CaseTab.CONTACTS,),
    CasePanelPosition.MAIN,
    "contacts/panel.html",
    _build_work_panel,
    Kind.NOTES,
    {
        "contact": (Contact, f"{THIS_CASE} AND state = '{ContactState.PLANNED.value}'"),
        "hand_over": (
            HandOver,
            f"{THIS_CASE} AND state IN "
            f"{build_code_list_sql([HandOverState.ACCEPTED.value, HandOverState.DECLINED.value])}",
        ),
        "task": (Task, f"{THIS_CASE} AND state = '{TaskState.OPEN.value}'"),
    },
    _iterate_case_work_sql,
    count_waiting=_count_due_tasks_and_contacts,
    select=select_open_case_work,
)
