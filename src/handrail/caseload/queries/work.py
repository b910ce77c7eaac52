"""Tasks and contacts of one case: what is to come, what became of the rest; and what a form chooses from."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from handrail.access.kinds import Kind
from handrail.access.models import Grant, User
from handrail.access.roles import CARDS, Permission, Way
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.caseload.models import Contact, Task
from handrail.caseload.permissions import working_sight
from handrail.caseload.reach import Said, all_say
from handrail.caseload.states import Cause, ChannelSays, ContactState, TaskState
from handrail.casework.case.models import SafetyPlan
from handrail.casework.case.sealing import boxes, read
from handrail.casework.case.states import ChannelKind
from handrail.prepared import Asked, given, statement
from handrail.vault.box import Box

MOST = 200
LEADS = [
    role.value
    for role, card in CARDS.items()
    if Way.OWNED in card.ways and Permission.RECORD in card.permissions
]


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task."""

    task_id: UUID
    what: str
    due_on: datetime.date
    for_whom: str
    for_user_id: int | None
    cause: str
    contact_id: UUID | None
    state: str
    state_words: str
    overdue: bool
    made_by: str
    ended_at: datetime.datetime | None
    ended_by: str
    end_words: str
    version: int
    changed_at: datetime.datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One contact. Words are empty where support notes are not open to the reader."""

    contact_id: UUID
    channel: str
    channel_words: str
    says: str
    says_words: str
    despite: str
    on: datetime.date
    at_time: datetime.time | None
    with_whom: str
    with_user_id: int
    about: str
    every_days: int | None
    state: str
    state_words: str
    words: str
    interpreter: str
    interpreter_tag: str
    version: int
    changed_at: datetime.datetime
    changed_by: str

    @property
    def overdue(self) -> bool:
        """Planned for a day that has passed."""
        return self.state == ContactState.PLANNED and self.on < timezone.localdate()


@dataclass(frozen=True, slots=True)
class Work:
    """Everything of one case: what is open first, then what is past."""

    tasks: tuple[TaskLine, ...]
    contacts: tuple[ContactLine, ...]

    @property
    def open_tasks(self) -> tuple[TaskLine, ...]:
        """To do, the soonest first."""
        return tuple(line for line in self.tasks if line.state == TaskState.OPEN)

    @property
    def planned(self) -> tuple[ContactLine, ...]:
        """Planned, the soonest first."""
        return tuple(line for line in self.contacts if line.state == ContactState.PLANNED)

    @property
    def ended(self) -> tuple[TaskLine, ...]:
        """Done or not needed, the newest first."""
        return tuple(line for line in self.tasks if line.state != TaskState.OPEN)

    @property
    def past(self) -> tuple[ContactLine, ...]:
        """Held, missed or called off, the newest first."""
        found = [line for line in self.contacts if line.state != ContactState.PLANNED]
        return tuple(sorted(found, key=lambda line: line.on, reverse=True))


def work_of(sight: Sight) -> Work:
    """Tasks and contacts of the case, for those who work on it. Three queries."""
    working_sight(sight)
    box = boxes([sight.file_id]).get(sight.file_id)
    tasks = Task.objects.filter(case=sight.file_id).select_related(
        "for_user", "made_by", "ended_by", "changed_by"
    )
    contacts = Contact.objects.filter(case=sight.file_id)
    contacts = contacts.select_related("with_user", "interpreter", "changed_by")
    return Work(
        tasks=tuple(_task(row, box) for row in tasks.order_by("state", "due_on", "-id")[:MOST])
        if sight.sees(Kind.SUPPORT)
        else (),
        contacts=tuple(_contact(row, box, sight) for row in contacts.order_by("on", "at_time", "id")[:MOST])
        if sight.sees(Kind.CONTACT)
        else (),
    )


def open_work_of(sight: Sight) -> Work:
    """Only what is open: for the case page. Three queries."""
    box = boxes([sight.file_id]).get(sight.file_id)
    tasks = _open_tasks().models(case=sight.file_id) if sight.sees(Kind.SUPPORT) else []
    contacts = _planned().models(case=sight.file_id) if sight.sees(Kind.CONTACT) else []
    return Work(
        tasks=tuple(_task(row, box) for row in tasks),
        contacts=tuple(_contact(row, box, sight) for row in contacts),
    )


@statement
def _open_tasks() -> Asked:
    tasks = Task.objects.filter(case=given("case"), state="open").order_by("due_on", "id")
    return tasks.select_related("for_user", "made_by", "ended_by", "changed_by")[:MOST]


@statement
def _planned() -> Asked:
    contacts = Contact.objects.filter(case=given("case"), state="planned").order_by("on", "at_time", "id")
    return contacts.select_related("with_user", "interpreter", "changed_by")[:MOST]


def task_of(sight: Sight, task_id: UUID) -> TaskLine | None:
    """One task of the case."""
    working_sight(sight, Kind.SUPPORT)
    row = (
        Task.objects.filter(case=sight.file_id, pk=task_id)
        .select_related("for_user", "made_by", "ended_by", "changed_by")
        .first()
    )
    return _task(row, boxes([sight.file_id]).get(sight.file_id)) if row else None


def contact_of(sight: Sight, contact_id: UUID) -> ContactLine | None:
    """One contact of the case."""
    working_sight(sight, Kind.CONTACT)
    row = (
        Contact.objects.filter(case=sight.file_id, pk=contact_id)
        .select_related("with_user", "interpreter", "changed_by")
        .first()
    )
    return _contact(row, boxes([sight.file_id]).get(sight.file_id), sight) if row else None


def if_missing(sight: Sight) -> str:
    """What the person agreed to for when they vanish, from the newest safety plan; empty where nothing is said."""
    if not sight.sees(Kind.SAFETY):
        return ""
    plan = SafetyPlan.objects.filter(case=sight.file_id, is_newest=True).first()
    return read(boxes([sight.file_id]).get(sight.file_id), plan, "if_missing") if plan else ""


def channels_say(sight: Sight) -> Said:
    """The word that counts on every way to reach the person, with where it stands."""
    sight.needs(Kind.CONTACT)
    return all_say(sight)


def people_on(sight: Sight) -> list[tuple[str, str]]:
    """Who works on the case: those who are named on it, and those who lead the body that holds it."""
    named = Grant.objects.live(today()).filter(file=sight.file_id, to_user__isnull=False).values("to_user")
    people = User.objects.filter(
        Q(pk__in=named) | Q(role__in=LEADS), body=sight.owner_id, is_active=True
    ).order_by("name", "pk")
    return [(str(user.pk), user.name_and_role) for user in people]


def _task(row: Task, box: Box | None) -> TaskLine:
    return TaskLine(
        task_id=row.pk,
        what=read(box, row, "what"),
        due_on=row.due_on,
        for_whom=row.for_user.name if row.for_user else "",
        for_user_id=row.for_user_id,
        cause=Cause(row.cause).label if row.cause != Cause.OWN else "",
        contact_id=row.contact_id,
        state=row.state,
        state_words=TaskState(row.state).label,
        overdue=row.state == TaskState.OPEN and row.due_on < timezone.localdate(),
        made_by=row.made_by.name,
        ended_at=row.ended_at,
        ended_by=row.ended_by.name if row.ended_by else "",
        end_words=read(box, row, "end_words"),
        version=row.version,
        changed_at=row.changed_at,
        changed_by=row.changed_by.name,
    )


def _contact(row: Contact, box: Box | None, sight: Sight) -> ContactLine:
    notes = sight.sees(Kind.SUPPORT)
    return ContactLine(
        contact_id=row.pk,
        channel=row.channel,
        channel_words=ChannelKind(row.channel).label,
        says=row.says,
        says_words=ChannelSays(row.says).label,
        despite=read(box, row, "despite"),
        on=row.on,
        at_time=row.at_time,
        with_whom=row.with_user.name,
        with_user_id=row.with_user_id,
        about=read(box, row, "about") if notes else "",
        every_days=row.every_days,
        state=row.state,
        state_words=ContactState(row.state).label,
        words=read(box, row, "words") if notes else "",
        interpreter=row.interpreter.name if row.interpreter else "",
        interpreter_tag=row.interpreter.tag if row.interpreter else "",
        version=row.version,
        changed_at=row.changed_at,
        changed_by=row.changed_by.name,
    )
