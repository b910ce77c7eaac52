"""What members put in: work streams, contributions, services and trainings that they share."""

from uuid import UUID

from django.core.exceptions import ValidationError

from handrail.areas.partnerships.checked_words import atomic_action_with_text_check
from handrail.areas.partnerships.membership import get_body_ids_whose_seats_actor_answers_for
from handrail.areas.partnerships.models import Contribution, SharedHelp, WorkStream
from handrail.areas.partnerships.permissions import (
    convenes,
    lock_and_authorise_group,
    lock_and_authorise_row_of_group,
    lock_group_for_member,
)
from handrail.insight.shareable_help.queries import list_shareable_services, list_shareable_trainings
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError

NOT_YOURS = "Choose from the list: only what is published and yours can be shared."


@atomic_action_with_text_check
def add_work_stream(stream: WorkStream, *, by: Actor) -> WorkStream:
    """Add a work stream. Raises Denied, RecordNotVisibleError, ValidationError."""
    group = lock_and_authorise_group(stream.group_id, by)
    stream.save_by(by)
    write_audit_record(who=by.who, verb="added a work stream", about=group.pk, why=str(stream.pk))
    return stream


@atomic_action_with_text_check
def add_contribution(contribution: Contribution, *, by: Actor) -> Contribution:
    """Keep what an organisation promised, or gave. Raises Denied, RecordNotVisibleError, ValidationError."""
    group = lock_and_authorise_group(contribution.group_id, by)
    contribution.save_by(by)
    write_audit_record(
        who=by.who, verb="kept a contribution to a group", about=group.pk, why=str(contribution.pk)
    )
    return contribution


@atomic_action_with_text_check
def change_contribution(contribution: Contribution, *, seen: int, by: Actor) -> None:
    """Say what was received, or mend what was promised.

    Args:
        contribution: as it is to be saved.
        seen: the version that the page showed.
        by: who convenes the group.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
    """
    lock_and_authorise_row_of_group(Contribution.objects.all(), contribution.pk, by)
    contribution.save_by(by, seen=seen)
    write_audit_record(
        who=by.who, verb="changed a contribution", about=contribution.group_id, why=str(contribution.pk)
    )


@atomic_action_with_text_check
def offer_service_to_group(shared: SharedHelp, *, service_id: int, by: Actor) -> SharedHelp:
    """Offer a published service of one's own organisation to the members.

    Args:
        shared: with the group, and how members use it.
        service_id: number of the service.
        by: of a member.

    Returns:
        What is shared.

    Raises:
        Denied, RecordNotVisibleError: the actor's organisation has no seat there.
        ValidationError: the service is not published, not the organisation's, or shared already.
    """
    group, _ = lock_group_for_member(shared.group_id, by)
    if str(service_id) not in dict(list_shareable_services(get_body_ids_whose_seats_actor_answers_for(by))):
        raise ValidationError({"help": NOT_YOURS})
    shared.service_id = service_id
    return _save_shared_help(shared, group.pk, by)


@atomic_action_with_text_check
def offer_training_to_group(shared: SharedHelp, *, session_id: int, by: Actor) -> SharedHelp:
    """Offer a training session of one's own organisation to the members.

    Args:
        shared: with the group, and how members use it.
        session_id: number of the session.
        by: of a member.

    Returns:
        What is shared.

    Raises:
        Denied, RecordNotVisibleError: the actor's organisation has no seat there.
        ValidationError: the session is past, not the organisation's, or shared already.
    """
    group, _ = lock_group_for_member(shared.group_id, by)
    if str(session_id) not in dict(list_shareable_trainings(get_body_ids_whose_seats_actor_answers_for(by))):
        raise ValidationError({"help": NOT_YOURS})
    shared.session_id = session_id
    return _save_shared_help(shared, group.pk, by)


@atomic_action_with_text_check
def stop_sharing_help_with_group(shared: SharedHelp, *, by: Actor) -> None:
    """Stop sharing: by the organisation that shared it, or by who convenes. Raises Denied, RecordNotVisibleError."""
    group, _ = lock_group_for_member(shared.group_id, by)
    bodies = get_body_ids_whose_seats_actor_answers_for(by)
    saved = group.shared.select_for_update(of=("self",)).filter(pk=shared.pk).first()
    if saved is None or (saved.body_id not in bodies and not convenes(group, by, bodies)):
        raise RecordNotVisibleError("service or training")
    if saved.ended_on is not None:
        raise ActionNotPossibleError("This is not shared any more.")
    saved.ended_on = today()
    saved.save_by(by)
    write_audit_record(
        who=by.who, verb="stopped sharing help with a group", about=group.pk, why=str(saved.pk)
    )


def _save_shared_help(shared: SharedHelp, group_id: UUID, by: Actor) -> SharedHelp:
    shared.body_id, shared.shared_on = by.body_id, today()
    shared.save_by(by)
    write_audit_record(who=by.who, verb="shared help with a group", about=group_id, why=str(shared.pk))
    return shared
