"""A need that is met, and one that stands again. Nothing that was offered changes by it."""

import datetime
from uuid import UUID

from django.db import transaction

from handrail.access.actor import Actor
from handrail.access.denied import Denied
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.audit.actions import record
from handrail.casework.case.models import Need
from handrail.casework.case.permissions import enter
from handrail.casework.offers.actions.plan import not_ahead
from handrail.directory.kinds import need as need_kind
from handrail.kernel.dates import plain
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say


@transaction.atomic
def meet_need(*, case_id: UUID, need_id: UUID, on: datetime.date, by: Actor) -> None:
    """The need is met since that day. Raises NotNow for one that is met already, and for a day that cannot be."""
    need = _need(case_id, need_id, by)
    if need.met_on is not None:
        raise NotNow(say("This need was marked as met already, on {on}.", on=plain(need.met_on)))
    not_ahead(on)
    if on < need.opened_on:
        raise NotNow(
            say("It was first said on {on}, and cannot have been met before.", on=plain(need.opened_on))
        )
    _save(need, on, "marked a need as met", by)


@transaction.atomic
def need_again(*, case_id: UUID, need_id: UUID, by: Actor) -> None:
    """A need that was marked as met stands again. Raises NotNow for one that stands."""
    need = _need(case_id, need_id, by)
    if need.met_on is None:
        raise NotNow("This need is not marked as met.")
    _save(need, None, "let a need stand again", by)


def _need(case_id: UUID, need_id: UUID, by: Actor) -> Need:
    case, sight = enter(case_id, by, Permission.OFFER, Kind.SUPPORT)
    if not sight.inside:
        raise Denied("Only those who work on the case say whether a need is met.")
    need = Need.objects.select_for_update().filter(case=case, pk=need_id).first()
    if need is None:
        raise NotNow("That need is not on this case.")
    return need


def _save(need: Need, met_on: datetime.date | None, verb: str, by: Actor) -> None:
    need.met_on = met_on
    need.save(update_fields=["met_on"])
    record(who=by.who, verb=verb, about=need.case_id, why=need_kind(need.kind).name)
