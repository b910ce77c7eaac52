"""My day, whole: everything that is due, late or waiting for me or my team, from every part, most urgent first.

What is late comes first, then what falls due today, then what has no day and waits for an answer, then what comes.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.caseload.models import Contact, HandOver, Task
from handrail.caseload.queries.answers_waited_for import forms_handed, forms_sent_back, said_of_us
from handrail.caseload.queries.joined_rows import as_one, led_open
from handrail.caseload.states import ContactState, HandOverState, TaskState
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import unsealed
from handrail.casework.case.states import ChannelKind
from handrail.casework.lists.queries.day import (
    AHEAD,
    MOST,
    DayCase,
    DayRow,
    Found,
    Make,
    cases_of,
    count_of,
    of_the_cases,
    opened,
    referrals_waiting,
)
from handrail.casework.people.states import Safe
from handrail.directory.stores.queries import to_order
from handrail.kernel.saying import say
from handrail.linking.queries.once import joins_for
from handrail.prepared import Asked, given, many, statement
from handrail.provision.places.queries.day import PlaceRow, places_today
from handrail.vault.box import Box

MOST_ROWS = 60
GAPS = 5
SORTS = ("unworked", "hand_over", "form", "form_back", "referral", "offer", "due", "gap", "stock")
"""Among rows without a day: the order in which they come."""


@dataclass(frozen=True, slots=True)
class MyDay:
    """Everything on the page, in the order in which it is shown."""

    todo: tuple[DayRow, ...]
    more: int
    today: tuple[DayRow, ...]
    waiting: tuple[DayRow, ...]
    gaps: tuple[DayRow, ...]
    gap_count: int
    cases: int
    team: bool
    shown: dict[UUID, tuple[str, ...]]


def my_day(actor: Actor, *, team: bool) -> MyDay:
    """The actor's day, or their team's. As many statements for one row as for a hundred."""
    mine = cases_of(actor, team=team)
    found = [
        *of_the_cases(mine),
        *_tasks(actor, mine, team),
        *_contacts(actor, mine, team),
        *_hand_overs(actor),
        *forms_handed(actor),
        *forms_sent_back(mine),
        *said_of_us(actor),
        *(referrals_waiting(actor) if actor.may(Permission.OFFER) else ()),
        *(_gaps(actor) if team else ()),
    ]
    day = opened(actor, mine, found)
    places = places_today(actor, cases=[case.pk for case in mine], now=timezone.localtime())
    joins = joins_for(actor)
    rows = as_one([*day.rows, *map(_place, places.rows), *_stock(actor)], joins)
    gaps = tuple(row for row in rows if row.sort == "gap")
    contacts = [row for row in rows if row.sort == "contact" and row.due_on == today()]
    waiting = [row for row in rows if not row.ours]
    apart = {id(row) for row in (*gaps, *contacts, *waiting)}
    todo = sorted((row for row in rows if id(row) not in apart), key=urgency)
    return MyDay(
        todo=tuple(islice(todo, MOST_ROWS)),
        more=max(0, len(todo) - MOST_ROWS),
        today=tuple(sorted(contacts, key=urgency)),
        waiting=tuple(waiting),
        gaps=gaps,
        gap_count=_count_gaps(actor) if team else 0,
        cases=(count_of(actor) if team else day.cases) - led_open(joins, None if team else mine),
        team=team,
        shown=_both(day.shown, places.shown),
    )


def urgency(row: DayRow) -> tuple[object, ...]:
    """Late, then today, then what has no day, then what comes; within a day by its hour."""
    undated = row.due_on is None
    return (
        row.due_on or today(),
        undated,
        SORTS.index(row.sort) if undated else 0,
        row.due_time or datetime.time.max,
        row.started or today(),
        row.reference,
        row.title,
    )


def _tasks(actor: Actor, mine: Iterable[DayCase], team: bool) -> Iterable[Found]:
    """Tasks for me, and those of my cases that are for nobody yet; of a team those of all its cases."""
    values = {"cases": [case.pk for case in mine], "user": actor.user_id, "until": today() + AHEAD}
    for pk, case_id, owner, what, due_on, for_id, name in _tasks_of(team=team).rows(**values):
        if owner == actor.body_id:
            whom = "" if for_id == actor.user_id else name or "the team"
            row = DayRow("task", "", due_on=due_on, number=pk, for_whom=whom)
            yield Found(case_id, Kind.SUPPORT, _task(row, case_id, what), inside=True)


@statement
def _tasks_of(*, team: bool) -> Asked:
    theirs = Q(case__in=many("cases"))
    whose = theirs if team else Q(for_user=given("user")) | (Q(for_user__isnull=True) & theirs)
    rows = Task.objects.filter(whose, state=TaskState.OPEN, due_on__lte=given("until"))
    columns = ("pk", "case_id", "case__owner_id", "what", "due_on", "for_user_id", "for_user__name")
    return rows.order_by("due_on").values_list(*columns)[:MOST]


def _task(row: DayRow, case_id: UUID, what: bytes) -> Make:
    def make(sight: Sight, box: Box | None) -> DayRow:
        return _titled(row, unsealed(box, "caseload.Task", "what", row.number, what) or "A task")

    return make


def _contacts(actor: Actor, mine: Iterable[DayCase], team: bool) -> Iterable[Found]:
    """Planned contacts up to the days ahead, and those of which nobody has said what came."""
    values = {"cases": [case.pk for case in mine], "user": actor.user_id, "until": today() + AHEAD}
    for pk, case_id, owner, channel, says, about, on, at_time, with_id, name in _planned(team=team).rows(
        **values
    ):
        if owner == actor.body_id:
            row = DayRow(
                "contact",
                ChannelKind(channel).label,
                due_on=on,
                due_time=at_time,
                number=pk,
                warning=says != Safe.YES,
                for_whom="" if with_id == actor.user_id else name,
            )
            yield Found(case_id, Kind.CONTACT, _contact(row, about), inside=True)


@statement
def _planned(*, team: bool) -> Asked:
    whose = Q(case__in=many("cases")) if team else Q(with_user=given("user"))
    rows = Contact.objects.filter(whose, state=ContactState.PLANNED, on__lte=given("until"))
    columns = (
        *("pk", "case_id", "case__owner_id", "channel", "says", "about", "on", "at_time"),
        *("with_user_id", "with_user__name"),
    )
    return rows.order_by("on", F("at_time").asc(nulls_last=True), "pk").values_list(*columns)[:MOST]


def _contact(row: DayRow, about: bytes | None) -> Make:
    """What it is about stands there for those who may see support notes."""

    def make(sight: Sight, box: Box | None) -> DayRow:
        if about is None or not sight.sees(Kind.SUPPORT):
            return row
        text = unsealed(box, "caseload.Contact", "about", row.number, about)
        return _titled(row, say("{title}: {text}", title=row.title, text=text) if text else row.title)

    return make


def _hand_overs(actor: Actor) -> Iterable[Found]:
    """Cases that somebody asks me, or my organisation, to take over."""
    asked = _asked_of(bodies=actor.may(Permission.OPEN_CASE))
    for pk, case_id, name, body, asked_at in asked.rows(user=actor.user_id, body=actor.body_id):
        row = DayRow(
            "hand_over",
            say("Say whether you take over from {name}", name=name),
            who=body,
            started=timezone.localtime(asked_at).date(),
            number=pk,
        )
        yield Found(case_id, None, _always(row))


@statement
def _asked_of(*, bodies: bool) -> Asked:
    mine = Q(to_user=given("user"))
    if bodies:
        mine |= Q(to_user__isnull=True, to_body=given("body"))
    rows = HandOver.objects.filter(mine, state=HandOverState.ASKED).order_by("asked_at")
    columns = ("pk", "case_id", "from_user__name", "from_body__name", "asked_at")
    return rows.values_list(*columns)[:MOST]


def _gaps(actor: Actor) -> Iterable[Found]:
    """Open cases of the team that nobody would answer for, were their point of contact away."""
    for pk, name in _newest_without().rows(body=actor.body_id):
        yield Found(pk, None, _always(DayRow("gap", "Name a stand-in", who=name)))


def _count_gaps(actor: Actor) -> int:
    return _all_without().count(body=actor.body_id)


def _without() -> QuerySet[Case]:
    return Case.objects.filter(owner=given("body"), closed_at__isnull=True, stand_in__isnull=True)


@statement
def _newest_without() -> Asked:
    return _without().order_by("-opened_at").values_list("pk", "point_of_contact__name")[:GAPS]


@statement
def _all_without() -> Asked:
    return _without().values_list("owner_id")[:1001]


def _place(row: PlaceRow) -> DayRow:
    """Nowhere to sleep, or nobody knows where they are: before everything else. A hold runs out today."""
    worst = row.sort in ("child", "missing")
    soon = today() if row.urgent else today() + datetime.timedelta(days=1)
    return DayRow(
        "place",
        row.title,
        reference=row.reference,
        called=row.called,
        code=row.sort,
        why=row.text,
        due_on=datetime.date.min if worst else soon,
        number=row.stay_id,
    )


def _both(shown: dict[UUID, tuple[str, ...]], places: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    """What was shown of each case, places among it."""
    told = {key: {*kinds} for key, kinds in shown.items()}
    for key in places:
        told.setdefault(key, set()).update((Kind.IDENTITY.value, Kind.SUPPORT.value))
    return {key: tuple(sorted(kinds)) for key, kinds in told.items()}


def _stock(actor: Actor) -> Iterable[DayRow]:
    """Bags to order, for those who keep a store."""
    if not actor.may(Permission.KEEP_STORE):
        return
    for line in to_order(actor):
        words = say(
            "{count} left; more are ordered at {reorder_at}.", count=line.count, reorder_at=line.reorder_at
        )
        yield DayRow(
            "stock",
            say("Order more of: {kind}", kind=line.kind),
            who=line.store,
            why=words,
            number=line.store_id,
        )


def _always(row: DayRow) -> Make:
    return lambda _sight, _box: row


def _titled(row: DayRow, title: str) -> DayRow:
    return DayRow(
        row.sort,
        title,
        due_on=row.due_on,
        due_time=row.due_time,
        number=row.number,
        warning=row.warning,
        for_whom=row.for_whom,
    )
