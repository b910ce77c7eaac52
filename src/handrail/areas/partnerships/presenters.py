"""Engagement in sentences and pictures: each picture has its table."""

from typing import NamedTuple

from handrail.areas.partnerships.models import Contribution
from handrail.areas.partnerships.queries.engagement import (
    MOST_MEETINGS,
    ContributionTotal,
    GroupEngagement,
    SeatAttendance,
)
from handrail.areas.recommendations.tags import StateTag
from handrail.platform.documents.charts import DrawingSvgWithAltText, make_drawing_svg_with_alt_text
from handrail.platform.documents.document_tree import LineChart
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.formatting import format_day, format_money, plural

MISSED_THAT_WARN = 2
FEW_MEETINGS = 4
CHANGE_THAT_COUNTS = 10  # per cent points
STEADY = "Attendance is steady:"
SEATS_THAT_COUNT = 2  # one seat missed once is no change


class ContributionYear(NamedTuple):
    """One financial year: its sums in words, and what each organisation gave."""

    year: int
    said: str
    rows: list[Contribution]


class EngagementDisplay(NamedTuple):
    """The sentence that says whether people stay; the picture; how each seat stands; sums in words."""

    sentence: str
    chart: DrawingSvgWithAltText | None
    rows: list[tuple[str, str, str]]
    seats: list[tuple[SeatAttendance, StateTag]]
    years: list[ContributionYear]


def present_engagement(found: GroupEngagement) -> EngagementDisplay:
    """What the page says of whether people stay."""
    meetings = found.meetings[-MOST_MEETINGS:]
    points = tuple((row.label, _compute_per_cent(row.filled, row.seats)) for row in meetings)
    days = tuple(row.held_on.toordinal() for row in meetings)
    sentence = describe_attendance_change(found)
    return EngagementDisplay(
        sentence=sentence,
        chart=make_drawing_svg_with_alt_text(LineChart(points, days), sentence) if len(points) > 1 else None,
        rows=[
            (
                format_day(row.held_on),
                row.stream or msg("The whole group"),
                msg("{filled} of {seats}", filled=row.filled, seats=row.seats),
            )
            for row in meetings
        ],
        seats=[(row, _make_seat_attendance_tag(row)) for row in found.seats],
        years=[
            ContributionYear(
                row.year,
                describe_contribution_total(row),
                [each for each in found.contributions if each.year == row.year],
            )
            for row in found.totals
        ],
    )


def describe_attendance_change(found: GroupEngagement) -> str:
    """The first half of the meetings beside the second, each on its own base of seats."""
    meetings = found.meetings[-MOST_MEETINGS:]
    if len(meetings) < FEW_MEETINGS:
        return msg(
            "Recorded: {meetings}. From {few} on, this page says whether people stay.",
            meetings=plural(len(meetings), "meeting"),
            few=plural(FEW_MEETINGS, "meeting"),
        )
    half = len(meetings) // 2
    first, last = meetings[:half], meetings[-half:]
    shares = [
        _compute_per_cent(sum(row.filled for row in some), sum(row.seats for row in some))
        for some in (first, last)
    ]
    change, seats = shares[1] - shares[0], sum(row.seats for row in last)
    trend = _describe_attendance_trend(change, round(abs(change) * seats / 100))
    if trend == STEADY and change:
        both = (*first, *last)
        return msg(
            "{trend} {filled} of {seats} seats were filled over the last {number} meetings.",
            trend=trend,
            filled=sum(row.filled for row in both),
            seats=sum(row.seats for row in both),
            number=len(both),
        )
    return msg(
        "{trend} {last}% of seats were filled at the last {number} meetings, {first}% at the {number} before.",
        trend=trend,
        last=shares[1],
        first=shares[0],
        number=half,
    )


def _describe_attendance_trend(change: int, seats: int) -> str:
    """Grown or fallen by at least ten per cent points that are at least two seats."""
    if abs(change) < CHANGE_THAT_COUNTS or seats < SEATS_THAT_COUNT:
        return STEADY
    return "Attendance has grown:" if change > 0 else "Attendance has fallen:"


def describe_contribution_total(row: ContributionTotal) -> str:
    """Promised and received in one year, money and hours apart."""
    money = msg(
        "{received} received of {promised} promised",
        received=format_money(row.received),
        promised=format_money(row.promised),
    )
    if not row.promised_hours and not row.received_hours:
        return money
    hours = msg(
        "{received} hours received of {promised} promised",
        received=row.received_hours,
        promised=row.promised_hours,
    )
    return msg("{money}; {hours}", money=money, hours=hours) if row.promised or row.received else hours


def _make_seat_attendance_tag(row: SeatAttendance) -> StateTag:
    if row.missed >= MISSED_THAT_WARN:
        return StateTag("today", msg("Empty at the last {meetings}", meetings=plural(row.missed, "meeting")))
    return (
        StateTag("met", "Came to the last meeting")
        if not row.missed
        else StateTag("unknown", "Missed the last meeting")
    )


def _compute_per_cent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0
