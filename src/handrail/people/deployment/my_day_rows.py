"""On My day: what waits for the reader's own answer, and where they are sent."""

from handrail.people.cases.my_day_row_provider import (
    CheckedDayRows,
    MyDayQueryResult,
    MyDayRow,
    MyDayRowProvider,
)
from handrail.people.deployment.models import Deployment
from handrail.people.deployment.queries.own_deployments import list_own_open_deployments
from handrail.people.deployment.text_choices import DeploymentState
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

    def make_checked_day_rows(self, actor: Actor, lines: MyDayQueryResult) -> CheckedDayRows:
        """The reader's own day alone: a team's statement counts its open cases."""
        if lines.get("open_count") or not actor.may(Permission.ANSWER_DEPLOYMENT):
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
