"""One improvement plan: how its objectives stand now, and how each stood at each board."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.areas.oversight.models import ImprovementPlan, Objective, ObjectiveStatus
from handrail.areas.oversight.permissions import visible_plans_q
from handrail.areas.oversight.queries.notes import OversightNoteRow, make_note_rows
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.followups.permissions import RecordNotVisible, get_own_body_ids
from handrail.platform.followups.queries import FollowUpRow, list_follow_ups_of_origin
from handrail.platform.followups.reminder_dates import get_due_status


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """One objective as it stands."""

    number: int
    what: str
    owner_id: int
    owner: str
    person: str
    due_on: datetime.date
    standing: str
    late_days: int
    measure: str
    evidence: str
    status: str
    version: int
    changed_by: str
    changed_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class ObjectiveStatusRow:
    """How one objective stood at one board."""

    number: int
    what: str
    status: str
    words: str
    due_on: datetime.date
    evidence: str


@dataclass(frozen=True, slots=True)
class BoardReportRow:
    """What was reported at one board."""

    held_on: datetime.date
    words: str
    body: str
    who: str
    statuses: tuple[ObjectiveStatusRow, ...]


@dataclass(frozen=True, slots=True)
class ImprovementPlanDetail:
    """The page of one plan. `may_write`: the reader's body holds it, alone or together, and it is open."""

    id: UUID
    title: str
    aim: str
    body_id: int
    body: str
    force_id: int | None
    force: str
    starts_on: datetime.date
    ends_on: datetime.date
    next_board_on: datetime.date | None
    board_standing: str
    state: str
    version: int
    changed_by: str
    changed_at: datetime.datetime
    objectives: tuple[ObjectiveRow, ...]
    boards: tuple[BoardReportRow, ...]
    actions: tuple[FollowUpRow, ...]
    notes: tuple[OversightNoteRow, ...]
    may_write: bool
    may_decide: bool


def get_plan(actor: Actor, plan: UUID) -> ImprovementPlanDetail:
    """One plan. Raises NotOfYours where it is another body's."""
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    bodies = get_own_body_ids(actor)
    row = (
        ImprovementPlan.objects.filter(visible_plans_q(bodies), pk=plan)
        .select_related("body", "force", "changed_by")
        .first()
    )
    if row is None:
        raise RecordNotVisible("plan")
    day = today()
    return ImprovementPlanDetail(
        id=row.pk,
        title=row.title,
        aim=row.aim,
        body_id=row.body_id,
        body=row.body.name,
        force_id=row.force_id,
        force=row.force.name if row.force else "",
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        next_board_on=row.next_board_on,
        board_standing=get_due_status(row.next_board_on, day) if row.state == "open" else "closed",
        state=row.state,
        version=row.version,
        changed_by=row.changed_by.name if row.changed_by else "",
        changed_at=row.changed_at,
        objectives=tuple(
            _objective(each, day) for each in row.objectives.select_related("owner", "changed_by")
        ),
        boards=_boards(row),
        actions=list_follow_ups_of_origin("plan", str(row.pk), actor),
        notes=make_note_rows(row.notes.select_related("by", "body")),
        may_write=actor.may(Permission.WORK_ON_ACTIONS) and row.state == "open",
        may_decide=actor.may(Permission.OVERSEE) and row.body_id in bodies,
    )


def _objective(row: Objective, day: datetime.date) -> ObjectiveRow:
    done = row.status == "done"
    return ObjectiveRow(
        number=row.number,
        what=row.what,
        owner_id=row.owner_id,
        owner=row.owner.name,
        person=row.person,
        due_on=row.due_on,
        standing="done" if done else get_due_status(row.due_on, day),
        late_days=0 if done else max(0, (day - row.due_on).days),
        measure=row.measure,
        evidence=row.evidence,
        status=row.status,
        version=row.version,
        changed_by=row.changed_by.name if row.changed_by else "",
        changed_at=row.changed_at,
    )


def _boards(row: ImprovementPlan) -> tuple[BoardReportRow, ...]:
    """Newest first: two queries, however many boards."""
    said: dict[int, list[ObjectiveStatusRow]] = {}
    for each in ObjectiveStatus.objects.filter(report__plan=row).select_related("objective"):
        said.setdefault(each.report_id, []).append(
            ObjectiveStatusRow(
                each.objective.number,
                each.what,
                each.status,
                each.words,
                each.due_on,
                each.evidence,
            )
        )
    reports = row.reports.select_related("body", "by").order_by("-held_on")
    return tuple(
        BoardReportRow(
            each.held_on,
            each.words,
            each.body.name,
            each.by.name if each.by else "",
            tuple(said.get(each.pk, ())),
        )
        for each in reports
    )
