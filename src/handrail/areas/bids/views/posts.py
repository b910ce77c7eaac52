"""Posts that areas share: what pays them, what they feed, what cites that."""

from typing import Any, TypedDict
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.bids.actions import bids as acts
from handrail.areas.bids.forms import StaffPostChoiceForm
from handrail.areas.bids.queries.posts import (
    StaffPostWithBidsAndEvaluations,
    get_staff_post_with_bids_and_evaluations,
    get_staff_posts_page_with_bids_and_evaluations,
)
from handrail.areas.bids.views.bids import NAV, BidActionPage, make_bid_tabs
from handrail.insight.posts_and_pilots.posts import get_practitioner_post_summaries_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context


class SharedStaffPostsPageContext(TypedDict):
    """What bids/posts.html shows."""

    page: "Page[StaffPostWithBidsAndEvaluations]"
    tabs: list[tuple[str, str, bool]]


class SharedStaffPostPageContext(TypedDict):
    """What bids/post.html shows."""

    linked: StaffPostWithBidsAndEvaluations


@requires_permission(Permission.VIEW_BIDS)
def shared_staff_posts(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Posts that the reader's organisation employs or its area shares, with shares of their cost."""
    shown: SharedStaffPostsPageContext = {
        "page": get_staff_posts_page_with_bids_and_evaluations(actor, request.GET.get("page", "1")),
        "tabs": make_bid_tabs("shared_posts"),
    }
    return render(request, "bids/posts.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_BIDS)
def shared_staff_post(request: HttpRequest, actor: Actor, post_id: UUID) -> HttpResponse:
    """One post: areas and shares, days, the bid behind it, the evaluation it feeds, the specification that cites it."""
    shown: SharedStaffPostPageContext = {"linked": get_staff_post_with_bids_and_evaluations(actor, post_id)}
    return render(request, "bids/post.html", {**get_layout_context(request, actor, NAV), **shown})


class LinkStaffPostToBidPage(BidActionPage):
    """Say which post a bid pays."""

    title, button, form_class = "Add a post paid for by this bid", "Add", StaffPostChoiceForm

    @property
    def back_url(self) -> str:
        return reverse("bid", args=[self.bid.pk])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"posts": list(get_practitioner_post_summaries_by_id(self.actor).values())}

    def perform(self, form: StaffPostChoiceForm) -> str:
        acts.record_staff_post_paid_by_bid(self.bid.pk, UUID(form.cleaned_data["post"]), by=self.actor)
        return "Post added."
