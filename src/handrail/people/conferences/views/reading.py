"""The list of conferences, one conference as its reader may see it, and its actions page by page."""

from collections.abc import Sequence
from typing import Any, TypedDict
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from handrail.people.conferences.models import (
    Conference,
    ConferenceArea,
    ConferenceMeeting,
    ConferenceMember,
    JointVisit,
)
from handrail.people.conferences.permissions import HAS_ENDED, ConferenceSeat, get_conference_seat
from handrail.people.conferences.presenters import (
    ConferenceActionRow,
    ConferenceTag,
    FortyEightHoursBar,
    WhatMemberSeesRow,
    describe_conference_quorum,
    describe_how_person_was_told,
    describe_missing_quorum_parts,
    describe_person_participation,
    make_agency_consent_rows,
    make_conference_action_row,
    make_conference_state_tag,
    make_forty_eight_hours_bar,
    make_person_told_of_meeting_tag,
    make_what_each_member_sees_rows,
    read_text,
)
from handrail.people.conferences.queries.agendas import list_areas_chaired
from handrail.people.conferences.queries.conferences import (
    SHOWS,
    ConferenceActionCounts,
    get_conference_actions_page,
    get_own_conferences_page,
    list_conference_meetings,
    list_first_conference_actions_and_counts,
)
from handrail.people.conferences.queries.homes import (
    HomeOfPersonRow,
    list_homes_of_person,
)
from handrail.people.conferences.queries.slices import (
    ConferenceItemsWithVisibility,
    get_conference_items_with_visibility,
)
from handrail.people.conferences.queries.visits import list_joined_visits
from handrail.people.conferences.rules import HOURS_SOURCE, QUORUM_SOURCE, REPEAT_SOURCE, TELLING_SOURCE
from handrail.people.conferences.text_choices import (
    ConferenceBasis,
    ConferenceGround,
    ConferenceItemKind,
    ConferenceState,
    MeetingResult,
    PersonResponseToAgreement,
)
from handrail.people.conferences.views.base import render_conference_page_and_record_read
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context

ACTIONS_SHOWN = 5


class ConferencesContext(TypedDict):
    """A page of conferences."""

    page: "Page[Conference]"
    rows: list[tuple[Conference, ConferenceTag]]
    show: str
    chaired: list[ConferenceArea]
    visits: list[JointVisit]
    may_set_areas: bool


class PersonWordsContext(TypedDict):
    """What the person wants and said, as far as the reader may see it."""

    words: str
    words_at: Any
    language: str
    choice: str
    agrees: str
    telling: ConferenceTag | None
    told_by: str
    told_words: str
    correction: str
    to_tell: list[ConferenceMeeting]


class ConferenceContext(TypedDict):
    """One conference as its reader may see it."""

    seat: ConferenceSeat
    conference: Conference
    tag: ConferenceTag
    person: PersonWordsContext | None
    facts: list[tuple[str, str]]
    hours: FortyEightHoursBar
    hours_source: str
    telling_source: str
    table: ConferenceItemsWithVisibility
    views: list[WhatMemberSeesRow]
    kinds: list[str]
    meetings: list[ConferenceMeeting]
    homes: list[HomeOfPersonRow] | None
    agreements: list[tuple[str, str]]
    missing: str
    quorum: str
    quorum_source: str
    actions: list[ConferenceActionRow]
    counts: ConferenceActionCounts
    signed: tuple[int, int]
    members: tuple[ConferenceMember, ...]
    now: Any


