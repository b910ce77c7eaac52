"""Renewal reviews: one with all that its page and report show."""

import datetime
from typing import NamedTuple

from django.db.models import Q, Sum

from handrail.areas.commissioning.models import (
    AwardQuarter,
    CommissionedService,
    RenewalOption,
    RenewalReview,
    ReviewRisk,
    SurvivorWords,
)
from handrail.insight.facts.take_up import SEEN_AFTER_MONTHS
from handrail.insight.publication.months_and_quarters import shift_month
from handrail.insight.take_up.queries import get_take_up_figures
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.dates import add_months


class PublishedSupportTakeUpOfArea(NamedTuple):
    """Take-up of the area from published figures: whole-area counts, rounded as they were published."""

    first_month: str
    last_month: str
    referred: int
    started: int


class SpendUpToReview(NamedTuple):
    """Planned and claimed for the quarters that were over by the day of the decision, or by today."""

    planned_pence: int
    claimed_pence: int
    until: datetime.date


def find_spend_up_to_review(review: RenewalReview) -> SpendUpToReview | None:
    """What was planned and claimed of the award by the decision; None where no quarter was over. One statement."""
    decision = getattr(review, "decision", None)
    day = decision.decided_on if decision else today()
    counted = Q(claims__claimed_on__lte=day) & ~Q(claims__state="refused")
    rows = AwardQuarter.objects.filter(award__line=review.line_id).annotate(
        claimed_by_then=Sum("claims__pence", filter=counted, default=0)
    )
    over = [row for row in rows if add_months(row.starts_on, 3) <= day]
    if not over:
        return None
    return SpendUpToReview(
        sum(row.planned_pence for row in over), sum(getattr(row, "claimed_by_then", 0) for row in over), day
    )


def get_renewal_review(line: CommissionedService, number: int) -> RenewalReview:
    """One review of a line that the reader may open. Raises RecordNotVisibleError."""
    review = RenewalReview.objects.for_page().filter(line=line, number=number).first()
    if review is None:
        raise RecordNotVisibleError("review")
    return review


def get_renewal_risk(review: RenewalReview, number: int) -> ReviewRisk:
    """One risk of a review of `get_renewal_review`."""
    for risk in review.risks.all():
        if risk.number == number:
            return risk
    raise RecordNotVisibleError("risk")


def get_renewal_option(review: RenewalReview, number: int) -> RenewalOption:
    """One option of a review of `get_renewal_review`."""
    for option in review.options.all():
        if option.number == number:
            return option
    raise RecordNotVisibleError("option")


def get_survivor_words(review: RenewalReview, number: int) -> SurvivorWords:
    """Words of a review of `get_renewal_review`, checked or not."""
    for words in review.survivor_words.all():
        if words.number == number:
            return words
    raise RecordNotVisibleError("record")


def list_readable_survivor_words(actor: Actor, review: RenewalReview) -> list[SurvivorWords]:
    """Checked words for everybody; those that wait for a second reader only for who writes or signs."""
    works = actor.may(Permission.EDIT_COMMISSIONING) or actor.may(Permission.SIGN_COMMISSIONING)
    return [row for row in review.survivor_words.all() if works or row.checked_by_id]


def find_published_support_take_up_of_area(
    actor: Actor, review: RenewalReview
) -> PublishedSupportTakeUpOfArea | None:
    """From referral to support in the area of a line; None where nothing is published. Two statements.

    Once it is decided the review keeps what was published by then: nothing newer was weighed.
    """
    area = review.line.body.area_id
    if not area:
        return None
    decision = getattr(review, "decision", None)
    figures = get_take_up_figures(actor, area, published_by=decision and decision.decided_on)
    if not figures.quarters:
        return None
    first, last = (shift_month(month, -SEEN_AFTER_MONTHS) for month in figures.months)
    referred, started = figures.count_at_least("referred"), figures.count_at_least("started")
    return PublishedSupportTakeUpOfArea(first, last, referred.people, started.people)
