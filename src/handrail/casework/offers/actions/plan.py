"""What the person needs, what was offered, and what came of it."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail import pathway
from handrail.access.actor import Actor
from handrail.access.denied import Denied
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.audit.actions import record
from handrail.casework.case.models import Case, Need, Offer
from handrail.casework.case.permissions import enter
from handrail.casework.case.sealing import box_to_write, seal
from handrail.casework.case.stale import StaleOffer
from handrail.casework.case.states import OFFER_MOVES, OfferAnswer
from handrail.casework.events.actions.moving import note_move
from handrail.casework.events.recompute import ask
from handrail.casework.events.review_rule import PLACES
from handrail.casework.offers.queries.facts import facts_of
from handrail.directory.fit import Says, person_fits
from handrail.directory.kinds import NEEDS
from handrail.directory.kinds import kind as kind_of
from handrail.directory.kinds import need as need_kind
from handrail.directory.models import Service
from handrail.directory.queries import service as service_line
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import joined, say

MOST_PENCE = 100_000_00
PLACE = "place"
NO_ADULT_PLACE = (
    "Adult places are never offered to a child, or to a person whose age is not sure. "
    "Ring the council’s emergency duty team."
)


@transaction.atomic
def record_need(*, case_id: UUID, kind: str, words: str, on: datetime.date, by: Actor) -> Need:
    """What would help, in the person's words."""
    case, sight = enter(case_id, by, Permission.OFFER, Kind.SUPPORT)
    if not sight.inside:
        raise Denied("Only those who work on the case record what the person needs.")
    if kind not in {need.code for need in NEEDS}:
        raise NotNow("Choose the kind of need from the list.")
    not_ahead(on)
    need = Need(case=case, kind=kind, opened_on=on, opened_by_id=by.user_id)
    seal(box_to_write(case.pk), need, words=words)
    need.save()
    record(who=by.who, verb="recorded a need", about=case.pk, why=need_kind(kind).name)
    return need


@transaction.atomic
def make_offer(*, case_id: UUID, need_id: UUID, service_id: int, on: datetime.date, by: Actor) -> Offer:
    """Offer a service against a need. The offer keeps the phase of its day."""
    case, sight = enter(case_id, by, Permission.OFFER, Kind.SUPPORT)
    need = Need.objects.filter(case=case, pk=need_id).first()
    if need is None:
        raise NotNow("That need is not on this case.")
    if need.met_on is not None:
        raise NotNow("This need is marked as met. Say first that it stands again.")
    service = Service.objects.filter(pk=service_id).first()
    if service is None:
        raise NotNow("Choose a service from the list.")
    _may_write(sight, service, by)
    if service.state != "open":
        raise NotNow(say("{name} is not open now, so it cannot be offered.", name=service.name))
    no_adult_place(case, service)
    _not_for_others(service_id, sight)
    not_ahead(on)
    offer = Offer.objects.create(
        case=case,
        need=need,
        service=service,
        offered_on=on,
        offered_by_id=by.user_id,
        phase=pathway.phase_on(ask(case).history, on),
        recorded_at=timezone.now(),
        changed_at=timezone.now(),
        changed_by_id=by.user_id,
    )
    record(who=by.who, verb="made an offer", about=case.pk, why=service.name)
    return offer


@transaction.atomic
def answer_offer(
    *,
    case_id: UUID,
    offer_id: UUID,
    answer: OfferAnswer,
    on: datetime.date,
    reason: str,
    seen_version: int,
    by: Actor,
) -> None:
    """What the person said to an offer, and why. Raises StaleOffer where somebody changed it meanwhile."""
    offer = _offer(case_id, offer_id, seen_version, by)
    answer = OfferAnswer(answer)
    if answer not in OFFER_MOVES[OfferAnswer(offer.answer)]:
        raise NotNow(
            say("This offer was answered already: {answer}.", answer=OfferAnswer(offer.answer).label.lower())
        )
    if answer is OfferAnswer.ACCEPTED:
        no_adult_place(offer.case, offer.service)
    not_ahead(on)
    if on < offer.offered_on:
        raise NotNow("The answer cannot come before the offer was made.")
    offer.answer, offer.answered_on, offer.answered_to_id = answer, on, by.user_id
    seal(box_to_write(offer.case_id), offer, reason=reason)
    _save(offer, by)
    if answer is OfferAnswer.ACCEPTED and offer.service.kind in PLACES:
        note_move(case=offer.case, by=by)
    record(who=by.who, verb="recorded an answer to an offer", about=offer.case_id, why=answer.label)


@transaction.atomic
def record_result(
    *, case_id: UUID, offer_id: UUID, result: str, cost_pence: int | None, seen_version: int, by: Actor
) -> None:
    """What came of an offer, and what it cost in pence. Raises StaleOffer where somebody changed it meanwhile."""
    offer = _offer(case_id, offer_id, seen_version, by)
    if cost_pence is not None and not 0 <= cost_pence <= MOST_PENCE:
        raise NotNow("Check the cost: it must be between £0 and £100,000.")
    seal(box_to_write(offer.case_id), offer, result=result)
    offer.cost_pence = cost_pence
    _save(offer, by)
    record(who=by.who, verb="recorded what came of an offer", about=offer.case_id)


def no_adult_place(case: Case, service: Service) -> None:
    """Neither offered nor taken up: somebody may be found to be a child after the offer was made."""
    if case.age != "adult" and kind_of(service.kind).need == PLACE:
        raise NotNow(NO_ADULT_PLACE)


def _not_for_others(service_id: int, sight: Sight) -> None:
    """Nobody is offered what they would be turned away from: the service's own rules, as far as the case says."""
    line = service_line(service_id)
    noes = person_fits(line.terms, facts_of(sight)).those(Says.NO) if line else ()
    if line and noes:
        raise NotNow(
            say(
                "{name} cannot be offered: {noes}. Where they make an exception, ask {provider_name}.",
                name=line.name,
                noes=joined(noes, "; "),
                provider_name=line.provider_name,
            )
        )


def _may_write(sight: Sight, service: Service, by: Actor) -> None:
    """A body with which the case is shared writes only about services of its own."""
    if not sight.inside and service.provider_id != by.body_id:
        raise Denied("You can record this only for services of your own organisation.")


def _offer(case_id: UUID, offer_id: UUID, seen_version: int, by: Actor) -> Offer:
    case, sight = enter(case_id, by, Permission.OFFER, Kind.SUPPORT)
    offer = (
        Offer.objects.select_for_update(of=("self",))
        .select_related("service")
        .filter(case=case, pk=offer_id)
        .first()
    )
    if offer is None:
        raise NotNow("That offer is not on this case.")
    _may_write(sight, offer.service, by)
    if offer.version != seen_version:
        raise StaleOffer
    return offer


def _save(offer: Offer, by: Actor) -> None:
    offer.version += 1
    offer.changed_at, offer.changed_by_id = timezone.now(), by.user_id
    offer.save()


def not_ahead(on: datetime.date) -> None:
    """Raises NotNow for a day that has not come yet."""
    if on > timezone.localdate():
        raise NotNow("That day has not come yet.")
