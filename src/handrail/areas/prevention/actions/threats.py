"""The daily threat log, scores, team capacity and typed outcomes."""

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from handrail.areas.prevention.models import (
    OutcomeFigure,
    ScoredThreat,
    ScoringTable,
    TeamMonth,
    ThreatItem,
    ThreatReview,
    ThreatScore,
)
from handrail.areas.prevention.permissions import lock_and_authorise_prevention_record
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

CLOSED = "This item is closed. Add a new one to the log."


@transaction.atomic
def log_threat(item: ThreatItem, *, by: Actor) -> ThreatItem:
    """Add an item to the daily log."""
    require_permission(by, Permission.KEEP_THREATS)
    item.body_id = by.body_id
    item.save_by(by)
    write_audit_record(who=by.who, verb="logged a threat", about=item.pk, why=item.decision)
    return item


@transaction.atomic
def change_threat(item: ThreatItem, *, seen: int, by: Actor) -> None:
    """Change an open item.

    Args:
        item: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: it is closed.
        ValidationError: by field.
    """
    _lock_open_threat(item.pk, by)
    item.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed a threat", about=item.pk)


@transaction.atomic
def review_threat(review: ThreatReview, *, seen: int, by: Actor) -> None:
    """Review an item: a new decision, and a next day; without one it is closed.

    Args:
        review: of an open item.
        seen: the version of the item that the page showed.
        by: who reviews.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: it is closed.
        ValidationError: by field.
    """
    item = _lock_open_threat(review.item_id, by)
    review.by_id, review.at = by.user_id, timezone.now()
    review.full_clean(exclude={"item", "by"})
    item.decision, item.review_on = review.decision, review.next_on
    item.state = "open" if review.next_on else "closed"
    item.save_by(by, seen=seen)
    review.save()
    write_audit_record(who=by.who, verb="reviewed a threat", about=item.pk, why=review.decision)


@transaction.atomic
def add_threat_scoring_table(table: ScoringTable, *, by: Actor) -> ScoringTable:
    """Put a new version of the local scale in force from a day on. Earlier scores keep their own."""
    require_permission(by, Permission.KEEP_THREATS)
    table.body_id = by.body_id
    table.save_by(by)
    write_audit_record(who=by.who, verb="added a scoring table", about=table.pk)
    return table


@transaction.atomic
def add_scored_threat(threat: ScoredThreat, *, by: Actor) -> ScoredThreat:
    """Add a threat that will be scored."""
    require_permission(by, Permission.KEEP_THREATS)
    threat.body_id = by.body_id
    threat.save_by(by)
    write_audit_record(who=by.who, verb="added a threat to be scored", about=threat.pk)
    return threat


@transaction.atomic
def score_threat(score: ThreatScore, *, points: Sequence[int], by: Actor) -> ThreatScore:
    """Score a threat by the table in force. Earlier scores stay.

    Args:
        score: with its reasons and how sure it is.
        points: one for each criterion of the table, in its order.
        by: who scores.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ValidationError: by field; points that the table has not.
    """
    threat = lock_and_authorise_prevention_record(
        ScoredThreat, score.threat_id, Permission.KEEP_THREATS, by, "threat"
    )
    table = score.table
    if len(points) != len(table.criteria) or any(not 0 <= each <= table.most for each in points):
        raise ValidationError(msg("Give each criterion 0 to {most} points", most=table.most))
    score.points, score.scored_on = list(points), today()
    score.by_id = by.user_id
    score.full_clean(exclude={"threat", "table", "by"})
    score.save()
    write_audit_record(who=by.who, verb="scored a threat", about=threat.pk)
    return score


@transaction.atomic
def record_team_capacity_of_month(row: TeamMonth, *, by: Actor) -> TeamMonth:
    """Record the capacity of a team in a month."""
    require_permission(by, Permission.KEEP_THREATS)
    row.body_id = by.body_id
    if row.month:
        row.month = row.month.replace(day=1)
    row.save_by(by)
    write_audit_record(who=by.who, verb="recorded the capacity of a team", about=row.pk)
    return row


@transaction.atomic
def record_suspect_or_prosecution_figure(row: OutcomeFigure, *, by: Actor) -> OutcomeFigure:
    """Record a number that somebody else counted, with its source."""
    require_permission(by, Permission.KEEP_THREATS)
    row.body_id = by.body_id
    row.save_by(by)
    write_audit_record(who=by.who, verb="recorded a figure of others", about=row.pk)
    return row


def _lock_open_threat(item_id: UUID, by: Actor) -> ThreatItem:
    item = lock_and_authorise_prevention_record(ThreatItem, item_id, Permission.KEEP_THREATS, by, "threat")
    if item.state != "open":
        raise ActionNotPossibleError(CLOSED)
    return item
