"""After an offer was accepted: arrival, standing down without a gap, what the person was told, feedback; and bars."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.cases.person.actions import set_point_of_contact_and_stand_in
from handrail.people.deployment.actions.offers import get_deployment_of_locked_case, release_booked_time
from handrail.people.deployment.models import (
    BarredPractitioner,
    Deployment,
)
from handrail.people.deployment.text_choices import (
    DeploymentState,
    StandDownReason,
)
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def record_practitioner_arrival(*, case_id: UUID, deployment_id: UUID, by: Actor) -> None:
    """The practitioner is with the person.

    Args:
        case_id: the case.
        deployment_id: an accepted deployment.
        by: somebody who works on the case.

    Raises:
        Denied, NotVisible, ActionNotPossibleError.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.RECORD, Kind.NOTES)
    deployment = get_deployment_of_locked_case(case, deployment_id)
    if deployment.state != DeploymentState.ACCEPTED:
        raise ActionNotPossibleError(
            "You can only record arrival for an accepted offer. Check its current status."
        )
    deployment.state, deployment.arrived_at = DeploymentState.ARRIVED, timezone.now()
    deployment.save_by(by)
    write_audit_record(who=by.who, verb="recorded that a practitioner arrived", about=case.pk)


@transaction.atomic
def stand_down_deployment(
    deployment: Deployment, *, next_contact_id: int | None, seen: int, by: Actor
) -> None:
    """End a deployment. Whoever is the point of contact hands over in the same moment: there is no gap.

    Args:
        deployment: with `ended_because`.
        next_contact_id: the account of the next point of contact; needed where the practitioner is it now.
        seen: the version that the page showed.
        by: somebody who works on the case.

    Raises:
        Denied, NotVisible, ConcurrentEditError; ValidationError by field; ActionNotPossibleError.
    """
    case, _ = lock_and_authorise_case_by_id(deployment.case_id, by, Permission.RECORD, Kind.NOTES)
    saved = get_deployment_of_locked_case(case, deployment.pk)
    if saved.state not in (DeploymentState.ACCEPTED, DeploymentState.ARRIVED):
        raise ActionNotPossibleError(
            "You can only stand down someone who was sent. Check the current status."
        )
    account = saved.practitioner.account_id
    if account is not None and account == case.point_of_contact_id:
        if next_contact_id is None or next_contact_id == account:
            raise ActionNotPossibleError("They are the person’s point of contact. Choose who takes over.")
        stand_in = case.stand_in_id if case.stand_in_id != next_contact_id else None
        set_point_of_contact_and_stand_in(
            case_id=case.pk, point_of_contact_id=next_contact_id, stand_in_id=stand_in, by=by
        )
    deployment.state, deployment.ended_at = DeploymentState.ENDED, timezone.now()
    deployment.bind(UnrecordedKeyAccess(case.pk)).save_by(by, seen=seen)
    release_booked_time(deployment)
    write_audit_record(
        who=by.who,
        verb="stood a practitioner down",
        about=case.pk,
        why=StandDownReason(deployment.ended_because).label,
    )


@transaction.atomic
def record_person_told_of_point_of_contact(deployment: Deployment, *, seen: int, by: Actor) -> None:
    """The person was told who their contact is, and in which hat.

    Args:
        deployment: with `told_on` and `told_channel`.
        seen: the version that the page showed.
        by: somebody who works on the case.

    Raises:
        Denied, NotVisible, ConcurrentEditError; ValidationError by field.
    """
    case, _ = lock_and_authorise_case_by_id(deployment.case_id, by, Permission.RECORD, Kind.NOTES)
    deployment.bind(UnrecordedKeyAccess(case.pk)).save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="recorded that the person was told of their contact", about=case.pk)


@transaction.atomic
def record_deployment_feedback(deployment: Deployment, *, seen: int, by: Actor) -> None:
    """What whoever was sent says of it, and what the person says.

    Args:
        deployment: with both answers and their words.
        seen: the version that the page showed.
        by: somebody who works on the case.

    Raises:
        Denied, NotVisible, ConcurrentEditError; ValidationError by field.
    """
    case, _ = lock_and_authorise_case_by_id(
        deployment.case_id, by, Permission.RECORD, Kind.NOTES, Kind.OWN_WORDS
    )
    deployment.bind(UnrecordedKeyAccess(case.pk)).save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="recorded feedback on a deployment", about=case.pk)


@transaction.atomic
def bar_practitioner(barred: BarredPractitioner, *, case_id: UUID, by: Actor) -> None:
    """Never send somebody to this person: the person's choice, of which nobody asks why, or a conflict.

    Args:
        barred: whom, and which of the two.
        case_id: the case.
        by: somebody who works on the case.

    Raises:
        Denied, NotVisible; ActionNotPossibleError where that is recorded already.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.DEPLOY, Kind.NOTES)
    if BarredPractitioner.objects.filter(case=case, practitioner=barred.practitioner_id).exists():
        raise ActionNotPossibleError("Already recorded.")
    barred.case, barred.said_at, barred.said_by_id = case, timezone.now(), by.user_id
    barred.full_clean(exclude={"said_by", "practitioner"})
    barred.save(force_insert=True)
    write_audit_record(
        who=by.who, verb="recorded who not to send", about=case.pk, why=str(barred.practitioner_id)
    )
