"""Saying what became of something that was planned."""

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.assurance.practices.models import Outcome, Practice
from handrail.assurance.practices.outcomes import OUTCOME_NAMES, PLANNED_STATES
from handrail.assurance.practices.permissions import require_tells_of
from handrail.audit.actions import record
from handrail.kernel.refusals import NotNow


@transaction.atomic
def tell_outcome(*, by: Actor, key: str, outcome: str, later: str = "", words: str = "") -> Outcome:
    """Say what became of a planned practice; `later` is the key of the practice of a later call that it became."""
    require(by, Permission.VIEW_PRACTICES)
    row = (
        Practice.objects.select_for_update(of=("self",))
        .select_related("call", "body")
        .filter(key=key)
        .first()
    )
    if row is None or row.taken_out_at:
        raise NotNow("This practice is not in the library.")
    require_tells_of(by, row)
    if row.state not in PLANNED_STATES:
        raise NotNow("Only of what was planned, or waiting for money, can it be said what became of it.")
    if outcome not in OUTCOME_NAMES:
        raise NotNow("Choose what became of it.")
    told = Outcome.objects.create(
        practice=row,
        outcome=outcome,
        later=_later(row, later) if later else None,
        words=words,
        said_by_id=by.user_id,
        said_at=timezone.now(),
    )
    record(who=by.who, verb="said what became of a planned practice", about=None, why=f"{key}: {outcome}")
    return told


def _later(row: Practice, key: str) -> Practice:
    """The practice that it became: of the same area, told in a later call."""
    found = Practice.objects.select_related("call").filter(key=key, area=row.area_id).first()
    if found is None or found.call.asked_on <= row.call.asked_on:
        raise NotNow("Choose a practice of the same area from a later call.")
    return found
