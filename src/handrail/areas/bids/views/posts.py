"""Posts that areas share: what pays them, what they feed, what cites that."""

from typing import Any, TypedDict
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.bids.actions import bids as acts
from handrail.areas.bids.forms import PostLinkForm
from handrail.areas.bids.queries.posts import PostWithBidLinks, get_linked_post, get_linked_posts_page
from handrail.areas.bids.views.bids import NAV, BidActionPage, make_bid_tabs
from handrail.insight.posts_and_pilots.posts import list_posts_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context


class SharedPostsPageContext(TypedDict):
    """What bids/posts.html shows."""

    page: "Page[PostWithBidLinks]"
    tabs: list[tuple[str, str, bool]]


class SharedPostPageContext(TypedDict):
    """What bids/post.html shows."""

    linked: PostWithBidLinks


@requires_permission(Permission.VIEW_BIDS)
def shared_posts(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Posts that the reader's organisation employs or its area shares, with shares of their cost."""
    shown: SharedPostsPageContext = {
        "page": get_linked_posts_page(actor, request.GET.get("page", "1")),
        "tabs": make_bid_tabs("shared_posts"),
    }
    return render(request, "bids/posts.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_BIDS)
def shared_post(request: HttpRequest, actor: Actor, post_id: UUID) -> HttpResponse:
    """One post: areas and shares, days, the bid behind it, the evaluation it feeds, the specification that cites it."""
    shown: SharedPostPageContext = {"linked": get_linked_post(actor, post_id)}
    return render(request, "bids/post.html", {**get_layout_context(request, actor, NAV), **shown})


class LinkBidPostPage(BidActionPage):
    """Say which post a bid pays."""

    title, button, form_class = "Add a post that the bid pays", "Add", PostLinkForm

    @property
    def back_url(self) -> str:
        return reverse("bid", args=[self.bid.pk])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"posts": list(list_posts_by_id(self.actor).values())}

    def perform(self, form: PostLinkForm) -> str:
        acts.link_post_to_bid(self.bid.pk, UUID(form.cleaned_data["post"]), by=self.actor)
        return "Post added."
