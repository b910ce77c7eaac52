"""A conflict of interest: whoever has one steps out, meets nothing more, and is not asked back under any seat."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.people.conferences.actions.asking import accept_or_return_conference
from handrail.people.conferences.actions.members import (
    add_conference_member,
    record_member_leaving,
    withdraw_self_from_conference,
)
from handrail.people.conferences.models import Conference, ConferenceMember
from handrail.people.conferences.permissions import get_conference_seat
from handrail.people.conferences.text_choices import MemberAgency, MemberLeavingReason
from handrail.platform.access.errors import NotVisible
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.models import Message
from support.cast import sign_in
from support.conferences import add, ask, find_secrets, set_table
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
CONFLICT = MemberLeavingReason.CONFLICT


@shared_world
def table(cast, told):
    return set_table(cast, told)


def leave(user, table, why=CONFLICT):
    withdraw_self_from_conference(
        conference_id=table.conference, why=why, words="He lets the flat", by=user.actor
    )


def test_whoever_works_on_the_case_loses_the_conference_and_the_leads_are_told(cast, told, table):
    assert find_secrets(cast.worker, table)
    leave(cast.worker, table)
    assert find_secrets(cast.worker, table) == set()
    with pytest.raises(NotVisible):
        get_conference_seat(table.conference, cast.worker.actor)
    client = sign_in(Client(), cast.worker)
    assert (
        str(table.conference) not in client.get(reverse("case_plan", args=[told.reference])).content.decode()
    )
    assert str(table.conference) not in client.get(reverse("conferences")).content.decode()
    assert set(Message.objects.filter(kind="conference_conflict").values_list("to", flat=True)) == {
        cast.lead.pk
    }
    Conference.objects.update(state="closed")
    with pytest.raises(ActionNotPossibleError, match="You left a conference on this case"):
        ask(cast, told, Conference.objects.get().area)


def test_nobody_asks_them_back_as_member_deputy_or_by_name(cast, told, table):
    leave(cast.housing, table)
    with pytest.raises(ActionNotPossibleError, match="left a conference on this case"):
        add(cast, table.conference, cast.housing, MemberAgency.HOUSING)
    other = ConferenceMember(
        part=MemberAgency.HOUSING, body=cast.housing.body, name="Someone else", deputy=cast.housing
    )
    with pytest.raises(ActionNotPossibleError, match="left a conference on this case"):
        add_conference_member(other, conference_id=table.conference, by=cast.lead.actor)
    first = ConferenceMember(part=MemberAgency.OTHER, body=cast.outsider.body, name="Pat Nine")
    paper = add_conference_member(first, conference_id=table.conference, by=cast.lead.actor)
    record_member_leaving(
        conference_id=table.conference, member_id=paper.pk, why=CONFLICT, words="", by=cast.lead.actor
    )
    again = ConferenceMember(part=MemberAgency.OTHER, body=cast.outsider.body, name="pat nine")
    with pytest.raises(ActionNotPossibleError, match="left a conference on this case"):
        add_conference_member(again, conference_id=table.conference, by=cast.lead.actor)
    with pytest.raises(IntegrityError), transaction.atomic():  # the database says so, too
        ConferenceMember.objects.create(
            case_id=told.case_id, conference_id=table.conference, part="housing", body=cast.housing.body,
            user=cast.housing, added_by=cast.lead, added_at=timezone.now(), changed_at=timezone.now(),
        )  # fmt: skip


def test_a_chair_steps_out_by_a_link_and_the_deputy_takes_the_chair(cast, told, table):
    client = sign_in(Client(), cast.lead)
    page = client.get(reverse("conference", args=[table.conference])).content.decode()
    address = reverse("conference_step_out", args=[table.conference])
    assert address in page
    client.post(address, {"why": "conflict", "words": "My brother"}, follow=True)
    chair = ConferenceMember.objects.get(conference=table.conference, part="chair", left_at=None)
    assert (chair.user, chair.deputy) == (cast.colleague, None)
    assert chair.signed_at is not None  # signed as deputy
    with pytest.raises(NotVisible):
        get_conference_seat(table.conference, cast.lead.actor)
    leave(cast.colleague, table)
    page = sign_in(client, cast.worker).get(reverse("conference", args=[table.conference])).content.decode()
    assert "No one chairs this conference" in page


def test_a_deputy_who_steps_out_leaves_the_chair_in_the_seat(cast, told, table):
    leave(cast.colleague, table)
    chair = ConferenceMember.objects.get(conference=table.conference, part="chair", left_at=None)
    assert (chair.user, chair.deputy) == (cast.lead, None)
    with pytest.raises(NotVisible):
        get_conference_seat(table.conference, cast.colleague.actor)


def test_somebody_who_works_on_the_case_without_a_seat_can_step_out(cast, told, table):
    leave(cast.worker, table, MemberLeavingReason.REPLACED)  # no seat now, and still works on the case
    assert find_secrets(cast.worker, table)
    leave(cast.worker, table)
    assert find_secrets(cast.worker, table) == set()


def test_a_chair_with_a_conflict_is_not_seated_at_the_next_conference(cast, told, table):
    leave(cast.lead, table)
    Conference.objects.update(state="closed")
    with pytest.raises(ActionNotPossibleError, match="conflict of interest"):
        ask(cast, told, Conference.objects.get().area)
    with pytest.raises(NotVisible):
        accept_or_return_conference(
            conference_id=table.conference, accepts=True, words="", by=cast.lead.actor
        )
