"""The list of requests: what is to do for the reader, and all of them with filters; the same queries for 1 and 100."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import F, Q, QuerySet

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.provision.money.models import Request
from handrail.provision.money.queries.lines import (
    TO_CHECK,
    TO_REVIEW,
    WAITING,
    RequestLine,
    lines,
    visible,
    with_names,
)
from handrail.provision.money.states import State

PAGE = 25
MOST = 1000


class Tab(StrEnum):
    """What to show."""

    APPROVE = "approve"
    REVIEW = "review"
    CHECK = "check"
    MINE = "mine"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which requests: one tab, and within all of them a state and a fund."""

    tab: Tab
    state: str = ""
    fund_id: int | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class RequestList:
    """One page of requests, and how many there are in all."""

    rows: tuple[RequestLine, ...]
    count: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What waits for the reader."""

    approve: int
    review: int
    review_late: int
    check: int


def tabs(actor: Actor) -> tuple[Tab, ...]:
    """The tabs of a role, the first one first shown."""
    found: list[Tab] = []
    if actor.may(Permission.APPROVE_MONEY):
        found += [Tab.APPROVE, Tab.REVIEW]
    if actor.may(Permission.RECONCILE_MONEY):
        found.append(Tab.CHECK)
    if actor.may(Permission.ASK_MONEY):
        found.append(Tab.MINE)
    return (*found, Tab.ALL)


def requests(actor: Actor, wanted: Wanted) -> RequestList:
    """The requests of a tab, oldest first where something is to do, else newest first."""
    rows = _filtered(_of_tab(visible(actor), wanted.tab, actor), wanted)
    count = rows.count()
    pages = max(1, -(-count // PAGE))
    page = min(max(1, wanted.page), pages)
    to_do = wanted.tab in (Tab.APPROVE, Tab.REVIEW, Tab.CHECK)
    ordered = with_names(rows).order_by("id" if to_do else "-id")
    return RequestList(lines(ordered[(page - 1) * PAGE : page * PAGE], actor), count, page, pages)


def counts(actor: Actor, on: datetime.date) -> Counts:
    """How many wait, and how many reviews are late."""
    rows = visible(actor)
    review = _of_tab(rows, Tab.REVIEW, actor)
    return Counts(
        approve=_of_tab(rows, Tab.APPROVE, actor).count(),
        review=review.count(),
        review_late=review.filter(review_due__lt=on).count(),
        check=_of_tab(rows, Tab.CHECK, actor).count(),
    )


def _of_tab(rows: QuerySet[Request], tab: Tab, actor: Actor) -> QuerySet[Request]:
    if tab is Tab.ALL:
        return rows
    if tab is Tab.MINE:
        return rows.filter(asked_by=actor.user_id)
    if tab is Tab.REVIEW:
        own = Q(asked_by=actor.user_id) | Q(bought_by=actor.user_id) | Q(taken_back_by=actor.user_id)
        return rows.filter(TO_REVIEW).exclude(own)
    if tab is Tab.CHECK:
        return rows.filter(TO_CHECK).exclude(Q(bought_by=actor.user_id) | Q(receipted_by=actor.user_id))
    above = Q(pence__gt=F("terms__lead_pence"))  # for the office that owns the fund; up to it is a lead's
    waiting = rows.filter(WAITING).exclude(asked_by=actor.user_id)
    return waiting.filter(above) if actor.may(Permission.SET_FUND) else waiting.exclude(above)


def _filtered(rows: QuerySet[Request], wanted: Wanted) -> QuerySet[Request]:
    if wanted.state in State:
        rows = rows.filter(state=wanted.state)
    if wanted.fund_id is not None:
        rows = rows.filter(fund=wanted.fund_id)
    return rows
