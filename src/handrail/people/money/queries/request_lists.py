"""The list of requests: what the reader has to do, and all of them with filters; the same statements for 1 and 100."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import F, Q, QuerySet

from handrail.people.money.models import FundRequest
from handrail.people.money.permissions import run_as_system_for_fund_office
from handrail.people.money.queries.requests import (
    TO_CHECK,
    TO_REVIEW,
    WAITING,
    VisibleFundRequest,
    make_visible_fund_requests,
    select_related_for_fund_request_list,
    select_visible_fund_requests,
)
from handrail.people.money.text_choices import FundRequestState
from handrail.platform.access.actor import Actor
from handrail.platform.access.one_statement import evaluate_in_one_statement
from handrail.platform.access.roles import Permission

PAGE_SIZE = 25
MAX_COUNTED = 1000


class FundRequestTab(StrEnum):
    """Which requests a tab shows."""

    APPROVE = "approve"
    REVIEW = "review"
    CHECK = "check"
    MINE = "mine"
    ALL = "all"


TO_DO_TABS = frozenset({FundRequestTab.APPROVE, FundRequestTab.REVIEW, FundRequestTab.CHECK})


@dataclass(frozen=True, slots=True)
class FundRequestFilter:
    """Which requests: one tab, and within all of them a state and a fund."""

    tab: FundRequestTab
    state: str = ""
    fund_id: int | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class FundRequestList:
    """One page of requests, and how many there are in all."""

    rows: list[VisibleFundRequest]
    count: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class FundRequestCounts:
    """How many requests wait for the reader."""

    approve: int
    review: int
    review_late: int
    check: int


def list_fund_request_tabs_of_role(actor: Actor) -> tuple[FundRequestTab, ...]:
    """The tabs that a role has.

    Returns:
        The first is shown first.
    """
    found: list[FundRequestTab] = []
    if actor.may(Permission.APPROVE_MONEY):
        found += [FundRequestTab.APPROVE, FundRequestTab.REVIEW]
    if actor.may(Permission.RECONCILE_MONEY):
        found.append(FundRequestTab.CHECK)
    if actor.may(Permission.ASK_MONEY):
        found.append(FundRequestTab.MINE)
    return (*found, FundRequestTab.ALL)


def list_to_do_tabs_of_role(actor: Actor) -> list[FundRequestTab]:
    """Those of its tabs in which everything waits for the reader."""
    return [tab for tab in list_fund_request_tabs_of_role(actor) if tab in TO_DO_TABS]


def select_fund_requests_of_tab(actor: Actor, tab: FundRequestTab) -> QuerySet[FundRequest]:
    """The requests of a tab that are open to the reader."""
    return _filter_requests_of_tab(select_visible_fund_requests(actor), tab, actor)


@run_as_system_for_fund_office
def list_fund_requests_to_do(actor: Actor, *, most: int) -> list[tuple[FundRequestTab, FundRequest]]:
    """What waits for the reader, each with the tab where it stands, the oldest of a tab first. One statement.

    Args:
        actor: the reader.
        most: so many of each tab.
    """
    found = {
        tab: select_fund_requests_of_tab(actor, tab)
        .select_related("asked_by", "bought_by", "body")
        .order_by("id")[:most]
        for tab in list_to_do_tabs_of_role(actor)
    }
    evaluate_in_one_statement(list(found.values()))
    return [(tab, request) for tab, requests in found.items() for request in requests]


@run_as_system_for_fund_office
def get_fund_request_list(actor: Actor, wanted: FundRequestFilter) -> FundRequestList:
    """The requests of a tab, oldest first where something is to do, else newest first."""
    rows = _filter_fund_requests(select_fund_requests_of_tab(actor, wanted.tab), wanted)
    count = rows.count()
    pages = max(1, -(-count // PAGE_SIZE))
    page = min(max(1, wanted.page), pages)
    to_do = wanted.tab in TO_DO_TABS
    ordered = select_related_for_fund_request_list(rows).order_by("id" if to_do else "-id")
    return FundRequestList(
        make_visible_fund_requests(ordered[(page - 1) * PAGE_SIZE : page * PAGE_SIZE], actor),
        count,
        page,
        pages,
    )


@run_as_system_for_fund_office
def get_waiting_fund_request_counts(actor: Actor, on: datetime.date) -> FundRequestCounts:
    """How many wait, and how many reviews are late."""
    rows = select_visible_fund_requests(actor)
    review = _filter_requests_of_tab(rows, FundRequestTab.REVIEW, actor)
    return FundRequestCounts(
        approve=_filter_requests_of_tab(rows, FundRequestTab.APPROVE, actor).count(),
        review=review.count(),
        review_late=review.filter(review_due__lt=on).count(),
        check=_filter_requests_of_tab(rows, FundRequestTab.CHECK, actor).count(),
    )


def _filter_requests_of_tab(
    rows: QuerySet[FundRequest], tab: FundRequestTab, actor: Actor
) -> QuerySet[FundRequest]:
    if tab is FundRequestTab.ALL:
        return rows
    if tab is FundRequestTab.MINE:
        return rows.filter(asked_by=actor.user_id)
    if tab is FundRequestTab.REVIEW:
        own = Q(asked_by=actor.user_id) | Q(bought_by=actor.user_id) | Q(taken_back_by=actor.user_id)
        return rows.filter(TO_REVIEW).exclude(own)
    if tab is FundRequestTab.CHECK:
        return rows.filter(TO_CHECK).exclude(Q(bought_by=actor.user_id) | Q(receipted_by=actor.user_id))
    above = Q(pence__gt=F("terms__lead_pence"))  # for the office that owns the fund; up to it is a lead's
    waiting = rows.filter(WAITING).exclude(asked_by=actor.user_id)
    return waiting.filter(above) if actor.may(Permission.SET_FUND) else waiting.exclude(above)


def _filter_fund_requests(rows: QuerySet[FundRequest], wanted: FundRequestFilter) -> QuerySet[FundRequest]:
    if wanted.state in FundRequestState:
        rows = rows.filter(state=wanted.state)
    if wanted.fund_id is not None:
        rows = rows.filter(fund=wanted.fund_id)
    return rows
