"""Bags that were given to a person, from which store one is given first, and what people say of each kind."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from handrail.directory.case_figures import BagKindFeedback
from handrail.directory.stores.models import Store
from handrail.directory.stores.queries import list_visible_open_stores
from handrail.people.bags.feedback_choices import BagFeedbackTopic, BagRating
from handrail.people.bags.models import BagFeedback, BagIssue
from handrail.people.records.models import Case
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system


@dataclass(frozen=True, slots=True)
class BagFeedbackRow:
    """What the person said of a bag."""

    said: str
    about: str
    words: str
    on: datetime.date


@dataclass(frozen=True, slots=True)
class BagIssueRow:
    """One bag that the person was given."""

    id: UUID
    kind: str
    store: str
    things: tuple[str, ...]
    on: datetime.date
    at: datetime.datetime
    by: str
    taken_back: bool
    may_take_back: bool
    said: tuple[BagFeedbackRow, ...]


def list_bag_issues(case_access: CaseAccess) -> tuple[BagIssueRow, ...]:
    """Bags of one case.

    Returns:
        The newest first.
    """
    rows = (
        BagIssue.objects.filter(case=case_access.file_id)
        .select_related("stock__kind", "stock__store", "contents", "given_by")
        .prefetch_related(Prefetch("feedback", BagFeedback.objects.opened_for(case_access)))
        .order_by("-id")
    )
    today = timezone.localdate()
    return tuple(
        BagIssueRow(
            id=row.pk,
            kind=row.stock.kind.name,
            store=row.stock.store.name,
            things=tuple(row.contents.things),
            on=row.given_on,
            at=row.given_at,
            by=row.given_by.name,
            taken_back=row.back_at is not None,
            may_take_back=row.back_at is None and row.given_on == today and not row.feedback.all(),
            said=tuple(
                BagFeedbackRow(
                    BagRating(each.said).label,
                    BagFeedbackTopic(each.about).label,
                    each.words.open(),
                    each.told_on,
                )
                for each in sorted(row.feedback.all(), key=lambda each: each.pk)
            ),
        )
        for row in rows
    )


def list_stores_to_issue_from(actor: Actor, case_id: UUID) -> tuple[Store, ...]:
    """The stores that a bag can be given from.

    Returns:
        The store that the actor gave from last, then their own in the person's area, then those near, then the rest.
    """
    stores = list_visible_open_stores(actor)
    last = (
        BagIssue.objects.filter(given_by=actor.user_id)
        .order_by("-id")
        .values_list("stock__store_id", flat=True)
        .first()
    )
    area = Case.objects.filter(pk=case_id).values_list("area_id", flat=True).first()
    return tuple(
        sorted(
            stores,
            key=lambda store: (
                store.id != last,
                store.area_id != area,
                store.body_id != actor.body_id,
                store.bags == 0,
                store.name,
            ),
        )
    )


@acting_as_system(SystemActor.FIGURES)
def get_feedback_summaries_by_kind_and_contents(
    kind_ids: Sequence[int],
) -> dict[tuple[int, int], BagKindFeedback]:
    """What was said of each kind and set of contents: counts alone, no words.

    Returns:
        By the numbers of the kind and of its contents.
    """
    given = Counter(
        {
            (kind, number): count
            for kind, number, count in BagIssue.objects.filter(back_at__isnull=True, stock__kind__in=kind_ids)
            .order_by()
            .values_list("stock__kind", "contents__number")
            .annotate(count=Count("id"))
        }
    )
    rows = list(
        BagFeedback.objects.filter(issue__stock__kind__in=kind_ids)
        .order_by()
        .values_list("issue__stock__kind", "issue__contents__number", "said", "about")
        .annotate(count=Count("id"))
    )
    keys = {*given, *((kind, number) for kind, number, *_ in rows)}
    return {key: _make_bag_kind_feedback(key, given[key], rows) for key in keys}


@acting_as_system(SystemActor.FIGURES)
def count_issued_bags_by_store(store_ids: Sequence[int], since: datetime.date) -> dict[int, int]:
    """How many bags each store gave since a day.

    Returns:
        Numbers, by the number of the store.
    """
    rows = BagIssue.objects.filter(Q(stock__store__in=store_ids), back_at__isnull=True, given_on__gte=since)
    return dict(rows.order_by().values_list("stock__store").annotate(count=Count("id")))


def _make_bag_kind_feedback(
    key: tuple[int, int], given: int, rows: list[tuple[int, int, str, str, int]]
) -> BagKindFeedback:
    said: Counter[str] = Counter()
    about: Counter[str] = Counter()
    for kind, number, word, theme, count in rows:
        if (kind, number) == key:
            said[word] += count
            about[theme] += count
    return BagKindFeedback(
        kind_id=key[0],
        contents=key[1],
        given=given,
        good=said[BagRating.GOOD],
        mixed=said[BagRating.MIXED],
        bad=said[BagRating.BAD],
        topics=tuple((BagFeedbackTopic(theme).label, count) for theme, count in about.most_common()),
    )
