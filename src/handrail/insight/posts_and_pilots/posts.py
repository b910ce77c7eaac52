"""Posts that an area's body employs or shares, without their holders."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page

from handrail.directory.practitioners.models import Post
from handrail.directory.practitioners.presenters import POST_TAGS
from handrail.directory.practitioners.queries import register
from handrail.platform.access.actor import Actor
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.kernel.messages import msg

MOST_POSTS = 200


@dataclass(frozen=True, slots=True)
class PractitionerPostSummary:
    """One post. `shares`: percent of its cost by the area's name, the largest first; they add up to 100.

    `vacant_since`: the last day of whoever held it last, or the start of a post that nobody has held.
    """

    id: UUID
    title: str
    role: str
    employer: str
    shares: tuple[tuple[str, int], ...]
    tag: tuple[str, str]
    is_vacant: bool
    vacant_since: datetime.date | None
    planned_start_on: datetime.date | None
    started_on: datetime.date | None
    planned_end_on: datetime.date | None
    ended_on: datetime.date | None

    @property
    def share_words(self) -> str:
        """“Lincolnshire 40%, Leicestershire 30%”."""
        return ", ".join(msg("{area} {share}%", area=area, share=share) for area, share in self.shares)


def get_page_of_practitioner_post_summaries(actor: Actor, number: str) -> "Page[PractitionerPostSummary]":
    """One page of the posts that the reader's body employs or its area shares. Four statements."""
    page = register.get_page_of_practitioner_posts(actor, number)
    paginator: Any = page.paginator  # of posts; it counts what the page shows as summaries
    return Page([_make_post_summary(post) for post in page.object_list], page.number, paginator)


def get_practitioner_post_summary(actor: Actor, post_id: UUID) -> PractitionerPostSummary:
    """One of them. Raises NotVisible."""
    return _make_post_summary(register.get_practitioner_post(actor, post_id))


@acting_as_system(SystemActor.POSTS)
def get_practitioner_post_summaries_by_id(
    actor: Actor, ids: Collection[UUID] | None = None
) -> dict[UUID, PractitionerPostSummary]:
    """Posts that are visible to the reader, by number: those named, or all up to a limit. Four statements.

    Args:
        actor: who reads.
        ids: of the posts; None for all that the reader's body may name.

    Returns:
        Summaries by the number of the post.
    """
    rows = Post.objects.visible_to(actor).for_page()
    found: Iterable[Post] = rows.filter(pk__in=ids) if ids is not None else rows[:MOST_POSTS]
    return {post.pk: _make_post_summary(post) for post in found}


def _make_post_summary(post: Post) -> PractitionerPostSummary:
    state = post.state
    return PractitionerPostSummary(
        id=post.pk,
        title=post.title,
        role=post.get_role_display(),
        employer=post.employer.name,
        shares=tuple((share.area.name, share.cost_share) for share in post.shares.all()),
        tag=POST_TAGS[state],
        is_vacant=state == "vacant",
        vacant_since=(post.last_left_on or post.started_on) if state == "vacant" else None,  # type: ignore[attr-defined]  # of for_page
        planned_start_on=post.planned_start_on,
        started_on=post.started_on,
        planned_end_on=post.planned_end_on,
        ended_on=post.ended_on,
    )
