"""Calls, bids and targets, each with all that a page shows."""

from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page
from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce, TruncMonth

from handrail.areas.bids.models import (
    Bid,
    BidCondition,
    BidDelivery,
    BidPost,
    BidTarget,
    FundingCall,
    PlannedGroup,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.dates import add_months, format_month
from handrail.platform.ui.paging import fetch_page


class SectorLanguageCountRow(NamedTuple):
    """People of one sector and language: planned and reached, apart. `planned_id` where a plan can be changed."""

    sector: str
    language: str
    planned: int
    reached: int
    attendances: int
    planned_id: int


def get_bids_page(actor: Actor, state: str, number: str) -> "Page[Bid]":
    """Bids that are open to the reader, the newest first.

    Args:
        actor: who reads.
        state: of the bids; "" for all.
        number: of the page.
    """
    require_permission(actor, Permission.VIEW_BIDS)
    rows = Bid.objects.visible_to(actor).select_related("call", "body", "decision")
    return fetch_page((rows.filter(state=state) if state else rows).order_by("-changed_at", "-id"), number)


def get_funding_calls_page(actor: Actor, number: str) -> "Page[FundingCall]":
    """Calls that are open to the reader, the last to close first."""
    require_permission(actor, Permission.VIEW_BIDS)
    rows = FundingCall.objects.visible_to(actor).for_page()
    return fetch_page(rows.order_by("-closes_on", "-id"), number)


def get_funding_call_with_bids(actor: Actor, call_id: UUID) -> FundingCall:
    """One call with its bids. Raises RecordNotVisibleError where it is another area's."""
    require_permission(actor, Permission.VIEW_BIDS)
    return _get_visible_record_or_raise(FundingCall.objects.visible_to(actor).for_page(), call_id, "call")  # type: ignore[no-any-return]


def get_bid(actor: Actor, bid_id: UUID) -> Bid:
    """One bid with call, decision and conditions. Raises RecordNotVisibleError where it is another area's."""
    require_permission(actor, Permission.VIEW_BIDS)
    return _get_visible_record_or_raise(Bid.objects.visible_to(actor).for_page(), bid_id, "bid")  # type: ignore[no-any-return]


def get_condition(bid: Bid, number: int) -> BidCondition:
    """One condition of a bid of `get_bid`."""
    for row in bid.conditions.all():
        if row.number == number:
            return row
    raise RecordNotVisibleError("condition")


def list_targets(bid: Bid) -> list[Any]:
    """Targets of a bid, each with `planned_count` and `reached_count`. One statement."""
    reached = BidDelivery.objects.standing().filter(target=OuterRef("pk")).order_by().values("target")
    planned = PlannedGroup.objects.filter(target=OuterRef("pk")).order_by().values("target")
    rows = BidTarget.objects.filter(bid=bid).annotate(
        planned_count=Coalesce(Subquery(planned.annotate(n=Sum("people")).values("n")), 0),
        reached_count=Coalesce(Subquery(reached.annotate(n=Sum("people")).values("n")), 0),
    )
    return list(rows.select_related("changed_by"))


def get_target(bid: Bid, number: int) -> Any:
    """One target of a bid, as `list_targets` has it."""
    for row in list_targets(bid):
        if row.number == number:
            return row
    raise RecordNotVisibleError("target")


def list_sector_language_counts(target: BidTarget) -> list[SectorLanguageCountRow]:
    """Every sector and language that is planned or was reached. Two statements."""
    planned = {
        (row.sector, row.language_id): row for row in target.planned.select_related("language").order_by("id")
    }
    reached = BidDelivery.objects.standing().filter(target=target).order_by()
    sums = {
        (sector, language): (name, people, attendances)
        for sector, language, name, people, attendances in reached.values_list(
            "sector", "language", "language__name"
        ).annotate(Sum("people"), Sum("attendances"))
    }
    return [
        SectorLanguageCountRow(
            sector=sector,
            language=planned[key].language.name if (key := (sector, language)) in planned else sums[key][0],
            planned=planned[key].people if key in planned else 0,
            reached=sums[key][1] if key in sums else 0,
            attendances=sums[key][2] if key in sums else 0,
            planned_id=planned[key].pk if key in planned else 0,
        )
        for sector, language in sorted(planned.keys() | sums.keys())
    ]


def list_people_reached_up_to_each_month(target: BidTarget) -> list[tuple[str, int]]:
    """Name of each month, from the first in which somebody was reached, and how many up to its end. One statement."""
    rows = BidDelivery.objects.standing().filter(target=target).order_by()
    months = rows.annotate(month=TruncMonth("on")).values_list("month").annotate(n=Sum("people"))
    reached = dict(months)
    found, so_far = list[tuple[str, int]](), 0
    month, last = min(reached, default=None), max(reached, default=None)
    while month and last and month <= last:  # months in which nobody was reached too: time runs evenly
        so_far += reached.get(month, 0)
        found.append((format_month(month), so_far))
        month = add_months(month, 1)
    return found


def get_page_of_records_of_people_reached(target: BidTarget, number: str) -> "Page[BidDelivery]":
    """Deliveries that count, the newest first. Two statements."""
    rows = BidDelivery.objects.standing().filter(target=target).select_related("language", "by", "corrects")
    return fetch_page(rows.order_by("-on", "-id"), number)


def get_standing_record_of_people_reached(target: BidTarget, delivery_id: int) -> BidDelivery:
    """One delivery of a target that no later one corrects."""
    rows = BidDelivery.objects.standing().filter(target=target).select_related("language")
    found = rows.filter(pk=delivery_id).first()
    if found is None:
        raise RecordNotVisibleError("delivery")
    return found  # type: ignore[no-any-return]


def get_planned_sector_and_language_group(target: BidTarget, group_id: int) -> PlannedGroup:
    """One planned group of a target."""
    found = target.planned.select_related("language", "changed_by", "target").filter(pk=group_id).first()
    if found is None:
        raise RecordNotVisibleError("group")
    return found


def list_staff_posts_paid_by_bid(bid: Bid) -> list[tuple[UUID, str]]:
    """The posts that a bid pays: number and title. One statement."""
    rows = BidPost.objects.filter(bid=bid).order_by("id")
    return list(rows.values_list("post", "post__title"))


def _get_visible_record_or_raise(rows: Any, pk: UUID, thing: str) -> Any:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise RecordNotVisibleError(thing)
    return found
