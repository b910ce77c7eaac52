"""Reading case conferences and joint visits for export: moments and codes. What was said stays sealed and unread."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from handrail.insight.facts.case_history import (
    AgencyAttendanceAtConferenceMeeting,
    BasisReviewOfConference,
    CaseHistory,
    ConferenceActionUndertaken,
    ConferenceMet,
    ConferenceRequested,
    JointVisitRecorded,
)
from handrail.people.conferences.models import (
    Conference,
    ConferenceAction,
    ConferenceBasisReview,
    ConferenceEnding,
    ConferenceMeeting,
    JointVisit,
    MeetingAttendance,
    MeetingMove,
    VisitOffer,
)
from handrail.people.conferences.text_choices import ConferenceEndReason, ConferenceState
from handrail.people.housing.models import Stay, StayNight

type Histories = Mapping[UUID, CaseHistory]
MOVED_IN, MOVED_OUT = "in", "out"
ACCEPTED: Final = "accepted"
_UNANSWERED: Final = {
    ConferenceState.ASKED: "waiting",
    ConferenceState.RETURNED: "returned",
    ConferenceState.STOOD_DOWN: "stood_down",
}


def add_conferences_to_histories(histories: Histories) -> None:
    """What was asked for, who came, how actions ended, what was offered at visits."""
    _add_requests_and_meetings(histories)
    _add_attendance_and_actions(histories)
    _add_visits(histories)
    _add_nights_in_places(histories)


def _add_requests_and_meetings(histories: Histories) -> None:
    started, meetings = dict[UUID, datetime.datetime](), defaultdict[UUID, list[ConferenceMet]](list)
    columns = ("pk", "case_id", "asked_at", "identified_at", "agreed_at", "from_body__kind", "basis")
    rows = list(_select(Conference, histories, *columns, "grounds", "state", "is_repeat", "choice"))
    for pk, _, _, identified_at, agreed_at, *_ in rows:
        started[pk] = max(identified_at, agreed_at)
    moves = defaultdict[UUID, list[tuple[datetime.date, str]]](list)
    for meeting_id, from_at, reason in _select(
        MeetingMove, histories, "meeting_id", "from_at", "reason"
    ).order_by("id"):
        moves[meeting_id].append((_get_local_day(from_at), reason))
    columns_of_meeting = ("pk", "conference_id", "starts_at", "result", "late_reason")
    met = _select(ConferenceMeeting, histories, *columns_of_meeting).exclude(result="")
    for meeting_id, pk, starts_at, result, late in met.order_by("starts_at"):
        waited = starts_at - started[pk]
        meetings[pk].append(
            ConferenceMet(_get_local_day(starts_at), result, waited, late, tuple(moves[meeting_id]))
        )
    reviews = _list_basis_reviews_by_conference(histories)
    moved_in = set(
        _select(Conference, histories, "pk").filter(came_from__isnull=False).values_list("pk", flat=True)
    )
    ended = _select(ConferenceEnding, histories, "conference_id", "reason")
    moved_out = {pk for pk, reason in ended if reason == ConferenceEndReason.MOVED}
    for pk, case_id, asked_at, _, _, kind, basis, grounds, state, is_repeat, choice in sorted(rows, key=str):
        moved = (*((MOVED_IN,) if pk in moved_in else ()), *((MOVED_OUT,) if pk in moved_out else ()))
        answer = ACCEPTED if meetings[pk] else _UNANSWERED.get(ConferenceState(state), ACCEPTED)
        asked = ConferenceRequested(
            _get_local_day(asked_at), kind, basis, tuple(grounds), answer, is_repeat, moved, choice,
            tuple(meetings[pk]), tuple(reviews[pk]),
        )  # fmt: skip
        histories[case_id].conferences.append(asked)


def _list_basis_reviews_by_conference(
    histories: Histories,
) -> defaultdict[UUID, list[BasisReviewOfConference]]:
    """Reviews that were made; and the one that is due, unless the conference ended before its day."""
    found = defaultdict[UUID, list[BasisReviewOfConference]](list)
    for pk, due_on, reviewed_on in _select(
        ConferenceBasisReview, histories, "conference_id", "due_on", "reviewed_on"
    ).order_by("id"):
        found[pk].append(BasisReviewOfConference(due_on, reviewed_on))
    waiting = _select(Conference, histories, "pk", "review_on", "ending__at").filter(review_on__isnull=False)
    for pk, review_on, ended_at in waiting:
        if ended_at is None or _get_local_day(ended_at) > review_on:
            found[pk].append(BasisReviewOfConference(review_on, None))
    return found


def _add_attendance_and_actions(histories: Histories) -> None:
    came = ("case_id", "meeting__starts_at", "member__part", "how")
    for case_id, at, part, how in _select(MeetingAttendance, histories, *came).order_by("id"):
        histories[case_id].attendance.append(
            AgencyAttendanceAtConferenceMeeting(_get_local_day(at), part, how)
        )
    acted = ("case_id", "due_on", "member__part", "end__result", "end__at")
    for case_id, due_on, part, result, at in _select(ConferenceAction, histories, *acted).order_by("id"):
        ended_on = _get_local_day(at) if at else None
        histories[case_id].agreed_actions.append(
            ConferenceActionUndertaken(due_on, part, result or "", ended_on)
        )


def _add_nights_in_places(histories: Histories) -> None:
    """In which kind of place a bed is booked, night by night, for those with a conference alone."""
    met = [case_id for case_id, history in histories.items() if history.conferences]
    stays = Stay.objects.filter(case__in=met).only("case_id", "booking")
    cases = {stay.booking_id: stay.case_id for stay in stays}
    nights = StayNight.objects.filter(booking__in=list(cases)).order_by("booking__first_night", "booking_id")
    for booking_id, night, kind in nights.values_list("booking_id", "night", "unit__place__kind"):
        histories[cases[booking_id]].place_nights[night] = kind


def _add_visits(histories: Histories) -> None:
    offers = defaultdict[UUID, list[tuple[str, str]]](list)
    for visit_id, kind, answer in _select(VisitOffer, histories, "visit_id", "kind", "answer").order_by("id"):
        offers[visit_id].append((kind, answer))
    visited = ("case_id", "id", "planned_at", "result", "seen_alone")
    for case_id, pk, at, result, alone in _select(JointVisit, histories, *visited).order_by("id"):
        if result:
            visit = JointVisitRecorded(_get_local_day(at), result, alone, tuple(offers[pk]))
            histories[case_id].visits.append(visit)


def _select(model: Any, histories: Histories, *columns: str) -> Any:
    return model.objects.filter(case__in=list(histories)).values_list(*columns)


def _get_local_day(moment: datetime.datetime) -> datetime.date:
    return timezone.localdate(moment)
