"""The row filter and the check on one file are the same policy, tried on real rows against each other."""

import datetime
from itertools import combinations
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from handrail.people.emergencies.actions import open_case_in_emergency
from handrail.people.emergencies.text_choices import EmergencyReason
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.emergency_opening_rules import EMERGENCY_KINDS
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.kinds import ALL_KINDS, SHAREABLE_KINDS, Kind
from handrail.platform.access.models import File, Grant, User
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.roles import AccessPath, Permission, Role
from handrail.platform.access.row_security.person_row_actor import act_as_user_within_block
from handrail.platform.reference.models import Body

TODAY = datetime.date(2026, 11, 24)
DAY = datetime.timedelta(days=1)
BODIES = ("lincolnshire-police", "north-wales-police", "kent-police")

grants = st.fixed_dictionaries(
    {
        "to": st.sampled_from(["me", "my colleague", "my body", "another body"]),
        "kinds": st.lists(st.sampled_from(SHAREABLE_KINDS), min_size=1, unique=True),
        "since": st.integers(-3, 1),
        "until": st.one_of(st.none(), st.integers(-2, 3)),
        "ended": st.booleans(),
    }
)


class TestAgreement(TestCase):
    """Files, grants and a reader drawn at random; each example is rolled back."""

    databases = "__all__"

    @settings(max_examples=120)
    @given(
        role=st.sampled_from(Role),
        files=st.lists(st.tuples(st.sampled_from(BODIES[:2]), st.lists(grants, max_size=3)), max_size=4),
    )
    def test_a_row_is_in_the_list_exactly_where_its_page_opens(self, role, files):
        me, colleague = _user("me", role), _user("colleague", Role.NAVIGATOR)
        facts = [_file(owner, given_ones, me, colleague) for owner, given_ones in files]
        seen = policy.get_access_by_file_id(me.actor, facts, TODAY)
        listed = set(
            File.objects.filter(policy.visible_files_q(me.actor, TODAY)).values_list("pk", flat=True)
        )
        assert listed == set(seen)
        held = _rows(Q(owner=me.body)) if AccessPath.OWNED in role.card.ways else set()
        granted = (set(one) for one in policy.list_granted_file_id_querysets(me.actor, TODAY))
        assert set().union(held, *granted) == listed  # what the database's own wall is told
        if connection.vendor == "postgresql":  # and so it lets through
            with time_machine.travel(TODAY), act_as_user_within_block(me.actor):
                assert set(File.objects.values_list("pk", flat=True)) == listed
        for kind in Kind:
            rows = set(
                File.objects.filter(policy.visible_files_q(me.actor, TODAY, kind)).values_list(
                    "pk", flat=True
                )
            )
            assert rows == {key for key, case_access in seen.items() if kind in case_access.kinds}
        by_way = {
            way: _rows(policy.visible_files_by_access_path_q(me.actor, way, TODAY)) for way in AccessPath
        }
        assert set().union(*by_way.values()) == listed
        told = ((seen[key], way) for way, rows in by_way.items() for key in rows)
        assert all(
            way in case_access.ways or AccessPath.OWNED in case_access.ways for case_access, way in told
        )


def _rows(open_to):
    return set(File.objects.filter(open_to).values_list("pk", flat=True))


def _user(name, role):
    body = Body.objects.get(code=BODIES[0])
    return User.objects.create(email=f"{name}@example.org", name=name, body=body, role=role.value)


def _file(owner, given_ones, me, colleague):
    body = Body.objects.get(code=owner)
    file = File.objects.create(id=uuid4(), owner=body, opened_at=timezone.now())
    taken = set()
    for grant in given_ones:
        live_to_a_person = grant["to"] in ("me", "my colleague") and not grant["ended"]
        if not (live_to_a_person and grant["to"] in taken):  # the database keeps one live grant per person
            _grant(file, grant, me, colleague)
        if live_to_a_person:
            taken.add(grant["to"])
    return CaseFileIdAndOwner(file.pk, body.pk)


