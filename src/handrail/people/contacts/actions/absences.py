"""Days on which a worker is away: recorded by themselves, or by whoever leads their team."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.contacts.models import Absence
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import AccessPath, Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def record_absence(absence: Absence, *, by: Actor) -> Absence:
    """Record the days on which `absence.user` is away. Raises ActionNotPossibleError where they overlap others."""
    require_permission(by, Permission.VIEW_DAY)
    _raise_unless_may_record_absence(absence.user_id, by)
    absence.made_at, absence.made_by_id = timezone.now(), by.user_id
    absence.full_clean(exclude={"made_by"})
    others = Absence.objects.select_for_update().filter(user=absence.user_id, taken_back_at__isnull=True)
    if others.filter(since__lte=absence.until, until__gte=absence.since).exists():
        raise ActionNotPossibleError(
            "Some of these days are already recorded as an absence. Remove those first."
        )
    absence.save(force_insert=True)
    write_audit_record(who=by.who, verb="recorded an absence", about=None)
    return absence


@transaction.atomic
def take_back_absence(*, away_id: UUID, by: Actor) -> None:
    """Take an absence back: it stays on record and counts for nothing."""
    require_permission(by, Permission.VIEW_DAY)
    row = Absence.objects.select_for_update().filter(pk=away_id, taken_back_at__isnull=True).first()
    if row is None:
        raise ActionNotPossibleError("That absence has already been cancelled.")
    _raise_unless_may_record_absence(row.user_id, by)
    row.taken_back_at = timezone.now()
    row.save(update_fields=["taken_back_at"])
    write_audit_record(who=by.who, verb="cancelled an absence", about=None)


def _raise_unless_may_record_absence(user_id: int, by: Actor) -> None:
    if user_id == by.user_id:
        return
    leads = AccessPath.OWNED in by.role.card.ways and by.may(Permission.VIEW_CASE)
    if not leads or not _is_user_colleague_of_actor(user_id, by):
        raise Denied("You can record your own absence. Only a team lead can record a colleague’s.")


def _is_user_colleague_of_actor(user_id: int, by: Actor) -> bool:
    return User.objects.filter(users_working_for_q([by.body_id]), pk=user_id, is_active=True).exists()
