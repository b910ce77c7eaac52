"""For which agency somebody may speak, who has to be there, an account that is told to nobody, and observers."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from handrail.people.conferences.actions.members import add_conference_member, sign_confidentiality_statement
from handrail.people.conferences.models import ConferenceMember, ConferenceSlice
from handrail.people.conferences.rules import list_agencies_member_may_sit_for, list_missing_quorum_parts
from handrail.people.conferences.text_choices import (
    ConferenceItemKind,
    ItemDisclosureBasis,
    ItemVisibilityToMember,
    MemberAgency,
)
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.body_kinds import BODY_KIND_CODES
from support.cast import sign_in
from support.conferences import PLACE, SECRETS, act, add, call, cut, find_secrets, make_area, put, set_table
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@shared_world
def table(cast, told):
    return set_table(cast, told)


@pytest.mark.parametrize(
    ("who", "part"),
    [
        ("outsider", MemberAgency.POLICE),  # a charity is no police
        ("outsider", MemberAgency.ADULTS),
        ("outsider", MemberAgency.CHAIR),  # of whoever keeps the area alone
        ("liaison", MemberAgency.NAVIGATOR),  # police speak for police
        ("liaison", MemberAgency.HEALTH),
        ("commissioner", MemberAgency.OTHER),  # whoever pays looks on at most
    ],
)
def test_nobody_speaks_for_an_agency_that_is_not_theirs(cast, told, table, who, part):
    with pytest.raises(ActionNotPossibleError, match="speaks for"):
        add(cast, table.conference, getattr(cast, who), part)


def test_every_kind_of_body_has_its_parts_and_enforcement_only_another_organisation():
    assert list_agencies_member_may_sit_for("immigration_enforcement", keeps_area=False) == [
        MemberAgency.OTHER
    ]
    assert list_agencies_member_may_sit_for("police", keeps_area=True) == [
        MemberAgency.CHAIR,
        MemberAgency.POLICE,
        MemberAgency.OBSERVER,
    ]
    assert [
        kind for kind in BODY_KIND_CODES if not list_agencies_member_may_sit_for(kind, keeps_area=False)
    ] == ["business", "national"]  # neither sees a case


@pytest.mark.parametrize("quorum", [[], ["chair", "nobody"]])
def test_an_area_has_a_quorum(cast, quorum):
    with pytest.raises(ValidationError, match="Choose who has to be there"):
        make_area(cast, quorum=quorum)


def test_a_quorum_that_is_empty_all_the_same_counts_as_the_usual_one():
    assert list_missing_quorum_parts([], [("chair", "present")]) == ["police_or_council", "person", "roof"]


@pytest.mark.parametrize("part", ["police", "legal", "housing"])
def test_an_account_is_told_to_nobody_by_whoever_put_it_in(cast, told, table, part):
    for by in (cast.worker, cast.officer):
        item = put(cast, table, ConferenceItemKind.ACCOUNT, by=by)
        to = part if by is cast.worker or part != "police" else "housing"
        with pytest.raises(ActionNotPossibleError, match="told to no one"):
            cut(
                cast,
                item,
                (table.members[to], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.SAFEGUARDING),
                by=by,
            )


def test_an_account_that_was_cut_before_the_rule_is_not_read(cast, told, table):
    item = put(cast, table, ConferenceItemKind.SAFETY)
    cut(cast, item, (table.members["police"], ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.SAFEGUARDING))
    other = put(cast, table, ConferenceItemKind.ACCOUNT)
    ConferenceSlice.objects.update(item=other)
    assert find_secrets(cast.officer, table).isdisjoint(SECRETS.values())


def test_an_observer_signs_sees_when_and_where_and_nothing_of_the_person(cast, told, table):
    row = add(cast, table.conference, cast.outsider, MemberAgency.OBSERVER)
    item = put(cast, table, ConferenceItemKind.SAFETY)
    with pytest.raises(ActionNotPossibleError, match="observer is told nothing"):
        cut(cast, item, (row.pk, ItemVisibilityToMember.WHOLE, ItemDisclosureBasis.LIFE))
    call(cast, table)
    assert find_secrets(cast.outsider, table) == set()
    sign_confidentiality_statement(conference_id=table.conference, by=cast.outsider.actor)
    assert find_secrets(cast.outsider, table) == {PLACE}
    chair = sign_in(Client(), cast.lead).get(reverse("conference", args=[table.conference]))
    assert "Observes only: sees nothing about the person" in chair.content.decode()
    table.members["observer"] = row.pk
    with pytest.raises(ActionNotPossibleError, match="Choose a member"):
        act(cast, table, part="observer")
    pays = ConferenceMember(part=MemberAgency.OBSERVER, body=cast.commissioner.body, name="Of the office")
    add_conference_member(pays, conference_id=table.conference, by=cast.lead.actor)
