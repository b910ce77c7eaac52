"""What a copy of the database holds of live sessions opens none of them."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from handrail.platform.access.sessions import SessionStore, hash_session_key

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_a_key_out_of_the_database_opens_nothing(cast, signed_in):
    signed_in(cast.worker)
    for row in Session.objects.all():
        thief = Client()
        thief.cookies[settings.SESSION_COOKIE_NAME] = row.session_key
        answer = thief.get(reverse("my_day"))
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_login"))


def test_the_key_in_the_cookie_is_not_in_the_database(cast, signed_in):
    client = signed_in(cast.worker)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert client.get(reverse("my_day")).status_code == 200
    assert not Session.objects.filter(session_key=key).exists()
    assert Session.objects.filter(session_key=hash_session_key(key)).exists()


def test_signing_out_ends_the_row(cast, signed_in):
    client = signed_in(cast.worker)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post(reverse("account_logout"))
    assert not Session.objects.filter(session_key=hash_session_key(key)).exists()


def test_a_key_that_somebody_chose_is_not_taken():
    store = SessionStore("chosen-by-somebody-else-0123456789")
    assert store.load() == {}
    store["a"] = 1
    store.save()
    assert store.session_key != "chosen-by-somebody-else-0123456789"


def test_what_was_saved_is_found_again_and_ends():
    store = SessionStore()
    store["a"] = 1
    store.save()
    assert SessionStore(store.session_key)["a"] == 1
    store.delete()
    assert SessionStore(store.session_key).load() == {}
