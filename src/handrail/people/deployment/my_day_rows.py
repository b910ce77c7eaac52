"""On My day: what waits for the reader's own answer, and where they are sent."""

from handrail.directory.practitioners.models import Practitioner
from handrail.people.cases.my_day_row_provider import (
    CheckedDayRows,
    DayRowViewer,
    MyDayQueryResult,
    MyDayRow,
    MyDayRowProvider,
    build_any_row_branch_sql,
)
from handrail.people.deployment.models import Deployment
from handrail.people.deployment.queries.own_deployments import (
    STATES_OF_OPEN_DEPLOYMENTS,
    list_own_open_deployments,
)
from handrail.people.deployment.text_choices import DeploymentState
from handrail.people.records.sql_union import build_code_list_sql, quote_table_name
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.dates import format_time, to_london
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.url_cache import get_url


class DeploymentDayRowProvider(MyDayRowProvider):
    """One row for each: to answer, without anything that says who the person is; and to go to, with the case.

    They are asked for by themselves, as the system: before they accept, the case is not open to whoever is asked.
    """

    sort, awaits_answer = "deployment", True

    def build_own_row_exists_sql(self, reader: DayRowViewer) -> str:
        """The reader's own day alone."""
        if reader.team or Permission.ANSWER_DEPLOYMENT not in reader.permissions:
            return ""
        return build_any_row_branch_sql(
            self.sort,
            f"FROM {quote_table_name(Deployment)} d "
            f"JOIN {quote_table_name(Practitioner)} p ON p.id = d.practitioner_id "
            f"WHERE p.account_id = %(user)s AND d.state IN {build_code_list_sql(STATES_OF_OPEN_DEPLOYMENTS)}",
        )

    def make_checked_day_rows(self, actor: Actor, lines: MyDayQueryResult) -> CheckedDayRows:
        if not lines.get(self.sort):
            return CheckedDayRows()
        return CheckedDayRows(
            tuple(_make_deployment_day_row(row) for row in list_own_open_deployments(actor))
        )

    def get_act(self, row: MyDayRow) -> tuple[str, str]:
        if row.code == DeploymentState.ASKED:
            return "Answer", get_url("answer_own_deployment", row.number)
        return "Record arrival", get_url("own_deployment", row.number)

    def get_href(self, row: MyDayRow) -> str:
        return get_url("own_deployment", row.number)

    def describe(self, row: MyDayRow) -> str:
        return row.why


def _make_deployment_day_row(row: Deployment) -> MyDayRow:
    starts = to_london(row.starts_at)
    area = row.case.area.name if row.case.area else msg("area not recorded")
    is_asked = row.state == DeploymentState.ASKED
    when = {"start": format_time(starts), "end": format_time(to_london(row.ends_at)), "area": area}
    return MyDayRow(
        DeploymentDayRowProvider.sort,
        "Answer: can you go?" if is_asked else "Record your arrival",
        code=row.state,
        number=row.pk,
        due_on=starts.date(),
        due_time=starts.time(),
        why=msg("{start} to {end}, {area}. You can decline.", **when)
        if is_asked
        else msg("{start} to {end}, {area}.", **when),
    )
