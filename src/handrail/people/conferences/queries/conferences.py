"""Lists of conferences, the parts of one page, and what somebody has to do about them."""

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page
from django.db.models import (
    Count,
    Exists,
    F,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Window,
)

from handrail.people.conferences.models import (
    Conference,
    ConferenceAction,
    ConferenceArea,
    ConferenceMeeting,
    ConferenceMember,
    JointVisit,
    MeetingAttendance,
    MeetingMove,
)
from handrail.people.conferences.permissions import ConferenceSeat, own_conference_seats_q
from handrail.people.conferences.rules import (
    MeetingInTime,
    find_deadline_for_telling_person,
    find_meeting_of_action,
)
from handrail.people.conferences.text_choices import (
    ENDED_STATES,
    ConferenceState,
    MeetingResult,
    MemberAgency,
    MemberLeavingReason,
)
from handrail.people.records.models import Event
from handrail.people.records.queries.visible_case_condition import build_visible_case_condition
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.kernel.dates import to_london
from handrail.platform.ui.paging import fetch_page

MOST_ON_A_CASE = 10
MOST_EARLIER = 100
_WITH_ACTION = ("member__body", "member__user", "end__by", "end__superseded_by")
_WITH_MEETING = ("recorded_by", "told__told_by", "told__told_language")
SHOWS = ("open", "ended")


class ConferenceActionCounts(NamedTuple):
    """Actions of a conference that the reader may see: ended, and still open."""

    ended: int
    open: int


@acting_as_system(SystemActor.CONFERENCES)
def get_own_conferences_page(actor: Actor, show: str, number: str) -> "Page[Conference]":
    """One page of conferences at which the actor has a seat, or of cases of theirs. Members find no ended ones.

    Args:
        actor: who reads.
        show: a code of SHOWS.
        number: of the page, as it was typed.

    Returns:
        Django's page, of rows without their words.
    """
    require_permission(actor, Permission.JOIN_CONFERENCE)
    seats = ConferenceMember.objects.filter(own_conference_seats_q(actor), conference=OuterRef("pk"))
    if show == "ended":
        seats = seats.filter(part=MemberAgency.CHAIR)
    rows = Conference.objects.annotate(has_seat=Exists(seats)).filter(
        Q(has_seat=True) | Q(build_visible_case_condition(actor), case__owner=actor.body_id)
        if actor.may(Permission.SHARE)
        else Q(has_seat=True)
    )
    rows = rows.filter(case__restricted_on__isnull=True).exclude(
        case__in=_select_cases_actor_left_with_conflict(actor)
    )
    rows = rows.filter(state__in=ENDED_STATES) if show == "ended" else rows.exclude(state__in=ENDED_STATES)
    meetings = ConferenceMeeting.objects.filter(conference=OuterRef("pk")).values("starts_at")
    held = meetings.filter(result=MeetingResult.HELD).order_by("-number")
    found = rows.annotate(meets_at=Subquery(meetings.filter(result="")[:1]), held_at=Subquery(held[:1]))
    found = found.select_related("case", "area", "from_body")
    return fetch_page(found.order_by("due_at" if show != "ended" else "-due_at", "pk"), number)


def _select_cases_actor_left_with_conflict(actor: Actor) -> QuerySet[ConferenceMember, UUID]:
    """Cases of which the actor stepped out with a conflict of interest."""
    rows = ConferenceMember.objects.filter(user=actor.user_id, left_why=MemberLeavingReason.CONFLICT)
    return rows.values_list("case", flat=True)


@acting_as_system(SystemActor.CONFERENCES)
def list_conference_meetings(seat: ConferenceSeat) -> list[ConferenceMeeting]:
    """Its meetings, the newest first, and whether the person was told of each. One statement."""
    rows = ConferenceMeeting.objects.filter(conference=seat.conference)
    found = list(rows.select_related(*_WITH_MEETING).order_by("-number"))
    for meeting in found:
        _bind_reading_key_to_conference_meeting(meeting, seat)
    return found


