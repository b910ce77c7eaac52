"""Somebody can write to the main database, and has neither keys nor the product: what they plant opens nothing."""

import pytest
from django.contrib.auth.hashers import make_password

from handrail.people.records.models import Case
from handrail.platform.access import policy
from handrail.platform.access.actions import create_account, end_grant, grant_colleague_access
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.lost_device_and_leaver_actions import close_account
from handrail.platform.access.models import File, Grant, User
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.roles import Role
from handrail.platform.access.today import today
from handrail.platform.audit.models import Record
from handrail.platform.audit.row_verification import NewestRowRevisionsInTrail
from handrail.platform.audit.tamper_evident_rows import TamperedRowError
from handrail.platform.audit.verification import verify_trail

pytestmark = pytest.mark.django_db
PASSWORD = "a long password of many words"


@pytest.fixture
def account(cast):
    return create_account(
        email="new@example.org",
        name="New Person",
        body=cast.worker.body,
        role=Role.NAVIGATOR,
        password=PASSWORD,
    )


def found():
    return [fault.words for fault in verify_trail().faults]


def access_of(user, told):
    return policy.get_access_to_file(
        user.actor, CaseFileIdAndOwner(told.case_id, Case.objects.get(pk=told.case_id).owner_id), today()
    )


def test_the_newest_revision_of_each_row_counts_in_whatever_order_they_are_read():
    revisions = NewestRowRevisionsInTrail()
    for rows in (["access.Grant/7/3", "access.User/7/2"], ["access.Grant/7/2"]):
        revisions.add(Record(rows=rows))
    found = [revisions.get(model(pk=pk)) for model, pk in ((Grant, 7), (User, 7), (Grant, 8))]
    assert found == [3, 2, 1]


def test_a_row_that_was_put_back_and_one_without_a_record_are_told_apart(account, cast):
    before = User.objects.filter(pk=account.pk).values().get()
    close_account(User.objects.get(pk=account.pk))
    assert found() == []
    User.objects.filter(pk=account.pk).update(**before)
    cast.worker.revise(email="other@example.org")
    assert sorted((fault.kind, fault.words) for fault in verify_trail().faults) == sorted(
        [
            ("row", f"access.User {account.pk} was put back to an earlier state."),
            ("row", f"access.User {cast.worker.pk} was changed without a record."),
        ]
    )


def test_rows_that_are_made_at_once_have_their_macs(cast):
    made = [
        User(email=f"{name}@example.org", name=name, body=cast.worker.body, role=Role.NAVIGATOR)
        for name in ("ann", "bo", "cy")
    ]
    User.bulk_create(made, 2)
    assert [row.is_intact for row in User.objects.filter(name__in=("ann", "bo", "cy"))] == [True] * 3


def test_rows_that_the_product_wrote_have_no_fault(account, told):
    assert found() == []
    assert verify_trail().rows == User.objects.count() + Grant.objects.count() > 1


@pytest.mark.parametrize(
    "change",
    [
        {"role": "duty_lead"},
        {"email": "other@example.org"},
        {"password": "planted"},
        {"is_active": False},
        {"body_id": None},
        {"revision": 2},
        {"revision": 2, "role": "duty_lead"},
    ],
    ids=lambda change: "+".join(change),
)
def test_a_changed_account_signs_nobody_in_and_is_named(client, cast, account, change):
    if "body_id" in change:
        change = {"body_id": cast.partner.body_id}
    assert client.login(username=account.email, password=PASSWORD)
    assert client.get("/my-day/", follow=False).status_code in (200, 302)
    User.objects.filter(pk=account.pk).update(**change)
    assert client.get("/password-reset-is-not-asked/").wsgi_request.user.is_anonymous
    assert found() == [f"access.User {account.pk} was changed or added by something else."]


def test_a_password_planted_with_the_hash_of_another_account_opens_nothing(client, cast, account):
    User.objects.filter(pk=cast.worker.pk).update(password=account.password)
    assert not client.login(username=cast.worker.email, password=PASSWORD)


def test_an_account_added_in_the_database_signs_nobody_in(client, cast):
    row = User(
        email="planted@example.org", body=cast.worker.body, role="duty_lead", password=make_password(PASSWORD)
    )
    User.objects.bulk_create([row])
    User.objects.filter(email=row.email).update(mac=cast.worker.mac)
    assert not client.login(username=row.email, password=PASSWORD)
    assert len(found()) == 1


def test_a_closed_account_put_back_as_it_was_is_named(account):
    before = User.objects.filter(pk=account.pk).values().get()
    close_account(account)
    User.objects.filter(pk=account.pk).update(
        **{name: value for name, value in before.items() if name != "id"}
    )
    assert found() == [f"access.User {account.pk} was put back to an earlier state."]


def test_a_new_password_is_recorded_and_no_fault(client, account):
    user = User.objects.get(pk=account.pk)
    user.set_password("another long password of words")
    user.save()
    assert client.login(username=account.email, password="another long password of words")
    assert found() == []


def test_a_permission_planted_on_a_case_opens_nothing_and_is_named(cast, told):
    copy = Grant.objects.filter(file=told.case_id).values().first()
    planted = {name: value for name, value in copy.items() if name not in ("id", "to_user_id", "to_body_id")}
    row = Grant(**planted, to_body_id=cast.partner.body_id)
    Grant.objects.bulk_create([row])
    Grant.objects.filter(pk=row.pk).update(mac=copy["mac"])
    with pytest.raises(NotVisible):
        access_of(cast.partner, told)
    assert found() == [f"access.Grant {row.pk} was changed or added by something else."]


def test_an_ended_permission_that_was_revived_is_named(cast, told):
    lead = access_of(cast.lead, told)
    grant = grant_colleague_access(
        case_access=lead, colleague=cast.colleague, because="Cover", by=cast.lead.actor
    )
    before = Grant.objects.filter(pk=grant.pk).values().get()
    end_grant(case_access=lead, grant=grant, because="Back", by=cast.lead.actor)
    assert found() == []
    Grant.objects.filter(pk=grant.pk).update(ended_at=None, ended_by=None)
    assert found() == [f"access.Grant {grant.pk} was changed or added by something else."]
    kept = {name: before[name] for name in ("ended_at", "ended_by_id", "revision", "mac")}
    Grant.objects.filter(pk=grant.pk).update(**kept)
    assert found() == [f"access.Grant {grant.pk} was put back to an earlier state."]


def test_a_changed_row_cannot_be_changed_on_by_the_product(account):
    User.objects.filter(pk=account.pk).update(role="duty_lead")
    with pytest.raises(TamperedRowError):
        close_account(User.objects.get(pk=account.pk))


@pytest.mark.parametrize("both", [False, True])
def test_a_case_given_to_another_organisation_is_named(cast, told, both):
    Case.objects.filter(pk=told.case_id).update(owner=cast.partner.body)
    if both:
        File.objects.filter(pk=told.case_id).update(owner=cast.partner.body)
    assert len(found()) == 1
    assert str(told.case_id) in found()[0]
