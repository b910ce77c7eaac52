"""Naming the local third-sector body that supports the person, and saying that it ended."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.audit.actions import record
from handrail.casework.case.sealing import box_to_write, seal
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.recovery.days import not_ahead
from handrail.recovery.models import LocalProvider
from handrail.recovery.permissions import work_on
from handrail.recovery.queries.third_sector import can_be_named


@transaction.atomic
def name_provider(
    *, case_id: UUID, body_code: str, since: datetime.date, contact: str, by: Actor
) -> LocalProvider:
    """Put a third-sector body of the directory on the plan, in whatever phase."""
    case, _ = work_on(case_id, by)
    not_ahead(since)
    body = can_be_named(case, body_code)
    if body is None:
        raise NotNow("Choose a charity from the list: one that offers something here in the directory.")
    if LocalProvider.objects.filter(case=case, body=body, until__isnull=True).exists():
        raise NotNow(say("{name} is on the plan already.", name=body.name))
    row = LocalProvider(case=case, body=body, since=since, added_at=timezone.now(), added_by_id=by.user_id)
    seal(box_to_write(case.pk), row, contact=contact)
    row.save()
    record(who=by.who, verb="named a local provider", about=case.pk, why=body.name)
    return row


@transaction.atomic
def end_provider(*, case_id: UUID, provider_id: UUID, until: datetime.date, because: str, by: Actor) -> None:
    """It supports them no longer. Only a person says so: no phase and no decision ends it."""
    case, _ = work_on(case_id, by)
    row = LocalProvider.objects.select_related("body").filter(case=case, pk=provider_id).first()
    if row is None:
        raise NotNow("That is not on this case.")
    if row.until is not None:
        raise NotNow(say("{body} was taken off the plan already.", body=row.body.name))
    not_ahead(until)
    if until < row.since:
        raise NotNow("The last day cannot be before the first.")
    row.until, row.ended_at, row.ended_by_id = until, timezone.now(), by.user_id
    seal(box_to_write(case.pk), row, ended_because=because)
    row.save()
    record(who=by.who, verb="ended a local provider’s support", about=case.pk, why=row.body.name)
