"""Closing and reopening, by the body that asked and with a reason. Every decision is kept."""

import datetime

from django.db import transaction
from django.utils import timezone

from handrail.areas.recommendations.actions.update_requests import find_next_update_day
from handrail.areas.recommendations.models import Recommendation, RecommendationClosingDecision, UpdateRequest
from handrail.areas.recommendations.permissions import (
    lock_and_authorise_recommendation_as_keeper,
    lock_and_authorise_update_request,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError

DECISION_KINDS = ("closed", "reopened")


@transaction.atomic
def close_or_reopen_update_request(*, asking: int, kind: str, reason: str, seen: int, by: Actor) -> None:
    """Close what was asked of one body, or open it again.

    Args:
        asking: the number of the update request.
        kind: "closed" or "reopened".
        reason: why; kept with the decision.
        seen: the version that the page showed.
        by: of the body that asks.

    Raises:
        ConcurrentEditError: an answer or a decision was added since.
        ActionNotPossibleError: it is so already, or there is no answer to decide on.
        ValidationError: the reason is missing or too long.
    """
    row = lock_and_authorise_update_request(asking, by, Permission.CLOSE_RECOMMENDATIONS, as_asker=True)
    row.raise_if_seen_version_stale(seen)
    _validate_closing_or_reopening_kind(kind, row.state)
    if kind == "closed" and not row.updates.exists():
        raise ActionNotPossibleError("There is no update yet to decide on.")
    _save_closing_decision(row.recommendation, row, kind, reason, by)
    row.state = "closed" if kind == "closed" else "open"
    row.next_due = None if kind == "closed" else _get_due_day_after_reopening(row)
    row.save_by(by)
    write_audit_record(who=by.who, verb=f"decided on updates: {kind}", about=None, why=f"{row.pk}")


@transaction.atomic
def close_or_reopen_recommendation(*, code: str, kind: str, reason: str, seen: int, by: Actor) -> None:
    """Close a recommendation that the actor's body keeps, or open it again. What other bodies ask stays open.

    Args:
        code: of the recommendation.
        kind: "closed" or "reopened".
        reason: why; kept with the decision.
        seen: the version that the page showed.
        by: of the body that keeps it.

    Raises:
        ConcurrentEditError: somebody changed it since.
        ActionNotPossibleError: it is so already, or the body still asks for updates on it.
        ValidationError: the reason is missing or too long.
    """
    row = lock_and_authorise_recommendation_as_keeper(code, by, Permission.CLOSE_RECOMMENDATIONS)
    row.raise_if_seen_version_stale(seen)
    _validate_closing_or_reopening_kind(kind, row.state)
    if kind == "closed" and row.askings.filter(asker=row.kept_by_id, state="open").exists():
        raise ActionNotPossibleError("You still have update requests open on this. Close those first.")
    _save_closing_decision(row, None, kind, reason, by)
    row.state = "closed" if kind == "closed" else "open"
    row.save_by(by)
    write_audit_record(who=by.who, verb=f"decided on a recommendation: {kind}", about=None, why=code)


def _validate_closing_or_reopening_kind(kind: str, state: str) -> None:
    if kind not in DECISION_KINDS:
        raise ActionNotPossibleError("Choose what you decide.")
    if kind == "closed" and state == "closed":
        raise ActionNotPossibleError("This is already closed.")
    if kind == "reopened" and state == "open":
        raise ActionNotPossibleError("This is already open.")


def _get_due_day_after_reopening(row: UpdateRequest) -> datetime.date:
    """Where one update was asked for, it is waited for again from today."""
    return find_next_update_day(row, today()) or max(today(), row.first_due)


def _save_closing_decision(
    row: Recommendation, asking: UpdateRequest | None, kind: str, reason: str, by: Actor
) -> None:
    decision = RecommendationClosingDecision(
        recommendation=row,
        asking=asking,
        kind=kind,
        reason=reason,
        body_id=by.body_id,
        at=timezone.now(),
        by_id=by.user_id,
    )
    decision.full_clean(exclude={"recommendation", "asking", "body", "by"})
    decision.save()
