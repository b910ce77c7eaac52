"""What is to do for me or my team: tasks and planned contacts of the cases that the door opens."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.policy import FileFacts
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.caseload.models import Contact, Task
from handrail.casework.models import Case
from handrail.casework.sealing import boxes, read, unsealed
from handrail.casework.states import ChannelKind
from handrail.vault.box import Box

MOST = 100


@dataclass(frozen=True, slots=True)
class TodayRow:
    """A task or a planned contact. `act` is the name of the address that says what came of it, `args` what it takes."""

    case_id: UUID
    reference: str
    called: str
    phase: str
    sort: str  # "task" or "contact"
    title: str
    due_on: datetime.date
    due_time: datetime.time | None
    overdue: bool
    for_whom: str  # "" for the team
    mine: bool
    warning: bool  # a contact by a way that is not known to be safe
    act: str
    args: tuple[str, str]
    version: int


@dataclass(frozen=True, slots=True)
class TasksAndContacts:
    """The rows by their day, the cases of which something is shown, and the kinds that are shown."""

    rows: tuple[TodayRow, ...]
    shown: tuple[UUID, ...]
    kinds: tuple[str, ...]


def tasks_and_contacts(actor: Actor, *, team: bool, until: datetime.date) -> TasksAndContacts:
    """Open tasks and planned contacts up to a day, the soonest first. Four queries, with one to the keys."""
    tasks, contacts = list(_tasks(actor, team, until)), list(_contacts(actor, team, until))
    both: list[Task | Contact] = [*tasks, *contacts]
    cases = {row.case_id: row.case for row in both}
    seen = policy.sights(actor, [FileFacts(key, case.owner_id) for key, case in cases.items()], today())
    keys = boxes(cases)
    rows = [_task(row, actor, seen[row.case_id], keys.get(row.case_id)) for row in tasks if _sees(seen, row)]
    rows += [
        _contact(row, actor, seen[row.case_id], keys.get(row.case_id)) for row in contacts if _sees(seen, row)
    ]
    rows.sort(key=lambda row: (row.due_on, row.due_time or datetime.time.max, row.reference))
    shown = {row.case_id for row in rows}
    kinds = {kind.value for key in shown for kind in seen[key].shown}
    return TasksAndContacts(tuple(rows), tuple(sorted(shown)), tuple(sorted(kinds)))


def _tasks(actor: Actor, team: bool, until: datetime.date) -> QuerySet[Task]:
    mine = Q(for_user=actor.user_id) | Q(for_user__isnull=True) & _my_cases(actor)
    rows = Task.objects.filter(_whose(actor, team, mine), case__in=_open(actor, Kind.SUPPORT), state="open")
    rows = rows.filter(due_on__lte=until).select_related("case__person", "for_user")
    return rows.order_by("due_on", "id")[:MOST]


def _contacts(actor: Actor, team: bool, until: datetime.date) -> QuerySet[Contact]:
    mine = Q(with_user=actor.user_id)
    rows = Contact.objects.filter(
        _whose(actor, team, mine), case__in=_open(actor, Kind.CONTACT), state="planned", on__lte=until
    )
    rows = rows.select_related("case__person", "with_user")
    return rows.order_by("on", F("at_time").asc(nulls_last=True), "id")[:MOST]


def _my_cases(actor: Actor) -> Q:
    return Q(case__point_of_contact=actor.user_id) | Q(case__stand_in=actor.user_id)


def _whose(actor: Actor, team: bool, mine: Q) -> Q:
    return Q(case__owner=actor.body_id) if team else mine


def _open(actor: Actor, kind: Kind) -> QuerySet[Case]:
    reached = Case.objects.filter(policy.reach(actor, today(), kind), owner=actor.body_id)
    return reached.filter(closed_at__isnull=True)


def _sees(seen: dict[UUID, Sight], row: Task | Contact) -> bool:
    kind = Kind.SUPPORT if isinstance(row, Task) else Kind.CONTACT
    return row.case_id in seen and seen[row.case_id].inside and seen[row.case_id].sees(kind)


def _called(case: Case, sight: Sight, box: Box | None) -> str:
    if not sight.sees(Kind.IDENTITY):
        return ""
    return unsealed(box, "casework.Person", "called", case.pk, case.person.called)


def _task(row: Task, actor: Actor, sight: Sight, box: Box | None) -> TodayRow:
    return TodayRow(
        case_id=row.case_id,
        reference=row.case.reference,
        called=_called(row.case, sight, box),
        phase=row.case.phase if sight.sees(Kind.PATHWAY) else "",
        sort="task",
        title=read(box, row, "what"),
        due_on=row.due_on,
        due_time=None,
        overdue=row.due_on < timezone.localdate(),
        for_whom=row.for_user.name if row.for_user else "",
        mine=row.for_user_id == actor.user_id,
        warning=False,
        act="end_task",
        args=(row.case.reference, str(row.pk)),
        version=row.version,
    )


def _contact(row: Contact, actor: Actor, sight: Sight, box: Box | None) -> TodayRow:
    return TodayRow(
        case_id=row.case_id,
        reference=row.case.reference,
        called=_called(row.case, sight, box),
        phase=row.case.phase if sight.sees(Kind.PATHWAY) else "",
        sort="contact",
        title=contact_title(row, box, sight),
        due_on=row.on,
        due_time=row.at_time,
        overdue=row.on < timezone.localdate(),
        for_whom=row.with_user.name,
        mine=row.with_user_id == actor.user_id,
        warning=row.says != "yes",
        act="contact_outcome",
        args=(row.case.reference, str(row.pk)),
        version=row.version,
    )


def contact_title(row: Contact, box: Box | None, sight: Sight) -> str:
    """“Call: about the room”, with what it is about where support notes are open."""
    verb = ChannelKind(row.channel).label
    about = read(box, row, "about") if sight.sees(Kind.SUPPORT) else ""
    return f"{verb}: {about}" if about else verb
