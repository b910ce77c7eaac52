"""Minutes of one meeting, and the slice of a member without an account, printed with the reader's name."""

from typing import TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from handrail.people.conferences.models import ConferenceMember
from handrail.people.conferences.permissions import get_conference_seat
from handrail.people.conferences.presenters import (
    describe_how_person_was_told,
    describe_missing_quorum_parts,
    describe_person_participation,
    format_moment,
    make_conference_action_row,
    make_person_told_of_meeting_tag,
    read_text,
)
from handrail.people.conferences.queries.conferences import (
    get_conference_meeting,
    list_actions_of_meeting,
)
from handrail.people.conferences.queries.disclosures import get_disclosure_record_page
from handrail.people.conferences.queries.slices import get_disclosure_to_member_without_account
from handrail.people.conferences.text_choices import MeetingResult, MemberAgency, PersonResponseToAgreement
from handrail.people.conferences.views.base import render_conference_page_and_record_read
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import UserText, join_texts, msg
from handrail.platform.ui.access_control import requires_permission

ACTIONS_IN_MINUTES = 25
PAPER_VERB = "printed a slice of a conference for someone without an account"


class MemberAttendanceRow(TypedDict):
    """How one member was there."""

    who: str
    part: str
    how: str
    sent: str


@requires_permission(Permission.JOIN_CONFERENCE)
def show_conference_meeting_minutes(
    request: HttpRequest, actor: Actor, conference_id: UUID, meeting_id: UUID
) -> HttpResponse:
    """Minutes: the person's words first, who was there, what apologies sent, what was decided, who was told."""
    seat = get_conference_seat(conference_id, actor)
    if not seat.reads_all:
        raise NotVisible
    meeting = get_conference_meeting(seat, meeting_id)
    conference = seat.conference.bind(seat.key)
    told = meeting.told_or_none
    agrees = (told.agrees if told else "") or meeting.agrees
    actions = list_actions_of_meeting(seat, meeting)
    people: list[MemberAttendanceRow] = [
        {
            "who": msg("{who}, {body}", who=UserText(one.member.who), body=UserText(one.member.body.name)),
            "part": _describe_agency_of_conference_member(one.member),
            "how": one.get_how_display(),
            "sent": read_text(one.sent),
        }
        for one in meeting.attendance.all()
    ]
    facts = [
        ("When", format_moment(meeting.starts_at)),
        ("Later than 48 hours because", meeting.get_late_reason_display() if meeting.late_reason else ""),
        ("Where", read_text(meeting.place)),
        ("Result", meeting.get_result_display() if meeting.result else "Not recorded yet"),
        ("Missing from the quorum", describe_missing_quorum_parts(meeting.missing_parts)),
        ("How they chose to take part", describe_person_participation(conference)),
        ("Their view of the outcome", PersonResponseToAgreement(agrees).label if agrees else ""),
        (
            "Telling the person",
            make_person_told_of_meeting_tag(meeting).words if meeting.result == MeetingResult.HELD else "",
        ),
        ("Told by, how, in which language", describe_how_person_was_told(told) if told else ""),
        ("What they said about it", read_text(told.told_words) if told else ""),
        ("Their corrections", read_text(told.correction) if told else ""),
        ("Recorded by", meeting.recorded_by.name if meeting.recorded_by else ""),
    ]
    shown = {
        "seat": seat,
        "meeting": meeting,
        "words": read_text(conference.words),
        "facts": [(label, text) for label, text in facts if text],
        "people": people,
        "agenda": read_text(meeting.agenda).splitlines(),
        "minutes": read_text(meeting.minutes),
        "actions": [make_conference_action_row(row) for row in actions.own[:ACTIONS_IN_MINUTES]],
        "action_count": len(actions.own),
        "earlier": [make_conference_action_row(row) for row in actions.earlier[:ACTIONS_IN_MINUTES]],
        "earlier_count": len(actions.earlier),
        "moves": [
            (
                format_moment(one.from_at),
                format_moment(one.to_at),
                join_texts(
                    [one.get_reason_display(), *([read_text(one.why)] if one.why else [])], ": "
                ),
            )
            for one in meeting.moves.all()
        ],
        "now": timezone.now(),
    }  # fmt: skip
    return render_conference_page_and_record_read(
        request, seat, "conferences/meeting.html", shown, verb="viewed minutes of a conference"
    )


def _describe_agency_of_conference_member(member: ConferenceMember) -> str:
    """For which agency; of an observer whether they signed (SafeLives, minutes of a conference)."""
    if member.part != MemberAgency.OBSERVER:
        return member.get_part_display()
    return "Observer, signed" if member.signed_at else "Observer, not signed"


@requires_permission(Permission.JOIN_CONFERENCE)
def show_disclosure_record(request: HttpRequest, actor: Actor, conference_id: UUID) -> HttpResponse:
    """What was shared with whom, on which basis, why and until when; after the end of the conference too."""
    seat = get_conference_seat(conference_id, actor)
    page, rows = get_disclosure_record_page(seat, request.GET.get("page", ""))
    shown = {"seat": seat, "page": page, "rows": rows, "now": timezone.now()}
    return render_conference_page_and_record_read(
        request, seat, "conferences/disclosures.html", shown, verb="viewed what a conference shared"
    )


@requires_permission(Permission.JOIN_CONFERENCE)
def show_disclosure_to_member_without_account(
    request: HttpRequest, actor: Actor, conference_id: UUID, member_id: UUID
) -> HttpResponse:
    """What the reader's organisation gave a member without an account, to print. The trail names both."""
    seat = get_conference_seat(conference_id, actor)
    seat.raise_if_ended()
    seat.raise_if_case_closed()
    seat.require_reads_table()
    member = next((row for row in seat.members if row.pk == member_id and row.user_id is None), None)
    if member is None:
        raise NotVisible
    if member.signed_at is None:
        raise ActionNotPossibleError(
            msg("{who} has to sign the confidentiality statement on paper first.", who=UserText(member.who))
        )
    given, others = get_disclosure_to_member_without_account(seat, member)
    shown = {"seat": seat, "member": member, "given": given, "others": others, "now": timezone.now()}
    why = join_texts((member.who, member.body.name), ", ")
    return render_conference_page_and_record_read(
        request, seat, "conferences/paper_slice.html", shown, verb=PAPER_VERB, why=why
    )
