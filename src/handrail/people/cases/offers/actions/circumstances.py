"""What services ask before they say yes, as far as the person wants to say."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.cases.offers.models import Circumstances
from handrail.people.cases.offers.states import AccompaniedByChildren, Gender, ImmigrationStatus, PublicFunds
from handrail.people.records.permissions import lock_and_authorise
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed, ConcurrentEditError

CIRCUMSTANCE_CHOICES = {
    "gender": Gender,
    "dependants": AccompaniedByChildren,
    "public_funds": PublicFunds,
    "status": ImmigrationStatus,
}


class StaleCircumstancesError(ConcurrentEditError):
    """Somebody else changed these answers after you opened the page. Both are shown; choose, and save again."""


@transaction.atomic
def update_circumstances(*, case_id: UUID, said: dict[str, str], seen_version: int, by: Actor) -> None:
    """Keep the answers. Raises StaleCircumstances where somebody changed them since `seen_version`."""
    case, _ = lock_and_authorise(case_id, by, Permission.EDIT_PERSON, Kind.IDENTITY, Kind.SUPPORT)
    row = Circumstances.objects.filter(case=case).first() or Circumstances(case=case, version=0)
    if row.version != seen_version:
        raise StaleCircumstancesError
    for name, choices in CIRCUMSTANCE_CHOICES.items():
        if said.get(name) not in choices.values:
            raise ActionNotAllowed("Choose each answer from its list.")
        setattr(row, name, said[name])
    row.version += 1
    row.changed_at, row.changed_by_id = timezone.now(), by.user_id
    row.save()
    record(who=by.who, verb="recorded what services ask", about=case.pk)