@acting_as_system(SystemActor.CONFERENCES)
def get_conference_meeting(seat: ConferenceSeat, meeting_id: UUID) -> ConferenceMeeting:
    """One meeting, with who was there and how it was moved. Raises NotVisible."""
    people = MeetingAttendance.objects.select_related("member__body", "member__user").order_by("pk")
    rows = ConferenceMeeting.objects.filter(conference=seat.conference, pk=meeting_id)
    moves = MeetingMove.objects.order_by("pk")
    rows = rows.select_related(*_WITH_MEETING).prefetch_related(Prefetch("attendance", queryset=people))
    rows = rows.prefetch_related(Prefetch("moves", queryset=moves))
    found = rows.first()
    if found is None:
        raise NotVisible
    for row in (*found.attendance.all(), *found.moves.all()):
        row.bind(seat.key)
    return _bind_reading_key_to_conference_meeting(found, seat)


def _bind_reading_key_to_conference_meeting(
    meeting: ConferenceMeeting, seat: ConferenceSeat
) -> ConferenceMeeting:
    meeting.bind(seat.key)
    if meeting.told_or_none is not None:
        meeting.told_or_none.bind(seat.key)
    return meeting


@acting_as_system(SystemActor.CONFERENCES)
def get_conference_actions_page(seat: ConferenceSeat, number: str) -> "Page[ConferenceAction]":
    """One page of actions: all for whoever runs the conference, their own for a member; open ones first, by day."""
    rows = _select_conference_actions(seat).select_related(*_WITH_ACTION)
    page = fetch_page(rows.order_by(F("end__at").asc(nulls_first=True), "due_on", "pk"), number)
    for row in page.object_list:
        _bind_reading_key_to_conference_action(row, seat)
    return page


@acting_as_system(SystemActor.CONFERENCES)
def list_first_conference_actions_and_counts(
    seat: ConferenceSeat, most: int
) -> tuple[list[ConferenceAction], ConferenceActionCounts]:
    """The first of the actions that the reader may see, and how many there are. One statement.

    Args:
        seat: the reader's.
        most: how many at most.

    Returns:
        Open ones first, by day; and counts of all.
    """
    rows = _select_conference_actions(seat).select_related(*_WITH_ACTION)
    counted = rows.annotate(total=Window(Count("pk")), total_ended=Window(Count("end__pk")))
    found: Any = list(counted.order_by(F("end__at").asc(nulls_first=True), "due_on", "pk")[:most])
    for row in found:
        _bind_reading_key_to_conference_action(row, seat)
    if not found:
        return [], ConferenceActionCounts(0, 0)
    return found, ConferenceActionCounts(found[0].total_ended, found[0].total - found[0].total_ended)


class ActionsOfMeeting(NamedTuple):
    """The actions that a meeting agreed, and those of earlier meetings that had not ended when it began."""

    own: list[ConferenceAction]
    earlier: list[ConferenceAction]


@acting_as_system(SystemActor.CONFERENCES)
def list_actions_of_meeting(seat: ConferenceSeat, meeting: ConferenceMeeting) -> ActionsOfMeeting:
    """For the minutes of one meeting. Two statements.

    Args:
        seat: of a reader who reads all actions.
        meeting: whose minutes they are.

    Returns:
        Both by day, opened for the reader.
    """
    rows = ConferenceMeeting.objects.filter(conference=seat.conference).order_by("number")
    meetings = [
        MeetingInTime(row.number, row.called_at, row.recorded_at, row.result == MeetingResult.HELD)
        for row in rows
    ]
    actions = _select_conference_actions(seat).select_related(*_WITH_ACTION)
    found = ActionsOfMeeting([], [])
    for action in actions.order_by("due_on", "pk"):
        number = find_meeting_of_action(action.set_at, meetings)
        ended = action.end_or_none.at if action.end_or_none is not None else None
        if number == meeting.number:
            found.own.append(action)
        elif action.set_at < meeting.starts_at and (ended is None or ended > meeting.starts_at):
            found.earlier.append(action)
    for action in (*found.own, *found.earlier):
        _bind_reading_key_to_conference_action(action, seat)
    return found


