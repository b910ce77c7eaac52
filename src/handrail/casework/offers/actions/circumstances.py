"""What services ask before they say yes, as far as the person wants to say."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.audit.actions import record
from handrail.casework.case.permissions import enter
from handrail.casework.offers.models import Circumstances
from handrail.casework.offers.states import Funds, Gender, Status, WithThem
from handrail.kernel.refusals import NotNow, StaleSave

LISTS = {"gender": Gender, "dependants": WithThem, "public_funds": Funds, "status": Status}


class StaleCircumstances(StaleSave):
    """Somebody else changed these answers after you opened the page. Both are shown; choose, and save again."""


@transaction.atomic
def say_circumstances(*, case_id: UUID, said: dict[str, str], seen_version: int, by: Actor) -> None:
    """Keep the answers. Raises StaleCircumstances where somebody changed them since `seen_version`."""
    case, _ = enter(case_id, by, Permission.EDIT_PERSON, Kind.IDENTITY, Kind.SUPPORT)
    row = Circumstances.objects.filter(case=case).first() or Circumstances(case=case, version=0)
    if row.version != seen_version:
        raise StaleCircumstances
    for name, choices in LISTS.items():
        if said.get(name) not in choices.values:
            raise NotNow("Choose each answer from its list.")
        setattr(row, name, said[name])
    row.version += 1
    row.changed_at, row.changed_by_id = timezone.now(), by.user_id
    row.save()
    record(who=by.who, verb="recorded what services ask", about=case.pk)
