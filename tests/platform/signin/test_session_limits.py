"""A session ends when it is not used, and in any case after a time; what was typed then is kept for the same person."""

import datetime
import html
import json
import time

import pytest
from django.test import Client
from django.urls import reverse

from handrail.people.records.models import Need
from handrail.platform.audit.models import Record
from handrail.platform.signin.device_names import format_device_name
from handrail.platform.signin.models import SignedInSession
from support.cast import sign_in

pytestmark = pytest.mark.django_db
MINUTE, HOUR = 60, 3600
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
WORDS = "A warm coat, and somebody to go with her on Monday"


@pytest.fixture
def later(settings, time_machine):
    """The limits as they are in life, and a clock that is moved on."""
    settings.SESSION_IDLE_SECONDS, settings.SESSION_COOKIE_AGE = 30 * MINUTE, 10 * HOUR
    settings.SESSION_USE_NOTED_SECONDS = MINUTE
    start = time.time()
    time_machine.move_to(start, tick=False)
    return lambda seconds: time_machine.move_to(start + seconds, tick=False)


def is_signed_in(client):
    return client.get(reverse("my_day")).status_code == 200


def test_a_session_lasts_while_it_is_used_within_half_an_hour(cast, signed_in, later):
    client = signed_in(cast.worker)
    for minutes in (29, 58, 87):
        later(minutes * MINUTE)
        assert is_signed_in(client)


def test_a_session_that_is_not_used_for_half_an_hour_opens_nothing(cast, signed_in, later):
    client = signed_in(cast.worker)
    later(30 * MINUTE)
    answer = client.get(reverse("my_day"), follow=True)
    assert answer.redirect_chain[0][0] == "/account/sign-in/?next=/my-day/"
    assert "You were signed out because you had not used Handrail for a while." in answer.content.decode()
    assert "_auth_user_id" not in client.session
    record = Record.objects.get(verb="was signed out")
    assert (record.user_id, record.why) == (str(cast.worker.pk), "not used for too long")


def test_a_session_ends_ten_hours_after_signing_in_however_much_it_is_used(cast, signed_in, later):
    client = signed_in(cast.worker)
    for minutes in range(20, 600, 20):
        later(minutes * MINUTE)
        assert is_signed_in(client)
    later(600 * MINUTE)
    assert not is_signed_in(client)
    assert Record.objects.get(verb="was signed out").why == "signed in for too long"


def test_asking_how_long_it_lasts_is_no_use_of_it_and_staying_is(cast, signed_in, later):
    client = signed_in(cast.worker)
    status = reverse("session_status")
    later(29 * MINUTE)
    assert client.get(status).json() == {"idle": MINUTE, "oldest": 10 * HOUR - 29 * MINUTE}
    assert client.post(status).json() == {"idle": 30 * MINUTE, "oldest": 10 * HOUR - 29 * MINUTE}
    later(60 * MINUTE)
    assert client.get(status).status_code == 401


def test_a_session_that_does_not_say_when_it_was_opened_has_ended(cast, signed_in):
    client = signed_in(cast.worker)
    session = client.session
    del session["opened_at"]
    session.save()
    assert not is_signed_in(client)


def test_what_is_sent_after_the_end_is_kept_for_whoever_typed_it_and_for_nobody_else(cast, told, later):
    address = reverse("add_need", args=[told.reference])
    typed = {"kind": "essentials", "words": WORDS}
    client = sign_in(Client(), cast.worker)
    client.get(address)
    later(31 * MINUTE)
    assert client.post(address, typed).url == "/account/sign-in/?next=/kept/"
    assert not Need.objects.exists()
    stored = json.dumps(dict(client.session), default=str)
    assert WORDS not in stored
    sign_in(client, cast.colleague)
    assert WORDS not in html.unescape(client.get(reverse("kept")).content.decode())


def test_what_is_sent_after_the_end_comes_back_after_signing_in_again(cast, told, later):
    address = reverse("add_need", args=[told.reference])
    client = sign_in(Client(), cast.worker)
    client.get(address)
    later(31 * MINUTE)
    client.post(address, {"kind": "essentials", "words": WORDS})
    sign_in(client, cast.worker)
    page = html.unescape(client.get(reverse("kept")).content.decode())
    assert WORDS in page
    assert f'action="{address}"' in page


def test_own_sessions_are_listed_and_one_is_ended_with_the_others_left(cast, later):
    here, laptop, phone = (
        sign_in(Client(), cast.worker),
        sign_in(Client(), cast.worker),
        sign_in(Client(), cast.worker),
    )
    sign_in(Client(), cast.colleague)
    page = here.get(reverse("own_sessions")).content.decode()
    assert page.count("<tr ") == 4
    assert "This device" in page
    row = SignedInSession.objects.get(pk=phone.session["signed_in_session"])
    here.post(reverse("end_own_session", args=[row.pk]))
    assert [is_signed_in(one) for one in (here, laptop, phone)] == [True, True, False]


def test_nobody_ends_a_session_of_somebody_else(cast, signed_in):
    theirs, mine = signed_in(cast.colleague), signed_in(cast.worker)
    row = theirs.session["signed_in_session"]
    answer = mine.post(reverse("end_own_session", args=[row]), follow=True)
    assert "signed out already" in answer.content.decode()
    assert is_signed_in(theirs)


def test_all_other_sessions_are_ended_at_once(cast, signed_in):
    here, *others = (signed_in(cast.worker) for _ in range(3))
    theirs = signed_in(cast.colleague)
    here.post(reverse("end_other_sessions"))
    assert [is_signed_in(one) for one in (here, *others, theirs)] == [True, False, False, True]
    record = Record.objects.get(verb="ended the other sessions of their own")
    assert (record.user_id, record.why) == (str(cast.worker.pk), "2 ended")


def test_the_list_costs_as_many_statements_for_one_session_as_for_fifty(
    cast, signed_in, django_assert_max_num_queries
):
    client = signed_in(cast.worker)
    for _ in range(50):
        sign_in(Client(), cast.worker)
    with django_assert_max_num_queries(12):
        assert client.get(reverse("own_sessions")).content.decode().count("<tr ") == 52


def test_a_use_is_noted_once_a_minute(cast, signed_in, later):
    client = signed_in(cast.worker)
    row = SignedInSession.objects.get()
    for seconds, expected in ((59, 0), (61, 61), (100, 61)):
        later(seconds)
        is_signed_in(client)
        row.refresh_from_db()
        assert row.used_at - row.opened_at == datetime.timedelta(seconds=expected)


def test_signing_out_takes_the_session_off_the_list(cast, signed_in):
    client = signed_in(cast.worker)
    client.post(reverse("account_logout"))
    assert not SignedInSession.objects.exists()


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox on Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/141.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/141.0 Safari/537.36 Edg/141.0", "Edge on Windows"),
        ("curl/8", "Unknown device"),
    ],
)
def test_a_device_is_named_as_its_owner_would(agent, name):
    assert format_device_name(agent) == name