def _bind_reading_key_to_conference_action(row: ConferenceAction, seat: ConferenceSeat) -> None:
    row.bind(seat.key)
    if row.end_or_none is not None:
        row.end.bind(seat.key)
        if row.end.superseded_by is not None and seat.may_read_action(row.end.superseded_by):
            row.end.superseded_by.bind(seat.key)


@acting_as_system(SystemActor.CONFERENCES)
def get_conference_action(seat: ConferenceSeat, action_id: UUID) -> ConferenceAction:
    """One action that the reader may see. Raises NotVisible."""
    row = (
        _select_conference_actions(seat)
        .select_related("member__body", "member__user")
        .filter(pk=action_id)
        .first()
    )
    if row is None:
        raise NotVisible
    return row.bind(seat.key)


@acting_as_system(SystemActor.CONFERENCES)
def list_other_conference_actions(seat: ConferenceSeat, action: ConferenceAction) -> list[ConferenceAction]:
    """Other actions that the reader may see, the newest first: one of them may take its place."""
    rows = _select_conference_actions(seat).exclude(pk=action.pk).order_by("-set_at", "-pk")[:MOST_EARLIER]
    return [row.bind(seat.key) for row in rows]


def _select_conference_actions(seat: ConferenceSeat) -> QuerySet[ConferenceAction]:
    rows = ConferenceAction.objects.filter(conference=seat.conference)
    if seat.reads_all:
        return rows
    return rows.filter(member=seat.member) if seat.reads_meeting else rows.none()


@acting_as_system(SystemActor.CONFERENCES)
def list_meetings_of_earlier_conference(seat: ConferenceSeat) -> list[ConferenceMeeting]:
    """Recorded meetings of the conference that was handed over, in their order. One statement."""
    rows = ConferenceMeeting.objects.filter(conference=seat.conference.moved_from_id).exclude(result="")
    return [row.bind(seat.key) for row in rows.order_by("number")]


@acting_as_system(SystemActor.CONFERENCES)
def list_actions_of_earlier_conference(seat: ConferenceSeat) -> list[ConferenceAction]:
    """Actions of the conference that was handed over, by day. One statement."""
    rows = ConferenceAction.objects.filter(conference=seat.conference.moved_from_id)
    found = list(rows.select_related(*_WITH_ACTION).order_by("due_on", "pk")[:MOST_EARLIER])
    for row in found:
        _bind_reading_key_to_conference_action(row, seat)
    return found


def list_conferences_of_case(access: CaseAccess) -> list[Conference]:
    """Those of the case, the newest first, for whoever works on it."""
    rows = Conference.objects.filter(case=access.file_id).select_related("area")
    rows = rows.exclude(case__in=_select_cases_actor_left_with_conflict(access.actor))
    meetings = ConferenceMeeting.objects.filter(conference=OuterRef("pk")).values("starts_at")
    held = meetings.filter(result=MeetingResult.HELD).order_by("-number")
    found = rows.annotate(meets_at=Subquery(meetings.filter(result="")[:1]), held_at=Subquery(held[:1]))
    return list(found.order_by("-pk")[:MOST_ON_A_CASE])


def list_joint_visits_of_case(access: CaseAccess) -> list[JointVisit]:
    """Joint visits of the case with what was offered, the newest first, opened for the reader."""
    rows = JointVisit.objects.filter(case=access.file_id).select_related("with_body", "asked_by_body")
    return list(rows.prefetch_related("offers").order_by("-pk").opened_for(access)[:MOST_ON_A_CASE])


def get_joint_visit(access: CaseAccess, visit_id: UUID) -> JointVisit:
    """One visit with its offers, opened for the reader. Raises NotVisible."""
    access.needs(Kind.SAFETY)
    people = ("with_body", "asked_by_body", "agreed_by", "recorded_by", "language", "companion")
    rows = JointVisit.objects.filter(case=access.file_id, pk=visit_id).select_related(*people)
    found = rows.prefetch_related("offers").opened_for(access).first()
    if found is None:
        raise NotVisible
    for offer in found.offers.all():
        offer.bind(access)
    return found


class OwnConferenceSeat(NamedTuple):
    """A conference where the actor has a seat, and what waits for them there."""

    conference_id: UUID
    reference: str
    must_answer: bool
    must_sign: bool
    next_action_on: datetime.date | None
    asked_at: datetime.datetime
    tell_by: datetime.date | None
    review_by: datetime.date | None


