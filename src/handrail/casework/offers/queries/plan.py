"""Needs in the person's words, each with what was offered."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.access.kinds import Kind
from handrail.access.sight import Sight
from handrail.casework.case.models import Case, Need, Offer
from handrail.casework.case.sealing import read
from handrail.casework.case.states import OfferAnswer
from handrail.casework.offers.models import Referral
from handrail.casework.offers.states import Answer
from handrail.directory.kinds import NEEDS
from handrail.prepared import Asked, given, statement
from handrail.vault.box import Box

SAFE_PLACE = "A safe place"
NEED_NAMES = {need.code: need.name for need in NEEDS}


@dataclass(frozen=True, slots=True)
class OfferLine:
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
class NeedLine:
    """A need in the person's words, with what was offered."""

    need_id: UUID
    kind: str
    name: str
    words: str
    opened_on: datetime.date
    met_on: datetime.date | None
    offers: tuple[OfferLine, ...]


def needs_of(case: Case, box: Box | None, sight: Sight) -> tuple[NeedLine, ...]:
    """Needs in the order in which they were said, each with its offers; phases only where they are open."""
    offers: dict[UUID, list[OfferLine]] = {}
    for row in _offers().models(case=case.pk):
        offers.setdefault(row.need_id, []).append(_offer(row, box, sight))
    return tuple(
        NeedLine(
            need_id=need.pk,
            kind=need.kind,
            name=NEED_NAMES.get(need.kind, need.kind),
            words=read(box, need, "words"),
            opened_on=need.opened_on,
            met_on=need.met_on,
            offers=tuple(offers.get(need.pk, ())),
        )
        for need in _needs().models(case=case.pk)
    )


@statement
def _offers() -> Asked:
    rows = Offer.objects.filter(case=given("case")).order_by("offered_on", "id")
    return rows.select_related("service__provider", "changed_by", "referral")


@statement
def _needs() -> Asked:
    return Need.objects.filter(case=given("case")).order_by("id")


def knows_where(sight: Sight, *, safe_house: bool, provider_id: int) -> bool:
    """Which safe house, and whose, is for those who work on the case, and for the body whose house it is."""
    return sight.inside or not safe_house or provider_id == sight.actor.body_id


def _offer(row: Offer, box: Box | None, sight: Sight) -> OfferLine:
    sent: Referral | None = getattr(row, "referral", None)
    named = knows_where(sight, safe_house=row.service.safe_house, provider_id=row.service.provider_id)
    return OfferLine(
        offer_id=row.pk,
        service=row.service.name if named else SAFE_PLACE,
        provider=row.service.provider.name if named else "",
        provider_id=row.service.provider_id,
        kind=row.service.kind,
        offered_on=row.offered_on,
        phase=row.phase if Kind.PATHWAY in sight.kinds else "",
        answer=row.answer,
        answer_words=OfferAnswer(row.answer).label,
        answered_on=row.answered_on,
        reason=read(box, row, "reason"),
        result=read(box, row, "result"),
        cost_pence=row.cost_pence,
        version=row.version,
        changed_at=row.changed_at,
        changed_by=row.changed_by.name if named else "",
        referral_id=sent.pk if sent else None,
        referral=Answer(sent.answer).label if sent else "",
    )
