"""The case page: who, how to reach them, danger, where they stand, what is due, what helps, what happened.

Each part is None where the door does not open its kind; the page then names the kind and nothing of its content.
"""

import datetime
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from handrail import pathway
from handrail.access.kinds import ALL, Kind
from handrail.access.models import User
from handrail.access.sight import Sight
from handrail.casework.case.models import Case, Consent, Event, Person
from handrail.casework.case.sealing import boxes, read
from handrail.casework.consent.queries.consents import (
    ConsentLine,
    NotificationLine,
    consents_of,
    notifications_of,
)
from handrail.casework.consent.queries.sharing import GrantLine, Looked, grants_of, looked_at
from handrail.casework.events.history import asked_again, history
from handrail.casework.events.queries.events import EventLine, events_of
from handrail.casework.offers.queries.plan import NeedLine, needs_of
from handrail.casework.people.queries.person import (
    ChannelLine,
    Safest,
    Safety,
    Who,
    channels_of,
    checks_of,
    safest_of,
    safety_of,
    who_is,
)
from handrail.prepared import Asked, given, statement
from handrail.vault.box import Box


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody to ring about the case."""

    user_id: int
    name: str
    role: str
    body: str
    phone: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rules say today, the map of the road taken, and what is asked again at eighteen."""

    answer: pathway.Answer
    steps: tuple[pathway.Step, ...]
    lanes: tuple[pathway.Lane, ...]
    again: pathway.Prompt | None = None


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything on the page. Parts that are not open to the reader are None."""

    case_id: UUID
    reference: str
    owner_id: int
    held_by: str
    age: str
    age_words: str
    age_asked: bool
    area: str
    jurisdiction: str
    opened_at: datetime.datetime
    closed_at: datetime.datetime | None
    version: int
    duty_to_notify: bool
    told: tuple[str, ...]
    contact: Worker
    stand_in: Worker | None
    who: Who | None
    channels: tuple[ChannelLine, ...] | None
    safest: Safest | None
    safety: Safety | None
    standing: Standing | None
    events: tuple[EventLine, ...] | None
    consents: tuple[ConsentLine, ...] | None
    needs: tuple[NeedLine, ...] | None
    notifications: tuple[NotificationLine, ...] | None
    grants: tuple[GrantLine, ...]
    looked: Looked | None
    hidden: tuple[str, ...]
    inside: bool

    @property
    def title(self) -> str:
        """What to call the person, or the reference where nobody may or can say."""
        return (self.who.called or self.who.full_name if self.who else "") or self.reference


def case_page(
    sight: Sight, now: datetime.datetime | None = None, *, kinds: Container[Kind] = ALL
) -> CasePage:
    """The page for one reader. The same number of queries, however long the history.

    A page that shows less than everything names its `kinds`: the trail then says what was shown, and no more.
    """

    def sees(kind: Kind) -> bool:
        return kind in kinds and sight.sees(kind)

    case = _case(sight.file_id)
    box = boxes([case.pk]).get(case.pk)
    when = now or timezone.localtime()
    consents: list[Consent] = _consents().models(case=case.pk)
    person = _person(case)
    checks = checks_of(case) if {Kind.CONTACT, Kind.SAFETY} & sight.kinds else []
    reached = sees(Kind.CONTACT)
    standing, events = _pathway(sees, case, box, consents, person, when)
    return CasePage(
        case_id=case.pk,
        reference=case.reference,
        owner_id=case.owner_id,
        held_by=case.owner.name,
        age=case.age,
        age_words=case.get_age_display(),
        age_asked=case.age_asked,
        area=case.area.name if case.area else "",
        jurisdiction=case.jurisdiction,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        version=case.version,
        duty_to_notify=case.owner.duty_to_notify,
        told=tuple(case.told) if Kind.PATHWAY in sight.kinds else (),
        contact=_worker(case.point_of_contact),
        stand_in=_worker(case.stand_in) if case.stand_in else None,
        who=who_is(person, box, place=Kind.CONTACT in sight.kinds) if sees(Kind.IDENTITY) else None,
        channels=channels_of(case, box, checks=checks, consents=consents, tell=sight.sees)
        if reached
        else None,
        safest=safest_of(case, box) if reached else None,
        safety=safety_of(case, box, checks) if sees(Kind.SAFETY) else None,
        standing=standing,
        events=events,
        consents=consents_of(consents, box) if sees(Kind.CONSENT) else None,
        needs=needs_of(case, box, sight) if sees(Kind.SUPPORT) else None,
        notifications=notifications_of(case, box) if sees(Kind.PATHWAY) else None,
        grants=grants_of(case, box) if sight.inside else (),
        looked=looked_at(case.pk) if sees(Kind.LOOKS) else None,
        hidden=tuple(kind.words for kind in sight.hidden),
        inside=sight.inside,
    )


def _case(case_id: UUID) -> Case:
    case: Case = _kept_case().models(case=case_id)[0]
    return case


def _person(case: Case) -> Person:
    person: Person = _kept_person().models(case=case.pk)[0]
    return person


@statement
def _kept_case() -> Asked:
    related = ("owner", "area", "point_of_contact__body", "stand_in__body")
    return Case.objects.filter(pk=given("case")).select_related(*related)


@statement
def _kept_person() -> Asked:
    return Person.objects.filter(pk=given("case")).select_related("language", "changed_by")


@statement
def _consents() -> Asked:
    rows = Consent.objects.standing_of(given("case"))
    return rows.select_related("to_body", "asked_by", "interpreter").order_by("id")


@statement
def _events() -> Asked:
    return Event.objects.filter(case=given("case")).select_related("recorded_by__body").order_by("at", "id")


def _pathway(
    sees: Callable[[Kind], bool],
    case: Case,
    box: Box | None,
    consents: Sequence[Consent],
    person: Person,
    now: datetime.datetime,
) -> tuple[Standing | None, tuple[EventLine, ...] | None]:
    if not sees(Kind.PATHWAY):
        return None, None
    rows: list[Event] = _events().models(case=case.pk)
    born = read(box, person, "date_of_birth")
    told = history(case, rows, consents, datetime.date.fromisoformat(born) if born else None)
    standing = Standing(
        answer=pathway.answer(told, now),
        steps=pathway.steps(told, now),
        lanes=pathway.lanes(told, now),
        again=asked_again(case, consents, told),
    )
    return standing, events_of(rows, box, notes=sees(Kind.SUPPORT))


def _worker(user: User) -> Worker:
    return Worker(user.pk, user.name, user.role_card.name, user.body.name, user.work_phone)
