"""Contacts of one day, mine or my team's, in the order of their hours. The same queries for 1 and for 100."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.policy import FileFacts
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.caseload.models import Contact
from handrail.caseload.states import ChannelSays, ContactState
from handrail.casework.case.queries.reached import reached
from handrail.casework.case.sealing import boxes, read, unsealed
from handrail.casework.case.states import ChannelKind
from handrail.kernel.saying import say
from handrail.vault.box import Box

MOST = 200


@dataclass(frozen=True, slots=True)
class DayContact:
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
class ContactDay:
    """The day's contacts; those of earlier days of which nobody has said what came; what was shown."""

    rows: tuple[DayContact, ...]
    late: tuple[DayContact, ...]
    shown: tuple[UUID, ...]
    kinds: tuple[str, ...]


def contacts_on(actor: Actor, day: datetime.date, *, team: bool) -> ContactDay:
    """The day's contacts on cases that are open, and open to the actor."""
    found = list(_rows(actor, day, team))
    cases = {row.case_id: row.case for row in found}
    seen = policy.sights(actor, [FileFacts(key, case.owner_id) for key, case in cases.items()], today())
    keys = boxes(cases)
    lines = []
    for row in found:
        sight = seen.get(row.case_id)
        if sight is None or not sight.inside or not sight.sees(Kind.CONTACT):
            continue
        box, named = keys.get(row.case_id), sight.sees(Kind.IDENTITY)
        lines.append(
            DayContact(
                contact_id=row.pk,
                case_id=row.case_id,
                reference=row.case.reference,
                called=unsealed(box, "casework.Person", "called", row.case_id, row.case.person.called)
                if named
                else "",
                title=contact_title(row, box, sight),
                on=row.on,
                at_time=row.at_time,
                with_whom=row.with_user.name,
                state=row.state,
                state_words=ContactState(row.state).label,
                says=row.says,
                says_words=ChannelSays(row.says).label,
            )
        )
    shown = {line.case_id for line in lines}
    kinds = {kind.value for key in shown for kind in seen[key].shown}
    return ContactDay(
        rows=tuple(line for line in lines if line.on == day),
        late=tuple(line for line in lines if line.on != day),
        shown=tuple(sorted(shown)),
        kinds=tuple(sorted(kinds)),
    )


def _rows(actor: Actor, day: datetime.date, team: bool) -> list[Contact]:
    ours = reached(actor, Kind.CONTACT, owner=actor.body_id, closed_at__isnull=True)
    rows = Contact.objects.filter(ours)
    if not team:
        rows = rows.filter(with_user=actor.user_id)
    wanted = Q(on=day)
    if day == timezone.localdate():
        wanted |= Q(on__lt=day, state=ContactState.PLANNED)
    rows = rows.filter(wanted).select_related("case__person", "with_user")
    return list(rows.order_by("on", F("at_time").asc(nulls_last=True), "id")[:MOST])


def contact_title(row: Contact, box: Box | None, sight: Sight) -> str:
    """“Call: about the room”, with what it is about where support notes are open."""
    verb = ChannelKind(row.channel).label
    about = read(box, row, "about") if sight.sees(Kind.SUPPORT) else ""
    return say("{verb}: {about}", verb=verb, about=about) if about else verb
