"""Referring a person to a body that helps, its answer, what came of it, and asking again where nothing comes."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.directory.models import Service
from handrail.directory.need_and_service_kinds import get_service_kind as kind_of
from handrail.people.cases.offers.actions import offers
from handrail.people.cases.offers.models import Referral
from handrail.people.cases.offers.queries.referrals import get_kinds_open_to_body
from handrail.people.cases.offers.text_choices import (
    REFERRAL_ANSWER_TRANSITIONS,
    ReferralAnswer,
    ReferralOutcome,
)
from handrail.people.records.models import Case, Need, Offer
from handrail.people.records.permissions import get_case_access, lock_and_authorise
from handrail.people.records.text_choices import OfferAnswer
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.key_access import KeyAccess
from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg

AGREED_REASON = "Agreed to be referred"
MOST_HOURS = 1_000


@dataclass(frozen=True, slots=True)
class ReferralInput:
    """What the body is told: kinds of information that it may see already, and words of our own."""

    kinds: Iterable[Kind]
    words: str = ""


@transaction.atomic
def create_referral(
    *, case_id: UUID, service_id: int, told: ReferralInput, on: datetime.date, by: Actor
) -> Referral:
    """Refer the person, who agreed to it, to a service of another body. It is an offer against their need.

    Args:
        case_id: the case.
        service_id: an open service of another body that does not turn the person away.
        told: what the body is told.
        on: the day on which the person agreed.
        by: who refers; only those who work on the case may.

    Raises:
        ActionNotPossibleError: the body may not be told what was chosen, or the service cannot be offered;
            with what to ask.
        Denied: with why.
    """
    case, case_access = lock_and_authorise(case_id, by, Permission.OFFER, Kind.SUPPORT)
    _raise_unless_works_on_case(case_access)
    service = Service.objects.select_related("provider").filter(pk=service_id).first()
    if service is None:
        raise ActionNotPossibleError("Choose a service from the list.")
    if service.provider_id == by.body_id:
        raise ActionNotPossibleError(
            msg("{name} is your own organisation’s. Offer it instead.", name=service.name)
        )
    kinds = _get_chosen_kinds_or_raise(case_id, service, told)
    need = _get_or_create_need(case_id, kind_of(service.kind).need, on, by)
    offer = offers.make_offer(case_id=case_id, need_id=need.pk, service_id=service_id, on=on, by=by)
    offers.answer_offer(
        case_id=case_id,
        offer_id=offer.pk,
        answer=OfferAnswer.ACCEPTED,
        on=on,
        reason=AGREED_REASON,
        seen_version=offer.version,
        by=by,
    )
    row = Referral(
        offer=offer,
        case=case,
        to_body=service.provider,
        kinds=[kind.value for kind in kinds],
        sent_at=timezone.now(),
        sent_by_id=by.user_id,
        pro_bono=service.pro_bono,
    )
    row.words = told.words
    row.bind(case_access).save_by(by)
    shown = [kind.value for kind in kinds]
    record(
        who=by.who, verb=f"referred to {service.provider.name}", about=case_id, shown=shown, why=service.name
    )
    return row


@transaction.atomic
def answer_referral(
    *, referral_id: UUID, answer: ReferralAnswer, words: str, seen_version: int, by: Actor
) -> Referral:
    """Record what the body says: yes, no with its reason, or a place on its waiting list.

    Args:
        referral_id: the referral.
        answer: one that may follow the present one.
        words: why, or what happens next; needed with a no.
        seen_version: the version of the referral that the page showed.
        by: the body's own staff, or somebody who works on the case and was told by phone.

    Raises:
        ConcurrentEditError: somebody changed the referral meanwhile.
        ActionNotPossibleError, Denied, NotVisible: with why.
    """
    row = _lock_referral(referral_id, seen_version, by)
    answer = ReferralAnswer(answer)
    if (
        answer not in REFERRAL_ANSWER_TRANSITIONS[ReferralAnswer(row.answer)]
        or answer is ReferralAnswer.TAKEN_BACK
    ):
        raise ActionNotPossibleError(
            msg(
                "This referral was answered already: {answer}.",
                answer=ReferralAnswer(row.answer).label.lower(),
            )
        )
    if answer is ReferralAnswer.DECLINED and not words.strip():
        raise ActionNotPossibleError("Say why: the next service is chosen by it, and gaps are counted by it.")
    if answer is ReferralAnswer.ACCEPTED:
        offers.raise_if_adult_place_for_child(row.case, row.offer.service)
    row.answer, row.answered_at, row.answered_by_id = answer, timezone.now(), by.user_id
    row.answer_words = words
    row.save_by(by)
    if answer is ReferralAnswer.DECLINED:
        _copy_outcome_to_offer(
            row.offer, msg("{to_body} declined: {words}", to_body=row.to_body.name, words=words.strip()), by
        )
    record(who=by.who, verb="answered a referral", about=row.case_id, why=answer.label)
    return row


@transaction.atomic
def record_referral_outcome(
    *,
    referral_id: UUID,
    outcome: ReferralOutcome,
    words: str,
    pro_bono: bool,
    hours: int | None,
    seen_version: int,
    by: Actor,
) -> Referral:
    """Record what came of it, told by those who helped; work that was given free is recorded as such.

    Args:
        referral_id: the referral, which the body has accepted.
        outcome: what came of it.
        words: the same in words; may be empty.
        pro_bono: whether the work was given free.
        hours: how many hours of it were; None where nobody counted.
        seen_version: the version of the referral that the page showed.
        by: the body's own staff, or somebody who works on the case.

    Raises:
        ConcurrentEditError: somebody changed the referral meanwhile.
        ActionNotPossibleError, Denied, NotVisible: with why.
    """
    row = _lock_referral(referral_id, seen_version, by)
    if row.answer != ReferralAnswer.ACCEPTED:
        raise ActionNotPossibleError("Record first that the referral was accepted.")
    if hours is not None and (not pro_bono or not 0 <= hours <= MOST_HOURS):
        raise ActionNotPossibleError(
            "Give hours only for work that was free of charge, and no more than 1,000."
        )
    row.outcome, row.outcome_at, row.outcome_by_id = ReferralOutcome(outcome), timezone.now(), by.user_id
    row.pro_bono, row.pro_bono_hours = pro_bono, hours
    row.outcome_words = words
    row.save_by(by)
    parts = (ReferralOutcome(outcome).label, words.strip(), "Free of charge (pro bono)" if pro_bono else "")
    _copy_outcome_to_offer(row.offer, join_texts((part.rstrip(".") for part in parts if part), ". "), by)
    record(
        who=by.who,
        verb="recorded what came of a referral",
        about=row.case_id,
        why=ReferralOutcome(outcome).label,
    )
    return row


@transaction.atomic
def record_referral_chased(*, referral_id: UUID, by: Actor) -> Referral:
    """Record that the body was asked again today. Raises ActionNotPossibleError where it has answered for good."""
    row = _lock_referral(referral_id, None, by)
    _raise_unless_works_on_case(get_case_access(row.case, by))
    if row.answer not in (ReferralAnswer.NONE_YET, ReferralAnswer.WAITING):
        raise ActionNotPossibleError("They have answered: there is nothing to ask for.")
    row.chased, row.chased_on = row.chased + 1, timezone.localdate()
    row.save_by(by)
    record(who=by.who, verb="asked again about a referral", about=row.case_id)
    return row


@transaction.atomic
def take_back_referral(*, referral_id: UUID, by: Actor) -> Referral:
    """Take a referral back before the body has said yes. Raises ActionNotPossibleError after that."""
    row = _lock_referral(referral_id, None, by)
    _raise_unless_works_on_case(get_case_access(row.case, by))
    if ReferralAnswer.TAKEN_BACK not in REFERRAL_ANSWER_TRANSITIONS[ReferralAnswer(row.answer)]:
        raise ActionNotPossibleError("It was answered already, so it cannot be taken back.")
    row.answer, row.answered_at, row.answered_by_id = ReferralAnswer.TAKEN_BACK, timezone.now(), by.user_id
    row.save_by(by)
    _copy_outcome_to_offer(row.offer, "Referral taken back", by)
    record(who=by.who, verb="took a referral back", about=row.case_id)
    return row


def _get_chosen_kinds_or_raise(case_id: UUID, service: Service, told: ReferralInput) -> tuple[Kind, ...]:
    chosen = {Kind(kind) for kind in told.kinds}
    kinds = tuple(kind for kind in SHAREABLE_KINDS if kind in chosen)
    if not kinds:
        raise ActionNotPossibleError("Choose at least one kind of information that they are told.")
    missing = chosen - get_kinds_open_to_body(case_id, service.provider_id)
    if missing:
        names = join_texts((kind.words for kind in SHAREABLE_KINDS if kind in missing), "; ")
        raise ActionNotPossibleError(
            msg(
                "{provider} may not be told this yet: {names}. Ask the person first, and record what "
                "they say under Share.",
                provider=service.provider.name,
                names=names,
            )
        )
    return kinds


def _get_or_create_need(case_id: UUID, kind: str, on: datetime.date, by: Actor) -> Need:
    """The newest need of that kind that is not met, or a new one in no words."""
    found = Need.objects.filter(case=case_id, kind=kind, met_on__isnull=True).order_by("-id").first()
    return found or offers.record_need(case_id=case_id, kind=kind, words="", on=on, by=by)


def _raise_unless_works_on_case(case_access: CaseAccess) -> None:
    if not case_access.inside:
        raise Denied("Only those who work on the case may do this.")


def _lock_referral(referral_id: UUID, seen_version: int | None, by: Actor) -> Referral:
    """The referral, its case locked, for somebody on either side of it. Whoever sees nothing of the case is refused."""
    found = Referral.objects.filter(pk=referral_id).values_list("case_id", flat=True).first()
    case = Case.objects.select_for_update(of=("self",)).filter(pk=found).first() if found else None
    if case is None:
        raise NotVisible
    row = Referral.objects.select_related("case", "to_body", "offer").get(pk=referral_id)
    case_access = get_case_access(case, by)
    if not case_access.inside and row.to_body_id != by.body_id:
        raise NotVisible
    case_access.require(Permission.OFFER)
    if case.closed_at is not None:
        raise ActionNotPossibleError("This case is closed: nothing can be added to it.")
    if seen_version is not None:
        row.raise_if_seen_version_stale(seen_version)
    return row.bind(case_access)


def _copy_outcome_to_offer(offer: Offer, words: str, by: Actor) -> None:
    """The offer's result, where nobody wrote another: the plan of the person tells it too."""
    if offer.result:
        return
    offer.bind(KeyAccess(offer.case_id)).result = words
    offer.save_by(by)
