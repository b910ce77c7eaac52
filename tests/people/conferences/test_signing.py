"""Nobody outside the case reads before they signed themselves, and nobody but those who work on it after the end."""

import pytest
from django.test import Client
from django.urls import reverse

from handrail.people.conferences.actions.asking import accept_or_return_conference
from handrail.people.conferences.actions.meetings import end_conference
from handrail.people.conferences.actions.members import add_conference_member, sign_confidentiality_statement
from handrail.people.conferences.models import ConferenceMember
from handrail.people.conferences.permissions import get_conference_seat
from handrail.people.conferences.queries.conferences import list_own_seats_with_something_to_do
from handrail.people.conferences.text_choices import (
    ConferenceEndReason,
    ConferenceItemKind,
    ItemDisclosureBasis,
    ItemVisibilityToMember,
    MemberAgency,
)
from handrail.platform.access.actions import create_account
from handrail.platform.access.roles import Role
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.cast import sign_in
from support.conferences import (
    ACTION,
    PLACE,
    SECRETS,
    WHY,
    WORDS,
    act,
    ask,
    call,
    cut,
    find_secrets,
    make_area,
    put,
    set_table,
)
from support.conferences import Table as Seats
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@shared_world
def chair(cast):
    """Leads Harbour and chairs its conferences: works on no case of Lantern."""
    return create_account(
        email="chair@example.org",
        name="Cass Ilford",
        body=cast.partner.body,
        role=Role.DUTY_LEAD,
        password=None,
    )


@shared_world
def chaired_elsewhere(cast, told, chair):
    """A conference of Harbour about a case of Lantern; the partner is the deputy."""
    area = make_area(cast, by=chair, chair=chair, deputy=cast.partner)
    conference = ask(cast, told, area)
    members = dict(ConferenceMember.objects.filter(conference=conference).values_list("part", "pk"))
    return Seats(conference.pk, area.pk, members)


def test_a_chair_of_another_organisation_reads_nothing_before_signing_and_cannot_answer(
    cast, told, chair, chaired_elsewhere
):
    table = chaired_elsewhere
    assert find_secrets(chair, table) == set()
    with pytest.raises(ActionNotPossibleError, match="Sign the confidentiality"):
        accept_or_return_conference(conference_id=table.conference, accepts=True, words="", by=chair.actor)
    page = sign_in(Client(), chair).get(reverse("conference", args=[table.conference])).content.decode()
    assert "You see nothing yet" in page
    assert "Wren Ashdown" not in page.split("</header>")[1]  # nor who sits there
    sign_confidentiality_statement(conference_id=table.conference, by=chair.actor)
    assert find_secrets(chair, table) == {WHY}


def test_a_deputy_signs_for_the_deputy_and_the_chair_for_the_chair(cast, told, chair, chaired_elsewhere):
    table = chaired_elsewhere
    sign_confidentiality_statement(conference_id=table.conference, by=chair.actor)
    assert find_secrets(cast.partner, table) == set()
    waits = list_own_seats_with_something_to_do(cast.partner.actor, until=today(), most=5)
    assert [one.must_sign for one in waits] == [True]
    sign_confidentiality_statement(conference_id=table.conference, by=cast.partner.actor)
    assert find_secrets(cast.partner, table) == {WHY}
    with pytest.raises(ActionNotPossibleError, match="signed already"):
        sign_confidentiality_statement(conference_id=table.conference, by=cast.partner.actor)
    row = ConferenceMember.objects.get(part="chair")
    assert row.deputy_signed_at > row.signed_at


def test_an_unsigned_member_reads_nothing_that_their_own_organisation_put_in(cast, told):
    table = set_table(cast, told)
    put(cast, table, ConferenceItemKind.SAFETY, by=cast.officer)
    row = ConferenceMember(part=MemberAgency.POLICE, body=cast.officer.body, user=cast.liaison)
    add_conference_member(row, conference_id=table.conference, by=cast.lead.actor)
    assert find_secrets(cast.liaison, table) == set()
    sign_confidentiality_statement(conference_id=table.conference, by=cast.liaison.actor)
    assert SECRETS[ConferenceItemKind.SAFETY] in find_secrets(cast.liaison, table)


def test_after_the_end_only_those_who_work_on_the_case_read(cast, told, chair, chaired_elsewhere):
    table = chaired_elsewhere
    sign_confidentiality_statement(conference_id=table.conference, by=chair.actor)
    accept_or_return_conference(conference_id=table.conference, accepts=True, words="", by=chair.actor)
    item = put(cast, table, ConferenceItemKind.SAFETY)
    cut(cast, item, (table.members["chair"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.LIFE))
    assert find_secrets(chair, table) == {WHY, SECRETS[ConferenceItemKind.SAFETY]}
    end_conference(conference_id=table.conference, reason=ConferenceEndReason.DONE, words="", by=chair.actor)
    assert find_secrets(chair, table) == set()
    reply = sign_in(Client(), chair).get(reverse("conference", args=[table.conference]))
    assert "Closed" in reply.content.decode()  # that it ended is theirs to see
    assert WHY in find_secrets(cast.worker, table)
    assert not get_conference_seat(table.conference, chair.actor).reads_table


def test_a_member_finds_no_ended_conference(cast, told):
    table = set_table(cast, told)
    act(cast, table)
    call(cast, table)
    assert find_secrets(cast.housing, table) == {WORDS, PLACE, ACTION}
    end_conference(
        conference_id=table.conference, reason=ConferenceEndReason.SAID_NO, words="", by=cast.lead.actor
    )
    assert find_secrets(cast.housing, table) == set()
    client = sign_in(Client(), cast.housing)
    assert told.reference not in client.get(reverse("conferences") + "?show=ended").content.decode()
    assert "has ended" in client.get(reverse("conference_actions", args=[table.conference])).content.decode()
