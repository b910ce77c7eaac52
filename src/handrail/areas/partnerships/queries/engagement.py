"""Whether people stay: seats filled at each meeting, over the quarters; contributions promised and received."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import FETCH_RAISE, QuerySet

from handrail.areas.partnerships.models import Contribution, Group, GroupAttendance, Seat, SharedHelp
from handrail.areas.partnerships.states import SEATED, THERE
from handrail.platform.kernel.dates import format_short_month
from handrail.platform.kernel.messages import msg

MOST_MEETINGS = 12


class HeldMeetingRow(NamedTuple):
    """One held meeting: its day, its stream, how many seats were filled of how many that were asked."""

    number: int
    held_on: datetime.date
    label: str
    stream: str
    filled: int
    seats: int


class SeatAttendance(NamedTuple):
    """One seat over the meetings that asked it. `missed`: the last ones in a row without anybody; `years`: of each
    calendar year how many meetings it was filled at, and how many there were, the newest first.
    """

    seat: Seat
    filled: int
    asked: int
    missed: int
    years: list[tuple[int, int, int]]


class WorkStreamAttendance(NamedTuple):
    """One work stream: meetings, seats filled, seats asked."""

    name: str
    meetings: int
    filled: int
    seats: int


class ContributionTotal(NamedTuple):
    """What was promised and received in one financial year; sums in pence and hours are never added together."""

    year: int
    promised: int
    received: int
    promised_hours: int
    received_hours: int


class GroupEngagement(NamedTuple):
    """What the page of engagement shows."""

    meetings: list[HeldMeetingRow]
    seats: list[SeatAttendance]
    streams: list[WorkStreamAttendance]
    totals: list[ContributionTotal]
    contributions: list[Contribution]


def get_group_engagement(group: Group) -> GroupEngagement:
    """GroupAttendance and contributions of a group. Three statements."""
    return _compute_group_engagement(group, GroupAttendance.objects.all())


def get_group_engagement_between(group: Group, first: datetime.date, last: datetime.date) -> GroupEngagement:
    """The same, of meetings held between two days.

    Args:
        group: whose meetings.
        first: day.
        last: day.
    """
    return _compute_group_engagement(
        group, GroupAttendance.objects.filter(meeting__held_on__range=(first, last))
    )


def _compute_group_engagement(group: Group, attendance: "QuerySet[GroupAttendance]") -> GroupEngagement:
    rows = list(
        attendance.filter(meeting__group=group, meeting__state="held")
        .select_related("meeting__stream", "seat__body__successor")
        .order_by("meeting__held_on", "meeting__number", "seat__pk")
        .fetch_mode(FETCH_RAISE)
    )
    given = list(group.contributions.select_related("body").fetch_mode(FETCH_RAISE))
    names = dict(group.streams.values_list("pk", "name"))
    return GroupEngagement(
        meetings=_count_attendance_by_meeting(rows, names),
        seats=_count_attendance_by_seat(rows),
        streams=_count_attendance_by_stream(rows, names),
        totals=add_up_contributions(given),
        contributions=given,
    )


def list_shared_services_and_trainings(group: Group) -> list[SharedHelp]:
    """Services and trainings that are shared now, the newest first. One statement."""
    rows = group.shared.filter(ended_on__isnull=True)
    related = ("body", "service__provider", "session__body")
    return list(rows.select_related(*related).fetch_mode(FETCH_RAISE))


def select_seats_asked_for_attendance(group: Group) -> "QuerySet[Seat]":
    """The seats of whom a meeting asks whether they were filled: those that were accepted."""
    return group.seats.filter(state__in=SEATED).exclude(state="invited").select_related("body").order_by("pk")


def _count_attendance_by_meeting(
    rows: Sequence[GroupAttendance], names: dict[int, str]
) -> list[HeldMeetingRow]:
    by_meeting: dict[int, list[GroupAttendance]] = defaultdict(list)
    for row in rows:
        by_meeting[row.meeting_id].append(row)
    found = []
    for some in by_meeting.values():
        meeting = some[0].meeting
        held_on = meeting.held_on or meeting.planned_on
        found.append(
            HeldMeetingRow(
                meeting.number,
                held_on,
                format_short_month(held_on),
                names.get(meeting.stream_id or 0, ""),
                sum(row.came in THERE for row in some),
                len(some),
            )
        )
    return found


def _count_attendance_by_seat(rows: Sequence[GroupAttendance]) -> list[SeatAttendance]:
    by_seat: dict[int, list[GroupAttendance]] = defaultdict(list)
    for row in rows:
        by_seat[row.seat_id].append(row)
    found = [
        SeatAttendance(
            some[0].seat,
            sum(row.came in THERE for row in some),
            len(some),
            _count_meetings_missed_in_a_row(reversed(some)),
            _count_meetings_by_year(some),
        )
        for some in by_seat.values()
    ]
    return sorted(found, key=lambda row: (-row.missed, row.seat.body.name, row.seat.pk))


def _count_meetings_by_year(rows: Iterable[GroupAttendance]) -> list[tuple[int, int, int]]:
    filled, asked = Counter[int](), Counter[int]()
    for row in rows:
        year = (row.meeting.held_on or row.meeting.planned_on).year
        asked[year] += 1
        filled[year] += row.came in THERE
    return [(year, filled[year], asked[year]) for year in sorted(asked, reverse=True)]


def _count_meetings_missed_in_a_row(newest_first: Iterable[GroupAttendance]) -> int:
    missed = 0
    for row in newest_first:
        if row.came in THERE:
            break
        missed += 1
    return missed


def _count_attendance_by_stream(
    rows: Sequence[GroupAttendance], names: dict[int, str]
) -> list[WorkStreamAttendance]:
    found = []
    for number, name in ((None, msg("The whole group")), *names.items()):
        some = [row for row in rows if row.meeting.stream_id == number]
        meetings = {row.meeting_id for row in some}
        if meetings or number is not None:
            filled = sum(row.came in THERE for row in some)
            found.append(WorkStreamAttendance(name, len(meetings), filled, len(some)))
    return found


def add_up_contributions(given: Sequence[Contribution]) -> list[ContributionTotal]:
    """Sums of each financial year, the newest first."""
    years = sorted({row.year for row in given}, reverse=True)
    return [
        ContributionTotal(
            year,
            *(
                sum(getattr(row, name) or 0 for row in given if row.year == year)
                for name in ("promised", "received", "promised_hours", "received_hours")
            ),
        )
        for year in years
    ]
