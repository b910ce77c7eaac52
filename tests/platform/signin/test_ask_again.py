"""Before something sensitive whoever is signed in says once more that it is they; what they typed waits for them."""

import html
import time

import pytest
from django.urls import get_resolver, reverse

from browser.signing_in import PASSWORD
from handrail.platform.access.models import Grant
from handrail.platform.audit.models import Record
from handrail.platform.background_tasks.worker_round import run_background_task_round
from support.file_tasks import ask_for_file_on_page
from support.form_steps import read_check, send_steps

pytestmark = pytest.mark.django_db
MINUTES = 60
AGAIN = "/account/again/?next="


@pytest.fixture
def an_hour_on(settings, time_machine, cast):
    """The worker has a password, and signed in longer ago than a confirmation lasts."""
    settings.ASK_AGAIN_SECONDS = 10 * MINUTES
    cast.worker.set_password(PASSWORD)
    cast.worker.save()
    start = time.time()
    time_machine.move_to(start, tick=False)

    def move(minutes=11):
        time_machine.move_to(start + minutes * MINUTES, tick=False)

    return move


def share(told):
    return reverse("share", args=[told.reference])


def typed(cast):
    return {
        "body": "harbour",
        "kinds": ["needs"],
        "capacity": "own",
        "ground": "life",
        "because": "She said that he knows the street",
    }


def confirm(client, where, password=PASSWORD):
    return client.post(where, {"password": password})


def test_nobody_is_asked_within_ten_minutes_of_signing_in(cast, told, signed_in, an_hour_on):
    client = signed_in(cast.worker)
    an_hour_on(9)
    assert client.get(share(told)).status_code == 200


def test_a_page_that_asks_again_is_shown_after_the_password(cast, told, signed_in, an_hour_on):
    client = signed_in(cast.worker)
    an_hour_on()
    asked = client.get(share(told))
    assert asked.url.startswith(AGAIN)
    assert confirm(client, asked.url).url == share(told)
    assert client.get(share(told)).status_code == 200
    record = Record.objects.get(verb="confirmed that it is them")
    assert (record.user_id, record.why) == (str(cast.worker.pk), "password")


def test_a_wrong_password_shows_nothing(cast, told, signed_in, an_hour_on):
    client = signed_in(cast.worker)
    an_hour_on()
    assert confirm(client, client.get(share(told)).url, "not-my-password").status_code == 200
    assert client.get(share(told)).url.startswith(AGAIN)


def test_what_was_typed_meanwhile_does_nothing_and_comes_back_after_the_password(
    cast, told, signed_in, an_hour_on
):
    client = signed_in(cast.worker)
    form = f"{share(told)}?for=support"
    check = send_steps(client, form, typed(cast), until="check").url
    sent = typed(cast) | read_check(client, check)
    an_hour_on()
    asked = client.post(check, sent)
    assert asked.url.startswith(AGAIN)
    assert not Grant.objects.filter(to_body__code="harbour").exists()
    question = html.unescape(client.get(asked.url).content.decode())
    assert "What you entered is kept." in question
    assert "he knows the street" not in question
    back = confirm(client, asked.url)
    page = html.unescape(client.get(back.url).content.decode())
    assert "She said that he knows the street" in page
    client.post(back.url, sent)
    assert Grant.objects.filter(to_body__code="harbour").exists()


def test_the_confirmation_of_one_session_is_none_of_another(cast, told, signed_in, an_hour_on):
    one, other = signed_in(cast.worker), signed_in(cast.worker)
    an_hour_on()
    confirm(one, one.get(share(told)).url)
    assert one.get(share(told)).status_code == 200
    assert other.get(share(told)).url.startswith(AGAIN)


def test_a_file_of_cases_is_asked_for_and_given_after_the_password_alone(cast, told, signed_in, an_hour_on):
    client = signed_in(cast.worker)
    row = ask_for_file_on_page(client, reverse("cases_file"))
    run_background_task_round()
    an_hour_on()
    asked = client.get(f"{reverse('cases_file')}?whose=mine")
    assert asked.url == "/account/again/?next=%2Fcases%2Fas-a-file%2F%3Fwhose%3Dmine"
    download = reverse("own_file_download", args=[row.pk])
    given = client.get(download)
    assert given.url.startswith("/account/again/?next=%2Ffiles%2F")
    confirm(client, given.url)
    assert client.get(download).headers["Content-Type"].startswith("text/csv")


def test_pages_that_ask_again_are_these():
    asking = {
        pattern.name
        for pattern in get_resolver().url_patterns
        if getattr(getattr(pattern.callback, "view_class", None), "asks_again", False)
    }
    assert asking == {
        "share",
        "own_calendar",
        "cases_file",
        "upload_caseload",
        "replace_import_file",
        "start_import",
        "undo_import",
        "ask_information",
        "approve_counselling_notes",
        "approve_named_counselling_notes",
        "give_information",
        "hold_new",
        "hold_answer",
        "hold_hand_over",
        "hold_end",
        "incident_share",
        "return_sign",
        "sign_pack",
        "sign_conference",
        "sign_monitoring_return",
        "ask_about_person",
        "move_to_other_side",
        "edit_place",
        "unlink_organisation",
        "ask_for_erasure",
        "approve_erasure",
        "record_access_request",
        "allow_body_to_read",
        "change_person_role",
        "end_person_access",
        "reset_second_factor",
        "add_organisation",
        "invite_person",
        "invite_administrator",
        "end_own_session",
        "end_other_sessions",
    }
