"""A conference of five agencies about one adult of Lantern: who chairs, who sits, and a planted secret in every box."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.conferences.actions.agreed_actions import add_conference_action
from handrail.people.conferences.actions.areas import save_conference_area
from handrail.people.conferences.actions.asking import (
    accept_or_return_conference,
    record_consent_to_tell_agency,
    request_conference,
    save_person_participation_choice,
)
from handrail.people.conferences.actions.meetings import call_conference_meeting, record_conference_meeting
from handrail.people.conferences.actions.members import add_conference_member, sign_confidentiality_statement
from handrail.people.conferences.actions.slices import (
    ItemDisclosureInput,
    add_conference_item,
    set_item_visibility_to_members,
)
from handrail.people.conferences.actions.tellings import record_person_told_of_meeting
from handrail.people.conferences.actions.visits import (
    record_agreed_joint_visit,
    set_joint_visit_companion,
)
from handrail.people.conferences.models import (
    Conference,
    ConferenceAction,
    ConferenceArea,
    ConferenceItem,
    ConferenceMeeting,
    ConferenceMember,
    JointVisit,
    MeetingTelling,
)
from handrail.people.conferences.text_choices import (
    Attendance,
    ConferenceItemKind,
    ItemDisclosureBasis,
    ItemVisibilityToMember,
    MemberAgency,
)
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.today import today
from handrail.platform.reference.models import Language
from support.cast import sign_in

WORDS = "I want to sleep and then decide"
WHY = "The cousin waits outside the hostel"
SECRETS = {kind: f"Planted {kind.value} of the table" for kind in ConferenceItemKind}
NEED = "needs the planted dentist"
POLICE_SECRET = "Planted van seen on Tuesday"
MINUTES = "Planted minutes of the meeting"
ACTION, LOWERS = "Keep the planted bed to Friday", "So that she is not moved again"
PLACE = "Video room of the planted link"
WITHHELD_WHY = "Not needed for what they do"
PLAN = "Planted plan for the visit"
VISIT_PURPOSE, VISIT_PLACE = "Is she well, and what does she need", "The library"
WISHES = "Planted wish for a lawyer"
CONFERENCE_SECRETS = (
    *SECRETS.values(),
    NEED,
    POLICE_SECRET,
    MINUTES,
    ACTION,
    PLACE,
    WHY,
    WORDS,
    PLAN,
    WISHES,
)
ADDRESSES = (
    *("conference_agenda", "call_regular_meeting"),
    *("conferences", "conference_areas", "add_conference_area", "change_conference_area", "conference"),
    *("conference_actions", "answer_conference", "conference_person", "conference_agency_answer"),
    *("conference_told", "sign_conference", "conference_member_body", "conference_member"),
    *("note_conference_signature", "leave_conference", "conference_step_out", "put_conference_item"),
    *("cut_conference_item", "conference_paper_slice", "call_conference", "move_conference_meeting"),
    *(
        "conference_meeting",
        "conference_minutes",
        "conference_disclosures",
        "hand_over_conference",
        "set_conference_action",
        "end_conference_action",
    ),
    *("earlier_conference", "review_conference_basis"),
    *("end_conference", "ask_conference", "agree_joint_visit", "joint_visit", "record_joint_visit"),
    *("set_joint_visit_companion", "joined_visit"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers of what stands on a conference."""

    conference: UUID
    area: UUID
    members: dict[str, UUID]


def make_area(cast: Any, *, by: Any = None, **changes: Any) -> ConferenceArea:
    """Fenmarsh, chaired by Lantern's lead; the colleague is her deputy. `by` is a lead of whoever keeps it."""
    fields = {
        "area_id": "E23000020",
        "name": "Fenmarsh",
        "chair": cast.lead,
        "deputy": cast.colleague,
    } | changes
    return save_conference_area(ConferenceArea(**fields), by=(by or cast.lead).actor)


def ask(cast: Any, told: Any, area: ConferenceArea, *, by: Any = None, **changes: Any) -> Conference:
    """The worker asks: identified two days ago, agreed an hour ago."""
    now = timezone.now()
    plain = {
        "track": "urgent", "grounds": ["unsafe"], "basis": "consent", "knows_police_record_crimes": True,
        "identified_at": now - datetime.timedelta(days=2), "agreed_at": now - datetime.timedelta(hours=1),
    }  # fmt: skip
    sealed = {"why": WHY} | {
        name: changes.pop(name) for name in ("decided_by", "decided_why", "came_from") if name in changes
    }
    row = Conference(**plain | changes)
    row.bind(UnrecordedKeyAccess(told.case_id))
    for name, text in sealed.items():
        setattr(row, name, text)
    return request_conference(row, case_id=told.case_id, area_id=area.pk, by=(by or cast.worker).actor)


