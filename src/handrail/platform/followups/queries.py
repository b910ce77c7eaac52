"""Actions as lists and as one page: rows with all that is shown of them, which ask for nothing more."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple
from uuid import UUID

from django.db.models import FETCH_RAISE, Q, QuerySet

from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from handrail.platform.followups.origins import ORIGIN_CODES, REVIEW, STATE_CODES
from handrail.platform.followups.permissions import (
    RecordNotVisibleError,
    get_own_and_taken_over_body_ids_of_actor,
    visible_follow_ups_q,
)
from handrail.platform.followups.reminder_dates import get_due_status_code, get_first_reminder_date

SORTS: Final = {
    "due": ("due_on", "id"),
    "-due": ("-due_on", "-id"),
    "owner": ("owner__name", "due_on", "id"),
    "-owner": ("-owner__name", "due_on", "id"),
    "origin": ("origin_kind", "origin_title", "due_on", "id"),
    "-origin": ("-origin_kind", "-origin_title", "due_on", "id"),
}
PAGE_SIZE = 50
MAX_REVIEW_ACTIONS = 200


@dataclass(frozen=True, slots=True)
class FollowUpFilter:
    """Which actions, in which order. What means nothing is passed over."""

    state: str = "open"  # "", or one of STATES
    origin: str = ""
    due: str = ""  # "overdue" or "soon"
    whose: str = ""  # "ours" or "theirs"
    q: str = ""
    sort: str = "due"
    page: int = 1


class FollowUpRow(NamedTuple):
    """One action, and what depends on the day and on who reads."""

    record: FollowUp
    standing: str  # a code of `get_due_status_code`, or the state where it is not open
    late_days: int
    last_word: str
    ours: bool  # the reader's body is to do it
    keeps: bool  # the reader's body follows it up


class FollowUpDetail(NamedTuple):
    """One action with every update on it."""

    row: FollowUpRow
    updates: tuple[FollowUpUpdate, ...]
    may_update: bool


class FollowUpList(NamedTuple):
    """A page of the list."""

    rows: tuple[FollowUpRow, ...]
    total: int
    page: int
    pages: int


def get_follow_up_list(actor: Actor, wanted: FollowUpFilter, *, size: int | None = PAGE_SIZE) -> FollowUpList:
    """The actions that the actor's body owns, follows up or shares.

    Args:
        actor: who reads.
        wanted: which, in which order.
        size: rows of a page; None gives all of them, for a file.

    Returns:
        One page of the rows, how many there are in all, and which page it is of how many.

    Raises:
        Denied: by role.
    """
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    rows = _select_filtered_follow_ups(actor, wanted).order_by(*SORTS.get(wanted.sort, SORTS["due"]))
    count = rows.count()
    size = size or max(count, 1)
    pages = max(1, -(-count // size))
    page = min(max(wanted.page, 1), pages)
    found = make_follow_up_rows(
        rows[(page - 1) * size : page * size], get_own_and_taken_over_body_ids_of_actor(actor)
    )
    return FollowUpList(found, count, page, pages)


def list_follow_ups_of_origin(kind: str, id_: str, actor: Actor) -> tuple[FollowUpRow, ...]:
    """The actions that were promised on one record.

    Args:
        kind: a code of ORIGINS.
        id_: the number or the code of the record.
        actor: who reads.

    Returns:
        Those that the actor's body may see, the first that is due first.
    """
    bodies = get_own_and_taken_over_body_ids_of_actor(actor)
    rows = FollowUp.objects.filter(visible_follow_ups_q(bodies), origin_kind=kind, origin_id=id_)
    return make_follow_up_rows(rows.order_by("due_on", "id"), bodies)


def list_follow_ups_of_place_reviews(actor: Actor) -> tuple[FollowUpRow, ...]:
    """The actions of reviews of places that the actor's body owns or follows up, for those who keep places.

    Returns:
        The first that is due first, up to `MAX_REVIEW_ACTIONS`.
    """
    require_permission(actor, Permission.EDIT_PLACES)
    bodies = frozenset({actor.body_id})  # nobody takes over from whoever keeps places
    rows = FollowUp.objects.filter(Q(owner__in=bodies) | Q(kept_by__in=bodies), origin_kind=REVIEW)
    return make_follow_up_rows(rows.order_by("due_on", "id")[:MAX_REVIEW_ACTIONS], bodies)


def get_follow_up_of_place_review(actor: Actor, action: UUID) -> FollowUpDetail:
    """One of those, with every update on it. Raises RecordNotVisibleError where it is another body's."""
    row = next((row for row in list_follow_ups_of_place_reviews(actor) if row.record.pk == action), None)
    if row is None:
        raise RecordNotVisibleError
    updates = FollowUpUpdate.objects.filter(about=action).select_related("body", "by")
    return FollowUpDetail(row, tuple(updates.fetch_mode(FETCH_RAISE)), may_update=True)


