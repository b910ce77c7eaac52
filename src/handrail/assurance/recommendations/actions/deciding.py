"""Closed only by whoever asked, with a reason; opened again the same way. Every decision is kept."""

import datetime

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.access.today import today
from handrail.assurance.recommendations.actions.asking import again
from handrail.assurance.recommendations.models import Asking, Decision, Recommendation
from handrail.assurance.recommendations.permissions import enter_as_keeper, enter_asking
from handrail.assurance.recommendations.refusals import StaleAsking, StaleRecommendation
from handrail.audit.actions import record
from handrail.followups.texts import needed
from handrail.kernel.refusals import NotNow

ASK_WHY = {"closed": "Say why this is enough.", "reopened": "Say why it is opened again."}


@transaction.atomic
def decide(*, asking: int, kind: str, reason: str, seen_version: int, by: Actor) -> None:
    """Close what was asked of one body, or open it again. Raises StaleAsking."""
    row = enter_asking(asking, by, Permission.CLOSE_RECOMMENDATIONS, as_asker=True)
    if row.version != seen_version:
        raise StaleAsking
    _may(kind, row.state)
    if kind == "closed" and not row.updates.exists():
        raise NotNow("There is no update yet. A decision needs something to decide on.")
    _keep(row.recommendation, row, kind, reason, by)
    row.state = "closed" if kind == "closed" else "open"
    row.next_due = None if kind == "closed" else _from_now(row)
    row.version += 1
    row.save()
    record(who=by.who, verb=f"decided on updates: {kind}", about=None, why=f"{row.pk}")


@transaction.atomic
def decide_on_recommendation(*, code: str, kind: str, reason: str, seen_version: int, by: Actor) -> None:
    """Close a recommendation that the actor's body keeps, or open it again. What others ask goes on."""
    row = enter_as_keeper(code, by, Permission.CLOSE_RECOMMENDATIONS)
    if row.version != seen_version:
        raise StaleRecommendation
    _may(kind, row.state)
    if kind == "closed" and row.askings.filter(asker=row.kept_by_id, state="open").exists():
        raise NotNow("You still ask for updates on this. Decide on those first.")
    _keep(row, None, kind, reason, by)
    row.state = "closed" if kind == "closed" else "open"
    row.version += 1
    row.save()
    record(who=by.who, verb=f"decided on a recommendation: {kind}", about=None, why=code)


def _may(kind: str, state: str) -> None:
    if kind not in ASK_WHY:
        raise NotNow("Choose what you decide.")
    if kind == "closed" and state == "closed":
        raise NotNow("This is closed already.")
    if kind == "reopened" and state == "open":
        raise NotNow("This is open already.")


def _from_now(row: Asking) -> datetime.date:
    """Where one update was asked for, it is waited for again from today."""
    return again(row, today()) or max(today(), row.first_due)


def _keep(row: Recommendation, asking: Asking | None, kind: str, reason: str, by: Actor) -> None:
    decision = Decision(
        recommendation=row,
        asking=asking,
        kind=kind,
        reason=needed(reason, ASK_WHY[kind]),
        body_id=by.body_id,
        at=timezone.now(),
        by_id=by.user_id,
    )
    decision.save()
