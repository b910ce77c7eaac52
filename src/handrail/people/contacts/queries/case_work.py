"""Tasks and contacts of one case, and who can be chosen for them."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from handrail.people.cases.person.queries import select_safest_contact_way
from handrail.people.contacts.channel_safety import ChannelSafetySummary, get_channel_safety
from handrail.people.contacts.models import Contact, Task
from handrail.people.contacts.permissions import require_works_on_case
from handrail.people.contacts.text_choices import (
    ChannelSafetyAfterContactAnswer,
    ContactState,
    KnownChannelSafety,
    TaskCause,
    TaskState,
)
from handrail.people.records.models import Person, SafetyPlan
from handrail.people.records.queries.known_case_parts import NOTHING, CasePartsKnownEmptyOrFetched
from handrail.people.records.text_choices import ContactChannelKind, YesNoOrNotAsked
from handrail.people.recovery.planned_meetings import PlannedMeeting
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant, User
from handrail.platform.access.models.membership import annotate_role_at_body, users_working_for_q
from handrail.platform.access.roles import ROLES, AccessPath, Permission
from handrail.platform.access.sealed import bind_rows_to_access
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import join_texts

MOST = 200
LEAD_ROLES = [
    role.value
    for role, card in ROLES.items()
    if AccessPath.OWNED in card.ways and Permission.RECORD in card.permissions
]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task, as pages show it."""

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
class ContactRow:
    """One contact. Words are empty where support notes are not open to the reader."""

    contact_id: UUID
    channel: str
    channel_words: str
    says: str
    says_words: str
    despite: str
    learned: str
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
class CaseWork:
    """The tasks and contacts of one case."""

    tasks: tuple[TaskRow, ...]
    contacts: tuple[ContactRow, ...]

    @property
    def open_tasks(self) -> tuple[TaskRow, ...]:
        """To do, the soonest first."""
        return tuple(line for line in self.tasks if line.state == TaskState.OPEN)

    @property
    def planned(self) -> tuple[ContactRow, ...]:
        """Planned, the soonest first."""
        return tuple(line for line in self.contacts if line.state == ContactState.PLANNED)

    @property
    def ended(self) -> tuple[TaskRow, ...]:
        """Done or not needed, the newest first."""
        return tuple(line for line in self.tasks if line.state != TaskState.OPEN)

    @property
    def past(self) -> tuple[ContactRow, ...]:
        """Held, missed or called off, the newest first."""
        found = [line for line in self.contacts if line.state != ContactState.PLANNED]
        return tuple(sorted(found, key=lambda line: line.on, reverse=True))


def get_tasks_and_contacts_of_case(case_access: CaseAccess) -> CaseWork:
    """Tasks and contacts of the case, for those who work on it. Three queries."""
    require_works_on_case(case_access)
    tasks = (
        Task.objects.filter(case=case_access.file_id)
        .opened_for(case_access)
        .select_related("for_user", "made_by", "ended_by", "changed_by")
    )
    contacts = Contact.objects.filter(case=case_access.file_id).opened_for(case_access)
    contacts = contacts.select_related("with_user", "interpreter", "changed_by")
    return CaseWork(
        tasks=tuple(make_task_row(row) for row in tasks.order_by("state", "due_on", "-id")[:MOST])
        if case_access.sees(Kind.NOTES)
        else (),
        contacts=tuple(
            make_contact_row(row, case_access) for row in contacts.order_by("on", "at_time", "id")[:MOST]
        )
        if case_access.sees(Kind.CONTACT)
        else (),
    )


def get_open_case_work(case_access: CaseAccess, known: CasePartsKnownEmptyOrFetched = NOTHING) -> CaseWork:
    """Open tasks and planned contacts, for the case page. At most three queries.

    Args:
        case_access: the reader’s access to the case.
        known: which parts of the case are known to be empty, and need no query.
    """
    tasks = (
        known.take("task", select_open_tasks, case_access.file_id)
        if case_access.sees(Kind.NOTES) and known.has("task")
        else []
    )
    contacts = (
        known.take("contact", select_planned_contacts, case_access.file_id)
        if case_access.sees(Kind.CONTACT) and known.has("contact")
        else []
    )
    return CaseWork(
        tasks=tuple(map(make_task_row, bind_rows_to_access(tasks, case_access))),
        contacts=tuple(
            make_contact_row(row, case_access) for row in bind_rows_to_access(contacts, case_access)
        ),
    )


