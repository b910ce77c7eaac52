"""What was explained to the person, and what they chose."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.deployment.models import InformedChoice
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record


@transaction.atomic
def record_informed_choice(choice: InformedChoice, *, case_id: UUID, by: Actor) -> InformedChoice:
    """Record one talk about police, NRM and services. Whoever explained it records it themselves.

    Args:
        choice: day, language, interpreter, what the person said of each option; unsaved.
        case_id: the case.
        by: who explained.

    Raises:
        Denied, NotVisible; ValidationError by field.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.RECORD_CONSENT, Kind.CONSENT)
    choice.case, choice.recorded_at = case, timezone.now()
    choice.explained_by_id, choice.explained_as = by.user_id, by.role.value
    choice.bind(UnrecordedKeyAccess(case.pk)).full_clean(exclude={"case", "explained_by"})
    choice.save(force_insert=True)
    write_audit_record(who=by.who, verb="recorded what was explained and chosen", about=case.pk)
    return choice
