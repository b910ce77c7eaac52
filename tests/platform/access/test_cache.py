"""Used codes and wrong tries are known to every process: what one was told, another knows."""

from uuid import uuid4

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from django.utils.module_loading import import_string

from handrail.platform.access.database_cache import PREFIX
from handrail.platform.access.one_time_codes import compute_one_time_code

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PASSWORD = "seven-quiet-herons-walk"
HOUR = 3600


def another_process():
    """The cache as a second worker has it: a place of its own in this process's memory, if it keeps anything there."""
    return import_string(settings.CACHES["default"]["BACKEND"])(uuid4().hex, {})


def test_a_code_signs_in_once_whichever_process_is_asked(cast, settings):
    settings.MFA_TOTP_PERIOD, settings.MFA_TOTP_TOLERANCE = HOUR, 1  # a code that outlives a slow machine
    cast.worker.set_password(PASSWORD)
    cast.worker.save()
    secret = generate_totp_secret()
    TOTP.activate(cast.worker, secret)
    code = compute_one_time_code(secret)
    answers = []
    for _ in range(2):
        client = Client()
        client.post("/account/sign-in/", {"login": cast.worker.email, "password": PASSWORD})
        answers.append(client.post("/account/code/", {"code": code}).status_code)
        settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": uuid4().hex}}
    assert answers == [302, 200]


def test_what_one_process_keeps_another_reads_until_it_ends():
    cache.set("tries", [3.5, 2.25], 60)
    other = another_process()
    assert other.get("tries") == [3.5, 2.25]
    assert other.add("tries", [], 60) is False
    assert other.delete("tries")
    assert cache.get("tries", "none") == "none"
    cache.set("tries", [1], 0)
    assert other.get("tries") is None
    assert other.add("tries", [2], 60)
    assert cache.touch("tries", 60)
    cache.clear()
    assert not Session.objects.filter(session_key__startswith=PREFIX).exists()


def test_nothing_kept_is_a_session_and_nothing_in_it_is_run():
    cache.set("tries", [1], 60)
    row = Session.objects.get(session_key__startswith=PREFIX)
    assert row.session_data == "[1]"
    assert row.expire_date > timezone.now()
    assert SessionStore(row.session_key).load() == {}
