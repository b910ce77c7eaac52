"""Naming the local third-sector body that supports the person, and saying that it ended."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.recovery.models import LocalProvider
from handrail.people.recovery.permissions import lock_case_for_writing_support_records
from handrail.people.recovery.queries.charities import select_charities_serving_case_area
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg


@transaction.atomic
def add_local_provider_to_support_plan(provider: LocalProvider, *, by: Actor) -> LocalProvider:
    """Put a third-sector body of the directory on the plan of the case `provider.case_id`, in whatever phase.

    Raises:
        ActionNotPossibleError: the body is no charity that offers something here, or is on the plan already.
        ValidationError: by field.
    """
    provider.case, case_access = lock_case_for_writing_support_records(provider.case_id, by, Kind.OFFERS)
    if not select_charities_serving_case_area(provider.case).filter(pk=provider.body_id).exists():
        raise ActionNotPossibleError(
            "Choose a charity from the list. It must offer a service in the directory."
        )
    on_plan = LocalProvider.objects.filter(case=provider.case, body=provider.body_id, until__isnull=True)
    if on_plan.exists():
        raise ActionNotPossibleError(msg("{name} is already on the plan.", name=provider.body.name))
    provider.added_at, provider.added_by_id = timezone.now(), by.user_id
    provider.bind(case_access).full_clean(exclude={"case", "body", "added_by"}, validate_unique=False)
    provider.save(force_insert=True)
    write_audit_record(
        who=by.who, verb="named a local provider", about=provider.case_id, why=provider.body.name
    )
    return provider


@transaction.atomic
def end_local_provider_support_of_case(
    *, case_id: UUID, provider_id: UUID, until: datetime.date, because: str, by: Actor
) -> None:
    """End a provider's support. Only a person says so: no phase and no decision ends it.

    Args:
        case_id: the case that the page is about.
        provider_id: the provider; one of another case is refused.
        until: the last day.
        because: why it ended; may be empty.
        by: who acts.

    Raises:
        ActionNotPossibleError: it is not on this case, or was ended before.
        ValidationError: the last day is before the first, or has not come.
    """
    case, case_access = lock_case_for_writing_support_records(case_id, by, Kind.OFFERS)
    row = LocalProvider.objects.select_related("body").filter(case=case, pk=provider_id).first()
    if row is None:
        raise ActionNotPossibleError("That is not on this case.")
    if row.until is not None:
        raise ActionNotPossibleError(
            msg("{body} has already been removed from the plan.", body=row.body.name)
        )
    row.until, row.ended_at, row.ended_by_id = until, timezone.now(), by.user_id
    row.ended_because = because
    row.bind(case_access).full_clean(exclude={"case", "body", "added_by", "ended_by"}, validate_unique=False)
    row.save()
    write_audit_record(who=by.who, verb="ended a local provider’s support", about=case.pk, why=row.body.name)
