"""Setting up a group with its terms, seats and forward plan; moving it under another; closing it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from handrail.areas.partnerships.checked_words import atomic_action_with_text_check
from handrail.areas.partnerships.forward_plan import list_meeting_days
from handrail.areas.partnerships.invitations import queue_mail_to_organisations
from handrail.areas.partnerships.membership import get_body_ids_whose_seats_actor_answers_for
from handrail.areas.partnerships.models import (
    Escalation,
    Group,
    GroupMeeting,
    GroupMove,
    Seat,
    TermsOfReference,
)
from handrail.areas.partnerships.permissions import (
    get_convening_body_ids,
    lock_and_authorise_group,
    select_visible_groups,
)
from handrail.areas.partnerships.sourced_codes import (
    get_group_kinds,
    get_usual_seat_office_and_deputy,
    list_template_agenda_items_of_group_kind,
)
from handrail.areas.partnerships.states import MOST_SEATS
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Area, Body

UNDER_A_CLOSED_GROUP = "The group above is closed. Choose another, or none."


@dataclass(frozen=True, slots=True)
class GroupSetUpInput:
    """What a new group begins with besides its own row and its terms."""

    body_ids: Sequence[int]
    first_day: datetime.date
    starts_at: datetime.time | None = None
    place: str = ""


@atomic_action_with_text_check
def set_up_group(group: Group, terms: TermsOfReference, *, given: GroupSetUpInput, by: Actor) -> Group:
    """Set up a group: terms, a seat for each organisation, a year of drafted meetings, the first invitations.

    Args:
        group: with kind, nation, name and rhythm.
        terms: of reference, the first edition.
        given: seats and the forward plan.
        by: who convenes it.

    Returns:
        The group, saved.

    Raises:
        Denied: by role.
        ValidationError: by field.
        ActionNotPossibleError: too many seats, or the group above cannot be one.
    """
    if by.body_id not in get_convening_body_ids(by):
        raise ActionNotPossibleError("Only an organisation that convenes can set up a group.")
    group.body_id, group.tier = by.body_id, get_group_kinds()[group.kind].tier
    _validate_group_nation(group)
    _set_parent_group(group, group.parent_id, by)
    group.save_by(by)
    if group.parent_id:
        _save_change_of_parent_group(group, "Set up under it.", by)
    _save_terms_of_reference(terms, group, by)
    invited = _create_seats_of_organisations(group, given.body_ids, by)
    _draft_first_meetings_of_group(group, given, by)
    write_audit_record(who=by.who, verb="set up a group", about=group.pk, why=group.kind)
    path = f"/partnerships/{group.pk}/"
    queue_mail_to_organisations("group_invited", invited, occasion=f"group/{group.pk}/invited", path=path)
    return group


@atomic_action_with_text_check
def change_group(group: Group, *, seen: int, by: Actor) -> None:
    """Change its name, language, quorum or rhythm. What was drafted stays.

    Args:
        group: as it is to be saved.
        seen: the version that the page showed.
        by: who convenes it.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
    """
    lock_and_authorise_group(group.pk, by)
    group.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed a group", about=group.pk)


@atomic_action_with_text_check
def add_terms_of_reference_version(terms: TermsOfReference, *, by: Actor) -> TermsOfReference:
    """Agree a further edition of the terms of reference. Raises Denied, RecordNotVisibleError, ValidationError."""
    group = lock_and_authorise_group(terms.group_id, by)
    return _save_terms_of_reference(terms, group, by)


@atomic_action_with_text_check
def set_parent_of_group(move: GroupMove, *, seen: int, by: Actor) -> None:
    """Put a group under another, or under none. Where it was before stays in its history.

    Args:
        move: with the group, the one above it, and why.
        seen: the version of the group that the page showed.
        by: who convenes it.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ConcurrentEditError: somebody saved it since.
        ValidationError: the group above is not of a higher kind in the same nation.
    """
    group = lock_and_authorise_group(move.group_id, by)
    group.raise_if_seen_version_stale(seen)
    _set_parent_group(group, move.parent_id, by)
    group.save_by(by)
    _save_change_of_parent_group(group, move.why, by)
    write_audit_record(who=by.who, verb="moved a group", about=group.pk)


@transaction.atomic
def close_group(group_id: UUID, *, why: str, seen: int, by: Actor) -> int:
    """Close a group. What was escalated to it comes back with that answer; groups under it go to the one above.

    Args:
        group_id: an active one.
        why: the reason.
        seen: the version that the page showed.
        by: who convenes it.

    Returns:
        How many questions came back.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to run.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: it is closed already.
    """
    group = lock_and_authorise_group(group_id, by)
    group.raise_if_seen_version_stale(seen)
    group.state, group.closed_on, group.closed_why = "closed", today(), why
    group.save_by(by)
    for child in group.children.select_for_update():
        child.parent_id = group.parent_id
        child.parent_tier, child.parent_nation = group.parent_tier, group.parent_nation
        child.save_by(by)
        _save_change_of_parent_group(child, msg("{name} closed.", name=group.name), by)
    for meeting in group.meetings.select_for_update().filter(state__in=("drafted", "called")):
        meeting.state, meeting.why_not = "cancelled", "The group closed."
        meeting.save_by(by)
    returned = _return_escalations_to_askers(group, by)
    write_audit_record(who=by.who, verb="closed a group", about=group.pk)
    return returned


def _return_escalations_to_askers(group: Group, by: Actor) -> int:
    """Nothing that was escalated is lost: it comes back to the group that asked, which may ask another."""
    open_ones = list(
        Escalation.objects.select_related("action__group")
        .select_for_update(of=("self",))
        .filter(to_group=group, state="open")
    )
    for row in open_ones:
        row.state, row.answered_on = "returned", today()
        row.answer = msg("{name} closed before it answered. Escalate it to another group.", name=group.name)
        row.save_by(by)
        asking = row.action
        queue_mail_to_organisations(
            "group_answered",
            [row.asked_by_id, asking.group.body_id],
            occasion=f"escalation/{row.pk}/returned",
            path=f"/partnerships/actions/{asking.pk}/",
        )
    return len(open_ones)


def _set_parent_group(group: Group, parent_id: UUID | None, by: Actor) -> None:
    """The tier of a kind never changes, so that a group can never come to lie under itself."""
    group.parent_id, group.parent_tier, group.parent_nation = parent_id, None, ""
    if parent_id is None:
        return
    visible = select_visible_groups(by).filter(pk=parent_id)
    above = Group.objects.select_for_update(of=("self",)).filter(pk__in=visible.values("pk")).first()
    if above is None or above.tier >= group.tier or above.nation != group.nation:
        raise ValidationError({"parent": "Choose a group of a higher kind in the same nation"})
    if not above.is_open:
        raise ActionNotPossibleError(UNDER_A_CLOSED_GROUP)
    group.parent_tier, group.parent_nation = above.tier, above.nation


def _save_change_of_parent_group(group: Group, why: str, by: Actor) -> None:
    GroupMove.objects.create(group=group, parent_id=group.parent_id, on=today(), why=why, by_id=by.user_id)


def _save_terms_of_reference(terms: TermsOfReference, group: Group, by: Actor) -> TermsOfReference:
    terms.group, terms.number = group, group.terms.count() + 1
    terms.agreed_on, terms.by_id = today(), by.user_id
    terms.full_clean(exclude={"group", "by"})
    terms.save()
    write_audit_record(who=by.who, verb="agreed terms of reference", about=group.pk, why=str(terms.number))
    return terms


def _create_seats_of_organisations(group: Group, body_ids: Sequence[int], by: Actor) -> list[int]:
    """The convener holds its seat from the first day; the others are invited. Who was invited."""
    if len(body_ids) > MOST_SEATS:
        raise ActionNotPossibleError("A group has at most 200 seats.")
    bodies = Body.objects.in_bulk({*body_ids, by.body_id})
    welsh = "cy" if group.nation == "wales" and group.papers_language == "cy" else "en"
    for number in dict.fromkeys((by.body_id, *body_ids)):
        if number not in bodies:
            raise ValidationError({"bodies": "Choose organisations from the list"})
        office, deputy = get_usual_seat_office_and_deputy(bodies[number].kind)
        is_own = number == by.body_id
        Seat(
            group=group,
            body=bodies[number],
            office=office,
            deputy_office=deputy,
            part="secretariat" if is_own else "member",
            state="accepted" if is_own else "invited",
            language=welsh,
            since=group.starts_on,
        ).save_by(by)
    return [number for number in body_ids if number != by.body_id]


def _draft_first_meetings_of_group(group: Group, given: GroupSetUpInput, by: Actor) -> None:
    agenda = list_template_agenda_items_of_group_kind(group.kind)
    for number, day in enumerate(list_meeting_days(given.first_day, group.meetings_a_year), 1):
        GroupMeeting(
            group=group,
            number=number,
            planned_on=day,
            starts_at=given.starts_at,
            place=given.place,
            agenda=agenda,
        ).save_by(by)


def _validate_group_nation(group: Group) -> None:
    """Wales is a tree of its own, and so is what covers both nations."""
    if group.area_id is None:
        return
    nation = Area.objects.values_list("nation", flat=True).get(pk=group.area_id)
    if nation != group.nation:
        raise ValidationError({"area": "Choose an area of the nation, or none"})


def list_possible_parent_groups(tier: int, nation: str, by: Actor) -> "Sequence[Group]":
    """The groups under which one of this tier may be put, by name.

    Args:
        tier: of its kind.
        nation: where it works.
        by: who convenes it.
    """
    rows = select_visible_groups(by, get_body_ids_whose_seats_actor_answers_for(by))
    return list(rows.filter(state="active", tier__lt=tier, nation=nation).order_by("tier", "name"))
