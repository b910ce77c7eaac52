"""Lines of services: one with all that its page shows, the list of them, and who cites what."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from handrail.areas.commissioning.models import (
    ClauseCitation,
    CommissionedService,
    LineNotice,
    PlannedStop,
    SpecificationClause,
)
from handrail.areas.commissioning.stages import OVER, STAGE_CODES
from handrail.areas.commissioning.text_choices import LINE_KINDS
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.followups.permissions import RecordNotVisibleError

ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class CommissionedServiceFilter:
    """What a reader of the list asks for, as codes."""

    stage: str = ""
    kind: str = ""
    over: str = ""
    late: str = ""

    def apply(self, rows: "QuerySet[CommissionedService]") -> "QuerySet[CommissionedService]":
        """Only what is asked for; an unknown code asks for nothing."""
        if self.stage in STAGE_CODES:
            rows = rows.filter(stage=self.stage)
        if self.kind in dict(LINE_KINDS):
            rows = rows.filter(kind=self.kind)
        if self.late:
            late = LineNotice.objects.filter(state="due", due_on__lt=today()).values("line")
            rows = rows.filter(pk__in=late)
        if self.over == ALL:
            return rows
        if self.over:
            return rows.filter(stage__in=OVER)
        return rows if self.stage in OVER else rows.exclude(stage__in=OVER)


def get_commissioned_service(actor: Actor, line_id: UUID) -> CommissionedService:
    """One line, with moves, plans, notices and clauses. Raises RecordNotVisibleError where it is another body's."""
    require_permission(actor, Permission.VIEW_COMMISSIONING)
    line = CommissionedService.objects.visible_to(actor).for_page().filter(pk=line_id).first()
    if line is None:
        raise RecordNotVisibleError("service")
    return line


def get_service_without_related_rows(actor: Actor, line_id: UUID) -> CommissionedService:
    """One line without what its page shows beside it. Raises RecordNotVisibleError where it is another body's."""
    require_permission(actor, Permission.VIEW_COMMISSIONING)
    line = CommissionedService.objects.visible_to(actor).for_act().filter(pk=line_id).first()
    if line is None:
        raise RecordNotVisibleError("service")
    return line


def is_service_of_own_body(line: CommissionedService) -> bool:
    """Whether the reader, for whom it was fetched, works for the body that commissions it."""
    return bool(getattr(line, "is_own", False))


def select_commissioned_services(
    actor: Actor, asked: CommissionedServiceFilter
) -> "QuerySet[CommissionedService, Any]":
    """The lines that are open to the reader, with the next notice that is due and how many are late. One statement."""
    require_permission(actor, Permission.VIEW_COMMISSIONING)
    due = Q(notices__state="due")
    rows = CommissionedService.objects.visible_to(actor).select_related("award", "body")
    late = due & Q(notices__due_on__lt=today())
    rows = rows.annotate(
        due_count=Count("notices", filter=due, distinct=True),
        late_count=Count("notices", filter=late, distinct=True),
        next_notice_on=Min("notices__due_on", filter=due),
    )
    return asked.apply(rows).order_by("ends_on", "title", "id")


def count_services_that_have_ended(actor: Actor) -> int:
    """How many lines that are open to the reader have come to their end. One statement."""
    return CommissionedService.objects.visible_to(actor).filter(stage__in=OVER).count()


def get_procurement_notice(line: CommissionedService, number: int) -> LineNotice:
    """One notice of a line of `get_line`."""
    return _get_numbered_row_or_raise(line.notices.all(), number, "notice")  # type: ignore[no-any-return]


def get_clause(line: CommissionedService, number: int) -> SpecificationClause:
    """One clause of a line of `get_line`."""
    return _get_numbered_row_or_raise(line.clauses.all(), number, "clause")  # type: ignore[no-any-return]


def find_planned_stage(line: CommissionedService, stage: str) -> PlannedStop | None:
    """The plan of a stop of a line of `get_line`, where there is one."""
    return next((row for row in line.planned_stops.all() if row.stage == stage), None)


def list_clauses_citing_evidence(actor: Actor, kind: str, source_id: str) -> list[SpecificationClause]:
    """Which clauses cite a line of evidence: the way back from an evaluation to the specifications that rest on it.

    Args:
        actor: who reads.
        kind: of the source, as in CLAUSE_SOURCES.
        source_id: of its line.
    """
    require_permission(actor, Permission.VIEW_COMMISSIONING)
    lines = CommissionedService.objects.visible_to(actor)
    cited = ClauseCitation.objects.filter(kind=kind, source_id=source_id).values("clause")
    rows = SpecificationClause.objects.filter(pk__in=cited, line__in=lines).select_related("line")
    return list(rows.order_by("line__title", "number")[:100])


def _get_numbered_row_or_raise(rows: Any, number: int, thing: str) -> Any:
    for row in rows:
        if row.number == number:
            return row
    raise RecordNotVisibleError(thing)
