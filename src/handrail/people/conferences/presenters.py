"""A conference as rows of its page: its 48 hours, tags of its state and of actions, and who may see what."""

import datetime
from collections.abc import Sequence
from typing import Final, NamedTuple, TypedDict

from handrail.people.conferences.models import (
    Conference,
    ConferenceAction,
    ConferenceMeeting,
    ConferenceMember,
    JointVisit,
)
from handrail.people.conferences.permissions import ConferenceSeat
from handrail.people.conferences.queries.slices import ConferenceItemsWithVisibility
from handrail.people.conferences.rules import PARTS_FOR_QUORUM, find_deadline_for_telling_person
from handrail.people.conferences.text_choices import (
    AnswerToOfferAtVisit,
    ConferenceActionResult,
    ConferenceItemKind,
    ConferenceState,
    MemberAgency,
    OfferAtVisitKind,
    PersonParticipation,
    SeparateConsentAnswer,
    VisitBasis,
    VisitResult,
)
from handrail.platform.access.sealed import SealedText
from handrail.platform.access.today import today
from handrail.platform.followups.reminder_dates import get_due_status_code
from handrail.platform.kernel.dates import format_count_with_noun, to_london
from handrail.platform.kernel.messages import UserText, join_texts, lower_first, msg
from handrail.platform.ui import formatting

WIDTH: Final = 520


class ConferenceTag(NamedTuple):
    """State and words of a tag."""

    state: str
    words: str


