"""Needs in the person's words, each with what was offered."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from handrail.directory.models import Service
from handrail.directory.need_and_service_kinds import (
    NEEDS,
    get_information_kind_of_need,
    get_information_kind_of_offer,
)
from handrail.people.cases.offers.homes import HOUSES
from handrail.people.cases.offers.models import Referral
from handrail.people.cases.offers.text_choices import ReferralAnswer
from handrail.people.records.models import Need, Offer, attach_services
from handrail.people.records.queries.known_case_parts import NOTHING, CasePartsKnownEmptyOrFetched
from handrail.people.records.text_choices import OfferAnswer
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.sealed import bind_rows_to_access
from handrail.platform.vault.app_sealed_fields import attach_given_rows

SAFE_PLACE = "A safe place"
AT_A_VISIT = "Offered at a visit"
NEED_KINDS = frozenset({Kind.OFFERS, *(need.information for need in NEEDS)})
"""The kinds of rows in the table of needs and offers. Why somebody said no is in their own words, besides."""
OFFER_KINDS = NEED_KINDS - {Kind.NEEDS}
NEED_WITHHELD = "Need not shared with you"
NEED_NAMES = {need.code: need.name for need in NEEDS}


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One offer against a need. `visit_id`: of the joint visit at which it was made, with no service behind it."""

    offer_id: UUID
    service: str
    provider: str
    provider_id: int
    kind: str
    offered_on: datetime.date
    phase: str
    answer: str
    answer_words: str
    answered_on: datetime.date | None
    reason: str
    result: str
    cost_pence: int | None
    referral_id: UUID | None = None
    referral: str = ""
    visit_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need in the person's words, with what was offered. `is_open`: not known by an offer alone."""

    need_id: UUID
    kind: str
    name: str
    words: str
    opened_on: datetime.date
    met_on: datetime.date | None
    offers: tuple[OfferRow, ...]
    is_open: bool = True


def list_need_rows(
    case_id: UUID,
    case_access: CaseAccess,
    known: CasePartsKnownEmptyOrFetched = NOTHING,
    *,
    with_offers: bool = True,
) -> tuple[NeedRow, ...]:
    """Needs in the order in which they were said, each with its offers: rows of kinds that are open to the reader.

    Args:
        case_id: the case.
        case_access: what of it is open to the reader.
        known: which parts of the case hold nothing, for a caller that knows.
        with_offers: whether the offers are read too.

    Returns:
        The needs with their offers: four statements, none for a part that is known to hold nothing.
    """
    offers: dict[UUID, list[OfferRow]] = {}
    read = with_offers and known.has("offer")
    found = attach_services(known.take("offer", select_offers, case_id)) if read else []
    for row in bind_rows_to_access(found, case_access):
        if case_access.sees(get_information_kind_of_offer(row.service.kind)):
            offers.setdefault(row.need_id, []).append(_make_case_offer_row(row, case_access))
    if with_offers and known.has("need"):
        _add_offers_at_visits(offers, known.take("visit_offer", select_visit_offers, case_id), case_access)
    asked = known.take("need", select_needs, case_id) if known.has("need") else ()
    needs = bind_rows_to_access(asked, case_access)
    rows = (_make_need_row(need, tuple(offers.get(need.pk, ())), case_access) for need in needs)
    return tuple(row for row in rows if row.is_open or row.offers)


def list_accepted_house_rows(
    offers: Iterable[Offer], services: Iterable[Service], case_access: CaseAccess
) -> tuple[OfferRow, ...]:
    """The offers of somewhere to live that are open to the reader.

    Args:
        offers: those of the case that were accepted.
        services: that were offered, each with its provider.
        case_access: what of the case is open to the reader.

    Returns:
        In the order of the offers.
    """
    rows = bind_rows_to_access(offers, case_access)
    attach_given_rows(rows, "service", {service.pk: service for service in services})
    return tuple(
        _make_case_offer_row(row, case_access)
        for row in rows
        if row.service.kind in HOUSES and case_access.sees(get_information_kind_of_offer(row.service.kind))
    )


def _add_offers_at_visits(
    offers: dict[UUID, list[OfferRow]], rows: Iterable[Any], case_access: CaseAccess
) -> None:
    for row in rows:
        if case_access.sees(get_information_kind_of_offer(row.service_kind)):
            shown = offers.setdefault(row.need_id, [])
            shown.append(_make_visit_offer_row(row.bind(case_access)))
            shown.sort(key=lambda one: one.offered_on)


