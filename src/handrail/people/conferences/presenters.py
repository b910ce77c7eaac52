"""A conference as rows of its page: its 48 hours, tags of its state and of actions, and who may see what."""

import datetime
from collections.abc import Sequence
from typing import Final, NamedTuple, TypedDict
from uuid import UUID

from handrail.directory.need_and_service_kinds import get_information_kind_of_offer
from handrail.people.conferences.models import (
    Conference,
    ConferenceAction,
    ConferenceItem,
    ConferenceMeeting,
    ConferenceMember,
    JointVisit,
    MeetingTelling,
)
from handrail.people.conferences.permissions import ConferenceSeat, find_members_working_on_case
from handrail.people.conferences.queries.slices import ConferenceItemsWithVisibility
from handrail.people.conferences.rules import PARTS_FOR_QUORUM, find_deadline_for_telling_person
from handrail.people.conferences.text_choices import (
    SEES_AS_STAFF_OF_CASE,
    AnswerToOfferAtVisit,
    ConferenceActionResult,
    ConferenceBasis,
    ConferenceItemKind,
    ConferenceState,
    MemberAgency,
    OfferAtVisitKind,
    PersonParticipation,
    SeparateConsentAnswer,
    VisitBasis,
    VisitResult,
)
from handrail.platform.access.case_access import CaseAccess
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
    is_held: bool


