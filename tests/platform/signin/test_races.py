"""Two at once, in real threads on a real database."""

import pytest
from django.urls import resolve

from browser.signing_in import PASSWORD
from handrail.platform.access.models import User
from handrail.platform.outbox.models import Message
from handrail.platform.signin.actions.own_sessions import record_signed_in_session
from handrail.platform.signin.actions.passwords import choose_password_by_link
from handrail.platform.signin.models import SignedInSession
from handrail.platform.signin.password_links import make_reset_path
from support.concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def test_of_two_who_use_one_link_at_once_one_does(cast):
    cast.worker.set_password(PASSWORD)
    cast.worker.save()
    user = User.objects.get(pk=cast.worker.pk)
    token = resolve(make_reset_path(Message(to=user))).kwargs["token"]

    def choose(password):
        return choose_password_by_link(token=token, user_id=user.pk, password=password)

    answers = at_once(lambda: choose("nine-slow-otters-swim"), lambda: choose("ten-red-foxes-sleep"))
    assert sorted(answers) == [False, True]
    chosen = ("nine-slow-otters-swim", "ten-red-foxes-sleep")[answers.index(True)]
    assert User.objects.get(pk=user.pk).check_password(chosen)


def test_a_session_that_is_noted_twice_at_once_is_one_row(cast):
    def note():
        return record_signed_in_session(
            user_id=cast.worker.pk, session_hash="a" * 40, device="Firefox on Windows"
        )

    first, second = at_once(note, note)
    assert first == second
    assert SignedInSession.objects.count() == 1
