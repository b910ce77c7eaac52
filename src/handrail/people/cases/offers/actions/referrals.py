"""Referring a person to a body that helps, its answer, what came of it, and asking again where nothing comes."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from handrail.directory.models import Service
from handrail.directory.need_and_service_kinds import get_service_kind as kind_of
from handrail.people.cases.offers.actions import offers
from handrail.people.cases.offers.actions.referral_answers import (
    NO_DETAILS,
    ReferralAnswerDetails,
    ReferralAnswerInput,
    ReferralOutcomeInput,
    apply_referral_answer,
    apply_referral_outcome,
    copy_outcome_to_offer,
    end_referral_links_and_visits,
)
from handrail.people.cases.offers.models import Referral
from handrail.people.cases.offers.queries.provider_contact import (
    get_provider_contact,
    raise_unless_referral_method_possible,
)
from handrail.people.cases.offers.queries.referrals import get_information_kinds_open_to_body
from handrail.people.cases.offers.referral_slice import SLICE_KINDS, SLICE_PARTS
from handrail.people.cases.offers.text_choices import (
    OPEN_REFERRAL_ANSWERS,
    REFERRAL_ANSWER_TRANSITIONS,
    ReferralAnswer,
    ReferralAnswerSource,
    ReferralLinkEndReason,
    ReferralMethod,
    ReferralOutcome,
)
from handrail.people.records.models import Case, Need
from handrail.people.records.permissions import (
    get_case_access,
    lock_and_authorise_case_by_id,
    raise_if_case_restricted,
)
from handrail.people.records.text_choices import OfferAnswer
from handrail.platform.access.actor import Actor
from handrail.platform.access.body_and_colleague_choices import select_users_of_body
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.held_back_sharing import is_sharing_with_body_held_back
from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.outbox.actions.messages import queue_messages

AGREED_REASON = "Agreed to be referred"


@dataclass(frozen=True, slots=True)
class ReferralInput:
    """What the body is told: kinds of information that it may see already, words of our own; and how it is sent."""

    kinds: Iterable[Kind]
    words: str = ""
    method: ReferralMethod = ReferralMethod.HANDRAIL


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
    case, case_access = lock_and_authorise_case_by_id(case_id, by, Permission.OFFER, Kind.OFFERS)
    raise_unless_works_on_case(case_access)
    service = Service.objects.select_related("provider").filter(pk=service_id).first()
    if service is None:
        raise ActionNotPossibleError("Choose a service from the list.")
    if service.provider_id == by.body_id:
        raise ActionNotPossibleError(
            msg("{name} belongs to your own organisation. Offer it instead.", name=service.name)
        )
    raise_unless_referral_method_possible(told.method, get_provider_contact(service))
    kinds = _get_chosen_information_kinds_or_raise(case_id, service, told)
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
        method=told.method,
        sent_at=timezone.now(),
        sent_by_id=by.user_id,
        pro_bono=service.pro_bono,
    )
    row.words = told.words
    row.bind(case_access).save_by(by)
    shown = [kind.value for kind in kinds]
    write_audit_record(
        who=by.who, verb=f"referred to {service.provider.name}", about=case_id, shown=shown, why=service.name
    )
    _notify_provider_of_referral(row)
    return row


def _notify_provider_of_referral(row: Referral) -> None:
    """Everybody there who may answer it; a provider without accounts gets a link or a telephone call."""
    if is_sharing_with_body_held_back(row.case_id, row.to_body_id):
        return
    answering = select_users_of_body(row.to_body_id, Permission.OFFER)
    queue_messages(
        kind="referral_received",
        occasion=f"referral/{row.pk}/received",
        about="",
        path=reverse("referral", args=[row.pk]),
        to=list(answering.values_list("pk", flat=True)),
    )


@transaction.atomic
def answer_referral(
    *,
    referral_id: UUID,
    answer: ReferralAnswer,
    words: str,
    seen_version: int,
    by: Actor,
    details: ReferralAnswerDetails = NO_DETAILS,
) -> Referral:
    """Record what the provider says: yes, no with its reason, a place on its waiting list, or what more it needs.

    Args:
        referral_id: the referral.
        answer: one that may follow the present one.
        words: why, or what happens next; needed with a no that has no coded reason, and with a question.
        seen_version: the version of the referral that the page showed.
        by: the provider's own staff, or somebody who works on the case and was told by telephone.
        details: the coded reason, the first day, and who at the office said so by telephone.

    Raises:
        ConcurrentEditError: somebody changed the referral meanwhile.
        ActionNotPossibleError, Denied, NotVisible: with why.
    """
    row = lock_referral(referral_id, seen_version, by)
    source = ReferralAnswerSource.ACCOUNT if row.to_body_id == by.body_id else ReferralAnswerSource.PHONE
    apply_referral_answer(row, ReferralAnswerInput(answer, words, details), source, by)
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
    row = lock_referral(referral_id, seen_version, by)
    apply_referral_outcome(row, ReferralOutcomeInput(outcome, words, pro_bono, hours), by)
    return row


@transaction.atomic
def record_referral_reminder(*, referral_id: UUID, by: Actor) -> Referral:
    """Record that the body was asked again today. Raises ActionNotPossibleError where it has answered for good."""
    row = lock_referral(referral_id, None, by)
    raise_unless_works_on_case(get_case_access(row.case, by))
    if row.answer not in OPEN_REFERRAL_ANSWERS:
        raise ActionNotPossibleError("They have already answered.")
    row.chased, row.chased_on = row.chased + 1, timezone.localdate()
    row.save_by(by)
    write_audit_record(who=by.who, verb="chased a referral", about=row.case_id)
    return row


@transaction.atomic
def withdraw_referral(*, referral_id: UUID, by: Actor) -> Referral:
    """Take a referral back before the body has said yes. Raises ActionNotPossibleError after that."""
    row = lock_referral(referral_id, None, by, allow_restricted=True)
    raise_unless_works_on_case(get_case_access(row.case, by))
    if ReferralAnswer.TAKEN_BACK not in REFERRAL_ANSWER_TRANSITIONS[ReferralAnswer(row.answer)]:
        raise ActionNotPossibleError("It has been answered, so you cannot withdraw it.")
    row.answer, row.answered_at, row.answered_by_id = ReferralAnswer.TAKEN_BACK, timezone.now(), by.user_id
    row.answer_source = ReferralAnswerSource.ACCOUNT
    row.save_by(by)
    end_referral_links_and_visits(row, ReferralLinkEndReason.STOPPED)
    copy_outcome_to_offer(row.offer, "Referral withdrawn", by)
    write_audit_record(who=by.who, verb="withdrew a referral", about=row.case_id)
    return row


def _get_chosen_information_kinds_or_raise(
    case_id: UUID, service: Service, told: ReferralInput
) -> tuple[Kind, ...]:
    chosen = {Kind(kind) for kind in told.kinds}
    if told.method != ReferralMethod.HANDRAIL:
        chosen = chosen & SLICE_KINDS if chosen & set(SLICE_PARTS) else set()
    kinds = tuple(kind for kind in SHAREABLE_KINDS if kind in chosen)
    if not kinds:
        raise ActionNotPossibleError("Choose at least one kind of information to share.")
    missing = chosen - get_information_kinds_open_to_body(case_id, service.provider_id)
    if missing:
        names = join_texts((kind.words for kind in SHAREABLE_KINDS if kind in missing), "; ")
        raise ActionNotPossibleError(
            msg(
                (
                    "You cannot tell {provider} this yet: {names}. Ask the person first, and record "
                    "their answer under Share."
                ),
                provider=service.provider.name,
                names=names,
            )
        )
    return kinds


def _get_or_create_need(case_id: UUID, kind: str, on: datetime.date, by: Actor) -> Need:
    """The newest need of that kind that is not met, or a new one in no words."""
    found = Need.objects.filter(case=case_id, kind=kind, met_on__isnull=True).order_by("-id").first()
    return found or offers.record_need(case_id=case_id, kind=kind, words="", on=on, by=by)


def raise_unless_works_on_case(case_access: CaseAccess) -> None:
    if not case_access.inside:
        raise Denied("Only people who work on the case can do this.")


def lock_referral(
    referral_id: UUID, seen_version: int | None, by: Actor, *, allow_restricted: bool = False
) -> Referral:
    """The referral, its case locked, for somebody on either side of it. Whoever sees nothing of the case is refused.

    Args:
        referral_id: the referral.
        seen_version: the version that the page showed; None where none was shown.
        by: who acts.
        allow_restricted: for taking it back, which ends a use.

    Returns:
        The referral, bound to the actor.

    Raises:
        ConcurrentEditError, ActionNotPossibleError, Denied, NotVisible: with why.
    """
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
    if not allow_restricted:
        raise_if_case_restricted(case)
    if seen_version is not None:
        row.raise_if_seen_version_stale(seen_version)
    return row.bind(case_access)


@transaction.atomic
def send_referral_again(*, referral_id: UUID, told: ReferralInput, seen_version: int, by: Actor) -> Referral:
    """Send a referral once more, with what the provider asked for, or in another way.

    Args:
        referral_id: a referral that the provider has not answered for good.
        told: what the provider is told from now on, and how.
        seen_version: the version of the referral that the page showed.
        by: somebody who works on the case.

    Raises:
        ConcurrentEditError: somebody changed the referral meanwhile.
        ActionNotPossibleError: it was answered, may not be told, or cannot be sent so.
        Denied, NotVisible: with why.
    """
    row = lock_referral(referral_id, seen_version, by)
    raise_unless_works_on_case(get_case_access(row.case, by))
    if row.answer not in OPEN_REFERRAL_ANSWERS:
        raise ActionNotPossibleError("They have already answered, so there is nothing to send again.")
    raise_unless_referral_method_possible(told.method, get_provider_contact(row.offer.service))
    kinds = _get_chosen_information_kinds_or_raise(row.case_id, row.offer.service, told)
    end_referral_links_and_visits(row, ReferralLinkEndReason.REPLACED)
    row.kinds, row.words, row.method = [kind.value for kind in kinds], told.words, told.method
    row.save_by(by)
    shown = [kind.value for kind in kinds]
    write_audit_record(
        who=by.who,
        verb=f"sent a referral again to {row.to_body.name}",
        about=row.case_id,
        shown=shown,
        why=ReferralMethod(told.method).label,
    )
    return row
