"""Naming the local third-sector body that supports the person, and saying that it ended."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.recovery.day_checks import check_not_in_future
from handrail.people.recovery.models import LocalProvider
from handrail.people.recovery.permissions import lock_for_support
from handrail.people.recovery.queries.charities import find_nameable_charity
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg


@transaction.atomic
def add_provider(
    *, case_id: UUID, body_code: str, since: datetime.date, contact: str, by: Actor
) -> LocalProvider:
    """Put a third-sector body of the directory on the plan, in whatever phase."""
    case, case_access = lock_for_support(case_id, by)
    check_not_in_future(since)
    body = find_nameable_charity(case, body_code)
    if body is None:
        raise ActionNotAllowed(
            "Choose a charity from the list: one that offers something here in the directory."
        )
    if LocalProvider.objects.filter(case=case, body=body, until__isnull=True).exists():
        raise ActionNotAllowed(msg("{name} is on the plan already.", name=body.name))
    row = LocalProvider(case=case, body=body, since=since, added_at=timezone.now(), added_by_id=by.user_id)
    row.contact = contact
    row.bind(case_access).save()
    record(who=by.who, verb="named a local provider", about=case.pk, why=body.name)
    return row


@transaction.atomic
def end_provider(*, case_id: UUID, provider_id: UUID, until: datetime.date, because: str, by: Actor) -> None:
    """It supports them no longer. Only a person says so: no phase and no decision ends it."""
    case, case_access = lock_for_support(case_id, by)
    row = LocalProvider.objects.select_related("body").filter(case=case, pk=provider_id).first()
    if row is None:
        raise ActionNotAllowed("That is not on this case.")
    if row.until is not None:
        raise ActionNotAllowed(msg("{body} was taken off the plan already.", body=row.body.name))
    check_not_in_future(until)
    if until < row.since:
        raise ActionNotAllowed("The last day cannot be before the first.")
    row.until, row.ended_at, row.ended_by_id = until, timezone.now(), by.user_id
    row.ended_because = because
    row.bind(case_access).save()
    record(who=by.who, verb="ended a local provider’s support", about=case.pk, why=row.body.name)
