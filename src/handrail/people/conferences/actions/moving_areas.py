"""Handing a conference to another area: it ends here, and its chair there reads its minutes and actions."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.conferences.actions.asking import add_first_members
from handrail.people.conferences.actions.slice_ends import end_disclosures_of_conference
from handrail.people.conferences.actions.telling import list_member_account_ids, queue_message_to_members
from handrail.people.conferences.agreements import does_person_refuse_conference
from handrail.people.conferences.models import (
    Conference,
    ConferenceAction,
    ConferenceActionEnd,
    ConferenceArea,
    ConferenceEnding,
)
from handrail.people.conferences.permissions import ConferenceSeat, lock_case_and_find_seat
from handrail.people.conferences.rules import compute_conference_due_moment
from handrail.people.conferences.text_choices import (
    ConferenceActionResult,
    ConferenceEndReason,
    ConferenceState,
    ItemDisclosureBasis,
    ItemDisclosureEndReason,
    MemberAgency,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import UserText, msg

_COPIED = ("track", "grounds", "basis", "identified_at", "knows_police_record_crimes", "review_on")
_COPIED_TEXTS = ("why", "decided_by", "decided_why")


@transaction.atomic
@acting_as_system(SystemActor.CONFERENCES)
def hand_conference_to_area(new: Conference, *, conference_id: UUID, area_id: UUID, by: Actor) -> Conference:
    """End a conference here and ask for it in another area, with the person's agreement or on a named basis.

    Args:
        new: on which basis the other area is told, and why; unsaved and bound.
        conference_id: the conference that moves.
        area_id: the council area that takes it.
        by: whoever works on the case.

    Returns:
        The conference of the other area. Its chair reads minutes and actions of the earlier one after signing.

    Raises:
        NotVisible: the actor does not work on the case.
        ActionNotPossibleError: it has ended, the area holds none, or an agreement or a reason is missing.
        ValidationError: by field.
    """
    seat = lock_case_and_find_seat(conference_id, by)
    seat.require_works_on_case()
    old = seat.conference
    area = ConferenceArea.objects.in_use().filter(pk=area_id).exclude(pk=old.area_id).first()
    if area is None:
        raise ActionNotPossibleError("Choose another council area that holds conferences.")
    _raise_if_moving_not_allowed(new, seat, area)
    key = UnrecordedKeyAccess(old.case_id)
    old.bind(key)
    _end_conference_that_moves(old, area, by)
    _fill_from_earlier_conference(new, old, area, by)
    new.bind(key)
    new.save_by(by)
    add_first_members(new, area, by, new.asked_at)
    write_audit_record(
        who=by.who, verb="handed a conference to another area", about=old.case_id, why=area.kept_by.name
    )
    chairs = list_member_account_ids(new, part=MemberAgency.CHAIR)
    queue_message_to_members("conference_asked", new, chairs, "asked")
    return new


def _raise_if_moving_not_allowed(new: Conference, seat: ConferenceSeat, area: ConferenceArea) -> None:
    if does_person_refuse_conference(seat.conference):
        raise ActionNotPossibleError(
            "The person does not want a conference. Cancel it, or talk with them again."
        )
    if new.moved_basis == ItemDisclosureBasis.CONSENT:
        if not seat.agreed.get(area.kept_by_id):
            raise ActionNotPossibleError(
                msg(
                    "They have not agreed that {body} is told. Record their answer first, or name another basis.",
                    body=UserText(area.kept_by.name),
                )
            )
    elif not new.moved_why:
        raise ActionNotPossibleError("Say why the other area is told without their agreement.")


def _end_conference_that_moves(old: Conference, area: ConferenceArea, by: Actor) -> None:
    """Nothing stays open here: what was still to be done goes on to the other area, as its own actions."""
    now, key = timezone.now(), UnrecordedKeyAccess(old.case_id)
    for action in ConferenceAction.objects.filter(conference=old, end__isnull=True):
        end = ConferenceActionEnd(
            case_id=old.case_id, action=action, result=ConferenceActionResult.SUPERSEDED
        )
        end.bind(key)
        end.words, end.by_id, end.at = area.name, by.user_id, now
        end.save(force_insert=True)
    ending = ConferenceEnding(case_id=old.case_id, conference=old, reason=ConferenceEndReason.MOVED)
    ending.bind(key)
    ending.words, ending.at, ending.by_id = area.name, now, by.user_id
    ending.save(force_insert=True)
    held = old.state == ConferenceState.HELD
    old.state = ConferenceState.CLOSED if held else ConferenceState.STOOD_DOWN
    old.save_by(by)
    end_disclosures_of_conference(old, ItemDisclosureEndReason.CLOSED)
    queue_message_to_members("conference_ended", old, list_member_account_ids(old), "ended")


def _fill_from_earlier_conference(new: Conference, old: Conference, area: ConferenceArea, by: Actor) -> None:
    now = timezone.now()
    for name in _COPIED:
        setattr(new, name, getattr(old, name))
    for name in _COPIED_TEXTS:
        text = getattr(old, name)
        setattr(new, name, text.open() if text else None)
    new.case, new.area, new.moved_from = old.case, area, old
    new.came_from = old.area.name
    new.asked_by_id, new.from_body_id, new.asked_at, new.agreed_at = by.user_id, by.body_id, now, now
    new.state, new.is_repeat = ConferenceState.ASKED, old.is_repeat
    new.due_at = compute_conference_due_moment(new.identified_at, new.agreed_at)