def get_follow_up_detail(actor: Actor, action: UUID) -> FollowUpDetail:
    """One action. Raises RecordNotVisibleError where it is another body's."""
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    bodies = get_own_and_taken_over_body_ids_of_actor(actor)
    found = make_follow_up_rows(FollowUp.objects.filter(visible_follow_ups_q(bodies), pk=action), bodies)
    if not found:
        raise RecordNotVisibleError
    updates = FollowUpUpdate.objects.filter(about=action).select_related("body", "by")
    return FollowUpDetail(
        row=found[0],
        updates=tuple(updates.fetch_mode(FETCH_RAISE)),
        may_update=actor.may(Permission.WORK_ON_ACTIONS),
    )


def _select_filtered_follow_ups(actor: Actor, wanted: FollowUpFilter) -> QuerySet[FollowUp]:
    bodies, day = get_own_and_taken_over_body_ids_of_actor(actor), today()
    rows = FollowUp.objects.filter(visible_follow_ups_q(bodies))
    if wanted.state in STATE_CODES:
        rows = rows.filter(state=wanted.state)
    if wanted.origin in ORIGIN_CODES:
        rows = rows.filter(origin_kind=wanted.origin)
    if wanted.due == "overdue":
        rows = rows.filter(state="open", due_on__lt=day)
    elif wanted.due == "soon":
        rows = rows.filter(
            state="open", due_on__gte=day, due_on__lte=_get_last_due_day_with_first_reminder(day)
        )
    if wanted.whose in ("ours", "theirs"):
        rows = rows.filter(owner__in=bodies) if wanted.whose == "ours" else rows.exclude(owner__in=bodies)
    if words := wanted.q.replace("\x00", "").strip()[:100]:
        rows = rows.filter(what__icontains=words)
    return rows


def _get_last_due_day_with_first_reminder(day: datetime.date) -> datetime.date:
    """The last day of which the first reminder has come."""
    last = day
    while get_first_reminder_date(last + datetime.timedelta(days=1)) <= day:
        last += datetime.timedelta(days=1)
    return last


def make_follow_up_rows(rows: QuerySet[FollowUp], bodies: frozenset[int]) -> tuple[FollowUpRow, ...]:
    """Actions as rows of a list, with the latest update on each: two statements, however many there are.

    Args:
        rows: the actions, in their order.
        bodies: the numbers of the bodies that the reader represents today.

    Returns:
        One row for each.
    """
    found = list(rows.select_related("owner", "kept_by", "changed_by").fetch_mode(FETCH_RAISE))
    last = _get_last_update_words_by_id(row.pk for row in found)
    day = today()
    return tuple(_make_follow_up_row(row, last.get(row.pk, ""), day, bodies) for row in found)


def _get_last_update_words_by_id(ids: Iterable[UUID]) -> dict[UUID, str]:
    said = (
        FollowUpUpdate.objects.filter(about__in=list(ids)).order_by("number").values_list("about_id", "words")
    )
    return dict(said)


def _make_follow_up_row(row: FollowUp, last: str, day: datetime.date, bodies: frozenset[int]) -> FollowUpRow:
    is_open = row.state == "open"
    return FollowUpRow(
        record=row,
        standing=get_due_status_code(row.due_on, day) if is_open else row.state,
        late_days=max(0, (day - row.due_on).days) if is_open else 0,
        last_word=last,
        ours=row.owner_id in bodies,
        keeps=row.kept_by_id in bodies,
    )