def set_table(cast: Any, told: Any) -> Table:
    """Accepted, with police, housing and another charity at the table, all signed; the person's words are there."""
    area = make_area(cast)
    conference = ask(cast, told, area)
    for user in (cast.lead, cast.colleague):
        sign_confidentiality_statement(conference_id=conference.pk, by=user.actor)
    accept_or_return_conference(conference_id=conference.pk, accepts=True, words="", by=cast.lead.actor)
    for user, part in (
        (cast.officer, MemberAgency.POLICE), (cast.housing, MemberAgency.HOUSING), (cast.partner, MemberAgency.HEALTH),
        (cast.adviser, MemberAgency.LEGAL),
    ):  # fmt: skip
        add(cast, conference.pk, user, part)
    for user in (cast.worker, cast.officer, cast.housing, cast.partner, cast.adviser):
        sign_confidentiality_statement(conference_id=conference.pk, by=user.actor)
    say(cast, conference.pk, WORDS)
    members = ConferenceMember.objects.filter(conference=conference)
    parts = dict(members.values_list("part", "pk"))
    return Table(conference.pk, area.pk, parts)


def add(cast: Any, conference_id: UUID, user: Any, part: MemberAgency) -> ConferenceMember:
    """Somebody with an account."""
    row = ConferenceMember(part=part, body=user.body, user=user, authority="A bed for the night")
    return add_conference_member(row, conference_id=conference_id, by=cast.lead.actor)


def say(cast: Any, conference_id: UUID, words: str, choice: str = "words") -> None:
    """How the person takes part."""
    row = Conference.objects.get(pk=conference_id)
    row.bind(UnrecordedKeyAccess(row.case_id))
    row.choice, row.words, row.interpreter_checked = choice, words, True
    save_person_participation_choice(row, seen=row.version, by=cast.worker.actor)


def agree(
    cast: Any, table: Table, body: str, *kinds: ConferenceItemKind, said: ConsentAnswer = ConsentAnswer.YES
) -> int:
    """The person says what an agency may be told."""
    return record_consent_to_tell_agency(
        conference_id=table.conference,
        said=said,
        sharing=ConsentToSharingInput(body, [Kind(kind.value) for kind in kinds]),
        asked=ConsentAskingInput(on=today()),
        by=cast.worker.actor,
    )


def put(
    cast: Any, table: Table, kind: ConferenceItemKind, *, by: Any = None, text: str = "", need: str = ""
) -> ConferenceItem:
    """An item with its planted secret."""
    user = by or cast.worker
    row = ConferenceItem(kind=kind, nature="fact")
    row.bind(UnrecordedKeyAccess(Conference.objects.get(pk=table.conference).case_id))
    row.text, row.need = text or SECRETS[kind], need
    return add_conference_item(row, conference_id=table.conference, by=user.actor)


def cut(
    cast: Any,
    item: ConferenceItem,
    *slices: tuple[UUID, ItemVisibilityToMember, ItemDisclosureBasis],
    by: Any = None,
    days: int = 14,
) -> None:
    """Who sees it; without agreement, or where it is withheld, it says why."""
    set_item_visibility_to_members(
        [
            ItemDisclosureInput(
                pk,
                shows,
                basis,
                WITHHELD_WHY
                if shows is ItemVisibilityToMember.WITHHELD
                else ""
                if basis is ItemDisclosureBasis.CONSENT
                else "A bed tonight",
            )
            for pk, shows, basis in slices
        ],
        item_id=item.pk,
        until=today() + datetime.timedelta(days=days),
        person_told=True,
        by=(by or cast.worker).actor,
    )


def call(cast: Any, table: Table, hours: float = 4) -> ConferenceMeeting:
    """A meeting in some hours."""
    row = ConferenceMeeting(starts_at=timezone.now() + datetime.timedelta(hours=hours))
    row.bind(UnrecordedKeyAccess(Conference.objects.get(pk=table.conference).case_id))
    row.place, row.agenda = PLACE, "A roof after Friday\nDanger"
    return call_conference_meeting(row, conference_id=table.conference, by=cast.lead.actor)


def hold(cast: Any, table: Table) -> ConferenceMeeting:
    """A meeting that began an hour ago, at which everybody was, with its minutes."""
    meeting = call(cast, table)
    ConferenceMeeting.objects.filter(pk=meeting.pk).update(
        starts_at=timezone.now() - datetime.timedelta(hours=1)
    )
    came = dict.fromkeys(table.members.values(), (Attendance.PRESENT, ""))
    record_conference_meeting(
        meeting_id=meeting.pk, attendance=came, minutes=MINUTES, agrees="agreed", by=cast.lead.actor
    )
    return ConferenceMeeting.objects.get(pk=meeting.pk)


