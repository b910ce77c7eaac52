"""My day, whole: everything that is due, late or waiting for me or my team, from every part, most urgent first.

What is late comes first, then what falls due today, then what has no day and waits for an answer, then what comes.
"""

import datetime
from collections.abc import Callable, Iterable
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
from handrail.caseload.queries.near import comes_later, near, waited_on
from handrail.caseload.states import ContactState, HandOverState, TaskState
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import unsealed
from handrail.casework.case.states import ChannelKind
from handrail.casework.lists.queries.day import (
    AHEAD,
    MOST,
    MOST_OF_ONE,
    DayCase,
    DayRow,
    Found,
    Let,
    Make,
    cases_of,
    count_of,
    count_of_mine,
    drawn,
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
class Counts:
    """How many there are in all, whether they stand on the page or not."""

    todo: int
    late: int
    now: int
    offers: int
    waiting: int
    more: int
    """To do, beyond those that any page of it shows."""


@dataclass(frozen=True, slots=True)
class MyDay:
    """Everything on the page, in the order in which it is shown. Unless it is asked for whole, what presses alone."""

    todo: tuple[DayRow, ...]
    rest: int | None
    """Of a whole day: where the first stands that is otherwise left out. Of the other: None."""
    later: bool
    """Whether all that is left out comes after tomorrow."""
    today: tuple[DayRow, ...]
    waiting: tuple[DayRow, ...]
    waiting_rest: int | None
    gaps: tuple[DayRow, ...]
    gap_count: int
    count: Counts
    cases: int
    team: bool
    shown: dict[UUID, tuple[str, ...]]


def my_day(actor: Actor, *, team: bool, whole: bool = False) -> MyDay:
    """The actor's day, or their team's. As many statements for one row as for a hundred."""
    mine = cases_of(actor, team=team)
    day = opened(actor, mine, _found(actor, mine, team))
    places = places_today(actor, cases=[case.pk for case in mine], now=timezone.localtime())
    joins = joins_for(actor)
    beside = [Let(row, row.reference) for row in (*map(_place, places.rows), *_stock(actor))]
    parts = _Parts(as_one([*day.rows, *beside], joins))
    todo, waiting = near([one.row for one in parts.todo]), waited_on(len(parts.waiting))
    left = [one.row for n, one in enumerate(parts.todo) if n not in {*todo}]
    shown = _drawn_apart(
        parts.todo if whole else [parts.todo[n] for n in todo],
        parts.today,
        parts.waiting if whole else [parts.waiting[n] for n in waiting],
        parts.gaps,
    )
    return MyDay(
        todo=tuple(sorted(shown.parts[0], key=urgency)),
        rest=_first_without(todo, parts.todo) if whole else None,
        later=comes_later(left),
        today=tuple(sorted(shown.parts[1], key=urgency)),
        waiting=shown.parts[2],
        waiting_rest=_first_without(waiting, parts.waiting) if whole else None,
        gaps=shown.parts[3],
        gap_count=_count_gaps(actor) if team else 0,
        count=parts.count,
        cases=_count(actor, team, mine, day.cases) - led_open(joins, None if team else mine),
        team=team,
        shown=_both(shown.shown, places.shown),
    )


def _count(actor: Actor, team: bool, mine: list[DayCase], opened: int) -> int:
    """How many cases are open: those that the door opened, where all were looked at."""
    if team:
        return count_of(actor)
    return opened if len(mine) < MOST_OF_ONE else count_of_mine(actor)


def _found(actor: Actor, mine: list[DayCase], team: bool) -> list[Found]:
    return [
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


class _Parts:
    """The rows, each in its part of the page, and in its order as far as it can be told before they are opened."""

    def __init__(self, rows: list[Let]) -> None:
        now = today()
        self.gaps = [one for one in rows if one.row.sort == "gap"]
        self.today = [one for one in rows if one.row.sort == "contact" and one.row.due_on == now]
        self.waiting = [one for one in rows if not one.row.ours]
        apart = {id(one) for one in (*self.gaps, *self.today, *self.waiting)}
        todo = sorted((one for one in rows if id(one) not in apart), key=_unopened(now))
        self.todo = todo[:MOST_ROWS]
        self.count = Counts(
            todo=len(self.todo),
            late=sum(1 for one in todo if one.row.due_on and one.row.due_on < now),
            now=sum(1 for one in todo if one.row.due_on == now),
            offers=sum(1 for one in todo if one.row.sort == "offer"),
            waiting=len(self.waiting),
            more=len(todo) - len(self.todo),
        )


@dataclass(frozen=True, slots=True)
class _Apart:
    parts: tuple[tuple[DayRow, ...], ...]
    shown: dict[UUID, tuple[str, ...]]


def _drawn_apart(*parts: list[Let]) -> _Apart:
    """Each part with its names, all opened together."""
    told = drawn(one for part in parts for one in part)
    rows = iter(told.rows)
    return _Apart(tuple(tuple(islice(rows, len(part))) for part in parts), told.shown)


def _unopened(now: datetime.date) -> Callable[[Let], tuple[object, ...]]:
    return lambda one: (*_by_time(one.row, now), one.reference, one.row.title)


def _first_without(shown: list[int], rows: list[Let]) -> int | None:
    return next((n for n in range(len(rows)) if n not in {*shown}), None)


def urgency(row: DayRow) -> tuple[object, ...]:
    """Late, then today, then what has no day, then what comes; within a day by its hour."""
    return (*_by_time(row, today()), row.reference, row.title)


def _by_time(row: DayRow, now: datetime.date) -> tuple[object, ...]:
    undated = row.due_on is None
    return (
        row.due_on or now,
        undated,
        SORTS.index(row.sort) if undated else 0,
        row.due_time or datetime.time.max,
        row.started or now,
    )


def _tasks(actor: Actor, mine: Iterable[DayCase], team: bool) -> Iterable[Found]:
    """Tasks for me, and those of my cases that are for nobody yet; of a team those of all its cases."""
    values = {"cases": [case.pk for case in mine], "user": actor.user_id, "until": today() + AHEAD}
    for pk, case_id, owner, what, due_on, for_id, name in _tasks_of(team=team).rows(**values):
        if owner == actor.body_id:
            whom = "" if for_id == actor.user_id else name or "the team"
            row = DayRow("task", "", due_on=due_on, number=pk, for_whom=whom)
            yield Found(case_id, Kind.SUPPORT, row, _task(row, what), inside=True)


@statement
def _tasks_of(*, team: bool) -> Asked:
    theirs = Q(case__in=many("cases"))
    whose = theirs if team else Q(for_user=given("user")) | (Q(for_user__isnull=True) & theirs)
    rows = Task.objects.filter(whose, state=TaskState.OPEN, due_on__lte=given("until"))
    columns = ("pk", "case_id", "case__owner_id", "what", "due_on", "for_user_id", "for_user__name")
    return rows.order_by("due_on").values_list(*columns)[:MOST]


def _task(row: DayRow, what: bytes) -> Make:
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
            yield Found(case_id, Kind.CONTACT, row, _contact(row, about), inside=True)


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
        yield Found(case_id, None, row)


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
        yield Found(pk, None, DayRow("gap", "Name a stand-in", who=name))


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


def _titled(row: DayRow, title: str) -> DayRow:
    return row._replace(title=title)
