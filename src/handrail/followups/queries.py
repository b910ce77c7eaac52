"""Actions as lists and as one page, in plain values."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.access.today import today
from handrail.followups.models import FollowUp, Word
from handrail.followups.origins import ORIGIN_CODES, STATE_CODES
from handrail.followups.permissions import NotOfYours, mine, open_to
from handrail.followups.working_days import first_reminder, standing

SORTS: Final = {
    "due": ("due_on", "id"),
    "-due": ("-due_on", "-id"),
    "owner": ("owner__name", "due_on", "id"),
    "-owner": ("-owner__name", "due_on", "id"),
    "origin": ("origin_kind", "origin_title", "due_on", "id"),
    "-origin": ("-origin_kind", "-origin_title", "due_on", "id"),
}
PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which actions, in which order. What means nothing is passed over."""

    state: str = "open"  # "", or one of STATES
    origin: str = ""
    due: str = ""  # "overdue" or "soon"
    whose: str = ""  # "ours" or "theirs"
    q: str = ""
    sort: str = "due"
    page: int = 1


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action in a list."""

    id: UUID
    what: str
    owner: str
    person: str
    due_on: datetime.date
    state: str
    standing: str
    late_days: int
    origin_kind: str
    origin_id: str
    origin_title: str
    kept_by: str
    promised_on: datetime.date
    last_word: str
    ours: bool  # the reader's body is to do it
    keeps: bool  # the reader's body follows it up
    version: int


@dataclass(frozen=True, slots=True)
class WordLine:
    """One word on an action."""

    state: str
    words: str
    evidence: str
    due_was: datetime.date
    due_on: datetime.date
    body: str
    who: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class ActionPage:
    """One action with all that was said on it. `keeps`: the reader's body follows it up."""

    line: ActionLine
    said: tuple[WordLine, ...]
    keeps: bool
    may_speak: bool


@dataclass(frozen=True, slots=True)
class ActionList:
    """A page of the list."""

    rows: tuple[ActionLine, ...]
    count: int
    page: int
    pages: int


def action_list(actor: Actor, wanted: Wanted, *, size: int | None = PAGE) -> ActionList:
    """The actions of the actor's body. `size` None gives all of them, for a file."""
    require(actor, Permission.VIEW_OVERSIGHT)
    rows = _filtered(actor, wanted).order_by(*SORTS.get(wanted.sort, SORTS["due"]))
    count = rows.count()
    size = size or max(count, 1)
    pages = max(1, -(-count // size))
    page = min(max(wanted.page, 1), pages)
    found = lines(rows[(page - 1) * size : page * size], mine(actor))
    return ActionList(found, count, page, pages)


def actions_of(kind: str, id_: str, actor: Actor) -> tuple[ActionLine, ...]:
    """The actions that came out of one meeting, plan, programme or recommendation."""
    bodies = mine(actor)
    rows = FollowUp.objects.filter(open_to(bodies), origin_kind=kind, origin_id=id_)
    return lines(rows.order_by("due_on", "id"), bodies)


def action_page(actor: Actor, action: UUID) -> ActionPage:
    """One action. Raises NotOfYours where it is another body's."""
    require(actor, Permission.VIEW_OVERSIGHT)
    bodies = mine(actor)
    found = lines(FollowUp.objects.filter(open_to(bodies), pk=action), bodies)
    if not found:
        raise NotOfYours
    said = Word.objects.filter(about=action).select_related("body", "by")
    return ActionPage(
        line=found[0],
        said=tuple(_word(word) for word in said),
        keeps=found[0].keeps,
        may_speak=actor.may(Permission.WORK_ON_ACTIONS),
    )


def _filtered(actor: Actor, wanted: Wanted) -> QuerySet[FollowUp]:
    bodies, day = mine(actor), today()
    rows = FollowUp.objects.filter(open_to(bodies))
    if wanted.state in STATE_CODES:
        rows = rows.filter(state=wanted.state)
    if wanted.origin in ORIGIN_CODES:
        rows = rows.filter(origin_kind=wanted.origin)
    if wanted.due == "overdue":
        rows = rows.filter(state="open", due_on__lt=day)
    elif wanted.due == "soon":
        rows = rows.filter(state="open", due_on__gte=day, due_on__lte=_soon(day))
    if wanted.whose in ("ours", "theirs"):
        rows = rows.filter(owner__in=bodies) if wanted.whose == "ours" else rows.exclude(owner__in=bodies)
    if words := wanted.q.replace("\x00", "").strip()[:100]:
        rows = rows.filter(what__icontains=words)
    return rows


def _soon(day: datetime.date) -> datetime.date:
    """The last day of which the first reminder has come."""
    last = day
    while first_reminder(last + datetime.timedelta(days=1)) <= day:
        last += datetime.timedelta(days=1)
    return last


def lines(rows: "QuerySet[FollowUp]", bodies: frozenset[int]) -> tuple[ActionLine, ...]:
    """Rows as lines, with the latest word on each: two queries, however many there are."""
    found = list(rows.select_related("owner", "kept_by"))
    last = _last_words(row.pk for row in found)
    day = today()
    return tuple(_line(row, last.get(row.pk, ""), day, bodies) for row in found)


def _last_words(ids: Iterable[UUID]) -> dict[UUID, str]:
    said = Word.objects.filter(about__in=list(ids)).order_by("number").values_list("about_id", "words")
    return dict(said)


def _line(row: FollowUp, last: str, day: datetime.date, bodies: frozenset[int]) -> ActionLine:
    is_open = row.state == "open"
    return ActionLine(
        id=row.pk,
        what=row.what,
        owner=row.owner.name,
        person=row.person,
        due_on=row.due_on,
        state=row.state,
        standing=standing(row.due_on, day) if is_open else row.state,
        late_days=max(0, (day - row.due_on).days) if is_open else 0,
        origin_kind=row.origin_kind,
        origin_id=row.origin_id,
        origin_title=row.origin_title,
        kept_by=row.kept_by.name,
        promised_on=row.promised_on,
        last_word=last,
        ours=row.owner_id in bodies,
        keeps=row.kept_by_id in bodies,
        version=row.version,
    )


def _word(row: Word) -> WordLine:
    return WordLine(
        state=row.state,
        words=row.words,
        evidence=row.evidence,
        due_was=row.due_was,
        due_on=row.due_on,
        body=row.body.name,
        who=row.by.name if row.by else "",
        at=row.at,
    )