class WhatMemberSeesRow(NamedTuple):
    """One member's line of who sees what: `cells` are codes and words by kind."""

    member: ConferenceMember
    basis: str
    cells: tuple[tuple[str, str, str], ...]
    lines: tuple[tuple[str, str, str], ...]

    @property
    def is_on_case(self) -> bool:
        """Whether they see something since they work on the case."""
        return any(code == "case" for code, _, _ in self.cells)


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
    ConferenceActionResult.SUPERSEDED: "declined",
}
_VIEW_WORDS: Final = {
    "adds": "Sees and adds",
    "case": SEES_AS_STAFF_OF_CASE,
    "whole": "Sees",
    "need": "The need only",
    "withheld": "Withheld",
    "none": "No access",
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
        return ConferenceTag("overdue", msg("{days} overdue", days=format_count_with_noun(days, "day")))
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
        to = ""
        if end.escalated_to_id:
            to = msg(" Sent to the lead of {body}.", body=UserText(row.member.body.name))
        elif end.result == ConferenceActionResult.NOT_DONE:
            to = msg(" Sent to the chair: {body} has no lead here.", body=UserText(row.member.body.name))
        instead = end.superseded_by
        by = (
            msg(" In its place: {what}", what=instead.what.open())
            if instead is not None and instead.reader is not None
            else ""
        )
        result = msg("{words}{to}{by}", words=end.words.open(), to=to, by=by)
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
        The picture: ticks in order of time, how far it ran until the meeting or has run until now, and whether the
        meeting is later than 48 hours and has been held.
    """
    start = max(conference.identified_at, conference.agreed_at)
    what = _describe_start_of_48_hours(conference)
    held = [one for one in meetings if one.result == "held"]
    waiting = [one for one in meetings if not one.result]
    meeting = min(held, key=lambda one: one.starts_at) if held else next(iter(waiting), None)
    marks = [(start, what), (conference.due_at, "48 hours")]
    if meeting is not None:
        if meeting.first_at is not None:
            marks.append((meeting.first_at, "original time"))
        marks.append((meeting.starts_at, "new time" if meeting.first_at and not held else "conference"))
    if not held and start < now < max(moment for moment, _ in marks):
        marks.append((now, "now"))
    marks.sort()
    end = max(moment for moment, _ in marks)
    span = max((end - start).total_seconds(), 1)

    def place(moment: datetime.datetime) -> int:
        share = (moment - start).total_seconds() / span
        return round(min(max(share, 0), 1) * WIDTH)

    is_late = (meeting.starts_at if meeting else now) > conference.due_at
    ran_until = meeting.starts_at if held and meeting is not None else now
    ticks = tuple(FortyEightHoursTick(place(at), format_moment(at), words) for at, words in marks)
    return FortyEightHoursBar(
        _describe_hours_left(conference, meeting, start, now), place(ran_until), ticks, is_late, bool(held)
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
    after = {
        "agreed": msg("{hours} after they agreed to a conference", hours=hours),
        "decided": msg("{hours} after it was decided", hours=hours),
        "identified": msg("{hours} after they were identified", hours=hours),
    }
    return after[_describe_start_of_48_hours(conference)]


def _describe_start_of_48_hours(conference: Conference) -> str:
    """From what they run: nobody agreed where it was asked for on another basis."""
    if conference.agreed_at < conference.identified_at:
        return "identified"
    return "agreed" if conference.basis == ConferenceBasis.CONSENT else "decided"


def make_what_each_member_sees_rows(
    seat: ConferenceSeat, members: Sequence[ConferenceMember], table: ConferenceItemsWithVisibility
) -> list[WhatMemberSeesRow]:
    """Who sees what, member by member, for whoever runs the conference.

    Args:
        seat: of the reader.
        members: of the conference.
        table: what was put in, and given to each.
    """
    working = find_members_working_on_case(seat)
    of_case = frozenset(
        kind
        for (body, part), kinds in table.puts.items()
        if body == seat.conference.case.owner_id and part in seat.codes_of_own_agency
        for kind in kinds
    )
    return [
        _make_what_member_sees_row(one, table, of_case if one.pk in working else frozenset())
        for one in members
    ]


def _make_what_member_sees_row(
    member: ConferenceMember, table: ConferenceItemsWithVisibility, of_case: frozenset[str]
) -> WhatMemberSeesRow:
    observes = member.part == MemberAgency.OBSERVER
    sees = {} if observes else table.sees.get(member.pk, {})
    puts = frozenset[str]() if observes else table.puts.get((member.body_id, member.part), frozenset())
    cells: list[tuple[str, str, str]] = []
    lines: dict[str, list[str]] = {}
    for kind in ConferenceItemKind:
        code = "adds" if kind in puts else "case" if kind in of_case else sees.get(kind, "none")
        cells.append((code, kind.label, _VIEW_WORDS[code]))
        if code != "none":
            lines.setdefault(code, []).append(lower_first(kind.label))
    return WhatMemberSeesRow(
        member,
        join_texts(table.bases.get(member.pk, ()), ", ")
        or ("Observes only: sees nothing about the person" if observes else "")
        or ("Their own information" if puts else "")
        or ("Works on the case" if of_case else ""),
        tuple(cells),
        tuple((code, _VIEW_WORDS[code], join_texts(kinds, ", ")) for code, kinds in lines.items()),
    )


def describe_conference_quorum(codes: Sequence[str]) -> str:
    """Who must attend, in words."""
    return join_texts((words for code, words in PARTS_FOR_QUORUM if code in codes), ", ")


def describe_missing_quorum_parts(codes: Sequence[str]) -> str:
    """Which part of the quorum nobody met, in words; "" where none is missing."""
    missing = [words for code, words in PARTS_FOR_QUORUM if code in codes]
    return (
        join_texts([missing[0], *(lower_first(one) for one in missing[1:])], ", ", " and ") if missing else ""
    )


def describe_how_person_was_told(told: MeetingTelling) -> str:
    """By whom, by which voice, and in which language."""
    return join_texts(
        [told.told_by.name, lower_first(told.get_told_how_display()), told.told_language.name], ", "
    )


def describe_person_participation(conference: Conference) -> str:
    """How the person takes part."""
    if not conference.choice:
        return "Not asked yet"
    words = PersonParticipation(conference.choice).label
    speaker = read_text(conference.speaker)
    if speaker and conference.choice == PersonParticipation.REPRESENTED:
        return msg("Represented by {who}", who=UserText(speaker))
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
        ("They agreed we can tell", told),
        ("Said no to telling", refused),
        ("Not asked about telling", unasked),
    ]
    return [(label, join_texts(names, ", ")) for label, names in rows if names]


def describe_agreement_of_each_member(
    seat: ConferenceSeat, members: Sequence[ConferenceMember], item: ConferenceItem
) -> dict[UUID, str]:
    """What the person said of telling each member's organisation an item of this kind.

    Args:
        seat: through which it is read.
        members: who may be told.
        item: what they would be told.

    Returns:
        A sentence for each member, by number.
    """
    said: dict[UUID, str] = {}
    for one in members:
        if one.body_id not in seat.agreed:
            said[one.pk] = "The person was not asked about them"
        elif item.kind in seat.agreed[one.body_id]:
            said[one.pk] = "The person agreed to this kind"
        elif seat.agreed[one.body_id]:
            said[one.pk] = "The person agreed to other kinds, not to this one"
        else:
            said[one.pk] = "The person said no to them"
    return said


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


def make_visit_rows(visit: JointVisit, *, is_joining: bool = False) -> VisitRows:
    """Opened for the reader that is bound to the rows.

    Args:
        visit: with its offers.
        is_joining: for whoever goes for the organisation that joins: not why the others decided as they did.
    """
    agreed = [
        ("What it is for", visit.purpose.open()),
        (
            "Who goes for them",
            "" if is_joining or visit.companion is None else UserText(visit.companion.name),
        ),
        ("When", format_moment(visit.planned_at)),
        ("Where it is safe", visit.place.open()),
        ("They said yes to a visit", SeparateConsentAnswer(visit.yes_to_visit).label),
        ("They said yes to police", SeparateConsentAnswer(visit.yes_to_police).label),
        ("Why the other organisation is told", VisitBasis(visit.basis).label),
        ("Who decided, and why", "" if is_joining else visit.basis_words.open()),
        ("Plan for safety", visit.plan.open()),
        ("Word that ends the visit", visit.abort_word.open()),
        ("Language", visit.language.name if visit.language else ""),
        ("Plain clothes, no marked car", "Yes" if visit.plain_clothes else "No"),
        ("Why visits go on", "" if is_joining else visit.why_go_on.open()),
    ]
    note = []
    if visit.recorded_at is not None:
        was_seen = visit.result == VisitResult.MADE
        note = [
            ("What happened", VisitResult(visit.result).label),
            ("Who went", join_texts(visit.went.open().splitlines(), "; ")),
            ("Seen alone", _describe_yes_or_no(visit.seen_alone) if was_seen else ""),
            (
                "Told of police and records first",
                _describe_yes_or_no(visit.told_of_records) if was_seen else "",
            ),
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


def _describe_yes_or_no(said: bool) -> str:
    return "Yes" if said else "No"


def describe_offers_beside_no_need(access: CaseAccess, visit: JointVisit) -> str:
    """What was offered at a visit and meets no need of the Plan, with each answer, as far as it is open.

    Args:
        access: to the case.
        visit: with its offers.
    """
    found = [
        row.bind(access)
        for row in visit.offers.all()
        if row.need_id is None and access.sees(get_information_kind_of_offer(row.service_kind))
    ]
    return join_texts(
        (
            msg(
                "{offer}: {answer}",
                offer=row.get_kind_display(),
                answer=lower_first(row.get_answer_display()),
            )
            for row in found
        ),
        ", ",
    )
