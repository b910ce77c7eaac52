"""An action: offered to a seat, accepted or declined by its organisation, escalated to the group above, and back."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from handrail.areas.partnerships.checked_words import (
    atomic_action_with_text_check,
    raise_if_texts_identify_person_or_place,
)
from handrail.areas.partnerships.invitations import queue_mail_to_organisations, queue_mail_to_seat_holders
from handrail.areas.partnerships.membership import get_body_ids_whose_seats_actor_answers_for
from handrail.areas.partnerships.models import Escalation, Group, GroupAction
from handrail.areas.partnerships.permissions import (
    convenes,
    lock_and_authorise_escalation,
    lock_and_authorise_group,
    lock_group_action,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.actions import create_follow_up, record_follow_up_progress
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from handrail.platform.followups.origins import PARTNERSHIP, FollowUpOrigin
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

PARENT_CLOSED = (
    "The group above closed just now, and nothing was sent. Open the action again and escalate it from there."
)
NO_PARENT = "This group lies under no other. Put it under one first."


@atomic_action_with_text_check
def offer_group_action_to_seat(action: GroupAction, *, by: Actor) -> GroupAction:
    """Offer an action to a seat: its organisation accepts or declines it.

    Args:
        action: what, to which seat, by when; of a meeting or of none.
        by: who convenes the group.

    Returns:
        The action.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ValidationError: by field.
    """
    group = lock_and_authorise_group(action.group_id, by)
    seat = group.seats.filter(pk=action.seat_id, state="accepted").first()
    if seat is None:
        raise ValidationError({"seat": "Choose a member who has accepted their seat"})
    if action.meeting_id and not group.meetings.filter(pk=action.meeting_id).exists():
        raise ActionNotPossibleError("Choose a meeting of this group.")
    action.number, action.offered_on = group.actions.count() + 1, today()
    action.save_by(by)
    write_audit_record(
        who=by.who, verb="offered an action of a group", about=group.pk, why=str(action.number)
    )
    occasion, path = f"group-action/{action.pk}/offered", f"/partnerships/actions/{action.pk}/"
    queue_mail_to_seat_holders("group_action", [seat], occasion=occasion, path=path)
    return action


@transaction.atomic
def accept_action(action_id: UUID, *, person: str, seen: int, by: Actor) -> GroupAction:
    """Accept an action for one's own organisation: from now on it is followed up like every other.

    Args:
        action_id: of an action that was offered.
        person: who does it there, a name at work or a post.
        seen: the version that the page showed.
        by: of the organisation that it was offered to.

    Returns:
        The action.

    Raises:
        Denied, RecordNotVisibleError: it was not offered to the actor's organisation.
        ConcurrentEditError: somebody answered it since.
    """
    action = _lock_offered_group_action(action_id, seen, by)
    owner = action.seat.body.successor_id or action.seat.body_id
    follow_up = FollowUp(
        what=action.what,
        owner_id=owner,
        person=person,
        due_on=max(action.due_on, today()),
        kept_by_id=action.group.body_id,
    )
    create_follow_up(follow_up, origin=FollowUpOrigin(PARTNERSHIP, str(action.pk), action.group.name), by=by)
    action.state, action.answered_on, action.follow_up = "accepted", today(), follow_up
    action.save_by(by)
    write_audit_record(
        who=by.who, verb="accepted an action of a group", about=action.group_id, why=str(action.number)
    )
    return action


def decline_action(action_id: UUID, *, why: str, seen: int, by: Actor) -> GroupAction:
    """Decline an action, with a reason that the group reads.

    Args:
        action_id: of an action that was offered.
        why: the reason.
        seen: the version that the page showed.
        by: of the organisation that it was offered to.

    Returns:
        The action.

    Raises:
        Denied, RecordNotVisibleError: it was not offered to the actor's organisation.
        ConcurrentEditError: somebody answered it since.
        ValidationError: the reason is missing.
    """
    raise_if_texts_identify_person_or_place({"why": why}, by)
    with transaction.atomic():
        action = _lock_offered_group_action(action_id, seen, by)
        action.state, action.answered_on, action.why = "declined", today(), why
        action.save_by(by)
        write_audit_record(
            who=by.who, verb="declined an action of a group", about=action.group_id, why=str(action.number)
        )
    occasion, path = f"group-action/{action.pk}/declined", f"/partnerships/actions/{action.pk}/"
    queue_mail_to_organisations("group_answered", [action.group.body_id], occasion=occasion, path=path)
    return action


@atomic_action_with_text_check
def record_group_action_progress(update: FollowUpUpdate, *, seen: int, by: Actor) -> None:
    """Say how far an accepted action is.

    Args:
        update: with the follow-up that it is about.
        seen: the version of the follow-up that the page showed.
        by: of the member that has the action, or who convenes the group.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody added an update since.
        ValidationError: by field.
    """
    record_follow_up_progress(update, seen=seen, by=by)


@atomic_action_with_text_check
def ask_parent_group_about_action(escalation: Escalation, *, seen: int, by: Actor) -> Escalation:
    """Ask the group above about an action that cannot be settled here.

    Args:
        escalation: with the action, what is asked and by when.
        seen: the version of the action that the page showed.
        by: of the member that has the action, or who convenes the group.

    Returns:
        The question.

    Raises:
        Denied, RecordNotVisibleError: the action is not the actor's.
        ConcurrentEditError: somebody saved the action since.
        ActionNotPossibleError: there is no group above, it closed, or the action waits for an answer already.
    """
    action = lock_group_action(escalation.action_id, by)
    action.raise_if_seen_version_stale(seen)
    _require_member_or_convener(action, by)
    if action.state not in ("offered", "accepted"):
        raise ActionNotPossibleError("Only an action that is offered or accepted can be escalated.")
    parent_id = Group.objects.values_list("parent", flat=True).get(pk=action.group_id)
    if parent_id is None:
        raise ActionNotPossibleError(NO_PARENT)
    above = Group.objects.select_for_update().get(pk=parent_id)
    if not above.is_open:
        raise ActionNotPossibleError(PARENT_CLOSED)
    if action.escalations.filter(state="open").exists():
        raise ActionNotPossibleError("This action waits for an answer from the group above already.")
    escalation.action, escalation.to_group = action, above
    escalation.asked_by_id, escalation.asked_on = by.body_id, today()
    escalation.save_by(by)
    write_audit_record(who=by.who, verb="escalated an action", about=above.pk, why=str(escalation.pk))
    occasion = f"escalation/{escalation.pk}/asked"
    queue_mail_to_organisations(
        "group_escalated", [above.body_id], occasion=occasion, path=f"/partnerships/{above.pk}/actions/"
    )
    return escalation


@atomic_action_with_text_check
def answer_escalation(escalation: Escalation, *, seen: int, by: Actor) -> None:
    """Answer what was asked: it comes back to the group that asked.

    Args:
        escalation: with the answer.
        seen: the version that the page showed.
        by: who convenes the group above.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to answer.
        ConcurrentEditError: somebody answered it since.
        ValidationError: by field.
        ActionNotPossibleError: it came back already.
    """
    saved = lock_and_authorise_escalation(escalation.pk, by)
    saved.raise_if_seen_version_stale(seen)
    if saved.state != "open":
        raise ActionNotPossibleError("This question is answered already.")
    saved.state, saved.answer, saved.answered_on = "answered", escalation.answer, today()
    saved.save_by(by, seen=seen)
    write_audit_record(
        who=by.who, verb="answered an escalated action", about=saved.to_group_id, why=str(saved.pk)
    )
    asking = GroupAction.objects.select_related("group", "seat").get(pk=saved.action_id)
    queue_mail_to_organisations(
        "group_answered",
        [saved.asked_by_id, asking.group.body_id, asking.seat.body_id],
        occasion=f"escalation/{saved.pk}/answered",
        path=f"/partnerships/actions/{asking.pk}/",
    )


@atomic_action_with_text_check
def withdraw_offered_group_action(action: GroupAction, *, seen: int, by: Actor) -> None:
    """Take back an offer that nobody answered, with the reason.

    Args:
        action: with the reason.
        seen: the version that the page showed.
        by: who convenes the group.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ConcurrentEditError: somebody answered it since.
        ActionNotPossibleError: it was answered.
    """
    group = lock_and_authorise_group(action.group_id, by)
    saved = group.actions.select_for_update(of=("self",)).get(pk=action.pk)
    saved.raise_if_seen_version_stale(seen)
    if saved.state != "offered":
        raise ActionNotPossibleError("This action was answered. Say on its page how it goes on.")
    saved.state, saved.answered_on, saved.why = "withdrawn", today(), action.why
    saved.save_by(by, seen=seen)
    write_audit_record(
        who=by.who, verb="withdrew an action of a group", about=group.pk, why=str(saved.number)
    )


def _lock_offered_group_action(action_id: UUID, seen: int, by: Actor) -> GroupAction:
    action = lock_group_action(action_id, by)
    if action.seat.body_id not in get_body_ids_whose_seats_actor_answers_for(by):
        raise RecordNotVisibleError("action")
    action.raise_if_seen_version_stale(seen)
    if action.state != "offered":
        raise ActionNotPossibleError(
            msg("This action is {state} already.", state=action.get_state_display().lower())
        )
    return action


def _require_member_or_convener(action: GroupAction, by: Actor) -> None:
    bodies = get_body_ids_whose_seats_actor_answers_for(by)
    if action.seat.body_id not in bodies and not convenes(action.group, by, bodies):
        raise RecordNotVisibleError("action")
