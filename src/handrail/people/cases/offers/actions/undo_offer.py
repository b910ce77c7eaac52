"""Undoing an offer that was recorded by mistake, before anybody built on it. The trail keeps both."""

from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError

from handrail.directory.need_and_service_kinds import get_information_kind_of_offer
from handrail.people.records.models import Offer
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def undo_offer(*, case_id: UUID, offer_id: UUID, by: Actor) -> None:
    """Take an offer out as if it had not been made.

    Args:
        case_id, offer_id: the offer.
        by: who takes it out.

    Raises:
        ActionNotPossibleError: somebody wrote what came of it, or something rests on it.
    """
    case, case_access = lock_and_authorise_case_by_id(case_id, by, Permission.OFFER)
    rows = Offer.objects.select_for_update(of=("self",))
    offer = rows.filter(case=case, pk=offer_id).first()
    if offer is None:
        raise ActionNotPossibleError("That offer is not on this case.")
    case_access.needs(get_information_kind_of_offer(offer.service.kind))
    if offer.result:
        raise ActionNotPossibleError("The outcome of this offer is recorded, so the offer cannot be removed.")
    try:
        offer.delete()
    except ProtectedError as held:
        raise ActionNotPossibleError(
            "Something else depends on this offer, so it cannot be removed."
        ) from held
    write_audit_record(who=by.who, verb="removed an offer recorded by mistake", about=case.pk)