def tell_them(cast: Any, meeting: ConferenceMeeting, **changes: Any) -> MeetingTelling:
    """The person is told of one meeting today, by phone."""
    language = Language.objects.get(tag="ro")
    row = MeetingTelling(**{"told_on": today(), "told_how": "phone", "told_language": language} | changes)
    row.bind(UnrecordedKeyAccess(meeting.case_id))
    record_person_told_of_meeting(row, meeting_id=meeting.pk, seen=None, by=cast.worker.actor)
    return row


def act(
    cast: Any, table: Table, part: str = "housing", what: str = ACTION, days: int = 3
) -> ConferenceAction:
    """An action of one member."""
    row = ConferenceAction(due_on=today() + datetime.timedelta(days=days))
    row.bind(UnrecordedKeyAccess(Conference.objects.get(pk=table.conference).case_id))
    row.what, row.lowers, row.said = what, LOWERS, "Good"
    return add_conference_action(
        row, conference_id=table.conference, member_id=table.members[part], by=cast.lead.actor
    )


def move_here_and_set_review(table: Table) -> None:
    """As if another area had handed it over, and as if a decision without agreement were due for a review."""
    row = Conference.objects.get(pk=table.conference)
    old = Conference(
        case_id=row.case_id, area_id=row.area_id, track="urgent", state="closed", basis="consent",
        identified_at=row.identified_at, agreed_at=row.agreed_at, due_at=row.due_at, asked_by_id=row.asked_by_id,
        from_body_id=row.from_body_id, asked_at=row.asked_at, changed_at=row.changed_at,
    ).bind(UnrecordedKeyAccess(row.case_id))  # fmt: skip
    old.why = WHY
    old.save(force_insert=True)
    Conference.objects.filter(pk=row.pk).update(
        moved_from=old, review_on=today() + datetime.timedelta(days=7)
    )


def make_visit(told: Any, with_body: Any, **changes: Any) -> JointVisit:
    """A visit tomorrow that the person said yes to, with police, unless the test says otherwise."""
    plain = {
        "with_body": with_body, "basis": "consent", "yes_to_visit": "yes", "yes_to_police": "yes",
        "planned_at": timezone.now() + datetime.timedelta(days=1),
    }  # fmt: skip
    sealed = {"purpose": VISIT_PURPOSE, "place": VISIT_PLACE, "plan": PLAN}
    sealed |= {name: changes.pop(name) for name in ("basis_words", "why_go_on") if name in changes}
    row = JointVisit(**plain | changes)
    row.bind(UnrecordedKeyAccess(told.case_id))
    for name, text in sealed.items():
        setattr(row, name, text)
    return row


def set_whole_table(cast: Any, told: Any, table: Table) -> tuple[UUID, UUID, UUID]:
    """Something in every place: a member on paper, every kind cut as usual, a visit on which the officer goes.

    Returns:
        Numbers of the member without an account, of an item of Lantern, and of the visit.
    """
    row = ConferenceMember(part=MemberAgency.OTHER, body=cast.outsider.body, name="Somebody on paper")
    paper = add_conference_member(row, conference_id=table.conference, by=cast.lead.actor)
    item = put(cast, table, ConferenceItemKind.HEALTH, need=NEED)
    agree(cast, table, "harbour", *ConferenceItemKind)
    cut(cast, item, (table.members["health"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.CONSENT))
    police = put(cast, table, ConferenceItemKind.SAFETY, by=cast.officer, text=POLICE_SECRET)
    cut(
        cast,
        police,
        (table.members["navigator"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.LIFE),
        by=cast.officer,
    )
    for kind in (ConferenceItemKind.IDENTITY, ConferenceItemKind.CONTACT, ConferenceItemKind.ACCOUNT):
        put(cast, table, kind)
    visit = record_agreed_joint_visit(
        make_visit(told, cast.officer.body), case_id=told.case_id, by=cast.worker.actor
    )
    set_joint_visit_companion(
        visit_id=visit.pk, case_id=told.case_id, user_id=cast.officer.pk, by=cast.worker.actor
    )
    return paper.pk, item.pk, visit.pk


def find_secrets(user: Any, table: Table) -> set[str]:
    """Which planted secrets somebody meets on every page that shows a conference; pages that refuse are read too."""
    client = sign_in(Client(), user)
    one = [table.conference]
    found = ""
    for name in ("conferences", "my_day"):
        found += client.get(reverse(name), follow=True).content.decode()
    for name in ("conference", "conference_actions", "sign_conference", "put_conference_item"):
        found += client.get(reverse(name, args=one), follow=True).content.decode()
    return {secret for secret in CONFERENCE_SECRETS if secret in found}
