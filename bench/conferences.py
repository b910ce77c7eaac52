"""A conference of three agencies with 200 actions: its page for the case, a member's slice, and the chair's agenda."""

import datetime

from django.utils import timezone

from handrail.people.conferences.actions.agreed_actions import add_conference_action
from handrail.people.conferences.actions.areas import save_conference_area
from handrail.people.conferences.actions.asking import accept_or_return_conference, request_conference
from handrail.people.conferences.actions.meetings import call_conference_meeting
from handrail.people.conferences.actions.members import add_conference_member, sign_confidentiality_statement
from handrail.people.conferences.actions.slices import (
    ItemDisclosureInput,
    add_conference_item,
    set_item_visibility_to_members,
)
from handrail.people.conferences.models import (
    Conference,
    ConferenceAction,
    ConferenceArea,
    ConferenceItem,
    ConferenceMeeting,
    ConferenceMember,
)
from handrail.people.conferences.text_choices import (
    ConferenceItemKind,
    ItemDisclosureBasis,
    ItemVisibilityToMember,
    MemberAgency,
)
from handrail.people.records.models import Case
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.models import User
from handrail.platform.access.today import today

AREA = "E23000020"
ACTIONS, ITEMS = 200, 30


def pages(case: Case, worker: User, lead: User) -> dict[str, tuple[User, str]]:
    """Each page with whoever asks for it; the conference is made once."""
    area = ConferenceArea.objects.filter(chair=lead).first() or save_conference_area(
        ConferenceArea(area_id=AREA, name="Bench", chair=lead), by=lead.actor
    )
    row = Conference.objects.filter(case=case).first() or _make(case, area, worker, lead)
    officer = (
        ConferenceMember.objects.select_related("user").get(conference=row, part=MemberAgency.POLICE).user
    )
    assert officer is not None
    return {
        "conference page": (worker, f"/conferences/{row.pk}/"),
        "conference slice": (officer, f"/conferences/{row.pk}/"),
        "conference actions": (worker, f"/conferences/{row.pk}/actions/"),
        "conference agenda": (lead, f"/conferences/areas/{area.pk}/agenda/"),
    }


def _make(case: Case, area: ConferenceArea, worker: User, lead: User) -> Conference:
    now = timezone.now()
    row = Conference(
        track="urgent", grounds=["judgement"], basis="consent", knows_police_record_crimes=True,
        identified_at=now - datetime.timedelta(days=2), agreed_at=now - datetime.timedelta(hours=1),
    )  # fmt: skip
    key = UnrecordedKeyAccess(case.pk)
    row.bind(key)
    row.why = "Several agencies, and nobody leads."
    Case.objects.filter(pk=case.pk).update(age="adult")
    request_conference(row, case_id=case.pk, area_id=area.pk, by=worker.actor)
    sign_confidentiality_statement(conference_id=row.pk, by=lead.actor)
    accept_or_return_conference(conference_id=row.pk, accepts=True, words="", by=lead.actor)
    officer = User.objects.filter(body__kind="police", role="officer", is_active=True).select_related("body")[
        0
    ]
    member = add_conference_member(
        ConferenceMember(part=MemberAgency.POLICE, body=officer.body, user=officer),
        conference_id=row.pk,
        by=lead.actor,
    )
    sign_confidentiality_statement(conference_id=row.pk, by=officer.actor)
    for number in range(ITEMS):
        item = ConferenceItem(kind=ConferenceItemKind.SAFETY, nature="fact").bind(key)
        item.text = f"What is known, {number}"
        add_conference_item(item, conference_id=row.pk, by=worker.actor)
        given = ItemDisclosureInput(
            member.pk, ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.SAFEGUARDING, "A bed tonight"
        )
        until = today() + datetime.timedelta(days=28)
        set_item_visibility_to_members(
            [given], item_id=item.pk, until=until, person_told=True, by=worker.actor
        )
    for number in range(ACTIONS):
        action = ConferenceAction(due_on=today() + datetime.timedelta(days=number + 1)).bind(key)
        action.what, action.lowers = f"Ring the landlord {number}", "So that the bed stays"
        add_conference_action(action, conference_id=row.pk, member_id=member.pk, by=lead.actor)
    meeting = ConferenceMeeting(starts_at=now + datetime.timedelta(hours=4)).bind(key)
    meeting.place = "By video"
    call_conference_meeting(meeting, conference_id=row.pk, by=lead.actor)
    return row
