"""One improvement plan: how its objectives stand now, and how each stood at each board."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.access.today import today
from handrail.assurance.oversight.models import Objective, Plan, Status
from handrail.assurance.oversight.permissions import open_plans
from handrail.assurance.oversight.queries.notes import NoteLine, note_lines
from handrail.followups.permissions import NotOfYours, mine
from handrail.followups.queries import ActionLine, actions_of
from handrail.followups.working_days import standing


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
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
class StatusLine:
    """How one objective stood at one board."""

    number: int
    what: str
    status: str
    words: str
    due_on: datetime.date
    evidence: str


@dataclass(frozen=True, slots=True)
class BoardLine:
    """What was reported at one board."""

    held_on: datetime.date
    words: str
    body: str
    who: str
    statuses: tuple[StatusLine, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
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
    objectives: tuple[ObjectiveLine, ...]
    boards: tuple[BoardLine, ...]
    actions: tuple[ActionLine, ...]
    notes: tuple[NoteLine, ...]
    may_write: bool
    may_decide: bool


def plan_page(actor: Actor, plan: UUID) -> PlanPage:
    """One plan. Raises NotOfYours where it is another body's."""
    require(actor, Permission.VIEW_OVERSIGHT)
    bodies = mine(actor)
    row = (
        Plan.objects.filter(open_plans(bodies), pk=plan).select_related("body", "force", "changed_by").first()
    )
    if row is None:
        raise NotOfYours("plan")
    day = today()
    return PlanPage(
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
        board_standing=standing(row.next_board_on, day) if row.state == "open" else "closed",
        state=row.state,
        version=row.version,
        changed_by=row.changed_by.name if row.changed_by else "",
        changed_at=row.changed_at,
        objectives=tuple(
            _objective(each, day) for each in row.objectives.select_related("owner", "changed_by")
        ),
        boards=_boards(row),
        actions=actions_of("plan", str(row.pk), actor),
        notes=note_lines(row.notes.select_related("by", "body")),
        may_write=actor.may(Permission.WORK_ON_ACTIONS) and row.state == "open",
        may_decide=actor.may(Permission.OVERSEE) and row.body_id in bodies,
    )


def _objective(row: Objective, day: datetime.date) -> ObjectiveLine:
    done = row.status == "done"
    return ObjectiveLine(
        number=row.number,
        what=row.what,
        owner_id=row.owner_id,
        owner=row.owner.name,
        person=row.person,
        due_on=row.due_on,
        standing="done" if done else standing(row.due_on, day),
        late_days=0 if done else max(0, (day - row.due_on).days),
        measure=row.measure,
        evidence=row.evidence,
        status=row.status,
        version=row.version,
        changed_by=row.changed_by.name if row.changed_by else "",
        changed_at=row.changed_at,
    )


def _boards(row: Plan) -> tuple[BoardLine, ...]:
    """Newest first: two queries, however many boards."""
    said: dict[int, list[StatusLine]] = {}
    for each in Status.objects.filter(report__plan=row).select_related("objective"):
        said.setdefault(each.report_id, []).append(
            StatusLine(
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
        BoardLine(
            each.held_on,
            each.words,
            each.body.name,
            each.by.name if each.by else "",
            tuple(said.get(each.pk, ())),
        )
        for each in reports
    )