def list_planned_contacts_for_person_page(case_access: CaseAccess) -> list[PlannedMeeting]:
    """Planned contacts, for the page for the person."""
    if not case_access.sees(Kind.CONTACT):
        return []
    rows = Contact.objects.filter(case=case_access.file_id, state=ContactState.PLANNED)
    planned = rows.order_by("on", "at_time", "id").values_list("channel", "on", "at_time")[:MOST]
    return [
        PlannedMeeting(ContactChannelKind(channel).label, on, at_time) for channel, on, at_time in planned
    ]


def select_open_case_work(case_access: CaseAccess) -> dict[str, QuerySet[Any, Any]]:
    """The rows that `get_open_case_work` reads.

    Returns:
        Querysets by the name of their part; none for whoever does not work on the case.
    """
    if not case_access.inside or Kind.NOTES not in case_access.kinds:
        return {}
    tasks = {"task": select_open_tasks(case_access.file_id)}
    if Kind.CONTACT not in case_access.kinds:
        return tasks
    return tasks | {"contact": select_planned_contacts(case_access.file_id)}


def select_open_tasks(case: UUID) -> QuerySet[Any, Any]:
    """The first open tasks of a case, by their day."""
    tasks = Task.objects.filter(case=case, state="open").order_by("due_on", "id")
    return tasks.select_related("for_user", "made_by", "ended_by", "changed_by")[:MOST]


def select_planned_contacts(case: UUID) -> QuerySet[Any, Any]:
    """The first planned contacts of a case, by their day."""
    contacts = Contact.objects.filter(case=case, state="planned").order_by("on", "at_time", "id")
    return contacts.select_related("with_user", "interpreter", "changed_by")[:MOST]


def get_task(case_access: CaseAccess, task_id: UUID) -> Task:
    """One task of the case. Raises NotVisible where it has none of that number."""
    require_works_on_case(case_access, Kind.NOTES)
    rows = Task.objects.filter(case=case_access.file_id, pk=task_id).opened_for(case_access)
    task = rows.select_related("for_user", "made_by", "ended_by", "changed_by").first()
    if task is None:
        raise NotVisible
    return task


def get_contact(case_access: CaseAccess, contact_id: UUID) -> Contact:
    """One contact of the case. Raises NotVisible where it has none of that number."""
    require_works_on_case(case_access, Kind.CONTACT)
    rows = Contact.objects.filter(case=case_access.file_id, pk=contact_id).opened_for(case_access)
    contact = rows.select_related("with_user", "interpreter", "changed_by").first()
    if contact is None:
        raise NotVisible
    return contact


def find_usual_interpreter_tag(case_access: CaseAccess) -> str:
    """The language that a contact of today is most likely interpreted in. Two statements at most.

    Returns:
        Its tag: of the newest contact that was interpreted, else the language of a person who needs an interpreter.
        Empty where neither is known.
    """
    interpreted = Contact.objects.filter(case=case_access.file_id, interpreter__isnull=False)
    last = interpreted.order_by("-on", "-made_at").values_list("interpreter__tag", flat=True).first()
    if last:
        return last
    needing = Person.objects.filter(pk=case_access.file_id, interpreter=YesNoOrNotAsked.YES)
    return needing.values_list("language__tag", flat=True).first() or ""


def get_instructions_for_when_person_is_missing(case_access: CaseAccess) -> str:
    """What the person agreed to for when they vanish, from the newest safety plan; empty where nothing is said."""
    if not case_access.sees(Kind.SAFETY):
        return ""
    plan = SafetyPlan.objects.filter(case=case_access.file_id, is_newest=True).opened_for(case_access).first()
    return plan.if_missing.open() if plan else ""