def _grant(file, grant, me, colleague):
    since = TODAY + grant["since"] * DAY
    until = None if grant["until"] is None else max(since, TODAY + grant["until"] * DAY)
    to = {
        "me": {"to_user": me},
        "my colleague": {"to_user": colleague},
        "my body": {"to_body": me.body},
        "another body": {"to_body": Body.objects.get(code=BODIES[2])},
    }[grant["to"]]
    ended = {"ended_at": timezone.now(), "ended_by": me} if grant["ended"] else {}
    Grant.objects.create(
        file=file,
        kinds=[kind.value for kind in grant["kinds"]],
        ground="consent",
        since=since,
        until=until,
        given_at=timezone.now(),
        given_by=me,
        **to,
        **ended,
    )


def actor(role, body_id=1, user_id=1):
    return Actor(user_id, "Ann", body_id, "north", "North", role)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.COMMISSIONER, Role.BOARD, Role.COLLATOR])
def test_a_role_without_a_way_in_gets_nothing_even_of_its_own_body(role, cast, told):
    mine = actor(role, cast.worker.body_id, cast.worker.pk)
    assert not File.objects.filter(policy.visible_files_q(mine, TODAY)).exists()
    with pytest.raises(NotVisible):
        policy.get_access_to_file(mine, CaseFileIdAndOwner(told.case_id, cast.worker.body_id), TODAY)


def test_the_data_protection_lead_sees_the_log_of_their_own_body_and_nothing_else(cast, told):
    facts = CaseFileIdAndOwner(told.case_id, cast.worker.body_id)
    assert policy.get_access_to_file(cast.protector.actor, facts, timezone.localdate()).kinds == {Kind.LOOKS}
    elsewhere = actor(Role.DATA_PROTECTION, cast.partner.body_id, 999)
    with pytest.raises(NotVisible):
        policy.get_access_to_file(elsewhere, facts, timezone.localdate())


def test_whoever_opened_a_case_sees_every_kind_and_their_duty_lead_too(cast, told):
    facts = CaseFileIdAndOwner(told.case_id, cast.worker.body_id)
    today = timezone.localdate()
    assert policy.get_access_to_file(cast.worker.actor, facts, today).kinds == ALL_KINDS
    lead = policy.get_access_to_file(cast.lead.actor, facts, today)
    assert (lead.kinds, lead.ways) == (ALL_KINDS, (AccessPath.OWNED,))


@pytest.mark.parametrize("part", ["outsider", "colleague"])
def test_an_emergency_opens_its_kinds_alone_and_says_until_when(part, cast, told):
    by, facts = getattr(cast, part).actor, CaseFileIdAndOwner(told.case_id, cast.worker.body_id)
    opened = open_case_in_emergency(
        reference=told.reference, reason=EmergencyReason.DANGER, words="She rang", by=by
    )
    access = policy.get_access_to_file(by, facts, timezone.localdate())
    assert (access.kinds, access.ways) == (frozenset(EMERGENCY_KINDS), (AccessPath.EMERGENCY,))
    assert access.emergency_until == opened.grant.ends_at
    lead = policy.get_access_to_file(cast.lead.actor, facts, timezone.localdate())
    assert lead.emergency_until is None


def test_whoever_is_refused_reads_which_role_may_not_do_what():
    with pytest.raises(Denied) as refused:
        policy.require_permission(actor(Role.BOARD), Permission.SHARE)
    assert (
        str(refused.value)
        == f"Your role, {Role.BOARD.card.name.lower()}, does not allow you to {Permission.SHARE.value}."
    )


@pytest.mark.parametrize("role", Role)
def test_the_wall_is_told_of_each_way_by_grants_once_and_of_no_file_that_is_held_anyway(role):
    """Each list is a subquery of every statement on PostgreSQL: being named adds nothing where all of it is held."""
    ways = set(role.card.ways)
    told = ways - ({AccessPath.OWNED, AccessPath.NAMED} if AccessPath.OWNED in ways else set())
    assert len(policy.list_granted_file_id_querysets(actor(role), TODAY)) == len(told)


@pytest.mark.parametrize("ways", list(combinations(AccessPath, 2)))
def test_every_way_in_has_a_row_filter_and_a_check(ways):
    assert set(ways) <= set(policy.ROW_FILTERS) and set(policy.ROW_FILTERS) == set(policy.KIND_CHECKS)  # noqa: PT018
