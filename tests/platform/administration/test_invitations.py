"""Inviting by email: single use, expiring, told to nobody else; one person in several roles."""

import datetime
import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.platform.access.actions import create_account
from handrail.platform.access.errors import Denied
from handrail.platform.access.models import Membership, User
from handrail.platform.access.roles import Role
from handrail.platform.administration.actions.invitations import (
    invite_user_to_role_at_organisation,
    send_invitation_again,
    withdraw_invitation,
)
from handrail.platform.administration.actions.staff_roles import (
    end_access_of_colleague,
    replace_role_of_colleague,
)
from handrail.platform.administration.invitation_links import (
    find_invitation,
    make_signed_path_of_invitation_round,
)
from handrail.platform.administration.models import Invitation
from handrail.platform.administration.roles_by_body_kind import list_roles_of_body_kind
from handrail.platform.audit.models import Record
from handrail.platform.audit.verification import verify_trail
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.actions.delivery import deliver_messages
from handrail.platform.outbox.models import Message
from handrail.platform.reference.models import Body

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PASSWORD = "three words of lantern light"


def invite(cast, email="new.person@example.org", role=Role.NAVIGATOR, body="lantern", by="administrator"):
    return invite_user_to_role_at_organisation(
        email=email,
        name="Nia Newcombe",
        body=Body.objects.get(code=body),
        role=role,
        by=getattr(cast, by).actor,
    )


def _path_in(body: str) -> str:
    """The link as it was mailed: one made now is signed a moment later and reads otherwise."""
    found = re.search(r"/account/invitation/[^\s]+", body)
    assert found
    return found[0]


