"""Contacts of one day, of the reader or of their team, by time."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from handrail.people.contacts.models import Contact
from handrail.people.contacts.text_choices import ContactState, KnownChannelSafety
from handrail.people.records.queries.visible_case_condition import build_visible_case_condition
from handrail.people.records.text_choices import ContactChannelKind
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.sealed import bind_rows_to_access
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import msg

MOST = 200


@dataclass(frozen=True, slots=True)
class ContactOfDayRow:
    """One contact of the day."""

    contact_id: UUID
    case_id: UUID
    reference: str
    called: str
    title: str
    on: datetime.date
    at_time: datetime.time | None
    with_whom: str
    state: str
    state_words: str
    says: str
    says_words: str


@dataclass(frozen=True, slots=True)
class ContactsOfDay:
    """The contacts of the day; planned ones of earlier days without an outcome; the cases and kinds that were shown."""

    rows: tuple[ContactOfDayRow, ...]
    late: tuple[ContactOfDayRow, ...]
    shown: tuple[UUID, ...]
    kinds: tuple[str, ...]


def get_contacts_of_day(actor: Actor, day: datetime.date, *, team: bool) -> ContactsOfDay:
    """The contacts of a day on open cases that the actor works on. The number of queries does not grow with them.

    Args:
        actor: the reader.
        day: which day; with today come planned contacts of earlier days.
        team: those of the whole body, instead of the reader’s own.
    """
    found = _list_contacts_of_day_and_overdue(actor, day, team)
    cases = {row.case_id: row.case for row in found}
    seen = policy.get_access_by_file_id(
        actor, [CaseFileIdAndOwner(key, case.owner_id) for key, case in cases.items()], today()
    )
    lines = []
    for row in bind_rows_to_access(found, seen):
        case_access = seen.get(row.case_id)
        if case_access is None or not case_access.inside or not case_access.sees(Kind.CONTACT):
            continue
        lines.append(
            ContactOfDayRow(
                contact_id=row.pk,
                case_id=row.case_id,
                reference=row.case.reference,
                called=row.case.person.called.decrypt_for(case_access),
                title=format_contact_title(row),
                on=row.on,
                at_time=row.at_time,
                with_whom=row.with_user.name,
                state=row.state,
                state_words=ContactState(row.state).label,
                says=row.says,
                says_words=KnownChannelSafety(row.says).label,
            )
        )
    shown = {line.case_id for line in lines}
    kinds = {kind.value for key in shown for kind in seen[key].shown}
    return ContactsOfDay(
        rows=tuple(line for line in lines if line.on == day),
        late=tuple(line for line in lines if line.on != day),
        shown=tuple(sorted(shown)),
        kinds=tuple(sorted(kinds)),
    )


def _list_contacts_of_day_and_overdue(actor: Actor, day: datetime.date, team: bool) -> list[Contact]:
    ours = build_visible_case_condition(actor, Kind.CONTACT, owner=actor.body_id, closed_at__isnull=True)
    rows = Contact.objects.filter(ours)
    if not team:
        rows = rows.filter(with_user=actor.user_id)
    wanted = Q(on=day)
    if day == timezone.localdate():
        wanted |= Q(on__lt=day, state=ContactState.PLANNED)
    rows = rows.filter(wanted).select_related("case__person", "with_user")
    return list(rows.order_by("on", F("at_time").asc(nulls_last=True), "id")[:MOST])


def format_contact_title(row: Contact) -> str:
    """“Call: about the room”, with what it is about where support notes are open."""
    verb = ContactChannelKind(row.channel).label
    about = row.about.open()
    return msg("{verb}: {about}", verb=verb, about=about) if about else verb
