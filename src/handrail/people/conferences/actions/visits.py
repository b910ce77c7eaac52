"""Joint visits: agreed with a plan for safety, and recorded afterwards."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.conferences.models import JointVisit, VisitOffer
from handrail.people.conferences.text_choices import (
    NEED_AND_SERVICE_OF_OFFER_AT_VISIT,
    AnswerToOfferAtVisit,
    OfferAtVisitKind,
    SeparateConsentAnswer,
    VisitBasis,
    VisitResult,
)
from handrail.people.records.models import Need
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.body_and_colleague_choices import select_users_of_body
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.dates import to_london
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.body_kinds import POLICE_KINDS

REFUSALS_BEFORE_ASKING = 2
WHY_GO_ON = "They refused twice. Say why visits should go on, or stop visiting."
ASKED_TO_STOP = "They said no to a visit. No one visits unless they say yes."


class OfferAtJointVisitInput(NamedTuple):
    """What was offered, the answer, and the reason in their words."""

    kind: OfferAtVisitKind
    answer: AnswerToOfferAtVisit
    words: str


@transaction.atomic
def record_agreed_joint_visit(visit: JointVisit, *, case_id: UUID, by: Actor) -> JointVisit:
    """Agree a visit. A no to the NRM is no yes to a visit, and police come only where the person said yes to police.

    Args:
        visit: purpose, basis, both answers, time, place, plan; unsaved and bound.
        case_id: the case.
        by: who arranges it.

    Returns:
        The saved visit.

    Raises:
        Denied, NotVisible: the case is not open to the actor for this.
        ActionNotPossibleError: the person said no, or two refusals need a reason first.
        ValidationError: by field.
    """
    case, _ = lock_and_authorise_case_by_id(
        case_id, by, Permission.SHARE, Kind.SAFETY, Kind.CONTACT, Kind.CONSENT
    )
    if visit.yes_to_visit == SeparateConsentAnswer.NO:
        raise ActionNotPossibleError(ASKED_TO_STOP)
    if visit.yes_to_police == SeparateConsentAnswer.NO and (
        by.is_police or visit.with_body.kind in POLICE_KINDS
    ):
        raise ActionNotPossibleError("They said no to police at a visit. The charity may go without police.")
    _raise_if_visit_agreement_not_asked(visit, by)
    visit.bind(UnrecordedKeyAccess(case.pk))
    if visit.basis != VisitBasis.CONSENT and not visit.basis_words:
        raise ActionNotPossibleError(
            "Without their agreement, say who decided that the other organisation is told, and why."
        )
    if count_refusals_since_last_visit(case_id) >= REFUSALS_BEFORE_ASKING and not visit.why_go_on:
        raise ActionNotPossibleError(WHY_GO_ON)
    if visit.planned_at <= timezone.now():
        raise ActionNotPossibleError("Choose a time that has not passed.")
    visit.case, visit.asked_by_body_id = case, by.body_id
    visit.agreed_by_id, visit.agreed_at = by.user_id, timezone.now()
    visit.save_by(by)
    write_audit_record(
        who=by.who, verb="agreed a joint visit", about=case.pk, why=VisitBasis(visit.basis).label
    )
    return visit


def _raise_if_visit_agreement_not_asked(visit: JointVisit, by: Actor) -> None:
    """Where the visit rests on their agreement, they were asked; where it does not, they are asked at the door."""
    if visit.basis != VisitBasis.CONSENT:
        return
    if visit.yes_to_visit == SeparateConsentAnswer.NOT_ASKED:
        raise ActionNotPossibleError("Ask them whether they want a visit first, or name another basis.")
    if visit.yes_to_police == SeparateConsentAnswer.NOT_ASKED and (
        by.is_police or visit.with_body.kind in POLICE_KINDS
    ):
        raise ActionNotPossibleError(
            "Ask them whether police may come first. The charity may go without police."
        )


@transaction.atomic
def set_joint_visit_companion(*, visit_id: UUID, case_id: UUID, user_id: int, by: Actor) -> User:
    """Name who goes for the organisation that joins. They read what was agreed and the shared note, and no more.

    Args:
        visit_id: the visit.
        case_id: its case.
        user_id: somebody of that organisation.
        by: who arranges it.

    Returns:
        Who goes.

    Raises:
        Denied, NotVisible: the case is not open to the actor for this.
        ActionNotPossibleError: it was recorded already, or they are of another organisation.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.SHARE, Kind.SAFETY, Kind.CONTACT)
    visit = JointVisit.objects.filter(case=case, pk=visit_id).first()
    if visit is None:
        raise NotVisible
    if visit.recorded_at is not None:
        raise ActionNotPossibleError("This visit was recorded already.")
    found = select_users_of_body(visit.with_body_id, Permission.JOIN_CONFERENCE).filter(pk=user_id).first()
    if found is None:
        raise ActionNotPossibleError("Choose someone of the organisation that joins.")
    visit.companion = found
    visit.bind(UnrecordedKeyAccess(case.pk)).save_by(by)
    write_audit_record(who=by.who, verb="named who goes on a joint visit", about=case.pk, why=found.name)
    return found


