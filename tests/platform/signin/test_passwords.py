"""One’s own password: changed, or chosen by a link that works once, expires and leaves the second factor alone."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from browser.signing_in import PASSWORD
from handrail.platform.access.lost_device_and_leaver_actions import close_account
from handrail.platform.access.models import User
from handrail.platform.audit.models import Record
from handrail.platform.outbox.actions.delivery import deliver_messages
from handrail.platform.outbox.models import Message
from handrail.platform.signin.actions.passwords import mail_first_password_link
from support.cast import sign_in
from support.unchanging import leave_out_what_changes

pytestmark = pytest.mark.django_db
ANOTHER = "nine-slow-otters-swim"


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def owner(cast):
    cast.worker.set_password(PASSWORD)
    cast.worker.save()
    Authenticator.objects.create(user=cast.worker, type="totp", data={"secret": "sealed"})
    return cast.worker


def fresh(user):
    return User.objects.get(pk=user.pk)


def ask(email, client=None):
    return (client or Client()).post(reverse("forgotten_password"), {"email": email}, follow=True)


def link_in_mail():
    deliver_messages()
    return re.search(r"http://localhost:8000(/account/password/new/\S+)", mail.outbox[-1].body).group(1)


def follow(link, password=ANOTHER):
    client = Client()
    client.get(link)
    return client.post(reverse("choose_password"), {"new_password": password}, follow=True)


def change(client, current=PASSWORD, new=ANOTHER):
    told = {"current_password": current, "new_password": new}
    return client.post(reverse("change_password"), told, follow=True)


def test_the_owner_changes_their_password_and_is_signed_out_everywhere_else(owner, client):
    here, elsewhere = sign_in(client, owner), sign_in(Client(), owner)
    assert "Your password is changed." in change(here).content.decode()
    assert fresh(owner).check_password(ANOTHER)
    assert here.get(reverse("my_day")).status_code == 200
    assert elsewhere.get(reverse("my_day")).status_code == 302
    assert "This device" in here.get(reverse("own_sessions")).content.decode()
    assert Message.objects.get(to=owner).kind == "password_changed"


@pytest.mark.parametrize(
    ("current", "new", "said"),
    [
        ("not-my-password", ANOTHER, "That is not your current password."),
        (PASSWORD, "short", "This password is too short."),
        (PASSWORD, "", "Enter a new password"),
    ],
)
def test_a_password_that_cannot_be_is_refused_and_nothing_typed_is_kept(owner, client, current, new, said):
    answer = change(sign_in(client, owner), current, new)
    assert answer.redirect_chain == [(reverse("change_password"), 302)]
    page = answer.content.decode()
    assert said in page
    assert PASSWORD not in page
    assert PASSWORD not in str(dict(client.session))
    assert fresh(owner).check_password(PASSWORD)
    assert said not in client.get(reverse("change_password")).content.decode()


def test_the_answer_is_the_same_whether_or_not_there_is_such_an_account(owner):
    one, other = ask(owner.email), ask("nobody@example.org")
    assert one.redirect_chain == other.redirect_chain == [(reverse("password_link_sent"), 302)]
    assert leave_out_what_changes(one.content.decode()) == leave_out_what_changes(other.content.decode())
    assert [message.to_id for message in Message.objects.all()] == [owner.pk]
    why = Record.objects.filter(verb="asked for a new password").values_list("why", flat=True)
    assert sorted(why) == ["", owner.email]


def test_the_mail_holds_nothing_but_the_link_and_the_outbox_not_even_that(owner):
    ask(owner.email)
    link = link_in_mail()
    body = mail.outbox[-1].body
    assert owner.name not in body
    assert owner.email not in body
    assert link not in str(list(Message.objects.values()))


def test_a_link_sets_the_password_ends_every_session_and_keeps_the_second_factor(owner):
    elsewhere = sign_in(Client(), owner)
    ask(owner.email)
    answer = follow(link_in_mail())
    assert answer.redirect_chain[-1][0] == reverse("account_login")
    assert fresh(owner).check_password(ANOTHER)
    assert elsewhere.get(reverse("my_day")).status_code == 302
    assert Authenticator.objects.filter(user=owner, type="totp").count() == 1
    step = Client().post(reverse("account_login"), {"login": owner.email, "password": ANOTHER})
    assert step.url == reverse("mfa_authenticate")
    assert "password_changed" in Message.objects.filter(to=owner).values_list("kind", flat=True)


def test_a_link_works_once(owner):
    ask(owner.email)
    link = link_in_mail()
    follow(link)
    answer = follow(link, "third-" + ANOTHER)
    assert "This link has expired" in answer.content.decode()
    assert fresh(owner).check_password(ANOTHER)


@pytest.mark.parametrize(("seconds", "works"), [(3600, True), (3601, False)])
def test_a_link_works_for_an_hour(owner, time_machine, seconds, works):
    time_machine.move_to(1_700_000_000, tick=False)
    ask(owner.email)
    link = link_in_mail()
    time_machine.move_to(1_700_000_000 + seconds, tick=False)
    follow(link)
    assert fresh(owner).check_password(ANOTHER) is works


def test_a_link_of_a_closed_account_or_a_changed_row_opens_nothing(owner):
    ask(owner.email)
    link = link_in_mail()
    User.objects.filter(pk=owner.pk).update(email="thief@example.org")
    assert "This link has expired" in follow(link).content.decode()
    User.objects.filter(pk=owner.pk).update(email=owner.email)
    close_account(fresh(owner))
    assert "This link has expired" in follow(link).content.decode()


def test_a_link_that_was_altered_opens_nothing(owner):
    ask(owner.email)
    link = link_in_mail()
    altered = link[:-3] + ("A" if link[-3] != "A" else "B") + link[-2:]
    assert "This link has expired" in follow(altered).content.decode()
    assert "This link has expired" in follow(link.replace("reset-", "invitation-")).content.decode()


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "%0a", "\u2028"])
def test_no_line_break_comes_into_a_mail(owner, line_break):
    answer = ask(f"{owner.email}{line_break}Bcc: other@example.org")
    assert "Enter an email address in the correct format" in answer.content.decode()
    assert not Message.objects.exists()


def test_the_session_that_follows_a_link_holds_it_sealed(owner):
    ask(owner.email)
    link, client = link_in_mail(), Client()
    answer = client.get(link)
    assert answer.url == reverse("choose_password")
    assert link.rstrip("/").rsplit("/", 1)[-1] not in str(dict(client.session))


def test_one_account_is_mailed_once_in_a_quarter_of_an_hour(owner, time_machine):
    time_machine.move_to(1_700_000_000, tick=False)
    for _ in range(3):
        ask(owner.email)
    assert Message.objects.filter(kind="password_reset").count() == 1


def test_an_account_is_asked_about_five_times_an_hour(owner):
    answers = [ask(owner.email).status_code for _ in range(6)]
    assert answers == [200, 200, 200, 200, 200, 429]


def test_an_invitation_sets_the_first_password_for_seven_days(cast, time_machine):
    time_machine.move_to(1_700_000_000, tick=False)
    mail_first_password_link(user=cast.outsider)
    link = link_in_mail()
    time_machine.move_to(1_700_000_000 + 7 * 24 * 3600, tick=False)
    follow(link)
    assert fresh(cast.outsider).check_password(ANOTHER)
    assert list(Message.objects.values_list("kind", flat=True)) == ["invitation"]


def test_an_invitation_ends_after_seven_days(cast, time_machine):
    time_machine.move_to(1_700_000_000, tick=False)
    mail_first_password_link(user=cast.outsider)
    link = link_in_mail()
    time_machine.move_to(1_700_000_001 + 7 * 24 * 3600, tick=False)
    assert "This link has expired" in follow(link).content.decode()


def test_an_account_without_a_password_is_mailed_no_link(cast):
    ask(cast.outsider.email)
    assert not Message.objects.exists()
