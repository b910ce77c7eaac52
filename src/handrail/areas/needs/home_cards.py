"""What needs assessments ask of the reader: drafts to publish, quotes to check, intentions to decide."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from handrail.areas.needs.models import CommissioningIntention, NeedsAssessment
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.home_cards import (
    MAX_ROWS,
    HomeCard,
    HomeCardRow,
    HomeCardRowsStillToBeQueried,
    HomePageViewer,
)


def list_needs_home_card_rows(reader: HomePageViewer) -> HomeCardRowsStillToBeQueried:
    """Drafts of the reader's body, and intentions that are not decided; none for readers who do neither."""
    actor = reader.actor
    if not (actor.may(Permission.WRITE_NEEDS) or actor.may(Permission.PUBLISH_NEEDS)):
        return HomeCardRowsStillToBeQueried([], list)
    drafts, intentions = _select_draft_assessments(reader), _select_undecided_intentions(reader)
    return HomeCardRowsStillToBeQueried(
        [drafts, intentions],
        lambda: [
            *(_make_draft_assessment_row(reader, row, actor.may(Permission.PUBLISH_NEEDS)) for row in drafts),
            *(_make_undecided_intention_row(row, actor.may(Permission.PUBLISH_NEEDS)) for row in intentions),
        ],
    )


def _select_draft_assessments(reader: HomePageViewer) -> QuerySet[NeedsAssessment]:
    to_check = Q(evidence__quotes__checked_by__isnull=True, evidence__quotes__isnull=False)
    others = to_check & ~Q(evidence__quotes__written_by=reader.actor.user_id)
    rows = NeedsAssessment.objects.filter(body__in=reader.body_ids, state="draft").annotate(
        quotes_to_check=Count("evidence__quotes", filter=others, distinct=True),
        finding_count=Count("findings", distinct=True),
    )
    return rows.order_by("-starts_on", "-id")[:MAX_ROWS]


def _select_undecided_intentions(reader: HomePageViewer) -> QuerySet[CommissioningIntention]:
    rows = CommissioningIntention.objects.filter(
        assessment__body__in=reader.body_ids, assessment__state="published", decision=""
    )
    return rows.select_related("assessment").order_by("assessment__starts_on", "number")[:MAX_ROWS]


def _make_draft_assessment_row(reader: HomePageViewer, row: Any, may_publish: bool) -> HomeCardRow:
    can = may_publish and row.finding_count > 0 and not row.quotes_to_check
    about = msg("Quotes to check: {number}", number=row.quotes_to_check)
    return HomeCardRow(
        row.title,
        reverse("needs_assessment", args=[row.pk]),
        about if row.quotes_to_check else "",
        None,
        is_ours=bool(row.quotes_to_check) or can or reader.actor.may(Permission.WRITE_NEEDS),
        status="Draft",
        button="Publish" if can else "",
        button_href=reverse("publish_needs", args=[row.pk]) if can else "",
    )


def _make_undecided_intention_row(row: CommissioningIntention, may_decide: bool) -> HomeCardRow:
    return HomeCardRow(
        row.title,
        reverse("needs_assessment", args=[row.assessment_id]),
        msg("Intention of “{title}”", title=row.assessment.title),
        None,
        is_ours=may_decide,
        status="Not decided yet",
        button="Decide" if may_decide else "",
        button_href=reverse("decide_intention", args=[row.assessment_id, row.number]) if may_decide else "",
    )


NEEDS_CARD = HomeCard(
    "Needs assessments",
    Permission.VIEW_NEEDS,
    list_needs_home_card_rows,
    place="needs",
    link="All needs assessments",
)