@transaction.atomic
def record_joint_visit_result(
    visit: JointVisit, *, offers: Sequence[OfferAtJointVisitInput], case_id: UUID, seen: int, by: Actor
) -> None:
    """Record what happened: who went, what was offered and answered, risk and wishes. Not in is no refusal.

    Args:
        visit: as it was filled in; bound.
        offers: what was offered, each with the answer.
        case_id: the case.
        seen: the version that the page showed.
        by: who records it.

    Raises:
        Denied, NotVisible: the case is not open to the actor for this.
        ActionNotPossibleError: it was recorded already, or something is missing.
        ConcurrentEditError, ValidationError: as ever.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.RECORD, Kind.SAFETY)
    if visit.case_id != case.pk:
        raise NotVisible
    if JointVisit.objects.filter(pk=visit.pk, recorded_at__isnull=False).exists():
        raise ActionNotPossibleError("This visit was recorded already.")
    visit.bind(UnrecordedKeyAccess(case.pk))
    if visit.planned_at > timezone.now() and visit.result != VisitResult.CALLED_OFF:
        raise ActionNotPossibleError("The visit has not been yet.")
    _raise_if_joint_visit_result_inconsistent(visit, offers)
    visit.recorded_by_id, visit.recorded_at = by.user_id, timezone.now()
    visit.save_by(by, seen=seen)
    _save_offers_with_needs(visit, offers, by)
    write_audit_record(
        who=by.who, verb="recorded a joint visit", about=case.pk, why=VisitResult(visit.result).label
    )


def _save_offers_with_needs(visit: JointVisit, offers: Sequence[OfferAtJointVisitInput], by: Actor) -> None:
    """Each beside the need that it meets; what the person wants and had not named yet becomes a need of theirs."""
    needs = {row.kind: row for row in Need.objects.filter(case=visit.case_id, met_on=None).order_by("-id")}
    day = to_london(visit.planned_at).date()
    for one in offers:
        code = NEED_AND_SERVICE_OF_OFFER_AT_VISIT.get(one.kind, ("", ""))[0]
        if code and code not in needs and one.answer != AnswerToOfferAtVisit.DECLINED:
            needs[code] = Need(case=visit.case, kind=code, opened_on=day, opened_by_id=by.user_id)
            needs[code].bind(UnrecordedKeyAccess(visit.case_id)).save(force_insert=True)
        row = VisitOffer(case=visit.case, visit=visit, kind=one.kind, answer=one.answer)
        row.need, row.offered_on = needs.get(code), day
        row.bind(UnrecordedKeyAccess(visit.case_id))
        row.words = one.words
        row.save(force_insert=True)


def _raise_if_joint_visit_result_inconsistent(
    visit: JointVisit, offers: Sequence[OfferAtJointVisitInput]
) -> None:
    made = visit.result == VisitResult.MADE
    if made and not visit.went:
        raise ActionNotPossibleError("Say who went.")
    if made and not visit.told_of_records:
        raise ActionNotPossibleError(
            "Before anything is said, the person is told of police and of records. Tick it, or choose another result."
        )
    _raise_if_consent_not_asked_at_the_door(visit)
    if offers and not made:
        raise ActionNotPossibleError("Nothing can be offered to someone who was not seen.")


def _raise_if_consent_not_asked_at_the_door(visit: JointVisit) -> None:
    made = visit.result == VisitResult.MADE
    if made and SeparateConsentAnswer.NOT_ASKED in (visit.yes_to_visit, visit.yes_to_police):
        raise ActionNotPossibleError(
            "They were not asked before. Record what they said at the door to the visit and to police."
        )
    if made and visit.yes_to_visit == SeparateConsentAnswer.NO:
        raise ActionNotPossibleError(
            "They said no at the door: the result is that they did not want the visit."
        )


def count_refusals_since_last_visit(case_id: UUID) -> int:
    """How often in a row the person refused. Not in and called off are no refusals, and being seen begins anew."""
    count = 0
    for visit in JointVisit.objects.filter(case=case_id, recorded_at__isnull=False).order_by("-pk"):
        if visit.result == VisitResult.MADE:
            break
        count += visit.result == VisitResult.REFUSED
    return count
