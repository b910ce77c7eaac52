"""The record of what was shared, changing who sees an item, and slices of two agencies of one organisation."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse

from handrail.people.conferences.actions.meetings import end_conference
from handrail.people.conferences.actions.members import sign_confidentiality_statement
from handrail.people.conferences.actions.slices import (
    ItemDisclosureInput,
    make_item_disclosure_stamp,
    set_item_visibility_to_members,
)
from handrail.people.conferences.models import ConferenceSlice
from handrail.people.conferences.permissions import get_conference_seat
from handrail.people.conferences.queries.slices import get_conference_items_with_visibility
from handrail.people.conferences.text_choices import (
    ConferenceEndReason,
    ConferenceItemKind,
    ItemDisclosureBasis,
    ItemVisibilityToMember,
    MemberAgency,
)
from handrail.platform.access.actions import create_account
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Role
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.cast import sign_in
from support.conferences import NEED, SECRETS, add, cut, put, set_table
from support.practice_pages import words_of
from support.worlds import shared_world

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.one_engine]
WHY = "A bed tonight"


@shared_world
def table(cast, told):
    return set_table(cast, told)


def read_record(user, table):
    return sign_in(Client(), user).get(reverse("conference_disclosures", args=[table.conference]))


def share_danger_with_police(cast, table):
    item = put(cast, table, ConferenceItemKind.SAFETY)
    cut(cast, item, (table.members["police"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.SAFEGUARDING))
    return item


def test_the_record_is_read_after_the_end_by_workers_and_chair_and_by_nobody_else(cast, told, table):
    share_danger_with_police(cast, table)
    end_conference(
        conference_id=table.conference, reason=ConferenceEndReason.DONE, words="", by=cast.lead.actor
    )
    page = words_of(read_record(cast.worker, table).content.decode())
    assert (
        f"{cast.officer.name} {cast.officer.body.name} All of it Safeguarding an adult at risk {WHY}" in page
    )
    assert "The conference ended".lower() in page.lower()
    assert SECRETS[ConferenceItemKind.SAFETY] in page  # Lantern put it in
    chair = words_of(read_record(cast.lead, table).content.decode())
    assert WHY in chair
    for user in (cast.officer, cast.housing, cast.outsider):
        assert read_record(user, table).status_code == 404
    whole = sign_in(Client(), cast.worker).get(reverse("conference", args=[table.conference]))
    assert "What each organisation could see when it ended" in words_of(whole.content.decode())


def test_an_item_of_another_agency_is_in_the_record_without_its_text(cast, told, table):
    item = put(cast, table, ConferenceItemKind.SAFETY, by=cast.officer, text="Planted van of the police")
    cut(
        cast, item, (table.members["housing"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.PUBLIC_TASK),
        by=cast.officer,
    )  # fmt: skip
    page = words_of(read_record(cast.worker, table).content.decode())
    assert f"Added by {cast.officer.name}" in page
    assert cast.housing.name in page
    assert "Planted van" not in page


def test_changing_who_sees_an_item_keeps_reason_day_and_whether_the_person_knows(cast, told, table):
    item = share_danger_with_police(cast, table)
    client = sign_in(Client(), cast.worker)
    address = reverse("cut_conference_item", args=[table.conference, item.pk])
    page = client.get(address).content.decode()
    assert WHY in page
    until = today() + datetime.timedelta(days=14)
    for part, number in (("day", until.day), ("month", until.month), ("year", until.year)):
        assert re.search(rf'name="until-{part}"[^>]*value="{number}"', page)
    assert re.search(r'name="person_told"[^>]*checked', page)
    assert "The person was not asked about them" in words_of(page)


def test_who_sees_it_is_not_overwritten_by_whoever_opened_the_page_before(cast, told, table):
    item = share_danger_with_police(cast, table)
    stale = make_item_disclosure_stamp(ConferenceSlice.objects.filter(item=item, ended_at__isnull=True))
    cut(cast, item, (table.members["housing"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.PUBLIC_TASK))
    with pytest.raises(ActionNotPossibleError, match="changed who sees this"):
        set_item_visibility_to_members(
            [], item_id=item.pk, until=today(), person_told=False, by=cast.worker.actor, seen=stale
        )
    assert {row.member_id for row in ConferenceSlice.objects.filter(ended_at=None)} == {
        table.members["housing"]
    }


def test_a_second_agency_of_the_same_organisation_sees_its_slice_alone(cast, told, table):
    adviser = create_account(
        email="isla@example.org", name="Isla Verity", body=cast.worker.body, role=Role.ADVISER, password=None
    )
    item = put(cast, table, ConferenceItemKind.HEALTH, need=NEED)
    legal = add(cast, table.conference, adviser, MemberAgency.LEGAL)
    sign_confidentiality_statement(conference_id=table.conference, by=adviser.actor)
    seat = get_conference_seat(table.conference, adviser.actor)
    assert seat.access is None
    assert get_conference_items_with_visibility(seat).items == ()
    slices = [
        ItemDisclosureInput(
            legal.pk, ItemVisibilityToMember.NEED, ItemDisclosureBasis.LEGAL_DUTY, "Section 1"
        )
    ]
    set_item_visibility_to_members(
        slices, item_id=item.pk, until=today(), person_told=True, by=cast.worker.actor
    )
    (shown,) = get_conference_items_with_visibility(seat).items
    assert shown.text == NEED
    with pytest.raises(NotVisible):
        set_item_visibility_to_members([], item_id=item.pk, until=today(), person_told=True, by=adviser.actor)