def test_somebody_invited_chooses_a_password_and_signs_in(cast, signed_in):
    page = signed_in(cast.administrator).post(
        reverse("invite_person"),
        {"email": "Nia@Example.org", "name": "Nia Newcombe", "role": "navigator", "work_phone": ""},
        follow=True,
    )
    assert "Invitation sent to nia@example.org" in page.content.decode()
    row = Invitation.objects.get()
    assert not row.user.is_active
    deliver_messages()
    (sent,) = mail.outbox
    assert sent.to == ["nia@example.org"]
    path = _path_in(sent.body)
    assert not any(word in sent.subject + sent.body for word in ("Nia", "Lantern"))
    assert path not in "".join(Message.objects.values_list("path", flat=True))

    browser = Client()
    assert "Lantern" in browser.get(path).content.decode()
    answer = browser.post(path, {"password": PASSWORD, "again": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("account_login")
    user = User.objects.get(email="nia@example.org")
    assert (user.is_active, user.role, user.body.code, user.name) == (
        True,
        "navigator",
        "lantern",
        "Nia Newcombe",
    )
    assert user.check_password(PASSWORD)
    assert user.is_intact


def test_a_link_works_once(cast):
    path = make_signed_path_of_invitation_round(invite(cast))
    Client().post(path, {"password": PASSWORD, "again": PASSWORD})
    again = Client().post(
        path, {"password": "another one altogether", "again": "another one altogether"}, follow=True
    )
    assert again.status_code == 410
    assert User.objects.get(email="new.person@example.org").check_password(PASSWORD)


def test_a_link_ends_after_its_days(cast, time_machine):
    path = make_signed_path_of_invitation_round(invite(cast))
    time_machine.move_to(timezone.now() + datetime.timedelta(days=7, minutes=1))
    assert Client().get(path, follow=True).status_code == 410


def test_sent_again_the_earlier_link_ends(cast):
    row = invite(cast)
    first = make_signed_path_of_invitation_round(row)
    again = send_invitation_again(number=row.pk, by=cast.administrator.actor)
    assert Client().get(first, follow=True).status_code == 410
    assert Client().get(make_signed_path_of_invitation_round(again)).status_code == 200
    assert Message.objects.filter(kind="invited").count() == 2


def test_a_withdrawn_invitation_opens_nothing(cast):
    row = invite(cast)
    path = make_signed_path_of_invitation_round(row)
    withdraw_invitation(number=row.pk, by=cast.administrator.actor)
    assert Client().get(path, follow=True).status_code == 410


@pytest.mark.parametrize(
    "change", [{"role": "duty_lead"}, {"body_id": 1}, {"user_id": 1}, {"accepted_at": None}]
)
def test_a_changed_row_of_an_invitation_gives_nothing(cast, change):
    row = invite(cast)
    path = make_signed_path_of_invitation_round(row)
    if change == {"accepted_at": None}:
        Client().post(path, {"password": PASSWORD, "again": PASSWORD})
    if "user_id" in change:
        change = {"user_id": cast.lead.pk}
    if "body_id" in change:
        change = {"body_id": cast.partner.body_id}
    Invitation.objects.filter(pk=row.pk).update(**change)
    assert find_invitation(path.split("/")[-2]) is None
    assert any("Invitation" in fault for fault in map(str, verify_trail().faults))


def test_a_password_that_breaks_the_rules_is_asked_for_again(cast):
    path = make_signed_path_of_invitation_round(invite(cast))
    page = Client().post(path, {"password": "short", "again": "short"}, follow=True)
    assert page.status_code == 200
    assert "at least 12 characters" in page.content.decode()
    assert not User.objects.get(email="new.person@example.org").is_active


def test_an_account_that_is_there_gets_a_further_role_and_the_inviter_learns_nothing_of_it(cast, signed_in):
    browser = signed_in(cast.administrator)
    given = {"email": cast.partner.email, "name": "P. Eastry", "role": "navigator", "work_phone": ""}
    page = browser.post(reverse("invite_person"), given, follow=True).content.decode()
    assert "P. Eastry" in page
    assert not any(word in page for word in ("Harbour", "Paul Eastry"))
    path = make_signed_path_of_invitation_round(Invitation.objects.get())
    assert "Sign in with it" in Client().get(path).content.decode()
    partner = signed_in(cast.partner)
    partner.post(path)
    assert [row.role for row in Membership.objects.filter(user=cast.partner)] == ["navigator"]
    cast.partner.refresh_from_db()
    assert (cast.partner.body.code, cast.partner.role, cast.partner.further_roles) == (
        "harbour",
        "support_worker",
        1,
    )


def test_only_whoever_is_invited_accepts(cast, signed_in):
    path = make_signed_path_of_invitation_round(invite(cast, email=cast.partner.email))
    signed_in(cast.outsider).post(path)
    assert not Membership.objects.exists()


def test_nobody_invites_themselves(cast):
    with pytest.raises(Denied):
        invite(cast, email=cast.administrator.email, role=Role.DUTY_LEAD)


@pytest.mark.parametrize(
    "part", ["worker", "lead", "protector", "platform_administrator", "collator", "outsider"]
)
def test_only_an_administrator_of_the_organisation_invites_to_it(cast, part):
    with pytest.raises(Denied):
        invite(cast, by=part)


def test_an_administrator_invites_to_no_other_organisation(cast):
    with pytest.raises(Denied):
        invite(cast, body="harbour")


def test_a_business_sits_in_groups_and_has_no_other_role():
    assert list_roles_of_body_kind("business") == [Role.PARTNERSHIP_MEMBER, Role.ADMINISTRATOR]
    for kind in ("charity", "council", "health", "police", "local_policing_body"):
        assert Role.PARTNERSHIP_MEMBER in list_roles_of_body_kind(kind)


@pytest.mark.parametrize(
    "role", [Role.COMMISSIONER, Role.COLLATOR, Role.PLATFORM_ADMINISTRATOR, Role.FORCE_LEAD, Role.SIGNATORY]
)
def test_a_charity_gives_no_role_of_another_kind_of_organisation(cast, role):
    with pytest.raises(ActionNotPossibleError):
        invite(cast, role=role)


def test_somebody_is_invited_once_to_a_role(cast):
    invite(cast)
    with pytest.raises(ActionNotPossibleError):
        invite(cast)


def test_inviting_and_accepting_are_in_the_trail(cast):
    Client().post(
        make_signed_path_of_invitation_round(invite(cast)), {"password": PASSWORD, "again": PASSWORD}
    )
    said = [
        row.verb for row in Record.objects.order_by("id") if "new.person@example.org: navigator" in row.why
    ]
    assert said == ["invited someone", "accepted an invitation"]
    assert verify_trail().faults == []


def accept(row):
    """Open the link of a row and choose a password, as whoever got the mail."""
    return Client().post(make_signed_path_of_invitation_round(row), {"password": PASSWORD, "again": PASSWORD})


def test_whoever_was_invited_to_more_and_leaves_is_not_let_back_in_by_the_link(cast):
    row = invite(cast, email=cast.colleague.email, role=Role.DATA_PROTECTION)
    end_access_of_colleague(user_id=cast.colleague.pk, role=None, by=cast.administrator.actor)
    assert accept(row).status_code == 302
    assert not User.objects.get(pk=cast.colleague.pk).is_active
    assert Invitation.objects.get().withdrawn_at is not None
    assert verify_trail().faults == []


def test_one_role_of_several_that_ends_leaves_the_invitation_to_another(cast):
    row = Membership.objects.create(
        user=cast.colleague,
        body=cast.lead.body,
        role=Role.ADVISER.value,
        since=timezone.now(),
        given_by=cast.lead,
    )
    User.objects.filter(pk=cast.colleague.pk).update(further_roles=1)
    invite(cast, email=cast.colleague.email, role=Role.DATA_PROTECTION)
    end_access_of_colleague(user_id=row.user_id, role=Role.ADVISER, by=cast.administrator.actor)
    assert Invitation.objects.unanswered().count() == 1


@pytest.mark.parametrize("ends", ["access", "role"])
def test_what_an_administrator_sent_ends_with_their_own_access_or_role(cast, ends):
    second = create_account(
        email="second@example.org",
        name="Sam Second",
        body=cast.administrator.body,
        role=Role.ADMINISTRATOR,
        password=None,
    )
    theirs, mine = invite(cast), invite(cast, email="other.person@example.org")
    Invitation.objects.get(pk=theirs.pk).revise(invited_by_id=second.pk)
    acting = cast.administrator.actor
    if ends == "access":
        end_access_of_colleague(user_id=second.pk, role=None, by=acting)
    else:
        replace_role_of_colleague(user_id=second.pk, old=Role.ADMINISTRATOR, new=Role.NAVIGATOR, by=acting)
    assert [row.pk for row in Invitation.objects.unanswered()] == [mine.pk]


def test_what_a_platform_administrator_sent_ends_with_their_access(cast):
    row = invite(cast, role=Role.ADMINISTRATOR, body="elsewhere", by="platform_administrator")
    boss = create_account(
        email="boss@example.org",
        name="Bo Boss",
        body=cast.collator.body,
        role=Role.ADMINISTRATOR,
        password=None,
    )
    end_access_of_colleague(user_id=cast.platform_administrator.pk, role=None, by=boss.actor)
    assert Invitation.objects.get(pk=row.pk).withdrawn_at is not None