@acting_as_system(SystemActor.CONFERENCES)
def list_own_seats_with_something_to_do(
    actor: Actor, *, until: datetime.date, most: int
) -> Sequence[OwnConferenceSeat]:
    """Seats at which something waits: an answer of the chair, a statement to sign, an action. One statement.

    Args:
        actor: who reads.
        until: the last day of actions.
        most: how many at most.

    Returns:
        The first that is due first.
    """
    open_ones = ConferenceAction.objects.filter(member=OuterRef("pk"), end__isnull=True, due_on__lte=until)
    first = open_ones.order_by().values("member").annotate(day=Min("due_on")).values("day")
    rows: Any = ConferenceMember.objects.filter(own_conference_seats_q(actor))
    rows = rows.exclude(conference__state__in=ENDED_STATES).filter(case__restricted_on__isnull=True)
    untold = ConferenceMeeting.objects.filter(
        conference=OuterRef("conference"), result=MeetingResult.HELD, told__isnull=True
    )
    rows = rows.annotate(
        next_action_on=Subquery(first), untold_at=Subquery(untold.order_by("number").values("starts_at")[:1])
    ).filter(
        Q(next_action_on__isnull=False)
        | Q(untold_at__isnull=False, part=MemberAgency.NAVIGATOR, body=F("case__owner"))
        | Q(conference__review_on__lte=until, part=MemberAgency.NAVIGATOR, body=F("case__owner"))
        | Q(user=actor.user_id, signed_at__isnull=True)
        | Q(deputy=actor.user_id, deputy_signed_at__isnull=True)
        | Q(part="chair", conference__state=ConferenceState.ASKED)
    )
    rows = rows.select_related("conference", "case").order_by("next_action_on", "pk")[:most]
    return [
        OwnConferenceSeat(
            row.conference_id,
            row.case.reference,
            row.part == "chair" and row.conference.state == ConferenceState.ASKED,
            (row.signed_at if row.user_id == actor.user_id else row.deputy_signed_at) is None,
            row.next_action_on,
            row.conference.asked_at,
            _find_last_day_to_tell_person_of_meeting(row),
            _find_day_of_basis_review(row, until),
        )
        for row in rows
    ]


def _find_last_day_to_tell_person_of_meeting(row: Any) -> datetime.date | None:
    """The day by which whoever speaks for the person tells them; for those of the organisation that keeps the case."""
    if row.untold_at is None or row.part != MemberAgency.NAVIGATOR or row.body_id != row.case.owner_id:
        return None
    return find_deadline_for_telling_person(to_london(row.untold_at).date())


def _find_day_of_basis_review(row: Any, until: datetime.date) -> datetime.date | None:
    """The day of a review of a decision without agreement, for those of the organisation that keeps the case."""
    day: datetime.date | None = row.conference.review_on
    if day is None or day > until or row.part != MemberAgency.NAVIGATOR or row.body_id != row.case.owner_id:
        return None
    return day


def list_conference_areas(actor: Actor) -> list[ConferenceArea]:
    """Council areas that the actor's organisation keeps, by name."""
    require_permission(actor, Permission.SET_LENGTHS)
    return list(ConferenceArea.objects.kept_by(actor).order_by("area__name", "name"))


def list_areas_to_request_conference_from(area_code: str | None) -> list[ConferenceArea]:
    """Areas that hold conferences, those of the case's own police area first."""
    rows = list(ConferenceArea.objects.in_use().order_by("area__name", "name"))
    return sorted(rows, key=lambda one: one.area_id != area_code)


def find_moment_person_was_identified(
    access: CaseAccess,
) -> tuple[datetime.date, datetime.time | None] | None:
    """When the person was identified, as the pathway has it.

    Returns:
        Day and time on London's clock; None where the pathway does not say.
    """
    if Kind.PATHWAY not in access.kinds:
        return None
    rows = Event.objects.filter(case=access.file_id, event="identified").exclude(corrections__isnull=False)
    found = rows.order_by("at", "pk").first()
    return (found.at, found.at_time) if found else None
