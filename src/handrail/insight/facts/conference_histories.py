"""Reading case conferences and joint visits for export: moments and codes. What was said stays sealed and unread."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from handrail.insight.facts.case_history import (
    AgencyAttendanceAtConferenceMeeting,
    CaseHistory,
    ConferenceActionUndertaken,
    ConferenceMet,
    ConferenceRequested,
    JointVisitRecorded,
)
from handrail.people.conferences.models import (
    Conference,
    ConferenceAction,
    ConferenceEnding,
    ConferenceMeeting,
    JointVisit,
    MeetingAttendance,
    VisitOffer,
)
from handrail.people.conferences.text_choices import ConferenceEndReason, ConferenceState

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


def _add_requests_and_meetings(histories: Histories) -> None:
    started, meetings = dict[UUID, datetime.datetime](), defaultdict[UUID, list[ConferenceMet]](list)
    columns = ("pk", "case_id", "asked_at", "identified_at", "agreed_at", "from_body__kind", "basis")
    rows = list(_select(Conference, histories, *columns, "grounds", "state", "is_repeat", "choice"))
    for pk, _, _, identified_at, agreed_at, *_ in rows:
        started[pk] = max(identified_at, agreed_at)
    met = _select(ConferenceMeeting, histories, "conference_id", "starts_at", "result").exclude(result="")
    for pk, starts_at, result in met.order_by("starts_at"):
        meetings[pk].append(ConferenceMet(_get_local_day(starts_at), result, starts_at - started[pk]))
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
            tuple(meetings[pk]),
        )  # fmt: skip
        histories[case_id].conferences.append(asked)


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
