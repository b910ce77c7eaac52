"""Where the person stays and whether a hotel suits, without an address, for whoever works on the case."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from handrail.directory.need_and_service_kinds import HIDDEN_KINDS, get_service_kind
from handrail.people.housing.models import Stay
from handrail.people.housing.text_choices import StayState
from handrail.people.records.models import Offer, attach_services
from handrail.people.records.text_choices import OfferAnswer
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.one_statement import evaluate_in_one_statement
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.dates import to_london
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting

MOST = 5


class HomeOfPersonRow(NamedTuple):
    """A stay, or a place that they accepted. `suits`: whether the signed check says so; None where none was needed."""

    words: str
    since: str
    suits: bool | None = None
    overruled_by: str = ""


def list_homes_of_person(access: CaseAccess, case_id: UUID) -> list[HomeOfPersonRow] | None:
    """The newest stays with their check; where there is none, the places that they accepted. The case has where.

    Args:
        access: to the case.
        case_id: the case.

    Returns:
        The newest first; None where housing is not open to the reader. One statement, or two where they stay in
        no place of the directory and accepted another.
    """
    if Kind.HOUSING not in access.kinds or not access.may(Permission.FIND_PLACE):
        return None
    stays = Stay.objects.filter(case=case_id).exclude(state=StayState.LET_GO)
    stays = stays.select_related("check_signed__overruled_by").order_by("-pk")[:MOST]
    accepted = Offer.objects.filter(case=case_id, need__kind="place", answer=OfferAnswer.ACCEPTED)
    accepted = accepted.order_by("-offered_on", "-id")[:MOST]
    evaluate_in_one_statement((stays, accepted))
    found = [_make_row_of_stay(row) for row in stays] or _make_rows_of_accepted_places(accepted)
    if found:
        access.sees(Kind.HOUSING)
    return found


def _make_row_of_stay(row: Stay) -> HomeOfPersonRow:
    check = row.check_signed
    return HomeOfPersonRow(
        StayState(row.state).label,
        formatting.format_day(to_london(row.confirmed_at or row.held_at).date()),
        check.suitable if check else None,
        check.overruled_by.name if check and check.overruled_by else "",
    )


def _make_rows_of_accepted_places(offers: Iterable[Offer]) -> list[HomeOfPersonRow]:
    """Offers of somewhere to stay to which they said yes, by their kind."""
    return [
        HomeOfPersonRow(
            msg("{kind}, accepted", kind=get_service_kind(row.service.kind).name),
            formatting.format_day(row.answered_on or row.offered_on),
        )
        for row in attach_services(offers)
        if row.service.kind in HIDDEN_KINDS  # help to keep a home is no place
    ]
