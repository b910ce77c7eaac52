"""Recommendations as a list, with what the reader's own body asks and is asked."""

import datetime
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.access.today import today
from handrail.assurance.recommendations.models import Addressee, Asking, Recommendation
from handrail.assurance.recommendations.permissions import mine, visible
from handrail.assurance.recommendations.states import SOURCES, codes
from handrail.followups.working_days import standing

SORTS: Final = {
    "published": ("published_on", "id"),
    "-published": ("-published_on", "-id"),
    "due": ("due_on", "id"),
    "-due": ("-due_on", "-id"),
    "title": ("title", "id"),
    "-title": ("-title", "-id"),
}
PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which recommendations, in which order. What means nothing is passed over."""

    source: str = ""
    state: str = ""
    due: str = ""  # "overdue"
    q: str = ""
    sort: str = "-published"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One recommendation in a list. `asked`, `answered` and `overdue` count what the reader's body asks of others."""

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


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list."""

    rows: tuple[Line, ...]
    count: int
    page: int
    pages: int


def recommendation_list(actor: Actor, wanted: Wanted, *, size: int | None = PAGE) -> Listing:
    """Those that the actor may see. `size` None gives all of them, for a file."""
    require(actor, Permission.VIEW_RECOMMENDATIONS)
    rows = _filtered(mine(actor), wanted)
    count = rows.count()
    size = size or max(count, 1)
    pages = max(1, -(-count // size))
    page = min(max(wanted.page, 1), pages)
    return Listing(lines(rows[(page - 1) * size : page * size]), count, page, pages)


def counted(rows: QuerySet[Recommendation], bodies: frozenset[int]) -> QuerySet[Any]:
    """The rows with their counts, each a subquery of its own so that none multiplies another."""
    ours = Asking.objects.filter(asker__in=bodies)
    return rows.annotate(
        addressed=_count(Addressee.objects.all()),
        asked=_count(ours),
        answered=_count(ours.filter(updates__isnull=False)),
        overdue=_count(ours.filter(next_due__lt=today())),
    ).select_related("kept_by")


def _count(rows: QuerySet[Any]) -> Coalesce:
    found = rows.filter(recommendation=OuterRef("pk")).order_by().values("recommendation")
    number = found.annotate(number=Count("pk", distinct=True)).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def _filtered(bodies: frozenset[int], wanted: Wanted) -> QuerySet[Any]:
    rows = counted(Recommendation.objects.filter(visible(bodies)), bodies)
    if wanted.source in codes(SOURCES):
        rows = rows.filter(source=wanted.source)
    if wanted.state in ("open", "closed"):
        rows = rows.filter(state=wanted.state)
    if wanted.due == "overdue":
        rows = rows.filter(state="open", due_on__lt=today())
    if words := wanted.q.replace("\x00", "").strip()[:100]:
        rows = rows.filter(title__icontains=words)
    return rows.order_by(*SORTS.get(wanted.sort, SORTS["-published"]))


def lines(rows: QuerySet[Any]) -> tuple[Line, ...]:
    """Counted rows as lines."""
    return tuple(line(row) for row in rows)


def line(row: Any) -> Line:
    """One counted row as a line."""
    day, is_open = today(), row.state == "open"
    return Line(
        code=row.code,
        title=row.title,
        source=row.source,
        issued_by=row.issued_by,
        published_on=row.published_on,
        due_on=row.due_on,
        standing=standing(row.due_on, day) if is_open else "closed",
        late_days=max(0, (day - row.due_on).days) if row.due_on and is_open else 0,
        state=row.state,
        kept_by=row.kept_by.name,
        national=row.national,
        addressed=row.addressed,
        asked=row.asked,
        answered=row.answered,
        overdue=row.overdue,
    )
