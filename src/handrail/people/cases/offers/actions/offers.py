"""What the person needs, what was offered, and what came of it."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail import pathway
from handrail.directory.models import Service
from handrail.directory.need_and_service_kinds import (
    NEEDS,
    get_information_kind_of_need,
    get_information_kind_of_offer,
)
from handrail.directory.need_and_service_kinds import get_service_kind as kind_of
from handrail.directory.queries import find_service as service_line
from handrail.directory.service_fit import FitVerdict, assess_service_fit_by_person_rules
from handrail.people.cases.events.actions.person_moves import record_person_moved
from handrail.people.cases.events.case_evaluation import evaluate_case
from handrail.people.cases.events.safety_plan_review import PLACE_SERVICE_KINDS
from handrail.people.cases.offers.queries.fit_facts import get_service_fit_facts_of_case
from handrail.people.records.models import Case, Need, Offer
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.people.records.text_choices import OFFER_ANSWER_TRANSITIONS, OfferAnswer
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import Denied
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg

PLACE_NEED = "place"
NO_ADULT_PLACE = (
    "Adult places are never offered to a child, or to a person whose age is not certain. Ring "
    "the council’s emergency duty team."
)


@transaction.atomic
def record_need(*, case_id: UUID, kind: str, words: str, on: datetime.date, by: Actor) -> Need:
    """Record what would help, in the person's words.

    Args:
        case_id: the case.
        kind: the code of a kind of need.
        words: the person's own; may be empty.
        on: the day on which they said it.
        by: who writes it down; only those who work on the case may.

    Raises:
        Denied: a body with which the case is shared.
        ActionNotPossibleError: an unknown kind, or a day to come.
    """
    case, case_access = lock_and_authorise_case_by_id(case_id, by, Permission.OFFER)
    if not case_access.inside:
        raise Denied("Only people who work on the case can record what the person needs.")
    if kind not in {need.code for need in NEEDS}:
        raise ActionNotPossibleError("Choose a kind of need from the list.")
    case_access.needs(get_information_kind_of_need(kind))
    raise_if_day_in_future(on)
    need = Need(case=case, kind=kind, opened_on=on, opened_by_id=by.user_id)
    need.words = words
    need.bind(case_access).save()
    write_audit_record(who=by.who, verb="recorded a need", about=case.pk)
    return need


@transaction.atomic
def make_offer(*, case_id: UUID, need_id: UUID, service_id: int, on: datetime.date, by: Actor) -> Offer:
    """Offer a service against a need. The offer keeps the phase of its day.

    Args:
        case_id: the case.
        need_id: one of its needs that is not met.
        service_id: an open service that does not turn the person away.
        on: the day of the offer.
        by: who offers; a body with which the case is shared offers services of its own alone.

    Raises:
        Denied: the service is of another body than the actor's, who does not work on the case.
        ActionNotPossibleError: with what to do.
    """
    case, case_access = lock_and_authorise_case_by_id(case_id, by, Permission.OFFER)
    need = Need.objects.filter(case=case, pk=need_id).first()
    if need is None:
        raise ActionNotPossibleError("That need is not on this case.")
    if need.met_on is not None:
        raise ActionNotPossibleError("This need is marked as met. Reopen it first.")
    service = Service.objects.filter(pk=service_id).first()
    if service is None:
        raise ActionNotPossibleError("Choose a service from the list.")
    case_access.needs(get_information_kind_of_offer(service.kind))
    _raise_unless_may_write_about_service(case_access, service, by)
    if service.state != "open":
        raise ActionNotPossibleError(
            msg("{name} is not open now, so it cannot be offered.", name=service.name)
        )
    raise_if_adult_accommodation_for_non_adult(case, service)
    _raise_unless_service_fits(service_id, case_access)
    raise_if_day_in_future(on)
    now = timezone.now()
    offer = Offer(
        case=case,
        need=need,
        offered_on=on,
        offered_by_id=by.user_id,
        phase=pathway.get_phase_when_recorded(evaluate_case(case).history, on, now),
        recorded_at=now,
    )
    offer.service = service
    offer.bind(case_access).save_by(by)
    write_audit_record(who=by.who, verb="made an offer", about=case.pk, why=service.name)
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
    """Record what the person said to an offer, and why.

    Args:
        case_id, offer_id: the offer.
        answer: one that may follow the present one.
        on: the day of the answer.
        reason: why, in the person's own words; may be empty.
        seen_version: the version of the offer that the page showed.
        by: who writes it down.

    Raises:
        ConcurrentEditError: somebody changed the offer meanwhile.
        Denied, ActionNotPossibleError: with why.
    """
    offer = _lock_offer(case_id, offer_id, seen_version, by)
    answer = OfferAnswer(answer)
    if answer not in OFFER_ANSWER_TRANSITIONS[OfferAnswer(offer.answer)]:
        raise ActionNotPossibleError(
            msg(
                "This offer has already been answered: {answer}.",
                answer=OfferAnswer(offer.answer).label.lower(),
            )
        )
    if answer is OfferAnswer.ACCEPTED:
        raise_if_adult_accommodation_for_non_adult(offer.case, offer.service)
    raise_if_day_in_future(on)
    if on < offer.offered_on:
        raise ActionNotPossibleError("The answer cannot come before the offer was made.")
    offer.answer, offer.answered_on, offer.answered_to_id = answer, on, by.user_id
    if reason or not offer.reason.hidden:  # whoever is not shown the reason does not empty it
        offer.reason = reason
    offer.save_by(by)
    if answer is OfferAnswer.ACCEPTED and offer.service.kind in PLACE_SERVICE_KINDS:
        record_person_moved(case=offer.case, by=by)
    write_audit_record(
        who=by.who, verb="recorded an answer to an offer", about=offer.case_id, why=answer.label
    )


@transaction.atomic
def record_offer_result(
    *, case_id: UUID, offer_id: UUID, result: str, cost_pence: int | None, seen_version: int, by: Actor
) -> None:
    """Record what came of an offer, and what it cost.

    Args:
        case_id, offer_id: the offer.
        result: in words; may be empty.
        cost_pence: in pence; None where nobody knows.
        seen_version: the version of the offer that the page showed.
        by: who writes it down.

    Raises:
        ConcurrentEditError: somebody changed the offer meanwhile.
        ValidationError: a cost that cannot be.
        Denied, ActionNotPossibleError: with why.
    """
    offer = _lock_offer(case_id, offer_id, seen_version, by)
    offer.result, offer.cost_pence = result, cost_pence
    offer.save_by(by)
    write_audit_record(who=by.who, verb="recorded the outcome of an offer", about=offer.case_id)


def raise_if_adult_accommodation_for_non_adult(case: Case, service: Service) -> None:
    """Neither offered nor taken up: somebody may be found to be a child after the offer was made.

    Raises ActionNotPossibleError for an adult place, unless the person is known to be an adult.
    """
    if case.age != "adult" and kind_of(service.kind).need == PLACE_NEED:
        raise ActionNotPossibleError(NO_ADULT_PLACE)


def _raise_unless_service_fits(service_id: int, case_access: CaseAccess) -> None:
    """Nobody is offered what they would be turned away from: the service's own rules, as far as the case says."""
    line = service_line(service_id)
    noes = (
        assess_service_fit_by_person_rules(line.terms, get_service_fit_facts_of_case(case_access)).those(
            FitVerdict.NO
        )
        if line
        else ()
    )
    if line and noes:
        raise ActionNotPossibleError(
            msg(
                "{name} cannot be offered: {noes}. If they make exceptions, ask {provider_name}.",
                name=line.name,
                noes=join_texts(noes, "; "),
                provider_name=line.provider_name,
            )
        )


def _raise_unless_may_write_about_service(case_access: CaseAccess, service: Service, by: Actor) -> None:
    """A body with which the case is shared writes only about services of its own."""
    if not case_access.inside and service.provider_id != by.body_id:
        raise Denied("You can record this only for services of your own organisation.")


def _lock_offer(case_id: UUID, offer_id: UUID, seen_version: int, by: Actor) -> Offer:
    case, case_access = lock_and_authorise_case_by_id(case_id, by, Permission.OFFER)
    offer = (
        Offer.objects.select_for_update(of=("self",))
        .filter(case=case, pk=offer_id)
        .opened_for(case_access)
        .first()
    )
    if offer is None:
        raise ActionNotPossibleError("That offer is not on this case.")
    case_access.needs(get_information_kind_of_offer(offer.service.kind))
    _raise_unless_may_write_about_service(case_access, offer.service, by)
    offer.raise_if_seen_version_stale(seen_version)
    return offer


def raise_if_day_in_future(on: datetime.date) -> None:
    """Raises ActionNotPossibleError for a day that has not come yet."""
    if on > timezone.localdate():
        raise ActionNotPossibleError("That date is in the future.")
