"""What commissioning asks of the reader: notices that are due, reviews and decisions, claims to decide."""

import datetime

from django.db.models import Q
from django.urls import reverse

from handrail.areas.commissioning.models import Claim, CommissionedService, LineNotice, RenewalReview
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.formatting import format_day
from handrail.platform.ui.home_cards import (
    MAX_ROWS,
    HomeCard,
    HomeCardRow,
    HomeCardRowsStillToBeQueried,
    HomePageViewer,
    join_home_card_rows_to_be_queried,
)


def list_commissioning_home_card_rows(reader: HomePageViewer) -> HomeCardRowsStillToBeQueried:
    """Rows of the reader's body."""
    return join_home_card_rows_to_be_queried(
        _list_renewal_review_rows(reader),
        _list_services_to_sign(reader),
        _list_due_notice_rows(reader),
        _list_provider_claim_rows(reader),
    )


def _list_renewal_review_rows(reader: HomePageViewer) -> HomeCardRowsStillToBeQueried:
    rows = RenewalReview.objects.filter(line__body__in=reader.body_ids, state="open").select_related("line")
    signs = reader.actor.may(Permission.SIGN_COMMISSIONING)
    found = rows.order_by("decide_by", "pk")[:MAX_ROWS]
    return HomeCardRowsStillToBeQueried(
        [found],
        lambda: [
            HomeCardRow(
                row.line.title,
                reverse("renewal_review", args=[row.line_id, row.number]),
                _describe_agreement_end(row.line.ends_on),
                row.decide_by,
                is_ours=signs or reader.actor.may(Permission.EDIT_COMMISSIONING),
                status="Review",
                button="Decide" if signs else "",
                button_href=reverse("decide_renewal", args=[row.line_id, row.number]) if signs else "",
                stands_for_action=row.follow_up_id,
            )
            for row in found
        ],
    )


def _describe_agreement_end(ends_on: datetime.date | None) -> str:
    """What the review decides on; the day on which the decision is due is another."""
    if ends_on is None:
        return "Decide what happens when the agreement ends"
    return msg("Decide what happens when the agreement ends on {day}", day=format_day(ends_on))


def _list_services_to_sign(reader: HomePageViewer) -> HomeCardRowsStillToBeQueried:
    """Lines whose evaluation is done or whose decision waits for a signature."""
    signs = reader.actor.may(Permission.SIGN_COMMISSIONING)
    rows = CommissionedService.objects.filter(
        body__in=reader.body_ids, stage__in=("evaluation", "standstill")
    )
    found = rows.order_by("title", "pk")[:MAX_ROWS]
    return HomeCardRowsStillToBeQueried(
        [found],
        lambda: [
            HomeCardRow(
                row.title,
                reverse("service_line", args=[row.pk]),
                "Decision" if row.stage == "evaluation" else "Agreement, after standstill",
                None,
                is_ours=signs,
                status="To sign",
                button="Open and sign" if signs else "",
                button_href=reverse("service_line", args=[row.pk]) if signs else "",
            )
            for row in found
        ],
    )


def _list_due_notice_rows(reader: HomePageViewer) -> HomeCardRowsStillToBeQueried:
    rows = LineNotice.objects.filter(line__body__in=reader.body_ids, state="due").select_related("line")
    writes = reader.actor.may(Permission.EDIT_COMMISSIONING)
    found = rows.order_by("due_on", "pk")[:MAX_ROWS]
    return HomeCardRowsStillToBeQueried(
        [found],
        lambda: [
            HomeCardRow(
                msg("{code}, {name}", code=row.code, name=row.name),
                reverse("service_line", args=[row.line_id]),
                row.line.title,
                row.due_on,
                is_ours=writes,
                status="As soon as possible" if row.due_on is None else "",
                button="Record notice" if writes else "",
                button_href=reverse("publish_line_notice", args=[row.line_id, row.number]) if writes else "",
                stands_for_action=row.follow_up_id,
            )
            for row in found
        ],
    )


def _list_provider_claim_rows(reader: HomePageViewer) -> HomeCardRowsStillToBeQueried:
    if not reader.actor.may(Permission.EDIT_COMMISSIONING):
        return HomeCardRowsStillToBeQueried([], list)
    waits = Q(state__in=("made", "queried", "accepted"))
    rows = Claim.objects.filter(waits, award__line__body__in=reader.body_ids).select_related("award__line")
    found = rows.order_by("claimed_on", "pk")[:MAX_ROWS]
    return HomeCardRowsStillToBeQueried(
        [found],
        lambda: [
            HomeCardRow(
                msg("Claim {number}: {title}", number=row.number, title=row.award.line.title),
                reverse("line_money", args=[row.award.line_id]),
                "",
                None,
                status=row.get_state_display(),
                button="Decide claim",
                button_href=reverse("decide_claim", args=[row.award.line_id, row.number]),
            )
            for row in found
        ],
    )


COMMISSIONING_CARD = HomeCard(
    "Services and contracts",
    Permission.VIEW_COMMISSIONING,
    list_commissioning_home_card_rows,
    place="service_lines",
    link="All services and contracts",
)
