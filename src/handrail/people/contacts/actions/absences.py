"""Days on which a worker is away: said by themselves, or by whoever leads their team."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.contacts.models import Absence
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.models import User
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import AccessPath, Permission
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed

LONGEST_ABSENCE = 366


@transaction.atomic
def record_absence(*, user_id: int, since: datetime.date, until: datetime.date, by: Actor) -> Absence:
    """Away from the first day to the last. Raises NotNow for days that have passed or that overlap others."""
    require_permission(by, Permission.VIEW_DAY)
    _check_may_record(user_id, by)
    if until < max(since, timezone.localdate()):
        raise ActionNotAllowed("The last day away must be today or later, and not before the first.")
    if (until - since).days > LONGEST_ABSENCE:
        raise ActionNotAllowed("Somebody who is away for more than a year hands their cases over instead.")
    there = Absence.objects.select_for_update().filter(user=user_id, taken_back_at__isnull=True)
    if there.filter(since__lte=until, until__gte=since).exists():
        raise ActionNotAllowed("Some of those days are there already. Take those back first.")
    away = Absence.objects.create(
        user_id=user_id, since=since, until=until, made_at=timezone.now(), made_by_id=by.user_id
    )
    record(who=by.who, verb="said that somebody is away", about=None)
    return away


@transaction.atomic
def take_back_absence(*, away_id: UUID, by: Actor) -> None:
    """They are here after all."""
    require_permission(by, Permission.VIEW_DAY)
    row = Absence.objects.select_for_update().filter(pk=away_id, taken_back_at__isnull=True).first()
    if row is None:
        raise ActionNotAllowed("That has been taken back already.")
    _check_may_record(row.user_id, by)
    row.taken_back_at = timezone.now()
    row.save(update_fields=["taken_back_at"])
    record(who=by.who, verb="said that somebody is here after all", about=None)


def _check_may_record(user_id: int, by: Actor) -> None:
    if user_id == by.user_id:
        return
    leads = AccessPath.OWNED in by.role.card.ways and by.may(Permission.VIEW_CASE)
    if not leads or not User.objects.filter(pk=user_id, body=by.body_id, is_active=True).exists():
        raise Denied("You can say this of yourself; of a colleague, whoever leads the team can.")