@requires_permission(Permission.JOIN_CONFERENCE)
def show_conferences(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Conferences at which the reader has a seat, and those of their cases."""
    show = request.GET.get("show", "")
    show = show if show in SHOWS else SHOWS[0]
    page = get_own_conferences_page(actor, show, request.GET.get("page", ""))
    shown: ConferencesContext = {
        "page": page,
        "rows": [(row, make_conference_state_tag(row)) for row in page.object_list],
        "show": show,
        "chaired": list_areas_chaired(actor),
        "visits": list_joined_visits(actor) if show == SHOWS[0] else [],
        "may_set_areas": actor.may(Permission.SET_LENGTHS),
    }
    return render(request, "conferences/list.html", {**get_layout_context(request, actor), **shown})


@requires_permission(Permission.JOIN_CONFERENCE)
def show_conference(request: HttpRequest, actor: Actor, conference_id: UUID) -> HttpResponse:
    """One conference: all that arranges it for whoever runs it, and for a member the slice that was cut for them."""
    seat = get_conference_seat(conference_id, actor)
    if seat.conference.has_ended and not seat.runs:
        raise ActionNotPossibleError(HAS_ENDED)
    return render_conference_page_and_record_read(
        request, seat, "conferences/conference.html", _build_conference_context(seat)
    )


@requires_permission(Permission.JOIN_CONFERENCE)
def show_conference_actions(request: HttpRequest, actor: Actor, conference_id: UUID) -> HttpResponse:
    """Its actions, page by page."""
    seat = get_conference_seat(conference_id, actor)
    if seat.access is None:
        seat.raise_if_ended()
        seat.require_signed_member()
    page = get_conference_actions_page(seat, request.GET.get("page", ""))
    rows = [make_conference_action_row(row) for row in page.object_list]
    may_end = not seat.conference.has_ended
    shown = {"seat": seat, "page": page, "actions": rows, "may_end": may_end, "now": timezone.now()}
    verb = "viewed actions of a conference"
    return render_conference_page_and_record_read(request, seat, "conferences/actions.html", shown, verb=verb)


def _build_conference_context(seat: ConferenceSeat) -> ConferenceContext:
    conference = seat.conference.bind(seat.key)
    meetings, members, now = list_conference_meetings(seat), seat.members, timezone.now()
    table = get_conference_items_with_visibility(seat)
    actions, counts = (
        list_first_conference_actions_and_counts(seat, ACTIONS_SHOWN)
        if seat.reads_meeting
        else ([], ConferenceActionCounts(0, 0))
    )
    return {
        "seat": seat,
        "conference": conference,
        "tag": make_conference_state_tag(conference),
        "person": _make_person_words_context(seat, meetings)
        if seat.reads_words and (seat.reads_all or meetings)
        else None,
        "facts": _list_conference_request_facts(seat) if seat.reads_all else [],
        "hours": make_forty_eight_hours_bar(conference, meetings, now),
        "hours_source": HOURS_SOURCE,
        "telling_source": TELLING_SOURCE,
        "table": table,
        "views": make_what_each_member_sees_rows(seat, members, table) if seat.reads_all else [],
        "kinds": [kind.label for kind in ConferenceItemKind],
        "meetings": meetings,
        "homes": list_homes_of_person(seat.access, seat.conference.case_id) if seat.access else None,
        "agreements": make_agency_consent_rows(seat) if seat.reads_all else [],
        "missing": describe_missing_quorum_parts(meetings[0].missing_parts)
        if meetings and seat.reads_meeting
        else "",
        "quorum": describe_conference_quorum(conference.area.quorum),
        "quorum_source": QUORUM_SOURCE,
        "actions": [make_conference_action_row(row) for row in actions],
        "counts": counts,
        "signed": (sum(row.signed_at is not None for row in members), len(members)),
        "members": members,
        "now": now,
    }


def _make_person_words_context(
    seat: ConferenceSeat, meetings: Sequence[ConferenceMeeting]
) -> PersonWordsContext:
    conference = seat.conference
    held = next((one for one in meetings if one.result == MeetingResult.HELD), None)
    told = held.told_or_none if held else None
    agrees = (told.agrees if told else "") or (held.agrees if held else "")
    return {
        "words": read_text(conference.words),
        "words_at": conference.words_at,
        "language": conference.words_language.name if conference.words_language else "",
        "choice": describe_person_participation(conference),
        "agrees": PersonResponseToAgreement(agrees).label if agrees else "",
        "telling": make_person_told_of_meeting_tag(held) if held and seat.reads_all else None,
        "told_by": describe_how_person_was_told(told) if told and seat.reads_all else "",
        "told_words": read_text(told.told_words) if told and seat.reads_all else "",
        "correction": read_text(told.correction) if told and seat.reads_all else "",
        "to_tell": [one for one in meetings if one.result == MeetingResult.HELD] if seat.access else [],
    }


def _list_conference_request_facts(seat: ConferenceSeat) -> list[tuple[str, str]]:
    """What whoever runs it reads of how it was asked for."""
    conference = seat.conference
    grounds = join_texts((ConferenceGround(code).label for code in conference.grounds), "; ")
    rows = [
        ("Why now", read_text(conference.why)),
        ("Reasons", grounds),
        ("Lawful basis", ConferenceBasis(conference.basis).label),
        ("Who decided", read_text(conference.decided_by)),
        ("Why without their agreement", read_text(conference.decided_why)),
        ("Decision reviewed", formatting.format_day(conference.review_on) if conference.review_on else ""),
        ("Transferred from", read_text(conference.came_from)),
        ("Repeat", msg("Yes. {source}", source=REPEAT_SOURCE) if conference.is_repeat else ""),
        (
            "Returned because",
            read_text(conference.answer_words) if conference.state == ConferenceState.RETURNED else "",
        ),
    ]
    return [(label, text) for label, text in rows if text]
