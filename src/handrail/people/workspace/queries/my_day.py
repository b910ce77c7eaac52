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

from handrail.directory.stores.queries import list_stock_to_reorder
from handrail.people.cases.person.states import ChannelSafety
from handrail.people.contacts.models import Contact, HandOver, Task
from handrail.people.contacts.states import ContactState, HandOverState, TaskState
from handrail.people.housing.queries.day_rows import PlaceDayRow, get_place_day_rows
from handrail.people.matching.queries.joins import list_joined_cases
from handrail.people.records.models import Case
from handrail.people.records.sealing import unseal_value
from handrail.people.records.states import ChannelKind
from handrail.people.workspace.day_paging import are_all_later, get_shown_indexes, get_shown_waiting_indexes
from handrail.people.workspace.queries.day_rows import (
    DAYS_AHEAD,
    MOST_CASES_OF_WORKER,
    MOST_PER_SORT,
    Candidate,
    DayCase,
    DayRow,
    RowMaker,
    Visible,
    count_own_cases,
    count_team_cases,
    filter_visible,
    get_case_candidates,
    get_day_cases,
    get_referral_candidates,
    render_rows,
)
from handrail.people.workspace.queries.joined_rows import count_led_open, merge_joined
from handrail.people.workspace.queries.pending_answers import (
    get_feedback_candidates,
    get_handed_form_candidates,
    get_returned_form_candidates,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import msg
from handrail.platform.prepared import Asked, given, many, statement
from handrail.platform.vault.cipher import Cipher

MOST_ROWS = 60
MOST_GAPS = 5
UNDATED_SORTS = ("unworked", "hand_over", "form", "form_back", "referral", "offer", "due", "gap", "stock")
"""Among rows without a day: the order in which they come."""


@dataclass(frozen=True, slots=True)
class DayCounts:
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
    count: DayCounts
    cases: int
    team: bool
    shown: dict[UUID, tuple[str, ...]]


def get_my_day(actor: Actor, *, team: bool, whole: bool = False) -> MyDay:
    """The actor's day, or their team's. As many statements for one row as for a hundred."""
    mine = get_day_cases(actor, team=team)
    day = filter_visible(actor, mine, _get_candidates(actor, mine, team))
    places = get_place_day_rows(actor, cases=[case.pk for case in mine], now=timezone.localtime())
    joins = list_joined_cases(actor)
    beside = [
        Visible(row, row.reference) for row in (*map(_make_place_row, places.rows), *_get_stock_rows(actor))
    ]
    parts = _DaySections(merge_joined([*day.rows, *beside], joins))
    todo, waiting = (
        get_shown_indexes([one.row for one in parts.todo]),
        get_shown_waiting_indexes(len(parts.waiting)),
    )
    left = [one.row for n, one in enumerate(parts.todo) if n not in {*todo}]
    shown = _render_sections(
        parts.todo if whole else [parts.todo[n] for n in todo],
        parts.today,
        parts.waiting if whole else [parts.waiting[n] for n in waiting],
        parts.gaps,
    )
    return MyDay(
        todo=tuple(sorted(shown.parts[0], key=get_urgency_key)),
        rest=_find_first_left_out(todo, parts.todo) if whole else None,
        later=are_all_later(left),
        today=tuple(sorted(shown.parts[1], key=get_urgency_key)),
        waiting=shown.parts[2],
        waiting_rest=_find_first_left_out(waiting, parts.waiting) if whole else None,
        gaps=shown.parts[3],
        gap_count=_count_gaps(actor) if team else 0,
        count=parts.count,
        cases=_count_open_cases(actor, team, mine, day.cases) - count_led_open(joins, None if team else mine),
        team=team,
        shown=_merge_shown_kinds(shown.shown, places.shown),
    )


def _count_open_cases(actor: Actor, team: bool, mine: list[DayCase], opened: int) -> int:
    """How many cases are open: those that the door opened, where all were looked at."""
    if team:
        return count_team_cases(actor)
    return opened if len(mine) < MOST_CASES_OF_WORKER else count_own_cases(actor)


def _get_candidates(actor: Actor, mine: list[DayCase], team: bool) -> list[Candidate]:
    return [
        *get_case_candidates(mine),
        *_get_task_candidates(actor, mine, team),
        *_get_contact_candidates(actor, mine, team),
        *_get_hand_over_candidates(actor),
        *get_handed_form_candidates(actor),
        *get_returned_form_candidates(mine),
        *get_feedback_candidates(actor),
        *(get_referral_candidates(actor) if actor.may(Permission.OFFER) else ()),
        *(_get_gap_candidates(actor) if team else ()),
    ]


class _DaySections:
    """The rows, each in its part of the page, and in its order as far as it can be told before they are opened."""

    def __init__(self, rows: list[Visible]) -> None:
        now = today()
        self.gaps = [one for one in rows if one.row.sort == "gap"]
        self.today = [one for one in rows if one.row.sort == "contact" and one.row.due_on == now]
        self.waiting = [one for one in rows if not one.row.ours]
        apart = {id(one) for one in (*self.gaps, *self.today, *self.waiting)}
        todo = sorted((one for one in rows if id(one) not in apart), key=_make_sort_key(now))
        self.todo = todo[:MOST_ROWS]
        self.count = DayCounts(
            todo=len(self.todo),
            late=sum(1 for one in todo if one.row.due_on and one.row.due_on < now),
            now=sum(1 for one in todo if one.row.due_on == now),
            offers=sum(1 for one in todo if one.row.sort == "offer"),
            waiting=len(self.waiting),
            more=len(todo) - len(self.todo),
        )


@dataclass(frozen=True, slots=True)
class _RenderedSections:
    parts: tuple[tuple[DayRow, ...], ...]
    shown: dict[UUID, tuple[str, ...]]


def _render_sections(*parts: list[Visible]) -> _RenderedSections:
    """Each part with its names, all opened together."""
    told = render_rows(one for part in parts for one in part)
    rows = iter(told.rows)
    return _RenderedSections(tuple(tuple(islice(rows, len(part))) for part in parts), told.shown)


def _make_sort_key(now: datetime.date) -> Callable[[Visible], tuple[object, ...]]:
    return lambda one: (*_get_time_key(one.row, now), one.reference, one.row.title)


def _find_first_left_out(shown: list[int], rows: list[Visible]) -> int | None:
    return next((n for n in range(len(rows)) if n not in {*shown}), None)


def get_urgency_key(row: DayRow) -> tuple[object, ...]:
    """Late, then today, then what has no day, then what comes; within a day by its hour."""
    return (*_get_time_key(row, today()), row.reference, row.title)


def _get_time_key(row: DayRow, now: datetime.date) -> tuple[object, ...]:
    undated = row.due_on is None
    return (
        row.due_on or now,
        undated,
        UNDATED_SORTS.index(row.sort) if undated else 0,
        row.due_time or datetime.time.max,
        row.started or now,
    )


def _get_task_candidates(actor: Actor, mine: Iterable[DayCase], team: bool) -> Iterable[Candidate]:
    """Tasks for me, and those of my cases that are for nobody yet; of a team those of all its cases."""
    values = {"cases": [case.pk for case in mine], "user": actor.user_id, "until": today() + DAYS_AHEAD}
    for pk, case_id, owner, what, due_on, for_id, name in _select_tasks(team=team).rows(**values):
        if owner == actor.body_id:
            whom = "" if for_id == actor.user_id else name or "the team"
            row = DayRow("task", "", due_on=due_on, number=pk, for_whom=whom)
            yield Candidate(case_id, Kind.SUPPORT, row, _make_task_maker(row, what), inside=True)


@statement
def _select_tasks(*, team: bool) -> Asked:
    theirs = Q(case__in=many("cases"))
    whose = theirs if team else Q(for_user=given("user")) | (Q(for_user__isnull=True) & theirs)
    rows = Task.objects.filter(whose, state=TaskState.OPEN, due_on__lte=given("until"))
    columns = ("pk", "case_id", "case__owner_id", "what", "due_on", "for_user_id", "for_user__name")
    return rows.order_by("due_on").values_list(*columns)[:MOST_PER_SORT]


def _make_task_maker(row: DayRow, what: bytes) -> RowMaker:
    def make(case_access: CaseAccess, box: Cipher | None) -> DayRow:
        return _with_title(row, unseal_value(box, "contacts.Task", "what", row.number, what) or "A task")

    return make


def _get_contact_candidates(actor: Actor, mine: Iterable[DayCase], team: bool) -> Iterable[Candidate]:
    """Planned contacts up to the days ahead, and those of which nobody has said what came."""
    values = {"cases": [case.pk for case in mine], "user": actor.user_id, "until": today() + DAYS_AHEAD}
    for pk, case_id, owner, channel, says, about, on, at_time, with_id, name in _select_planned_contacts(
        team=team
    ).rows(**values):
        if owner == actor.body_id:
            row = DayRow(
                "contact",
                ChannelKind(channel).label,
                due_on=on,
                due_time=at_time,
                number=pk,
                warning=says != ChannelSafety.YES,
                for_whom="" if with_id == actor.user_id else name,
            )
            yield Candidate(case_id, Kind.CONTACT, row, _make_contact_maker(row, about), inside=True)


@statement
def _select_planned_contacts(*, team: bool) -> Asked:
    whose = Q(case__in=many("cases")) if team else Q(with_user=given("user"))
    rows = Contact.objects.filter(whose, state=ContactState.PLANNED, on__lte=given("until"))
    columns = (
        *("pk", "case_id", "case__owner_id", "channel", "says", "about", "on", "at_time"),
        *("with_user_id", "with_user__name"),
    )
    return rows.order_by("on", F("at_time").asc(nulls_last=True), "pk").values_list(*columns)[:MOST_PER_SORT]


def _make_contact_maker(row: DayRow, about: bytes | None) -> RowMaker:
    """What it is about stands there for those who may see support notes."""

    def make(case_access: CaseAccess, box: Cipher | None) -> DayRow:
        if about is None or not case_access.sees(Kind.SUPPORT):
            return row
        text = unseal_value(box, "contacts.Contact", "about", row.number, about)
        return _with_title(row, msg("{title}: {text}", title=row.title, text=text) if text else row.title)

    return make


def _get_hand_over_candidates(actor: Actor) -> Iterable[Candidate]:
    """Cases that somebody asks me, or my organisation, to take over."""
    asked = _select_asked_hand_overs(bodies=actor.may(Permission.OPEN_CASE))
    for pk, case_id, name, body, asked_at in asked.rows(user=actor.user_id, body=actor.body_id):
        row = DayRow(
            "hand_over",
            msg("Say whether you take over from {name}", name=name),
            who=body,
            started=timezone.localtime(asked_at).date(),
            number=pk,
        )
        yield Candidate(case_id, None, row)


@statement
def _select_asked_hand_overs(*, bodies: bool) -> Asked:
    mine = Q(to_user=given("user"))
    if bodies:
        mine |= Q(to_user__isnull=True, to_body=given("body"))
    rows = HandOver.objects.filter(mine, state=HandOverState.ASKED).order_by("asked_at")
    columns = ("pk", "case_id", "from_user__name", "from_body__name", "asked_at")
    return rows.values_list(*columns)[:MOST_PER_SORT]


def _get_gap_candidates(actor: Actor) -> Iterable[Candidate]:
    """Open cases of the team that nobody would answer for, were their point of contact away."""
    for pk, name in _select_newest_without().rows(body=actor.body_id):
        yield Candidate(pk, None, DayRow("gap", "Name a stand-in", who=name))


def _count_gaps(actor: Actor) -> int:
    return _select_all_without().count(body=actor.body_id)


def _filter_without_stand_in() -> QuerySet[Case]:
    return Case.objects.filter(owner=given("body"), closed_at__isnull=True, stand_in__isnull=True)


@statement
def _select_newest_without() -> Asked:
    return (
        _filter_without_stand_in()
        .order_by("-opened_at")
        .values_list("pk", "point_of_contact__name")[:MOST_GAPS]
    )


@statement
def _select_all_without() -> Asked:
    return _filter_without_stand_in().values_list("owner_id")[:1001]


def _make_place_row(row: PlaceDayRow) -> DayRow:
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


def _merge_shown_kinds(
    shown: dict[UUID, tuple[str, ...]], places: Iterable[UUID]
) -> dict[UUID, tuple[str, ...]]:
    """What was shown of each case, places among it."""
    told = {key: {*kinds} for key, kinds in shown.items()}
    for key in places:
        told.setdefault(key, set()).update((Kind.IDENTITY.value, Kind.SUPPORT.value))
    return {key: tuple(sorted(kinds)) for key, kinds in told.items()}


def _get_stock_rows(actor: Actor) -> Iterable[DayRow]:
    """Bags to order, for those who keep a store."""
    if not actor.may(Permission.KEEP_STORE):
        return
    for line in list_stock_to_reorder(actor):
        words = msg(
            "{count} left; more are ordered at {reorder_at}.", count=line.count, reorder_at=line.reorder_at
        )
        yield DayRow(
            "stock",
            msg("Order more of: {kind}", kind=line.kind),
            who=line.store,
            why=words,
            number=line.store_id,
        )


def _with_title(row: DayRow, title: str) -> DayRow:
    return row._replace(title=title)
