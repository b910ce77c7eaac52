"""What bids and pilots ask of the reader: calls that close, bids to decide, conditions due, pilots that end."""

import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from handrail.areas.bids.models import Bid, BidCondition, FundingCall, PilotDecision
from handrail.insight.posts_and_pilots.pilots import select_non_service_pilots_of_bodies
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.home_cards import (
    MAX_ROWS,
    HomeCard,
    HomeCardRow,
    HomeCardRowsStillToBeQueried,
    HomePageViewer,
    join_home_card_rows_to_be_queried,
)

ENDING_WITHIN: Final = datetime.timedelta(days=60)


def list_bid_card_rows(reader: HomePageViewer) -> HomeCardRowsStillToBeQueried:
    """Rows of the reader's body."""
    return join_home_card_rows_to_be_queried(
        _list_open_funding_call_rows(reader),
        _list_sent_bid_rows(reader),
        _list_unmet_award_condition_rows(reader),
        _list_rows_of_pilots_awaiting_end_decision(reader),
    )


def _list_open_funding_call_rows(reader: HomePageViewer) -> HomeCardRowsStillToBeQueried:
    """Calls that are still open and have no bid that was sent."""
    sent = Bid.objects.filter(call=OuterRef("pk"), sent_on__isnull=False)
    rows = FundingCall.objects.filter(body__in=reader.body_ids, closes_on__gte=today()).exclude(Exists(sent))
    writes = reader.actor.may(Permission.EDIT_BIDS)
    found = rows.order_by("closes_on", "pk")[:MAX_ROWS]
    return HomeCardRowsStillToBeQueried(
        [found],
        lambda: [
            HomeCardRow(
                row.title,
                reverse("funding_call", args=[row.pk]),
                msg("Call from {funder} closes", funder=row.funder),
                row.closes_on,
                is_ours=writes,
            )
            for row in found
        ],
    )


def _list_sent_bid_rows(reader: HomePageViewer) -> HomeCardRowsStillToBeQueried:
    rows = Bid.objects.filter(body__in=reader.body_ids, state="sent").select_related("call")
    decides = reader.actor.may(Permission.DECIDE_BIDS)
    found = rows.order_by("sent_on", "pk")[:MAX_ROWS]
    return HomeCardRowsStillToBeQueried(
        [found],
        lambda: [
            HomeCardRow(
                row.title,
                reverse("bid", args=[row.pk]),
                msg("Bid to {funder}", funder=row.call.funder),
                None,
                is_ours=decides,
                status="Sent",
                button="Record decision" if decides else "",
                button_href=reverse("decide_bid", args=[row.pk]) if decides else "",
            )
            for row in found
        ],
    )


def _list_unmet_award_condition_rows(reader: HomePageViewer) -> HomeCardRowsStillToBeQueried:
    rows = BidCondition.objects.filter(
        bid__body__in=reader.body_ids, bid__state="awarded", met_on__isnull=True, due_on__isnull=False
    ).select_related("bid")
    writes = reader.actor.may(Permission.EDIT_BIDS)
    found = rows.order_by("due_on", "pk")[:MAX_ROWS]
    return HomeCardRowsStillToBeQueried(
        [found],
        lambda: [
            HomeCardRow(
                row.words,
                reverse("bid", args=[row.bid_id]),
                row.bid.title if writes else msg("Condition of “{bid}”", bid=row.bid.title),
                row.due_on,
                is_ours=writes,
                button="Update funding condition" if writes else "",
                button_href=reverse("change_bid_condition", args=[row.bid_id, row.number]) if writes else "",
            )
            for row in found
        ],
    )


def _list_rows_of_pilots_awaiting_end_decision(reader: HomePageViewer) -> HomeCardRowsStillToBeQueried:
    """Pilots that end soon or have ended, and whose end is not decided."""
    ended = PilotDecision.objects.filter(pilot=OuterRef("pk")).exclude(outcome="extend")
    rows = select_non_service_pilots_of_bodies(Q(body__in=reader.body_ids)).filter(
        ends_on__lte=today() + ENDING_WITHIN
    )
    decides = reader.actor.may(Permission.DECIDE_BIDS)
    found = rows.exclude(Exists(ended))[:MAX_ROWS]
    return HomeCardRowsStillToBeQueried(
        [found],
        lambda: [
            HomeCardRow(
                row.name,
                reverse("pilot_plan", args=[row.pk]),
                "Pilot ends",
                row.ends_on,
                is_ours=decides,
                button="Decide" if decides else "",
                button_href=reverse("decide_pilot", args=[row.pk]) if decides else "",
            )
            for row in found
        ],
    )


BIDS_CARD: Final = HomeCard(
    "Bids and funded posts",
    Permission.VIEW_BIDS,
    list_bid_card_rows,
    place="bids",
    link="All bids and funded posts",
)
