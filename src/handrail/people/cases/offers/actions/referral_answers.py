"""What a provider says to a referral, whichever way it reached us. Only the provider's answer makes it accepted."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from handrail.people.cases.offers.actions import offers
from handrail.people.cases.offers.models import Referral, ReferralLink, ReferralLinkVisit
from handrail.people.cases.offers.outside_provider import ProviderActingThroughReferralLink
from handrail.people.cases.offers.queries.provider_contact import get_provider_contact
from handrail.people.cases.offers.text_choices import (
    REFERRAL_ANSWER_TRANSITIONS,
    ReferralAnswer,
    ReferralAnswerSource,
    ReferralDeclineReason,
    ReferralLinkEndReason,
    ReferralOutcome,
)
from handrail.people.records.models import Offer
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg

MOST_HOURS = 1_000


@dataclass(frozen=True, slots=True)
class ReferralAnswerDetails:
    """More of an answer: the coded reason of a no, the first day of a yes, who at the office said it by telephone."""

    decline_reason: str = ""
    starts_on: datetime.date | None = None
    given_by: str = ""


NO_DETAILS = ReferralAnswerDetails()


@dataclass(frozen=True, slots=True)
class ReferralAnswerInput:
    """An answer to a referral."""

    answer: ReferralAnswer
    words: str = ""
    details: ReferralAnswerDetails = NO_DETAILS


@dataclass(frozen=True, slots=True)
class ReferralOutcomeInput:
    """What came of a referral; `hours` of work that was free, None where nobody counted."""

    outcome: ReferralOutcome
    words: str = ""
    pro_bono: bool = False
    hours: int | None = None


def apply_referral_answer(
    row: Referral,
    said: ReferralAnswerInput,
    source: ReferralAnswerSource,
    by: Actor | ProviderActingThroughReferralLink,
) -> None:
    """Check an answer and write it: part of an action that has locked the case and asked who may.

    Args:
        row: the referral, bound to a reader.
        said: the answer.
        source: how it reached us.
        by: who answers, or who was told by telephone.

    Raises:
        ActionNotPossibleError: with what to say differently.
    """
    answer = ReferralAnswer(said.answer)
    _raise_unless_answer_possible(row, answer, said, source)
    row.answer, row.answered_at, row.answered_by_id = answer, timezone.now(), by.user_id
    row.answer_source, row.answer_words = source, said.words
    row.decline_reason = ""
    if answer is ReferralAnswer.DECLINED:
        row.decline_reason = ReferralDeclineReason(said.details.decline_reason or ReferralDeclineReason.OTHER)
    row.starts_on = said.details.starts_on if answer is ReferralAnswer.ACCEPTED else None
    by_phone = source is ReferralAnswerSource.PHONE
    row.answer_office = get_provider_contact(row.offer.service).office if by_phone else None
    row.answer_given_by = said.details.given_by if by_phone else ""
    row.save_by(by)
    if answer is ReferralAnswer.DECLINED:
        why = said.words.strip() or ReferralDeclineReason(row.decline_reason).label
        copy_outcome_to_offer(
            row.offer, msg("{to_body} declined: {words}", to_body=row.to_body.name, words=why), by
        )
    write_audit_record(who=by.who, verb="answered a referral", about=row.case_id, why=answer.label)


def _raise_unless_answer_possible(
    row: Referral, answer: ReferralAnswer, said: ReferralAnswerInput, source: ReferralAnswerSource
) -> None:
    now = ReferralAnswer(row.answer)
    if answer not in REFERRAL_ANSWER_TRANSITIONS[now] or answer is ReferralAnswer.TAKEN_BACK:
        raise ActionNotPossibleError(
            msg("This referral has already been answered: {answer}.", answer=now.label.lower())
        )
    words, coded = said.words.strip(), said.details.decline_reason
    if answer is ReferralAnswer.DECLINED and not words and coded in ("", ReferralDeclineReason.OTHER):
        raise ActionNotPossibleError("Give a reason. It helps choose the next service and shows unmet need.")
    if answer is ReferralAnswer.ASKS_MORE and not words:
        raise ActionNotPossibleError("Enter what more you need to know.")
    if source is ReferralAnswerSource.PHONE and not said.details.given_by.strip():
        raise ActionNotPossibleError("Enter who at the office gave the answer.")
    if answer is ReferralAnswer.ACCEPTED:
        offers.raise_if_adult_accommodation_for_non_adult(row.case, row.offer.service)


def apply_referral_outcome(
    row: Referral, said: ReferralOutcomeInput, by: Actor | ProviderActingThroughReferralLink
) -> None:
    """Check what came of a referral and write it: part of an action that has locked the case and asked who may.

    Args:
        row: the referral, bound to a reader.
        said: what came of it.
        by: who says so.

    Raises:
        ActionNotPossibleError: with what to say differently.
    """
    if row.answer != ReferralAnswer.ACCEPTED:
        raise ActionNotPossibleError("Record first that the referral was accepted.")
    if said.hours is not None and (not said.pro_bono or not 0 <= said.hours <= MOST_HOURS):
        raise ActionNotPossibleError("Enter hours only for work that was free of charge, up to 1,000.")
    outcome = ReferralOutcome(said.outcome)
    row.outcome, row.outcome_at, row.outcome_by_id = outcome, timezone.now(), by.user_id
    row.pro_bono, row.pro_bono_hours, row.outcome_words = said.pro_bono, said.hours, said.words
    row.save_by(by)
    parts = (outcome.label, said.words.strip(), "Free of charge (pro bono)" if said.pro_bono else "")
    copy_outcome_to_offer(row.offer, join_texts((part.rstrip(".") for part in parts if part), ". "), by)
    write_audit_record(
        who=by.who, verb="recorded the outcome of a referral", about=row.case_id, why=outcome.label
    )


def copy_outcome_to_offer(offer: Offer, words: str, by: Actor | ProviderActingThroughReferralLink) -> None:
    """Set the offer's result, where nobody wrote another: the plan of the person tells it too.

    Args:
        offer: of the referral.
        words: the result.
        by: who says so.
    """
    if offer.result:
        return
    offer.bind(UnrecordedKeyAccess(offer.case_id)).result = words
    offer.save_by(by)


def end_referral_links_and_visits(row: Referral, reason: ReferralLinkEndReason) -> int:
    """End the referral's live link, and a visit through an earlier one. Returns how many links were ended."""
    now = timezone.now()
    ReferralLinkVisit.objects.filter(link__referral=row, ends_at__gt=now).update(ends_at=now)
    live = ReferralLink.objects.filter(referral=row, ended_at__isnull=True)
    return live.update(ended_at=now, end_reason=reason)
