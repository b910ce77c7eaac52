"""A need that is met, and one that stands again. Nothing that was offered changes by it."""

import datetime
from uuid import UUID

from django.db import transaction

from handrail.directory.need_and_service_kinds import get_information_kind_of_need
from handrail.people.cases.offers.actions.offers import raise_if_day_in_future
from handrail.people.records.models import Need
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg


@transaction.atomic
def mark_need_met(*, case_id: UUID, need_id: UUID, on: datetime.date, by: Actor) -> None:
    """Mark a need as met.

    Args:
        case_id, need_id: the need.
        on: the day since which it is met.
        by: who says so; only those who work on the case may.

    Raises:
        ActionNotPossibleError: it is met already, or not since that day.
        Denied: with why.
    """
    need = _lock_need(case_id, need_id, by)
    if need.met_on is not None:
        raise ActionNotPossibleError(
            msg("This need was already marked as met, on {on}.", on=format_day(need.met_on))
        )
    raise_if_day_in_future(on)
    if on < need.opened_on:
        raise ActionNotPossibleError(
            msg(
                "It was first mentioned on {on}, so it cannot have been met before.",
                on=format_day(need.opened_on),
            )
        )
    _save_need_met_day(need, on, "marked a need as met", by)


@transaction.atomic
def reopen_need(*, case_id: UUID, need_id: UUID, by: Actor) -> None:
    """Let a need that was marked as met stand again.

    Args:
        case_id, need_id: the need.
        by: who says so; only those who work on the case may.

    Raises:
        ActionNotPossibleError: it is not marked as met.
        Denied: with why.
    """
    need = _lock_need(case_id, need_id, by)
    if need.met_on is None:
        raise ActionNotPossibleError("This need is not marked as met.")
    _save_need_met_day(need, None, "reopened a need", by)


def _lock_need(case_id: UUID, need_id: UUID, by: Actor) -> Need:
    case, case_access = lock_and_authorise_case_by_id(case_id, by, Permission.OFFER)
    if not case_access.inside:
        raise Denied("Only people who work on the case can say whether a need is met.")
    need = Need.objects.select_for_update().filter(case=case, pk=need_id).first()
    if need is None:
        raise ActionNotPossibleError("That need is not on this case.")
    case_access.needs(get_information_kind_of_need(need.kind))
    return need


def _save_need_met_day(need: Need, met_on: datetime.date | None, verb: str, by: Actor) -> None:
    need.met_on = met_on
    need.save(update_fields=["met_on"])
    write_audit_record(who=by.who, verb=verb, about=need.case_id)
