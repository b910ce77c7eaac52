"""Agreement taken back: what rested on it is gone from every page of whoever was told, whoever ended what."""

import pytest
from django.test import Client
from django.urls import reverse

from handrail.people.conferences.actions.members import add_conference_member
from handrail.people.conferences.models import ConferenceMember, ConferenceSlice
from handrail.people.conferences.permissions import get_conference_seat
from handrail.people.conferences.text_choices import (
    ConferenceItemKind,
    ItemDisclosureBasis,
    ItemVisibilityToMember,
    MemberAgency,
)
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.actions import create_account
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Role
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.models import Message
from handrail.platform.reference.models import Body
from support.cast import sign_in
from support.conferences import (
    ACTION,
    CONFERENCE_SECRETS,
    PLACE,
    SECRETS,
    WORDS,
    act,
    agree,
    call,
    cut,
    find_secrets,
    put,
    say,
    set_table,
)
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@shared_world
def table(cast, told):
    """Harbour has a part of the health on agreement, an action, an agenda."""
    table = set_table(cast, told)
    agree(cast, table, "harbour", ConferenceItemKind.HEALTH)
    item = put(cast, table, ConferenceItemKind.HEALTH)
    cut(cast, item, (table.members["health"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.CONSENT))
    act(cast, table, part="health")
    call(cast, table)
    return table


@shared_world
def enforcement():
    """An officer of a body that enforces immigration law, who has an account like any officer."""
    body = Body.objects.create(
        code="enforcement", name="Enforcement", kind="immigration_enforcement", source="invented",
        confidence="confirmed",
    )  # fmt: skip
    return create_account(
        email="enforcer@example.org", name="Ned Foss", body=body, role=Role.OFFICER, password=None
    )


def test_words_place_agenda_and_actions_are_gone_for_an_agency_that_the_person_refuses(cast, told, table):
    assert find_secrets(cast.partner, table) == {SECRETS[ConferenceItemKind.HEALTH], WORDS, PLACE, ACTION}
    agree(cast, table, "harbour", said=ConsentAnswer.WITHDRAWN)
    assert find_secrets(cast.partner, table) == set()
    ConferenceSlice.objects.update(ended_at=None, ended_why="")  # whether or not somebody ended it
    assert find_secrets(cast.partner, table) == set()
    page = (
        sign_in(Client(), cast.partner).get(reverse("conference", args=[table.conference])).content.decode()
    )
    assert "The person withdrew their agreement" in page
    assert WORDS in str(find_secrets(cast.housing, table))  # nobody else is touched


def test_what_rests_on_a_named_basis_stays_and_the_persons_words_do_not(cast, told, table):
    safety = put(cast, table, ConferenceItemKind.SAFETY)
    cut(cast, safety, (table.members["health"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.LIFE))
    agree(cast, table, "harbour", said=ConsentAnswer.NO)
    assert find_secrets(cast.partner, table) == {SECRETS[ConferenceItemKind.SAFETY], PLACE, ACTION}


def test_a_no_to_the_conference_empties_it_for_everybody_but_those_who_work_on_the_case(cast, told, table):
    say(cast, table.conference, WORDS, choice="not_held")
    for user in (cast.partner, cast.officer, cast.housing, cast.adviser):
        assert find_secrets(user, table) == set()
    assert ConferenceSlice.objects.get().ended_why == "withdrawn"
    item = put(cast, table, ConferenceItemKind.NEEDS)
    with pytest.raises(ActionNotPossibleError, match="have not agreed"):
        cut(cast, item, (table.members["health"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.CONSENT))
    assert WORDS in find_secrets(cast.worker, table)


def seat(cast, table, user, **more):
    row = ConferenceMember(part=MemberAgency.OTHER, body=user.body, user=user, **more)
    return add_conference_member(row, conference_id=table.conference, by=cast.lead.actor)


def test_enforcement_sits_by_the_persons_yes_alone_and_leaves_with_it(cast, told, table, enforcement):
    with pytest.raises(ActionNotPossibleError, match="unless the person has agreed"):
        seat(cast, table, enforcement)
    client = sign_in(Client(), cast.worker)
    address = reverse("conference_agency_answer", args=[table.conference])
    day = today()
    said = {"body": "enforcement", "said": "yes", "kinds": ["identity"], "circle": "not_asked"}
    when = {"on-day": day.day, "on-month": day.month, "on-year": day.year}
    assert "Recorded." in client.post(address, said | when, follow=True).content.decode()
    member = seat(cast, table, enforcement)
    item = put(cast, table, ConferenceItemKind.IDENTITY)
    with pytest.raises(ActionNotPossibleError, match="told only what the person agreed to"):
        cut(cast, item, (member.pk, ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.SAFEGUARDING))
    cut(cast, item, (member.pk, ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.CONSENT))
    assert agree(cast, table, "enforcement", said=ConsentAnswer.WITHDRAWN) == 2
    member.refresh_from_db()
    assert member.left_why == "withdrawn"
    with pytest.raises(NotVisible):
        get_conference_seat(table.conference, enforcement.actor)
    ConferenceMember.objects.filter(pk=member.pk).update(left_at=None, left_why="")
    with pytest.raises(NotVisible):  # whether or not somebody ended it
        get_conference_seat(table.conference, enforcement.actor)


def test_enforcement_with_a_named_legal_duty_is_told_on_it_and_on_no_other_basis(
    cast, told, table, enforcement
):
    member = seat(cast, table, enforcement, legal_duty="An order of the court, section 5")
    item = put(cast, table, ConferenceItemKind.IDENTITY)
    for basis in (ItemDisclosureBasis.PUBLIC_TASK, ItemDisclosureBasis.LIFE, ItemDisclosureBasis.RECOGNISED):
        with pytest.raises(ActionNotPossibleError, match="told only what the person agreed to"):
            cut(cast, item, (member.pk, ItemVisibilityToMember.WHOLE, basis))
    cut(cast, item, (member.pk, ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.LEGAL_DUTY))
    with pytest.raises(ActionNotPossibleError, match="for immigration enforcement only"):
        seat(cast, table, cast.outsider, legal_duty="Something")


def test_no_secret_stands_in_a_mail(cast, told, table):
    agree(cast, table, "harbour", said=ConsentAnswer.WITHDRAWN)
    mails = " ".join(f"{one.about} {one.path}" for one in Message.objects.all())
    assert not any(secret in mails for secret in CONFERENCE_SECRETS)