class FortyEightHoursTick(NamedTuple):
    """One moment of the 48 hours. `x` is where it is drawn, in units of the picture."""

    x: int
    when: str
    what: str

    @property
    def column(self) -> int:
        """Of twenty columns the one in which its words begin, so that they stand under it and fit."""
        return min(self.x * 20 // WIDTH, 14)


class FortyEightHoursBar(NamedTuple):
    """The 48 hours as a picture with words: how far they have run, and its moments."""

    words: str
    gone: int
    ticks: tuple[FortyEightHoursTick, ...]
    is_late: bool


class WhatMemberSeesRow(NamedTuple):
    """One member's line of who sees what: `cells` are codes and words by kind."""

    member: ConferenceMember
    basis: str
    cells: tuple[tuple[str, str, str], ...]
    lines: tuple[tuple[str, str, str], ...]


class ConferenceActionRow(NamedTuple):
    """One action with its tag."""

    row: ConferenceAction
    tag: ConferenceTag
    what: str
    said: str
    lowers: str
    result: str


_STATE_TAGS: Final = {
    ConferenceState.ASKED: "soon",
    ConferenceState.RETURNED: "declined",
    ConferenceState.ACCEPTED: "running",
    ConferenceState.CONVENED: "running",
    ConferenceState.NOT_QUORATE: "soon",
    ConferenceState.HELD: "met",
    ConferenceState.STOOD_DOWN: "unknown",
    ConferenceState.CLOSED: "met",
}
_RESULT_TAGS: Final = {
    ConferenceActionResult.DONE: "met",
    ConferenceActionResult.NOT_DONE: "overdue",
    ConferenceActionResult.NOT_POSSIBLE: "declined",
    ConferenceActionResult.DECLINED: "declined",
    ConferenceActionResult.SUPERSEDED: "unknown",
}
_VIEW_WORDS: Final = {
    "adds": "Sees and adds",
    "whole": "Sees",
    "need": "The need only",
    "withheld": "Withheld",
    "none": "Nothing",
}


def make_conference_state_tag(conference: Conference) -> ConferenceTag:
    """Where it is now."""
    state = ConferenceState(conference.state)
    return ConferenceTag(_STATE_TAGS[state], state.label)


def make_conference_action_tag(row: ConferenceAction) -> ConferenceTag:
    """How it ended, or how near its day is."""
    if row.end_or_none is not None:
        result = ConferenceActionResult(row.end.result)
        return ConferenceTag(_RESULT_TAGS[result], result.label)
    status = get_due_status_code(row.due_on, today())
    if status == "overdue":
        days = (today() - row.due_on).days
        return ConferenceTag("overdue", msg("Overdue {days}", days=format_count_with_noun(days, "day")))
    if status == "today":
        return ConferenceTag("today", "Due today")
    return ConferenceTag(
        "soon" if status == "soon" else "running", msg("By {day}", day=formatting.format_day(row.due_on))
    )


def make_conference_action_row(row: ConferenceAction) -> ConferenceActionRow:
    """With its words, opened for the reader."""
    end = row.end_or_none
    result = ""
    if end is not None:
        to = (
            msg(" Sent to the lead of {body}.", body=UserText(row.member.body.name))
            if end.escalated_to_id
            else ""
        )
        result = msg("{words}{to}", words=end.words.open(), to=to)
    return ConferenceActionRow(
        row, make_conference_action_tag(row), row.what.open(), read_text(row.said), row.lowers.open(), result
    )


def make_forty_eight_hours_bar(
    conference: Conference, meetings: Sequence[ConferenceMeeting], now: datetime.datetime
) -> FortyEightHoursBar:
    """From the later of identified and agreed to 48 hours after it, with the meeting between.

    Args:
        conference: with its moments.
        meetings: the newest first.
        now: the moment.

    Returns:
        The picture: ticks in order of time, how far it has run, and whether the meeting is later than 48 hours.
    """
    start = max(conference.identified_at, conference.agreed_at)
    what = "agreed" if conference.agreed_at >= conference.identified_at else "identified"
    held = [one for one in meetings if one.result == "held"]
    waiting = [one for one in meetings if not one.result]
    meeting = min(held, key=lambda one: one.starts_at) if held else next(iter(waiting), None)
    marks = [(start, what), (conference.due_at, "48 hours")]
    if meeting is not None:
        if meeting.first_at is not None:
            marks.append((meeting.first_at, "called first"))
        marks.append((meeting.starts_at, "moved to" if meeting.first_at else "conference"))
    if not held and start < now < max(moment for moment, _ in marks):
        marks.append((now, "now"))
    marks.sort()
    end = max(moment for moment, _ in marks)
    span = max((end - start).total_seconds(), 1)

    def place(moment: datetime.datetime) -> int:
        share = (moment - start).total_seconds() / span
        return round(min(max(share, 0), 1) * WIDTH)

    is_late = (meeting.starts_at if meeting else now) > conference.due_at
    ticks = tuple(FortyEightHoursTick(place(at), format_moment(at), words) for at, words in marks)
    return FortyEightHoursBar(
        _describe_hours_left(conference, meeting, start, now), place(now), ticks, is_late
    )


def _describe_hours_left(
    conference: Conference,
    meeting: ConferenceMeeting | None,
    start: datetime.datetime,
    now: datetime.datetime,
) -> str:
    if meeting is None:
        left = (conference.due_at - now).total_seconds()
        if left >= 0:
            return msg("{hours} left", hours=format_count_with_noun(int(left // 3600), "hour"))
        return msg("{hours} past the target", hours=format_count_with_noun(int(-left // 3600), "hour"))
    hours = format_count_with_noun(int((meeting.starts_at - start).total_seconds() // 3600), "hour")
    if conference.agreed_at >= conference.identified_at:
        return msg("{hours} after they agreed", hours=hours)
    return msg("{hours} after they were identified", hours=hours)


def make_what_each_member_sees_rows(
    members: Sequence[ConferenceMember], table: ConferenceItemsWithVisibility
) -> list[WhatMemberSeesRow]:
    """Who sees what, member by member, for whoever runs the conference."""
    return [_make_what_member_sees_row(one, table) for one in members]


def _make_what_member_sees_row(
    member: ConferenceMember, table: ConferenceItemsWithVisibility
) -> WhatMemberSeesRow:
    observes = member.part == MemberAgency.OBSERVER
    sees = {} if observes else table.sees.get(member.pk, {})
    puts = frozenset[str]() if observes else table.puts.get(member.body_id, frozenset())
    cells: list[tuple[str, str, str]] = []
    lines: dict[str, list[str]] = {}
    for kind in ConferenceItemKind:
        code = "adds" if kind in puts else sees.get(kind, "none")
        cells.append((code, kind.label, _VIEW_WORDS[code]))
        if code != "none":
            lines.setdefault(code, []).append(lower_first(kind.label))
    return WhatMemberSeesRow(
        member,
        join_texts(table.bases.get(member.pk, ()), ", ")
        or ("Looks on: sees nothing of the person" if observes else "")
        or ("Put in by their own organisation" if puts else ""),
        tuple(cells),
        tuple((code, _VIEW_WORDS[code], join_texts(kinds, ", ")) for code, kinds in lines.items()),
    )


def describe_conference_quorum(codes: Sequence[str]) -> str:
    """Who has to be there, in words."""
    return join_texts((words for code, words in PARTS_FOR_QUORUM if code in codes), ", ")


def describe_person_participation(conference: Conference) -> str:
    """How the person takes part."""
    if not conference.choice:
        return "Not asked yet"
    words = PersonParticipation(conference.choice).label
    speaker = read_text(conference.speaker)
    return msg("{how}: {who}", how=words, who=UserText(speaker)) if speaker else words


def format_moment(at: datetime.datetime) -> str:
    """“Mon 30 Nov, 3pm” by the clock of London."""
    local = to_london(at)
    return msg(
        "{day}, {time}",
        day=formatting.format_short_weekday_and_day(local.date()),
        time=formatting.format_time(local.time()),
    )


def make_person_told_of_meeting_tag(meeting: ConferenceMeeting) -> ConferenceTag:
    """Whether the person was told what a meeting agreed, or by when they are."""
    told = meeting.told_or_none
    if told is not None:
        return ConferenceTag("met", msg("Told on {day}", day=formatting.format_day(told.told_on)))
    due = find_deadline_for_telling_person(to_london(meeting.starts_at).date())
    late = due < today()
    state = "overdue" if late else "today" if due == today() else "soon"
    day = formatting.format_short_weekday_and_day(due)
    if late:
        return ConferenceTag(state, msg("They were to be told by {day}", day=day))
    return ConferenceTag(state, msg("Tell them by the end of {day}", day=day))


def read_text(text: SealedText) -> str:
    """A text for the reader that is bound to its row; where there is none, no kind is noted as shown."""
    return text.open() if text else ""


def make_agency_consent_rows(seat: ConferenceSeat) -> list[tuple[str, str]]:
    """What the person says of each agency at the table: agreed to what, no, or not asked.

    Returns:
        Labels and agencies; only those that there are.
    """
    agreed: dict[str, list[str]] = {}
    refused: list[str] = []
    unasked: list[str] = []
    for body in {one.body_id: one.body for one in seat.members if one.part != MemberAgency.OBSERVER}.values():
        if body.pk not in seat.agreed:
            unasked.append(UserText(body.name))
        elif kinds := seat.agreed[body.pk]:
            named = join_texts([lower_first(one.label) for one in ConferenceItemKind if one in kinds], ", ")
            agreed.setdefault(named, []).append(UserText(body.name))
        else:
            refused.append(UserText(body.name))
    told: list[str] = [
        msg("{bodies} ({kinds})", bodies=join_texts(bodies, ", ", " and "), kinds=kinds)
        for kinds, bodies in agreed.items()
    ]
    rows: list[tuple[str, list[str]]] = [
        ("They agreed that these are told", told),
        ("They said no to", refused),
        ("Not asked of", unasked),
    ]
    return [(label, join_texts(names, ", ")) for label, names in rows if names]


class VisitRows(TypedDict):
    """A visit as rows: what was agreed before, the shared note, and its offers."""

    agreed: list[tuple[str, str]]
    note: list[tuple[str, str]]
    offers: list[tuple[str, ConferenceTag, str]]


_ANSWER_TAGS: Final = {
    AnswerToOfferAtVisit.ACCEPTED: "met",
    AnswerToOfferAtVisit.DECLINED: "declined",
    AnswerToOfferAtVisit.UNDECIDED: "soon",
}


def make_visit_rows(visit: JointVisit) -> VisitRows:
    """Opened for the reader that is bound to the rows."""
    agreed = [
        ("What it is for", visit.purpose.open()),
        ("When", format_moment(visit.planned_at)),
        ("Where it is safe", visit.place.open()),
        ("They said yes to a visit", SeparateConsentAnswer(visit.yes_to_visit).label),
        ("They said yes to police", SeparateConsentAnswer(visit.yes_to_police).label),
        ("Why the charity is told", VisitBasis(visit.basis).label),
        ("Who decided, and why", visit.basis_words.open()),
        ("Plan for safety", visit.plan.open()),
        ("Word that ends the visit", visit.abort_word.open()),
        ("Language", visit.language.name if visit.language else ""),
        ("Plain clothes, no marked car", "Yes" if visit.plain_clothes else "No"),
        ("Why visits go on", visit.why_go_on.open()),
    ]
    note = []
    if visit.recorded_at is not None:
        note = [
            ("What happened", VisitResult(visit.result).label),
            ("Who went", join_texts(visit.went.open().splitlines(), "; ")),
            ("Seen alone", "Yes" if visit.seen_alone else "No"),
            ("Told of police and records first", "Yes" if visit.told_of_records else "No"),
            ("Doubt about capacity", "Yes" if visit.capacity_doubt else ""),
            ("Children were seen", "Yes. Children’s social care is told." if visit.children_seen else ""),
            ("Risk", visit.risk.open()),
            ("What they wish", visit.wishes.open()),
            ("Next visit", formatting.format_day(visit.next_on) if visit.next_on else "None wished"),
            ("By", visit.next_by.open()),
        ]
    offers = [
        (
            OfferAtVisitKind(one.kind).label,
            ConferenceTag(
                _ANSWER_TAGS[AnswerToOfferAtVisit(one.answer)], AnswerToOfferAtVisit(one.answer).label
            ),
            one.words.open(),
        )
        for one in visit.offers.all()
    ]
    return {
        "agreed": [(label, text) for label, text in agreed if text],
        "note": [(label, text) for label, text in note if text],
        "offers": offers,
    }
