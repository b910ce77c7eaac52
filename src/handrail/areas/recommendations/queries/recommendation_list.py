"""Recommendations as a list, with what the reader's own body asks and is asked."""

import datetime
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from handrail.areas.recommendations.choices import SOURCES, get_choice_codes
from handrail.areas.recommendations.models import Addressee, Recommendation, UpdateRequest
from handrail.areas.recommendations.permissions import (
    build_visible_recommendations_filter,
    get_represented_body_ids,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.followups.reminder_dates import get_due_status_code

SORTS: Final = {
    "published": ("published_on", "id"),
    "-published": ("-published_on", "-id"),
    "due": ("due_on", "id"),
    "-due": ("-due_on", "-id"),
    "title": ("title", "id"),
    "-title": ("-title", "-id"),
}
PAGE_SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class RecommendationListFilter:
    """Which recommendations, in which order. What means nothing is passed over."""

    source: str = ""
    state: str = ""
    due: str = ""  # "overdue"
    q: str = ""
    sort: str = "-published"
    page: int = 1


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """One recommendation in a list. `asked`, `answered` and `overdue` count what the reader's body asks of others.

    `next_update_on`: the first day, from today on, on which a reply is due, the first one or another.
    """

    code: str
    title: str
    source: str
    issued_by: str
    published_on: datetime.date
    due_on: datetime.date | None
    standing: str
    late_days: int
    state: str
    kept_by: str
    national: bool
    addressed: int
    asked: int
    answered: int
    overdue: int
    next_update_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class RecommendationResults:
    """A page of the list."""

    rows: tuple[RecommendationRow, ...]
    count: int
    page: int
    pages: int


def get_recommendation_results(
    actor: Actor, wanted: RecommendationListFilter, *, size: int | None = PAGE_SIZE
) -> RecommendationResults:
    """The recommendations that the actor may see.

    Args:
        actor: who reads.
        wanted: which, in which order.
        size: rows of a page; None gives all of them, for a file.

    Returns:
        One page of the rows, how many there are in all, and which page it is of how many.

    Raises:
        Denied: by role.
    """
    require_permission(actor, Permission.VIEW_RECOMMENDATIONS)
    rows = _filter_recommendations(get_represented_body_ids(actor), wanted)
    count = rows.count()
    size = size or max(count, 1)
    pages = max(1, -(-count // size))
    page = min(max(wanted.page, 1), pages)
    return RecommendationResults(
        make_recommendation_rows(rows[(page - 1) * size : page * size]), count, page, pages
    )


def annotate_update_request_counts(rows: QuerySet[Recommendation], bodies: frozenset[int]) -> QuerySet[Any]:
    """The rows with their counts, each a subquery of its own so that none multiplies another."""
    ours = UpdateRequest.objects.filter(asker__in=bodies)
    return rows.annotate(
        addressed=_make_count_per_recommendation_subquery(Addressee.objects.all()),
        asked=_make_count_per_recommendation_subquery(ours),
        answered=_make_count_per_recommendation_subquery(ours.filter(updates__isnull=False)),
        overdue=_make_count_per_recommendation_subquery(ours.filter(next_due__lt=today())),
        next_update_on=Subquery(
            ours.filter(recommendation=OuterRef("pk"), state="open", next_due__gte=today())
            .order_by("next_due")
            .values("next_due")[:1]
        ),
    ).select_related("kept_by")


def _make_count_per_recommendation_subquery(rows: QuerySet[Any]) -> Coalesce:
    found = rows.filter(recommendation=OuterRef("pk")).order_by().values("recommendation")
    number = found.annotate(number=Count("pk", distinct=True)).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def _filter_recommendations(bodies: frozenset[int], wanted: RecommendationListFilter) -> QuerySet[Any]:
    rows = annotate_update_request_counts(
        Recommendation.objects.filter(build_visible_recommendations_filter(bodies)), bodies
    )
    if wanted.source in get_choice_codes(SOURCES):
        rows = rows.filter(source=wanted.source)
    if wanted.state in ("open", "closed"):
        rows = rows.filter(state=wanted.state)
    if wanted.due == "overdue":
        rows = rows.filter(state="open", due_on__lt=today())
    if words := wanted.q.replace("\x00", "").strip()[:100]:
        rows = rows.filter(title__icontains=words)
    return rows.order_by(*SORTS.get(wanted.sort, SORTS["-published"]))


def make_recommendation_rows(rows: QuerySet[Any]) -> tuple[RecommendationRow, ...]:
    """Counted rows as lines.

    Returns:
        One for each row of `annotate_update_request_counts`.
    """
    return tuple(make_recommendation_row(row) for row in rows)


def make_recommendation_row(row: Any) -> RecommendationRow:
    """One counted row as a line."""
    day, is_open = today(), row.state == "open"
    return RecommendationRow(
        code=row.code,
        title=row.title,
        source=row.source,
        issued_by=row.issued_by,
        published_on=row.published_on,
        due_on=row.due_on,
        standing=get_due_status_code(row.due_on, day) if is_open else "closed",
        late_days=max(0, (day - row.due_on).days) if row.due_on and is_open else 0,
        state=row.state,
        kept_by=row.kept_by.name,
        national=row.national,
        addressed=row.addressed,
        asked=row.asked,
        answered=row.answered,
        overdue=row.overdue,
        next_update_on=row.next_update_on,
    )
