"""Posts: which areas share them, when they started, and whether somebody holds them."""

from typing import Any, TypedDict
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.directory.practitioners.actions import register as acts
from handrail.directory.practitioners.forms import PractitionerPostForm
from handrail.directory.practitioners.models import Post
from handrail.directory.practitioners.presenters import PostRow, make_practitioner_post_row
from handrail.directory.practitioners.queries.register import (
    get_own_post,
    get_page_of_practitioner_posts,
    get_practitioner_post,
)
from handrail.directory.practitioners.views.shared import NAV, list_practitioner_section_tabs
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context


class PostsPageContext(TypedDict):
    """What practitioners/posts.html shows."""

    tabs: list[tuple[str, str, bool]]
    rows: list[PostRow]
    paging: "Page[Post]"
    may_edit: bool


@requires_permission(Permission.VIEW_POSTS)
def posts(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Posts of the reader's organisation, and those that its area shares."""
    page = get_page_of_practitioner_posts(actor, request.GET.get("page", ""))
    shown: PostsPageContext = {
        "tabs": list_practitioner_section_tabs(actor, "posts"),
        "rows": [
            make_practitioner_post_row(row, _get_own_body_id_if_may_view_register(actor))
            for row in page.object_list
        ],
        "paging": page,
        "may_edit": actor.may(Permission.EDIT_PRACTITIONERS),
    }
    return render(request, "practitioners/posts.html", {**get_layout_context(request, actor, NAV), **shown})


class PostPageContext(TypedDict):
    """What practitioners/post.html shows."""

    row: PostRow
    may_edit: bool
    names: bool


@requires_permission(Permission.VIEW_POSTS)
def post(request: HttpRequest, actor: Actor, post_id: UUID) -> HttpResponse:
    """One post."""
    found = get_practitioner_post(actor, post_id)
    is_own = found.employer_id == actor.body_id
    shown: PostPageContext = {
        "row": make_practitioner_post_row(found, _get_own_body_id_if_may_view_register(actor)),
        "may_edit": is_own and actor.may(Permission.EDIT_PRACTITIONERS),
        "names": is_own and actor.may(Permission.VIEW_PRACTITIONERS),
    }
    return render(request, "practitioners/post.html", {**get_layout_context(request, actor, NAV), **shown})


def _get_own_body_id_if_may_view_register(actor: Actor) -> int | None:
    """The body whose register the reader may see: names of holders are shown for its posts alone."""
    return actor.body_id if actor.may(Permission.VIEW_PRACTITIONERS) else None


class AddPostPage(ActionPage):
    """Add a post."""

    permission, nav, runs_once = Permission.EDIT_PRACTITIONERS, NAV, True
    title, form_class, template_name = "Add a post", PractitionerPostForm, "practitioners/form.html"

    @property
    def back_url(self) -> str:
        return reverse("posts")

    def perform(self, form: PractitionerPostForm) -> str:
        added = acts.add_practitioner_post(form.instance, shares=form.shares, by=self.actor)
        self.success_url = reverse("post", args=[added.pk])
        return "Post added."


class ChangePostPage(ActionPage):
    """Change a post: its areas, its days, what pays for it."""

    permission, nav = Permission.EDIT_PRACTITIONERS, NAV
    title, form_class, template_name = "Change a post", PractitionerPostForm, "practitioners/form.html"

    @property
    def back_url(self) -> str:
        return reverse("post", args=[self.record.pk])

    def load(self, post_id: UUID) -> None:
        self.record = get_own_post(self.actor, post_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"saved_shares": self._get_saved_shares()}

    def get_saved_values(self, form: PractitionerPostForm) -> dict[str, Any]:
        shares = enumerate(self._get_saved_shares().items(), 1)
        pairs = ({f"area_{at}": area, f"share_{at}": share} for at, (area, share) in shares)
        values = super().get_saved_values(form)
        for pair in pairs:
            values |= pair
        return values

    def _get_saved_shares(self) -> dict[str, int]:
        return {one.area_id: one.cost_share for one in self.record.shares.all()}

    def perform(self, form: PractitionerPostForm) -> str:
        acts.change_practitioner_post(
            form.instance, shares=form.shares, seen=form.cleaned_data["seen"], by=self.actor
        )
        return "Changed."
