"""Somebody who works for an organisation in a further role is among its people everywhere."""

import datetime

import pytest
from django.utils import timezone

from handrail.areas.calls.actions import calls
from handrail.areas.calls.queries.tracker import get_call_response_tracker
from handrail.directory.funds.queries import list_choices_of_bodies_that_may_ask_funds
from handrail.directory.housing.queries.agreements import has_body_active_handrail_users
from handrail.people.cases.offers.queries.provider_contact import get_provider_contact_for_service_id
from handrail.people.contacts.actions import absences, hand_overs
from handrail.people.contacts.actions.hand_overs import HandOverRecipient
from handrail.people.contacts.models import Absence
from handrail.people.contacts.queries.absence_cover import (
    get_absence_and_stand_in_cover,
    select_users_whose_absence_may_be_recorded,
)
from handrail.people.contacts.queries.case_work import select_workers_on_case
from handrail.people.contacts.queries.hand_overs import list_hand_over_colleague_choices
from handrail.people.money.queries.fund_choices import get_fund_choices
from handrail.people.records.models import Case
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.people.recovery.queries.feedback import has_body_user_allowed_to_answer_feedback
from handrail.people.recovery.text_choices import FeedbackKind
from handrail.platform.access.body_and_colleague_choices import (
    get_information_kinds_seen_by_roles_of_body,
    has_body_user_with_permission,
    list_colleague_choices,
)
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Membership, User
from handrail.platform.access.roles import Permission, Role
from handrail.platform.outbox.models import Message
from handrail.platform.reference.models import Body
from people.recovery.recovery_fixtures import tell_us
from support.calls import make
from support.cast import LINCOLNSHIRE
from support.full_case import a_room
from support.funds import a_purse
from support.reports import asked_about, begun

TODAY = timezone.localdate


@pytest.fixture
def joins(cast):
    """Somebody begins to work for an organisation in a further role."""

    def begin(user: User, body: str, role: Role) -> User:
        body_row = Body.objects.get(code=body)
        Membership.objects.create(
            user=user, body=body_row, role=role.value, since=timezone.now(), given_by=cast.administrator
        )
        user.further_roles += 1
        User.objects.filter(pk=user.pk).update(further_roles=user.further_roles)
        return user

    return begin


@pytest.fixture
def far_colleague(cast, joins):
    """A support worker of Harbour's who is a duty lead of Lantern's too."""
    return joins(cast.partner, "lantern", Role.DUTY_LEAD)


@pytest.fixture
def access(cast, told):
    return get_case_open_to_actor_by_reference(cast.lead.actor, told.reference).case_access


def test_a_case_is_handed_over_to_them_under_the_role_that_they_have_there(cast, told, far_colleague, access):
    choice = (str(far_colleague.pk), "Paul Eastry, duty lead")
    assert choice in list_hand_over_colleague_choices(access)
    assert choice in list_colleague_choices(cast.worker.body_id)
    assert "Paul Eastry, duty lead" in [user.name_and_role for user in select_workers_on_case(access)]
    row = hand_overs.request_hand_over(
        case_id=told.case_id,
        to=HandOverRecipient(far_colleague.pk),
        note="Read the plan first",
        stays_on=False,
        by=cast.worker.actor,
    )
    assert row.to_user == far_colleague


def test_a_case_goes_to_an_organisation_whose_only_holder_is_there_by_a_further_role(cast, joins):
    empty = Body.objects.get(code="collation")
    assert not has_body_user_with_permission(empty.pk, Permission.OPEN_CASE)
    joins(cast.partner, "collation", Role.NAVIGATOR)
    assert has_body_user_with_permission(empty.pk, Permission.OPEN_CASE)


def test_their_lead_says_that_they_are_away_and_sees_it(cast, far_colleague):
    assert far_colleague in select_users_whose_absence_may_be_recorded(cast.lead.actor)
    away = Absence(user=far_colleague, since=TODAY(), until=TODAY() + datetime.timedelta(days=2))
    absences.record_absence(away, by=cast.lead.actor)
    assert [row.name for row in get_absence_and_stand_in_cover(cast.lead.actor).away] == ["Paul Eastry"]


def test_feedback_is_about_them_and_they_answer_it(cast, told, far_colleague):
    row = tell_us(
        FeedbackKind.COMPLAINT, "Too quick", far_colleague.pk, case_id=told.case_id, by=cast.worker.actor
    )
    assert row.about == far_colleague
    User.objects.filter(pk=cast.lead.pk).update(is_active=False)
    assert has_body_user_allowed_to_answer_feedback(cast.worker.body_id, None)
    assert not has_body_user_allowed_to_answer_feedback(cast.worker.body_id, far_colleague.pk)


def test_the_tracker_counts_each_person_once(cast, joins):
    call = make(cast.collator.actor)
    calls.send_call_for_returns_to_bodies(code=call.code, by=cast.collator.actor)
    joins(cast.outsider, "commissioner-lincolnshire", Role.SIGNATORY)
    joins(cast.signatory, "commissioner-lincolnshire", Role.COMMISSIONER)
    rows = get_call_response_tracker(call.code, now=timezone.now()).rows
    assert [row.accounts for row in rows if row.body_code == "commissioner-lincolnshire"] == [3]


def test_they_are_asked_whether_a_quote_stands(cast, joins):
    joins(cast.outsider, "commissioner-lincolnshire", Role.COMMISSIONER)
    asked_about(cast, *begun(cast), "Other words")
    assert cast.outsider.pk in Message.objects.filter(kind="approve_quote").values_list("to", flat=True)


def test_an_organisation_with_nobody_by_a_first_role_is_offered_what_they_may_do(cast, joins, told):
    body = Body.objects.get(code="collation")
    assert body.code not in dict(list_choices_of_bodies_that_may_ask_funds())
    assert get_information_kinds_seen_by_roles_of_body(body.code) == frozenset()
    joins(cast.outsider, body.code, Role.HOUSING)
    joins(cast.partner, body.code, Role.SUPPORT_WORKER)
    assert body.code in dict(list_choices_of_bodies_that_may_ask_funds())
    assert {Kind.IDENTITY, Kind.HOUSING} <= get_information_kinds_seen_by_roles_of_body(body.code)


def test_a_provider_that_is_served_by_further_roles_has_accounts(cast, joins):
    service = a_room(cast.worker.actor)
    harbour = Body.objects.get(code="harbour")
    User.objects.filter(body=harbour).update(is_active=False)
    assert not get_provider_contact_for_service_id(service).has_accounts
    assert not has_body_active_handrail_users(harbour.pk)
    joins(cast.outsider, "harbour", Role.SUPPORT_WORKER)
    assert get_provider_contact_for_service_id(service).has_accounts
    assert has_body_active_handrail_users(harbour.pk)


def test_a_fund_of_the_area_of_the_organisation_that_one_acts_for_is_offered(cast, told, far_colleague):
    a_purse(cast)
    Body.objects.filter(code="lantern").update(area=LINCOLNSHIRE)
    Case.objects.filter(pk=told.case_id).update(area="E23000021")
    actor = Membership.objects.get(user=far_colleague).actor
    choices = get_fund_choices(get_case_open_to_actor_by_reference(actor, told.reference).case_access)
    assert [option.fund.name for option in choices.options] == ["Emergency fund"]