def _make_visit_offer_row(row: Any) -> OfferRow:
    answer = OfferAnswer.NONE_YET if row.answer not in OfferAnswer.values else OfferAnswer(row.answer)
    answered = answer is not OfferAnswer.NONE_YET
    return OfferRow(
        offer_id=row.pk,
        service=row.get_kind_display(),
        provider=AT_A_VISIT,
        provider_id=0,
        kind=row.service_kind,
        offered_on=row.offered_on,
        phase="",
        answer=answer,
        answer_words=row.get_answer_display(),
        answered_on=row.offered_on if answered else None,
        reason=row.words.open(),
        result="",
        cost_pence=None,
        visit_id=row.visit_id,
    )


def _make_need_row(need: Need, offers: tuple[OfferRow, ...], case_access: CaseAccess) -> NeedRow:
    """A need. Of one that is not open, what was offered against it may still be, and stays in the table."""
    is_open = case_access.sees(get_information_kind_of_need(need.kind))
    return NeedRow(
        need_id=need.pk,
        kind=need.kind if is_open else "",
        name=NEED_NAMES.get(need.kind, need.kind) if is_open else NEED_WITHHELD,
        words=need.words.open(),
        opened_on=need.opened_on,
        met_on=need.met_on if is_open else None,
        offers=offers,
        is_open=is_open,
    )


def require_access_to_any_offer_kind(case_access: CaseAccess) -> None:
    """Raise Denied unless offers of some kind are open to the reader: each offer is then asked for by its own."""
    if not OFFER_KINDS & case_access.kinds:
        case_access.needs(Kind.OFFERS)


def get_editable_offer(case_access: CaseAccess, offer_id: UUID) -> Offer:
    """One offer of the case, to be written about: by those who work on it, and by the body whose service it is.

    Raises:
        NotVisible: it is not on the case.
        Denied: it is of a kind that is not open, or a service of another body than that of an actor who does not work
            on the case.
    """
    require_access_to_any_offer_kind(case_access)
    offer = bind_rows_to_access(
        attach_services(select_offers(case_access.file_id).filter(pk=offer_id)), case_access
    )
    if not offer:
        raise NotVisible
    case_access.needs(get_information_kind_of_offer(offer[0].service.kind))
    if not case_access.inside and offer[0].service.provider_id != case_access.actor.body_id:
        raise Denied("You can record this only for services of your own organisation.")
    return offer[0]


def select_offers(case: UUID) -> QuerySet[Offer]:
    """What was offered on a case, oldest first."""
    rows = Offer.objects.filter(case=case).order_by("offered_on", "id")
    return rows.select_related("changed_by", "referral")


def select_needs(case: UUID) -> QuerySet[Need]:
    """The needs of a case in the order in which they were said."""
    return Need.objects.filter(case=case).order_by("id")


def select_visit_offers(case: UUID) -> QuerySet[Any, Any]:
    """What was offered at joint visits of a case beside one of its needs, oldest first.

    Joint visits are of a room above this one: their offers are read through the relation that hangs on the need.
    """
    rows: Any = Need._meta.get_field("visit_offers").related_model
    found: QuerySet[Any, Any] = rows.objects.filter(case=case, need__isnull=False)
    return found.order_by("offered_on", "id")


def may_see_offer_provider(case_access: CaseAccess, *, safe_house: bool, provider_id: int) -> bool:
    """Whether to name a provider: which safe house it is, and whose, is not for everybody.

    Args:
        case_access: what of the case is open to the reader.
        safe_house: whether the service is a safe house.
        provider_id: the body whose service it is.

    Returns:
        True for those who work on the case, and for the body whose house it is.
    """
    return case_access.inside or not safe_house or provider_id == case_access.actor.body_id


def _make_case_offer_row(row: Offer, case_access: CaseAccess) -> OfferRow:
    sent: Referral | None = getattr(row, "referral", None)
    named = may_see_offer_provider(
        case_access, safe_house=row.service.safe_house, provider_id=row.service.provider_id
    )
    return OfferRow(
        offer_id=row.pk,
        service=row.service.name if named else SAFE_PLACE,
        provider=row.service.provider.name if named else "",
        provider_id=row.service.provider_id,
        kind=row.service.kind,
        offered_on=row.offered_on,
        phase=row.phase if Kind.PATHWAY in case_access.kinds else "",
        answer=row.answer,
        answer_words=OfferAnswer(row.answer).label,
        answered_on=row.answered_on,
        reason=row.reason.open(),
        result=row.result.open(),
        cost_pence=row.cost_pence,
        referral_id=sent.pk if sent else None,
        referral=ReferralAnswer(sent.answer).label if sent else "",
    )
