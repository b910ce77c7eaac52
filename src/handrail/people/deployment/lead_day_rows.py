"""On My day of whoever decides who goes: nobody is named yet for a person, or somebody should be there and is not."""

import datetime
from collections.abc import Iterable, Mapping

from django.utils import timezone

from handrail.directory.practitioners.models import Practitioner
from handrail.people.cases.my_day_row_provider import (
    MOST_PER_SORT,
    DayRowCandidate,
    MyDayRow,
    MyDayRowProvider,
)
from handrail.people.deployment.models import Deployment, DeploymentRequest
from handrail.people.deployment.presenters import ARRIVAL_GRACE, describe_duration
from handrail.people.deployment.text_choices import DeploymentRequestState, DeploymentState
from handrail.people.records.sql_union import (
    SqlRow,
    build_branch_select_sql,
    embed_queryset_sql,
    quote_table_name,
    wrap_limited_branch_sql,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.dates import format_time, make_london_time, to_london
from handrail.platform.kernel.messages import UserText, msg
from handrail.platform.ui.url_cache import get_url


class DeploymentRequestDayRowProvider(MyDayRowProvider):
    """Requests of the organisation that nobody has met, the longest beyond their time first."""

    sort, stands_apart = "deployment_request", True

    def build_filtered_branch_sql(self, actor: Actor) -> tuple[str, dict[str, object]] | None:
        if not actor.may(Permission.DEPLOY):
            return None
        wanted, values = embed_queryset_sql(
            DeploymentRequest.objects.of_lead(actor).open().values("pk"), self.sort
        )
        rows = (
            f"FROM {quote_table_name(DeploymentRequest)} r "
            f"WHERE r.id IN ({wanted}) ORDER BY r.name_by LIMIT {MOST_PER_SORT}"
        )
        columns = {"case_id": "r.case_id", "pk": "r.id", "a": "r.state", "moment": "r.name_by"}
        return wrap_limited_branch_sql(build_branch_select_sql(self.sort, rows, **columns)), values

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        for line in lines.get(self.sort, []):
            row = _make_row_of_moment(self.sort, "Name a practitioner to meet the person", line)._replace(
                code=line.a
            )
            yield DayRowCandidate(line.case_id, Kind.NOTES, row, inside=True)

    def get_tag(self, row: MyDayRow) -> tuple[str, str]:
        if row.code == DeploymentRequestState.UNMET:
            return "overdue", "No one found yet; interim contact in place"
        by = _get_moment(row)
        late = timezone.now() - by
        if late > datetime.timedelta():
            return "overdue", msg("{time} overdue", time=describe_duration(late))
        return "today", msg("Due by {time}", time=format_time(by))

    def get_act(self, row: MyDayRow) -> tuple[str, str]:
        return "See who can go", get_url("deployment_shortlist", row.reference, row.number)


class LateArrivalDayRowProvider(MyDayRowProvider):
    """Whoever said yes, should be with the person by now, and has not been recorded as there."""

    sort, stands_apart = "late_arrival", True

    def build_filtered_branch_sql(self, actor: Actor) -> tuple[str, dict[str, object]] | None:
        if not actor.may(Permission.DEPLOY):
            return None
        late = Deployment.objects.filter(
            case__owner=actor.body_id,
            case__closed_at__isnull=True,
            state=DeploymentState.ACCEPTED,
            starts_at__lt=timezone.now() - ARRIVAL_GRACE,
        )
        wanted, values = embed_queryset_sql(late.values("pk"), self.sort)
        rows = (
            f"FROM {quote_table_name(Deployment)} d JOIN {quote_table_name(Practitioner)} p "
            f"ON p.id = d.practitioner_id WHERE d.id IN ({wanted}) ORDER BY d.starts_at LIMIT {MOST_PER_SORT}"
        )
        columns = {"case_id": "d.case_id", "pk": "d.id", "a": "p.name", "moment": "d.starts_at"}
        return wrap_limited_branch_sql(build_branch_select_sql(self.sort, rows, **columns)), values

    def make_candidates(self, actor: Actor, lines: Mapping[str, list[SqlRow]]) -> Iterable[DayRowCandidate]:
        for line in lines.get(self.sort, []):
            title = msg("Find out where the practitioner {name} is", name=UserText(line.a))
            yield DayRowCandidate(
                line.case_id, Kind.NOTES, _make_row_of_moment(self.sort, title, line), inside=True
            )

    def get_tag(self, row: MyDayRow) -> tuple[str, str]:
        late = timezone.now() - _get_moment(row)
        return "overdue", msg("Arrival {time} overdue", time=describe_duration(late))

    def get_act(self, row: MyDayRow) -> tuple[str, str]:
        return "Open", get_url("case_deployment", row.reference)


def _make_row_of_moment(sort: str, title: str, line: SqlRow) -> MyDayRow:
    at = to_london(line.moment)
    return MyDayRow(sort, title, number=line.pk, due_on=at.date(), due_time=at.time())


def _get_moment(row: MyDayRow) -> datetime.datetime:
    assert row.due_on
    assert row.due_time
    return make_london_time(row.due_on, row.due_time)
