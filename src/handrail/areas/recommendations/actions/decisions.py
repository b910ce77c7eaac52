"""Closed only by whoever asked, with a reason; opened again the same way. Every decision is kept."""

import datetime

from django.db import transaction
from django.utils import timezone

from handrail.areas.recommendations.actions.update_requests import find_next_update_day
from handrail.areas.recommendations.exceptions import StaleRecommendationError, StaleUpdateRequestError
from handrail.areas.recommendations.models import Recommendation, RecommendationDecision, UpdateRequest
from handrail.areas.recommendations.permissions import (
    lock_and_authorise_as_keeper,
    lock_and_authorise_update_request,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import record
from handrail.platform.followups.text_inputs import clean_required_text
from handrail.platform.kernel.errors import ActionNotAllowed

REASON_MISSING_MESSAGES = {"closed": "Say why this is enough.", "reopened": "Say why it is opened again."}


@transaction.atomic
def decide_on_update_request(*, asking: int, kind: str, reason: str, seen_version: int, by: Actor) -> None:
    """Close what was asked of one body, or open it again. Raises StaleAsking."""
    row = lock_and_authorise_update_request(asking, by, Permission.CLOSE_RECOMMENDATIONS, as_asker=True)
    if row.version != seen_version:
        raise StaleUpdateRequestError
    _check_may_decide(kind, row.state)
    if kind == "closed" and not row.updates.exists():
        raise ActionNotAllowed("There is no update yet. A decision needs something to decide on.")
    _save_decision(row.recommendation, row, kind, reason, by)
    row.state = "closed" if kind == "closed" else "open"
    row.next_due = None if kind == "closed" else _get_restart_day(row)
    row.version += 1
    row.save()
    record(who=by.who, verb=f"decided on updates: {kind}", about=None, why=f"{row.pk}")


@transaction.atomic
def decide_on_recommendation(*, code: str, kind: str, reason: str, seen_version: int, by: Actor) -> None:
    """Close a recommendation that the actor's body keeps, or open it again. What others ask goes on."""
    row = lock_and_authorise_as_keeper(code, by, Permission.CLOSE_RECOMMENDATIONS)
    if row.version != seen_version:
        raise StaleRecommendationError
    _check_may_decide(kind, row.state)
    if kind == "closed" and row.askings.filter(asker=row.kept_by_id, state="open").exists():
        raise ActionNotAllowed("You still ask for updates on this. Decide on those first.")
    _save_decision(row, None, kind, reason, by)
    row.state = "closed" if kind == "closed" else "open"
    row.version += 1
    row.save()
    record(who=by.who, verb=f"decided on a recommendation: {kind}", about=None, why=code)


def _check_may_decide(kind: str, state: str) -> None:
    if kind not in REASON_MISSING_MESSAGES:
        raise ActionNotAllowed("Choose what you decide.")
    if kind == "closed" and state == "closed":
        raise ActionNotAllowed("This is closed already.")
    if kind == "reopened" and state == "open":
        raise ActionNotAllowed("This is open already.")


def _get_restart_day(row: UpdateRequest) -> datetime.date:
    """Where one update was asked for, it is waited for again from today."""
    return find_next_update_day(row, today()) or max(today(), row.first_due)


def _save_decision(
    row: Recommendation, asking: UpdateRequest | None, kind: str, reason: str, by: Actor
) -> None:
    decision = RecommendationDecision(
        recommendation=row,
        asking=asking,
        kind=kind,
        reason=clean_required_text(reason, REASON_MISSING_MESSAGES[kind]),
        body_id=by.body_id,
        at=timezone.now(),
        by_id=by.user_id,
    )
    decision.save()
