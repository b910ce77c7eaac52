"""The money of a line with all that its page shows; and what is published of it."""

import datetime
from typing import Any, NamedTuple

from django.db.models import FETCH_RAISE, Max, Prefetch, Q, QuerySet, Sum

from handrail.areas.commissioning.dated_rows import get_procurement_threshold_pence_on_day
from handrail.areas.commissioning.models import (
    Award,
    AwardAmendment,
    AwardQuarter,
    Claim,
    CommissionedService,
    LineNotice,
    UnderspendDecision,
)
from handrail.areas.commissioning.stages import WITH_AGREEMENT
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import (
    RecordNotVisibleError,
    get_own_and_taken_over_body_ids_of_actor,
)
from handrail.platform.reference.models import Body

MOST_PUBLISHED = 5_000


def find_award_with_quarters(line: CommissionedService) -> Award | None:
    """The award of a line with its quarters and what was claimed in each. Two statements."""
    return _select_awards_with_underspend(line).first()


def find_award_of_service(line: CommissionedService) -> Award | None:
    """The award of a line, with amendments, quarters, claims and underspend. Five statements."""
    claims = Claim.objects.select_related("quarter").fetch_mode(FETCH_RAISE)
    return (
        _select_awards_with_underspend(line)
        .prefetch_related(
            Prefetch("amendments", AwardAmendment.objects.select_related("by").fetch_mode(FETCH_RAISE)),
            Prefetch("claims", claims),
            Prefetch("underspends", UnderspendDecision.objects.select_related("by").fetch_mode(FETCH_RAISE)),
        )
        .first()
    )


def _select_awards_with_underspend(line: CommissionedService) -> "QuerySet[Award, Any]":
    """With `decided_pence`, the underspend that the funder decided about, and quarters with `claimed_pence`."""
    claimed = Sum("claims__pence", filter=~Q(claims__state="refused"), default=0)
    quarters = AwardQuarter.objects.annotate(claimed_pence=claimed).fetch_mode(FETCH_RAISE)
    rows = Award.objects.filter(line=line).annotate(decided_pence=Sum("underspends__pence", default=0))
    return rows.prefetch_related(Prefetch("quarters", quarters))


def get_award_of_service(line: CommissionedService) -> Award:
    """The award of a line. Raises RecordNotVisibleError where there is none."""
    award = find_award_of_service(line)
    if award is None:
        raise RecordNotVisibleError("award")
    return award


def get_claim_of_award(award: Award, number: int) -> Claim:
    """One claim of an award of `get_award_of_service`."""
    for claim in award.claims.all():
        if claim.number == number:
            return claim
    raise RecordNotVisibleError("claim")


def get_quarter_of_award(award: Award, starts_on: datetime.date) -> AwardQuarter:
    """One quarter of an award of `get_award_of_service`."""
    for quarter in award.quarters.all():
        if quarter.starts_on == starts_on:
            return quarter
    raise RecordNotVisibleError("quarter")


class PublishedGrantOrContract(NamedTuple):
    """What the order of 2011 asks to be published of one grant or contract."""

    line: CommissionedService
    pence: int
    reasons: str
    decided_on: datetime.date | None


def list_publishing_bodies(actor: Actor) -> list[Body]:
    """The bodies whose publications the reader may open: their own area's, or each where they collate nationally."""
    require_permission(actor, Permission.VIEW_PUBLISHED_SPENDING)
    lines = CommissionedService.objects.filter(stage__in=WITH_AGREEMENT)
    if actor.may(Permission.VIEW_COMMISSIONING):
        lines = lines & CommissionedService.objects.visible_to(actor)
        own = Q(pk__in=get_own_and_taken_over_body_ids_of_actor(actor), kind="local_policing_body")
        return list(Body.objects.filter(own | Q(pk__in=lines.values("body"))).order_by("name"))
    return list(Body.objects.filter(pk__in=lines.values("body")).order_by("name"))


def get_publishing_body(actor: Actor, code: str) -> Body:
    """One of them. Raises RecordNotVisibleError."""
    for body in list_publishing_bodies(actor):
        if body.code == code:
            return body
    raise RecordNotVisibleError("publication")


def list_bodies_with_months_of_published_spending(bodies: list[Body]) -> list[tuple[Body, datetime.date]]:
    """Each body with each month in which it paid something that is published, the newest first. One statement."""
    rows = _select_paid_claims_over_publication_limit(Q(award__line__body__in=bodies)).values_list(
        "award__line__body", "paid_on"
    )
    by_id = {body.pk: body for body in bodies}
    found = {(body, paid.replace(day=1)) for body, paid in rows[:MOST_PUBLISHED] if paid}
    return [
        (by_id[body], month)
        for body, month in sorted(found, key=lambda pair: (pair[1], pair[0]), reverse=True)
    ]


def list_published_spending(body: Body, month: datetime.date) -> list[Claim]:
    """What was paid in a month and is over the sum that the order names. One statement."""
    following = (month.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    asked = Q(award__line__body=body, paid_on__gte=month, paid_on__lt=following)
    return list(_select_paid_claims_over_publication_limit(asked).order_by("paid_on", "pk")[:MOST_PUBLISHED])


def list_published_agreements(body: Body, kind: str) -> list[PublishedGrantOrContract]:
    """Signed grants, or signed contracts over the sum that the order names, with why each was decided. Two statements.

    Args:
        body: that publishes.
        kind: grant or contract.
    """
    rows = CommissionedService.objects.filter(
        body=body, kind=kind, stage__in=WITH_AGREEMENT, award__isnull=False
    )
    rows = (
        rows.select_related("award")
        .prefetch_related("moves")
        .annotate(decided=Max("moves__on", filter=Q(moves__stage="decision")))
    )
    found = []
    for line in rows.order_by("title")[:MOST_PUBLISHED]:
        decided_on = getattr(line, "decided", None)
        if kind == "contract" and line.award.awarded_pence <= _get_publication_limit_pence(
            "contracts", decided_on
        ):
            continue
        reasons = [move.reason for move in line.moves.all() if move.stage == "decision"]
        found.append(
            PublishedGrantOrContract(
                line, line.award.awarded_pence, reasons[-1] if reasons else "", decided_on
            )
        )
    return found


def list_published_invitations_to_tender(body: Body) -> list[LineNotice]:
    """Invitations to tender whose notice was published. One statement."""
    rows = LineNotice.objects.filter(line__body=body, code__in=("UK4", "CN"), state="published")
    return list(rows.select_related("line").order_by("published_on", "pk")[:MOST_PUBLISHED])


def _select_paid_claims_over_publication_limit(asked: Q) -> "QuerySet[Claim]":
    """Payments over the sum of the order; one row holds for all days, as long as the file has one."""
    limit = _get_publication_limit_pence("spending", None)
    return Claim.objects.filter(asked, state="paid", pence__gt=limit).select_related("award__line")


def _get_publication_limit_pence(code: str, day: datetime.date | None) -> int:
    return get_procurement_threshold_pence_on_day(code, day or datetime.date(2011, 1, 31))