def get_channel_safety_for_worker(case_access: CaseAccess) -> ChannelSafetySummary:
    """What is known of each channel to the person, with the joined case that says so."""
    case_access.needs(Kind.CONTACT)
    return get_channel_safety(case_access)


def get_words_on_safest_contact_way(case_access: CaseAccess) -> str:
    """The safest way and time to reach them, in the newest words; empty where nobody asked."""
    case_access.needs(Kind.CONTACT)
    row = select_safest_contact_way(case_access.file_id).first()
    return (row.bind(case_access).how.open() or "") if row else ""


def select_workers_on_case(case_access: CaseAccess, *, also: int | None = None) -> QuerySet[User]:
    """Who works on the case: those who are named on it, and those who lead the body that holds it.

    Args:
        case_access: the reader's access to the case.
        also: the number of a user who is listed whether or not they still work on it.
    """
    live = Grant.objects.live(today()).filter(file=case_access.file_id, to_user__isnull=False)
    named = Q(users_working_for_q([case_access.owner_id]), pk__in=live.values("to_user"))
    listed = Q(named | users_working_for_q([case_access.owner_id], LEAD_ROLES), is_active=True)
    rows = User.objects.filter(listed | Q(pk=also) if also else listed)
    return annotate_role_at_body(rows, case_access.owner_id).order_by("name", "pk")


def make_task_row(row: Task) -> TaskRow:
    """A task as pages show it."""
    return TaskRow(
        task_id=row.pk,
        what=row.what.open(),
        due_on=row.due_on,
        for_whom=row.for_user.name if row.for_user else "",
        for_user_id=row.for_user_id,
        cause=TaskCause(row.cause).label if row.cause != TaskCause.OWN else "",
        contact_id=row.contact_id,
        state=row.state,
        state_words=TaskState(row.state).label,
        overdue=row.state == TaskState.OPEN and row.due_on < timezone.localdate(),
        made_by=row.made_by.name,
        ended_at=row.ended_at,
        ended_by=row.ended_by.name if row.ended_by else "",
        end_words=row.end_words.open(),
        version=row.version,
        changed_at=row.changed_at,
        changed_by=row.changed_by.name if row.changed_by else "",
    )


def _describe_what_was_learned(row: Contact) -> str:
    """What the contact showed of its channel; empty where nobody said."""
    said = [
        SAFETY_WORDS.get(ChannelSafetyAfterContactAnswer(row.was_safe), ""),
        AGAIN_WORDS.get(ChannelSafetyAfterContactAnswer(row.use_again), ""),
    ]
    return join_texts((text for text in said if text), " ")


SAFETY_WORDS = {
    ChannelSafetyAfterContactAnswer.YES: "It was safe.",
    ChannelSafetyAfterContactAnswer.NO: "It was not safe.",
    ChannelSafetyAfterContactAnswer.UNSURE: "Not sure it was safe.",
}
AGAIN_WORDS = {
    ChannelSafetyAfterContactAnswer.YES: "This way may be used again.",
    ChannelSafetyAfterContactAnswer.NO: "Do not use this way again.",
    ChannelSafetyAfterContactAnswer.UNSURE: "Not sure whether to use this way again.",
}


def make_contact_row(row: Contact, case_access: CaseAccess) -> ContactRow:
    """A contact as pages show it, as far as the reader may see it."""
    notes = case_access.sees(Kind.NOTES)
    return ContactRow(
        contact_id=row.pk,
        channel=row.channel,
        channel_words=ContactChannelKind(row.channel).label,
        says=row.says,
        says_words=KnownChannelSafety(row.says).label,
        despite=row.despite.open(),
        learned=_describe_what_was_learned(row),
        on=row.on,
        at_time=row.at_time,
        with_whom=row.with_user.name,
        with_user_id=row.with_user_id,
        about=row.about.open() if notes else "",
        every_days=row.every_days,
        state=row.state,
        state_words=ContactState(row.state).label,
        words=row.words.open() if notes else "",
        interpreter=row.interpreter.name if row.interpreter else "",
        interpreter_tag=row.interpreter.tag if row.interpreter else "",
        version=row.version,
        changed_at=row.changed_at,
        changed_by=row.changed_by.name if row.changed_by else "",
    )
