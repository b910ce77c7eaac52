"""Referring a person to a body that helps, its answer, what came of it, and asking again where nothing comes."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.denied import Denied, NotOpenToYou
from handrail.access.kinds import SHAREABLE, Kind
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.audit.actions import record
from handrail.casework.case.models import Case, Need, Offer
from handrail.casework.case.permissions import enter, sight_of
from handrail.casework.case.sealing import box_to_write, read, seal
from handrail.casework.case.stale import StaleSave
from handrail.casework.case.states import OfferAnswer
from handrail.casework.offers.actions import plan
from handrail.casework.offers.models import Referral
from handrail.casework.offers.queries.referrals import open_kinds
from handrail.casework.offers.states import ANSWER_MOVES, Answer, Outcome
from handrail.directory.kinds import kind as kind_of
from handrail.directory.models import Service
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import joined, say

AGREED = "Agreed to be referred"
MOST_HOURS = 1_000


class StaleReferral(StaleSave):
    """Somebody else changed this referral after you opened the page. Read what is there now, and save again."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the body is told: kinds of information that it may see already, and words of our own."""

    kinds: Iterable[Kind]
    words: str = ""


@transaction.atomic
def refer(*, case_id: UUID, service_id: int, told: Told, on: datetime.date, by: Actor) -> Referral:
    """Refer the person, who agreed to it, to a service of another body. It is an offer against their need.

    Raises NotNow, with what to ask, where the body may not be told what was chosen.
    """
    case, sight = enter(case_id, by, Permission.OFFER, Kind.SUPPORT)
    _only_inside(sight)
    service = Service.objects.select_related("provider").filter(pk=service_id).first()
    if service is None:
        raise NotNow("Choose a service from the list.")
    if service.provider_id == by.body_id:
        raise NotNow(say("{name} is your own organisation’s. Offer it instead.", name=service.name))
    kinds = _may_be_told(case_id, service, told)
    need = _need(case_id, kind_of(service.kind).need, on, by)
    offer = plan.make_offer(case_id=case_id, need_id=need.pk, service_id=service_id, on=on, by=by)
    plan.answer_offer(
        case_id=case_id,
        offer_id=offer.pk,
        answer=OfferAnswer.ACCEPTED,
        on=on,
        reason=AGREED,
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
    seal(box_to_write(case_id), row, words=told.words)
    row.save()
    shown = [kind.value for kind in kinds]
    record(
        who=by.who, verb=f"referred to {service.provider.name}", about=case_id, shown=shown, why=service.name
    )
    return row


@transaction.atomic
def answer_referral(
    *, referral_id: UUID, answer: Answer, words: str, seen_version: int, by: Actor
) -> Referral:
    """What the body says: yes, no with its reason, or a place on its waiting list. Its own staff say so here.

    Those who work on the case may write down what they were told by phone.
    """
    row = _locked(referral_id, seen_version, by)
    answer = Answer(answer)
    if answer not in ANSWER_MOVES[Answer(row.answer)] or answer is Answer.TAKEN_BACK:
        raise NotNow(
            say("This referral was answered already: {answer}.", answer=Answer(row.answer).label.lower())
        )
    if answer is Answer.DECLINED and not words.strip():
        raise NotNow("Say why: the next service is chosen by it, and gaps are counted by it.")
    if answer is Answer.ACCEPTED:
        plan.no_adult_place(row.case, row.offer.service)
    row.answer, row.answered_at, row.answered_by_id = answer, timezone.now(), by.user_id
    seal(box_to_write(row.case_id), row, answer_words=words)
    _save(row)
    if answer is Answer.DECLINED:
        _came_of_it(
            row.offer, say("{to_body} declined: {words}", to_body=row.to_body.name, words=words.strip()), by
        )
    record(who=by.who, verb="answered a referral", about=row.case_id, why=answer.label)
    return row


@transaction.atomic
def record_outcome(
    *,
    referral_id: UUID,
    outcome: Outcome,
    words: str,
    pro_bono: bool,
    hours: int | None,
    seen_version: int,
    by: Actor,
) -> Referral:
    """What came of it, told by those who helped; work that was given free is recorded as such."""
    row = _locked(referral_id, seen_version, by)
    if row.answer != Answer.ACCEPTED:
        raise NotNow("Record first that the referral was accepted.")
    if hours is not None and (not pro_bono or not 0 <= hours <= MOST_HOURS):
        raise NotNow("Give hours only for work that was free of charge, and no more than 1,000.")
    row.outcome, row.outcome_at, row.outcome_by_id = Outcome(outcome), timezone.now(), by.user_id
    row.pro_bono, row.pro_bono_hours = pro_bono, hours
    seal(box_to_write(row.case_id), row, outcome_words=words)
    _save(row)
    parts = (Outcome(outcome).label, words.strip(), "Free of charge (pro bono)" if pro_bono else "")
    _came_of_it(row.offer, joined((part.rstrip(".") for part in parts if part), ". "), by)
    record(who=by.who, verb="recorded what came of a referral", about=row.case_id, why=Outcome(outcome).label)
    return row


@transaction.atomic
def chase(*, referral_id: UUID, by: Actor) -> Referral:
    """Say that the body was asked again today."""
    row = _locked(referral_id, None, by)
    _only_inside(sight_of(row.case, by))
    if row.answer not in (Answer.NONE_YET, Answer.WAITING):
        raise NotNow("They have answered: there is nothing to ask for.")
    row.chased, row.chased_on = row.chased + 1, timezone.localdate()
    _save(row)
    record(who=by.who, verb="asked again about a referral", about=row.case_id)
    return row


@transaction.atomic
def take_back(*, referral_id: UUID, by: Actor) -> Referral:
    """Take a referral back before the body has said yes."""
    row = _locked(referral_id, None, by)
    _only_inside(sight_of(row.case, by))
    if Answer.TAKEN_BACK not in ANSWER_MOVES[Answer(row.answer)]:
        raise NotNow("It was answered already, so it cannot be taken back.")
    row.answer, row.answered_at, row.answered_by_id = Answer.TAKEN_BACK, timezone.now(), by.user_id
    _save(row)
    _came_of_it(row.offer, "Referral taken back", by)
    record(who=by.who, verb="took a referral back", about=row.case_id)
    return row


def _may_be_told(case_id: UUID, service: Service, told: Told) -> tuple[Kind, ...]:
    chosen = {Kind(kind) for kind in told.kinds}
    kinds = tuple(kind for kind in SHAREABLE if kind in chosen)
    if not kinds:
        raise NotNow("Choose at least one kind of information that they are told.")
    missing = chosen - open_kinds(case_id, service.provider_id)
    if missing:
        names = joined((kind.words for kind in SHAREABLE if kind in missing), "; ")
        raise NotNow(
            say(
                "{provider} may not be told this yet: {names}. Ask the person first, and record what "
                "they say under Share.",
                provider=service.provider.name,
                names=names,
            )
        )
    return kinds


def _need(case_id: UUID, kind: str, on: datetime.date, by: Actor) -> Need:
    """The newest need of that kind that is not met, or a new one in no words."""
    found = Need.objects.filter(case=case_id, kind=kind, met_on__isnull=True).order_by("-id").first()
    return found or plan.record_need(case_id=case_id, kind=kind, words="", on=on, by=by)


def _only_inside(sight: Sight) -> None:
    if not sight.inside:
        raise Denied("Only those who work on the case may do this.")


def _locked(referral_id: UUID, seen_version: int | None, by: Actor) -> Referral:
    """The referral, its case locked, for somebody on either side of it. Whoever sees nothing of the case is refused."""
    found = Referral.objects.filter(pk=referral_id).values_list("case_id", flat=True).first()
    case = Case.objects.select_for_update(of=("self",)).filter(pk=found).first() if found else None
    if case is None:
        raise NotOpenToYou
    row = Referral.objects.select_related("case", "to_body", "offer").get(pk=referral_id)
    sight = sight_of(case, by)
    if not sight.inside and row.to_body_id != by.body_id:
        raise NotOpenToYou
    sight.require(Permission.OFFER)
    if case.closed_at is not None:
        raise NotNow("This case is closed: nothing can be added to it.")
    if seen_version is not None and row.version != seen_version:
        raise StaleReferral
    return row


def _came_of_it(offer: Offer, words: str, by: Actor) -> None:
    """The offer's result, where nobody wrote another: the plan of the person tells it too."""
    box = box_to_write(offer.case_id)
    if read(box, offer, "result"):
        return
    seal(box, offer, result=words)
    offer.version += 1
    offer.changed_at, offer.changed_by_id = timezone.now(), by.user_id
    offer.save()


def _save(row: Referral) -> None:
    row.version += 1
    row.save()
