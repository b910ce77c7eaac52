"""Actions of agencies: set with an owner and a day, and ended once."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.people.conferences.actions.telling import list_member_account_ids, queue_message_to_members
from handrail.people.conferences.models import ConferenceAction, ConferenceActionEnd, ConferenceMember
from handrail.people.conferences.permissions import lock_case_and_find_seat
from handrail.people.conferences.text_choices import ConferenceActionResult, MemberAgency
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.roles import Role
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

NOT_AN_ACTION = ("consider", "monitor", "liaise")
ENDED_ALREADY = "Someone has recorded how this action ended."


@transaction.atomic
@acting_as_system(SystemActor.CONFERENCES)
def add_conference_action(
    action: ConferenceAction, *, conference_id: UUID, member_id: UUID, by: Actor
) -> ConferenceAction:
    """Set an action for one member's agency. It may be set before the meeting: nobody waits for it.

    Args:
        action: what, by which day, how it lowers the risk, what the person said; unsaved and bound.
        conference_id: the conference.
        member_id: whose it is.
        by: the chair, or whoever works on the case.

    Returns:
        The saved action.

    Raises:
        NotVisible: the actor does not run it.
        ActionNotPossibleError: the member has left, or the verb has no result.
        ValidationError: by field.
    """
    seat = lock_case_and_find_seat(conference_id, by)
    seat.require_runs()
    member = ConferenceMember.objects.filter(pk=member_id, conference=conference_id, left_at=None).first()
    if member is None or member.part == MemberAgency.OBSERVER:
        raise ActionNotPossibleError("Choose a member who is still part of the conference.")
    key = UnrecordedKeyAccess(seat.conference.case_id)
    action.bind(key)
    first = action.what.open().split(" ", 1)[0].lower().strip(".,")
    if first in NOT_AN_ACTION:
        raise ActionNotPossibleError(
            msg("“{verb}” has no result. Say what will have happened by that day.", verb=first.capitalize())
        )
    action.case_id, action.conference, action.member = seat.conference.case_id, seat.conference, member
    action.set_by_id, action.set_at = by.user_id, timezone.now()
    action.full_clean(exclude={"case", "conference", "member", "set_by"})
    action.save(force_insert=True)
    write_audit_record(who=by.who, verb="set an action of a conference", about=action.case_id)
    to = list_member_account_ids(seat.conference, member_id=member.pk)
    queue_message_to_members("conference_action", seat.conference, to, f"action/{action.pk}/set")
    return action


@transaction.atomic
@acting_as_system(SystemActor.CONFERENCES)
def record_conference_action_end(
    end: ConferenceActionEnd, *, action_id: UUID, by: Actor, superseded_by: UUID | None = None
) -> None:
    """Record how an action ended. What was not done goes to whoever leads the agency; where nobody does, to the chair.

    Args:
        end: the result, and words; unsaved and bound.
        action_id: the action.
        superseded_by: the action that takes its place, where another one does.
        by: its owner, the chair, or whoever works on the case.

    Raises:
        NotVisible: it is not theirs.
        ActionNotPossibleError: it ended already, or only the chair may say so.
        ValidationError: by field.
    """
    found = ConferenceAction.objects.select_related("member__body").filter(pk=action_id).first()
    if found is None:
        raise NotVisible
    seat = lock_case_and_find_seat(found.conference_id, by, allow_closed=True)
    owns = seat.member is not None and seat.member.pk == found.member_id
    if owns:
        seat.require_reads_table()
    else:
        seat.require_runs()
    if end.result == ConferenceActionResult.NOT_POSSIBLE and not seat.runs_as_chair:
        raise ActionNotPossibleError("Only the chair says that an action is no longer possible.")
    if end.result == ConferenceActionResult.NOT_POSSIBLE and not end.agreed_by:
        raise ActionNotPossibleError("Say who agreed that it is no longer possible.")
    end.superseded_by = _find_superseding_action(found, end.result, superseded_by)
    end.bind(UnrecordedKeyAccess(found.case_id))
    end.case_id, end.action, end.by_id, end.at = found.case_id, found, by.user_id, timezone.now()
    not_done = end.result == ConferenceActionResult.NOT_DONE
    leads = _list_lead_ids_of_body(found.member.body_id) if not_done else []
    end.escalated_to = found.member.body if leads else None
    end.full_clean(exclude={"case", "action", "by", "superseded_by"})
    try:
        with transaction.atomic():
            end.save(force_insert=True)
    except IntegrityError:
        raise ActionNotPossibleError(ENDED_ALREADY) from None
    write_audit_record(
        who=by.who,
        verb="recorded how an action of a conference ended",
        about=found.case_id,
        why=ConferenceActionResult(end.result).label,
    )
    if not_done:
        kind = "conference_not_done" if leads else "conference_no_lead"
        to = leads or list_member_account_ids(seat.conference, part=MemberAgency.CHAIR)
        queue_message_to_members(kind, seat.conference, to, f"action/{found.pk}/not-done")


def _list_lead_ids_of_body(body_id: int) -> list[int]:
    """Accounts of the duty leads of an organisation; none where it has nobody here who leads."""
    leads = User.objects.filter(users_working_for_q([body_id], [Role.DUTY_LEAD.value]), is_active=True)
    return list(leads.values_list("pk", flat=True))


def _find_superseding_action(
    action: ConferenceAction, result: str, superseded_by: UUID | None
) -> ConferenceAction | None:
    """The other action of the conference that takes its place; None for every other result."""
    if result != ConferenceActionResult.SUPERSEDED:
        return None
    others = ConferenceAction.objects.filter(conference=action.conference_id).exclude(pk=action.pk)
    found = others.filter(pk=superseded_by).first() if superseded_by else None
    if found is None:
        raise ActionNotPossibleError(
            "Choose the action that takes its place. Add it first if it is not there."
        )
    return found
