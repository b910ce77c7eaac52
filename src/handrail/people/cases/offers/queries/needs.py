"""Needs in the person's words, each with what was offered."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from handrail.directory.kinds import NEEDS
from handrail.people.cases.offers.models import Referral
from handrail.people.cases.offers.states import ReferralAnswer
from handrail.people.records.models import Need, Offer
from handrail.people.records.queries.known import NOTHING, Known
from handrail.people.records.states import OfferAnswer
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.sealed import bind_rows

SAFE_PLACE = "A safe place"
NEED_NAMES = {need.code: need.name for need in NEEDS}


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One offer against a need."""

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
    version: int
    changed_at: datetime.datetime
    changed_by: str
    referral_id: UUID | None = None
    referral: str = ""


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need in the person's words, with what was offered."""

    need_id: UUID
    kind: str
    name: str
    words: str
    opened_on: datetime.date
    met_on: datetime.date | None
    offers: tuple[OfferRow, ...]


def get_need_rows(case_id: UUID, case_access: CaseAccess, known: Known = NOTHING) -> tuple[NeedRow, ...]:
    """Needs in the order in which they were said, each with its offers; phases only where they are open."""
    offers: dict[UUID, list[OfferRow]] = {}
    for row in bind_rows(_select_offers(case_id), case_access) if known.has("offer") else ():
        offers.setdefault(row.need_id, []).append(_make_offer_row(row, case_access))
    return tuple(
        NeedRow(
            need_id=need.pk,
            kind=need.kind,
            name=NEED_NAMES.get(need.kind, need.kind),
            words=need.words.open(),
            opened_on=need.opened_on,
            met_on=need.met_on,
            offers=tuple(offers.get(need.pk, ())),
        )
        for need in (bind_rows(_select_needs(case_id), case_access) if known.has("need") else ())
    )


def _select_offers(case: UUID) -> QuerySet[Any, Any]:
    rows = Offer.objects.filter(case=case).order_by("offered_on", "id")
    return rows.select_related("service__provider", "changed_by", "referral")


def _select_needs(case: UUID) -> QuerySet[Any, Any]:
    return Need.objects.filter(case=case).order_by("id")


def may_see_provider(case_access: CaseAccess, *, safe_house: bool, provider_id: int) -> bool:
    """Which safe house, and whose, is for those who work on the case, and for the body whose house it is."""
    return case_access.inside or not safe_house or provider_id == case_access.actor.body_id


def _make_offer_row(row: Offer, case_access: CaseAccess) -> OfferRow:
    sent: Referral | None = getattr(row, "referral", None)
    named = may_see_provider(
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
        version=row.version,
        changed_at=row.changed_at,
        changed_by=row.changed_by.name if named else "",
        referral_id=sent.pk if sent else None,
        referral=ReferralAnswer(sent.answer).label if sent else "",
    )
