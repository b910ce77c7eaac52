"""Rules of a conference without the database: its 48 hours, its quorum, a repeat, the day of telling the person."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from handrail.people.conferences.text_choices import PARTS_BY_BODY_KIND, Attendance, MemberAgency
from handrail.platform.kernel.dates import add_years
from handrail.platform.kernel.working_days import add_working_days

HOURS: Final = 48
HOURS_SOURCE: Final = (
    "West Midlands Anti-Slavery Network, Slavery Adult Safeguarding Case Conference, March 2021: “ideally” within "
    "48 hours of when the person is identified and has agreed. This is a target in guidance, not a law."
)
QUORUM_SOURCE: Final = "There is no national quorum. Each area sets its own."
REPEAT_SOURCE: Final = (
    "“Discussed before” means in the last 12 months. Domestic abuse conferences use this period (SafeLives). "
    "For slavery it is Handrail’s own."
)
TELLING_SOURCE: Final = (
    "Tell the person by phone or in person by the next working day. This is Handrail’s own rule, based on SafeLives. "
    "No law sets it."
)
PARTS_FOR_QUORUM: Final = (
    ("chair", "Chair"),
    ("police_or_council", "Police or council"),
    ("person", "Someone who speaks for the person"),
    ("roof", "Someone who decides on housing"),
)
DEFAULT_QUORUM: Final = tuple(code for code, _ in PARTS_FOR_QUORUM)
_MET_BY: Final = {
    "chair": {MemberAgency.CHAIR},
    "police_or_council": {MemberAgency.POLICE, MemberAgency.ADULTS, MemberAgency.HOUSING},
    "person": {MemberAgency.NAVIGATOR},
    "roof": {MemberAgency.HOUSING},
}
_THERE: Final = {Attendance.PRESENT, Attendance.DEPUTY}


def compute_conference_due_moment(
    identified_at: datetime.datetime, agreed_at: datetime.datetime
) -> datetime.datetime:
    """48 hours that pass, from the later of the two, whatever the clocks do meanwhile."""
    return max(identified_at, agreed_at).astimezone(datetime.UTC) + datetime.timedelta(hours=HOURS)


def list_missing_quorum_parts(needed: Iterable[str], came: Iterable[tuple[str, str]]) -> list[str]:
    """Which parts of the quorum nobody met.

    Args:
        needed: codes of PARTS_FOR_QUORUM; none counts as the usual quorum.
        came: part and attendance of each member; a report is no attendance.

    Returns:
        The codes, in the order of PARTS_FOR_QUORUM.
    """
    there = {MemberAgency(part) for part, how in came if how in _THERE}
    wanted = set(needed) or set(DEFAULT_QUORUM)
    return [code for code, _ in PARTS_FOR_QUORUM if code in wanted and not _MET_BY[code] & there]


class MeetingInTime(NamedTuple):
    """When a meeting was called and recorded, and whether it decided anything. `recorded_at` is None until then."""

    number: int
    called_at: datetime.datetime
    recorded_at: datetime.datetime | None
    was_held: bool


def find_meeting_of_action(set_at: datetime.datetime, meetings: Sequence[MeetingInTime]) -> int | None:
    """The meeting that an action is of.

    The one that was called when it was set, else the last one held before it, else the next one. A meeting that was
    not quorate decides nothing, so that none is of it.

    Args:
        set_at: when the action was set.
        meetings: of the conference.

    Returns:
        The number of the meeting; None where there is none to which it could belong.
    """
    able = sorted(
        (one for one in meetings if one.was_held or one.recorded_at is None), key=lambda one: one.number
    )
    called = [one for one in able if one.called_at <= set_at]
    during = next((one for one in called if one.recorded_at is None or set_at <= one.recorded_at), None)
    if during is not None:
        return during.number
    if called:
        return called[-1].number
    return able[0].number if able else None


def find_deadline_for_telling_person(held: datetime.date) -> datetime.date:
    """The last day on which the person is told what was agreed: the next working day after the meeting."""
    return add_working_days(held, 1)


def list_agencies_member_may_sit_for(body_kind: str, *, keeps_area: bool) -> list[MemberAgency]:
    """For which agencies somebody may sit.

    Args:
        body_kind: the kind of their organisation.
        keeps_area: whether it keeps the area, and so provides the chair.

    Returns:
        In the order of parts; none where nobody of such an organisation sits at a conference.
    """
    allowed = set(PARTS_BY_BODY_KIND.get(body_kind, ())) | ({MemberAgency.CHAIR} if keeps_area else set())
    return [part for part in MemberAgency if part in allowed]


def is_repeat(asked_on: datetime.date, earlier: Sequence[datetime.date]) -> bool:
    """Whether the last of the earlier ones was asked for within 12 months, its anniversary included."""
    return any(day <= asked_on <= add_years(day, 1) for day in earlier)
