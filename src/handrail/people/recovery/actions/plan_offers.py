"""Offering one kind of a plan in one go: a need where there is none yet, the offer, what they said on the spot."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from handrail.directory.models import Service
from handrail.directory.need_and_service_kinds import get_service_kind as kind_of
from handrail.people.cases.offers.actions.offers import answer_offer, make_offer, record_need
from handrail.people.records.models import Need, Offer
from handrail.people.records.text_choices import OfferAnswer
from handrail.people.recovery.permissions import lock_case_for_writing_support_records
from handrail.people.recovery.plan_offer_categories import find_plan_offer_category
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.kernel.errors import ActionNotPossibleError


@dataclass(frozen=True, slots=True)
class SupportPlanServiceOfferInput:
    """What is offered. `words` are what the person said they need; with none, the newest open need takes it."""

    kind: str
    service_id: int
    on: datetime.date
    words: str = ""
    answer: OfferAnswer = OfferAnswer.NONE_YET
    reason: str = ""


@transaction.atomic
def offer_service_from_plan(*, case_id: UUID, offering: SupportPlanServiceOfferInput, by: Actor) -> Offer:
    """Offer a service. Nothing here asks whether the person speaks to the police, or goes into the NRM.

    Args:
        case_id: the case.
        offering: what is offered.
        by: who acts.

    Raises:
        ActionNotPossibleError: the service is none of that kind, or cannot be offered.
    """
    lock_case_for_writing_support_records(case_id, by, Kind.NEEDS)
    need_id = _get_or_record_need_id(case_id, _get_need_kind_of_service(offering), offering, by)
    offer = make_offer(
        case_id=case_id, need_id=need_id, service_id=offering.service_id, on=offering.on, by=by
    )
    if offering.answer is not OfferAnswer.NONE_YET:
        answer_offer(
            case_id=case_id,
            offer_id=offer.pk,
            answer=offering.answer,
            on=offering.on,
            reason=offering.reason,
            seen_version=offer.version,
            by=by,
        )
    return offer


def _get_need_kind_of_service(offering: SupportPlanServiceOfferInput) -> str:
    """The kind of need that the service meets."""
    line = find_plan_offer_category(offering.kind)
    kind = Service.objects.filter(pk=offering.service_id).values_list("kind", flat=True).first()
    if line is None or kind not in line.kinds:
        raise ActionNotPossibleError("Choose a service from the list.")
    return kind_of(kind).need


def _get_or_record_need_id(
    case_id: UUID, kind: str, offering: SupportPlanServiceOfferInput, by: Actor
) -> UUID:
    standing = Need.objects.filter(case=case_id, kind=kind, met_on__isnull=True).order_by("-id").first()
    if standing is not None and not offering.words.strip():
        return standing.pk
    return record_need(case_id=case_id, kind=kind, words=offering.words, on=offering.on, by=by).pk
