"""Paper: a slice for somebody without an account, minutes, and the trail of each kind that a page showed."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.people.conferences.actions.meetings import record_conference_meeting
from handrail.people.conferences.actions.members import add_conference_member, sign_confidentiality_statement
from handrail.people.conferences.models import ConferenceMember
from handrail.people.conferences.text_choices import (
    Attendance,
    ConferenceItemKind,
    ItemDisclosureBasis,
    ItemVisibilityToMember,
    MemberAgency,
)
from handrail.people.personal_data.models import AccessRequest
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.audit.models import Record
from support.cast import sign_in
from support.conferences import (
    ACTION,
    MINUTES,
    POLICE_SECRET,
    SECRETS,
    WORDS,
    act,
    agree,
    call,
    cut,
    put,
    set_table,
)
from support.file_tasks import fetch_made_file
from support.practice_pages import words_of
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@shared_world
def table(cast, told):
    """A nurse of Elsewhere without an account, who is given health on agreement by Lantern, and danger by police."""
    table = set_table(cast, told)
    row = ConferenceMember(part=MemberAgency.HEALTH, body=cast.outsider.body, name="Nurse Ardley")
    table.members["paper"] = add_conference_member(row, conference_id=table.conference, by=cast.lead.actor).pk
    agree(cast, table, "elsewhere", ConferenceItemKind.HEALTH)
    health, needs = put(cast, table, ConferenceItemKind.HEALTH), put(cast, table, ConferenceItemKind.NEEDS)
    cut(cast, health, (table.members["paper"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.CONSENT))
    cut(cast, needs, (table.members["paper"], ItemVisibilityToMember.WITHHELD, ItemDisclosureBasis.CONSENT))
    danger = put(cast, table, ConferenceItemKind.SAFETY, by=cast.officer, text=POLICE_SECRET)
    cut(
        cast,
        danger,
        (table.members["paper"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.LIFE),
        by=cast.officer,
    )
    return table


def read(user, name, *numbers):
    reply = sign_in(Client(), user).get(reverse(name, args=numbers), follow=True)
    return reply.content.decode()


def test_a_paper_slice_names_its_reader_and_whoever_prints_and_the_trail_has_both(cast, told, table):
    where = ("conference_paper_slice", table.conference, table.members["paper"])
    assert "has to sign the confidentiality statement on paper first" in read(cast.worker, *where)
    sign_confidentiality_statement(
        conference_id=table.conference, member_id=table.members["paper"], by=cast.lead.actor
    )
    page = read(cast.worker, *where)
    assert "For Nurse Ardley" in page
    assert "Printed by Wren Ashdown" in page
    assert SECRETS[ConferenceItemKind.HEALTH] in page
    assert SECRETS[ConferenceItemKind.NEEDS] not in page
    assert "Not needed for what they do" in page  # why it is withheld, and neither a basis nor a last day
    assert page.count("Open until") == 1
    found = Record.objects.filter(verb__startswith="printed a slice", about=told.case_id).latest("pk")
    assert (found.user_name, found.why, list(found.shown)) == (
        "Wren Ashdown",
        "Nurse Ardley, Elsewhere",
        ["health", "looks"],  # why something is withheld is of who may look
    )


def test_whoever_prints_meets_only_what_their_own_organisation_gave(cast, told, table):
    sign_confidentiality_statement(
        conference_id=table.conference, member_id=table.members["paper"], by=cast.lead.actor
    )
    where = ("conference_paper_slice", table.conference, table.members["paper"])
    assert POLICE_SECRET not in read(cast.worker, *where)
    page = read(cast.officer, *where)
    assert POLICE_SECRET in page
    assert SECRETS[ConferenceItemKind.HEALTH] not in page
    for user in (cast.housing, cast.partner):
        page = read(user, *where)
        assert not {secret for secret in (*SECRETS.values(), POLICE_SECRET) if secret in page}
    agree(cast, table, "elsewhere", said=ConsentAnswer.WITHDRAWN)
    assert SECRETS[ConferenceItemKind.HEALTH] not in read(cast.worker, *where)


def test_minutes_are_printed_and_read_by_the_chair_and_the_case_alone(cast, told, table):
    meeting = call(cast, table)
    came = dict.fromkeys(table.members.values(), (Attendance.PRESENT, ""))
    came[table.members["legal"]] = (Attendance.REPORT, "Planted report")
    with time_machine.travel(meeting.starts_at + datetime.timedelta(hours=1), tick=True):
        record_conference_meeting(
            meeting_id=meeting.pk, attendance=came, minutes=MINUTES, agrees="disagreed", by=cast.lead.actor
        )
        page = read(cast.lead, "conference_meeting", table.conference, meeting.pk)
        assert page.index(WORDS) < page.index(MINUTES)  # the person first
        for words in ("Disagrees", "Planted report", "Printed by Leah Corrigan", "Tell them by the end of"):
            assert words in page
        for user in (cast.housing, cast.officer, cast.outsider):
            page = read(user, "conference_meeting", table.conference, meeting.pk)
            assert not {one for one in (MINUTES, WORDS, "Planted report") if one in page}


def test_minutes_have_the_actions_of_their_own_meeting_and_say_who_was_missing(cast, told, table):
    came = dict.fromkeys(table.members.values(), (Attendance.PRESENT, ""))
    first = call(cast, table)
    with time_machine.travel(first.starts_at + datetime.timedelta(hours=1), tick=True):
        lacking = came | {table.members["housing"]: (Attendance.ABSENT, "")}
        record_conference_meeting(
            meeting_id=first.pk, attendance=lacking, minutes="", agrees="", by=cast.lead.actor
        )
        act(cast, table)
        second = call(cast, table)
    with time_machine.travel(second.starts_at + datetime.timedelta(hours=1), tick=True):
        record_conference_meeting(
            meeting_id=second.pk, attendance=came, minutes=MINUTES, agrees="agreed", by=cast.lead.actor
        )
        page = words_of(read(cast.lead, "conference_meeting", table.conference, first.pk))
        assert "Missing from the quorum Someone who decides on housing" in page
        assert ACTION not in page
        assert ACTION in read(cast.lead, "conference_meeting", table.conference, second.pk)


def test_the_trail_has_every_kind_that_a_page_showed_and_no_other(cast, told, table):
    act(cast, table)
    call(cast, table)
    item = put(cast, table, ConferenceItemKind.CONTACT)
    cut(cast, item, (table.members["housing"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.PUBLIC_TASK))
    for user, name, kinds in (
        (
            cast.housing,
            "conference",
            ["contact", "own_words", "pathway", "safety"],
        ),  # item; words; place; action
        (cast.housing, "conference_actions", ["own_words", "safety"]),
        (cast.adviser, "conference", ["own_words", "pathway"]),
    ):
        page = read(user, name, table.conference)
        assert (ACTION in page) == ("safety" in kinds)
        found = Record.objects.filter(about=told.case_id, user_id=user.pk, outcome="read").latest("pk")
        assert sorted(found.shown) == kinds
    read(cast.worker, "conference_person", table.conference)
    found = Record.objects.filter(about=told.case_id, user_id=cast.worker.pk, outcome="read").latest("pk")
    assert "own_words" in found.shown


def test_what_is_printed_says_who_printed_it(cast, told, table):
    act(cast, table)
    for name in ("conference", "conference_actions"):
        assert "Printed by Hana Greaves" in read(cast.housing, name, table.conference)


def test_a_copy_for_the_person_has_what_their_own_organisation_put_in_alone(cast, told, table):
    """Whoever answers for the case reads it on paper, page and file; what police put in is asked of the police."""
    client, on = sign_in(Client(), cast.protector), timezone.localdate()
    sent = {"identity_note": "Met in person", "received_on-day": on.day, "received_on-month": on.month}
    client.post(
        reverse("record_access_request", args=[told.reference]), {**sent, "received_on-year": on.year}
    )
    numbers = [told.reference, AccessRequest.objects.get(state="open").pk]
    copy = fetch_made_file(client, reverse("record_copy_file", args=[*numbers, "json"])).content.decode()
    pages = "".join(
        client.get(reverse("record_copy_table", args=[*numbers, name])).content.decode()
        for name in ("conferences.ConferenceItem", "conferences.ConferenceSlice")
    )
    for found in (copy, pages):
        assert SECRETS[ConferenceItemKind.HEALTH] in found
        assert POLICE_SECRET not in found
    assert "ask that organisation" in copy
    assert "A bed tonight" not in pages  # why the police gave it
