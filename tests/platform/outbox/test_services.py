"""Mail through GOV.UK Notify or another service, urgent things by text message, and what could not be delivered."""

import base64
import json

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.urls import reverse

from handrail.platform.administration.views.delivery_reports import _find_tracking_view
from handrail.platform.outbox.actions import delivery, messages, preferences
from handrail.platform.outbox.actions.delivery import DeliveryResult, deliver_messages
from handrail.platform.outbox.mobile_numbers import validate_mobile_number
from handrail.platform.outbox.models import Message, MessagePreference, TextMessageSetting
from handrail.platform.outbox.text_message_service import TextMessageService
from handrail.site import mail_environment
from support.notify_server import API_KEY, REFUSED, serving_notify

NUMBER = "07700 900123"
TOKEN = "a-token-that-nobody-guesses"


@pytest.fixture
def notify(settings):
    """An account at Notify for mail and text messages."""
    with serving_notify() as server:
        options = {"api_key": API_KEY, "template_id": "mail-template", "base_url": server.url}
        backend = "handrail.platform.outbox.govuk_notify.NotifyEmailBackend"
        settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": options}}
        settings.TEXT_MESSAGES = TextMessageService(API_KEY, "text-template", server.url)
        settings.DELIVERY_REPORTS_TOKEN = TOKEN
        settings.ADDRESS = "https://handrail.example.org"
        yield server


def tell(user, kind="deployment_asked"):
    return messages.queue_messages(kind=kind, occasion=f"{kind}/1", about="", path="/my-day/", to=[user.pk])


def turn_text_messages_on(cast):
    setting = TextMessageSetting(is_on=True)
    preferences.save_text_message_setting(setting, seen=None, by=cast.administrator.actor)
    MessagePreference.objects.create(user=cast.worker, text_number=NUMBER)


def report(client, token=TOKEN, **said):
    return client.post(
        reverse("notify_delivery_report"),
        json.dumps(said),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )


def test_a_mail_goes_to_notify_with_its_subject_and_text_alone(cast, notify):
    tell(cast.worker, "task_assigned")
    assert deliver_messages() == DeliveryResult(1, 0)
    [(path, body)] = notify.sent
    assert path == "/v2/notifications/email"
    assert body["email_address"] == cast.worker.email
    assert body["template_id"] == "mail-template"
    assert body["personalisation"]["subject"] == "Handrail: you have a new task"
    assert "https://handrail.example.org/my-day/" in body["personalisation"]["body"]
    assert Message.objects.get().provider_reference == "notify-1"


def test_what_notify_refuses_is_kept_without_the_address(cast, notify):
    cast.worker.email = REFUSED
    cast.worker.save()
    tell(cast.worker, "task_assigned")
    assert deliver_messages() == DeliveryResult(0, 1)
    row = Message.objects.get()
    assert row.state == "failed"
    assert REFUSED not in row.fault


def test_urgent_things_come_by_text_message_as_well_where_organisation_and_person_want_it(cast, notify):
    turn_text_messages_on(cast)
    assert tell(cast.worker) == 2
    assert tell(cast.worker) == 0
    assert deliver_messages() == DeliveryResult(2, 0)
    [text] = [body for path, body in notify.sent if path == "/v2/notifications/sms"]
    assert text["phone_number"] == "07700900123"
    assert text["template_id"] == "text-template"
    assert text["personalisation"] == {
        "text": "Handrail: You are asked to go to someone\nhttps://handrail.example.org/my-day/"
    }


@pytest.mark.parametrize("lacking", ["service", "setting", "number", "urgency", "secret link"])
def test_nobody_gets_a_text_message_where_one_of_these_is_missing(cast, notify, settings, lacking):
    turn_text_messages_on(cast)
    if lacking == "service":
        settings.TEXT_MESSAGES = None
    elif lacking == "setting":
        TextMessageSetting.objects.update(is_on=False)
    elif lacking == "number":
        MessagePreference.objects.update(text_number="")
    kinds = {"urgency": "task_assigned", "secret link": "password_reset"}
    assert tell(cast.worker, kinds.get(lacking, "deployment_asked")) == 1
    assert set(Message.objects.values_list("channel", flat=True)) == {"email"}


def test_a_number_that_was_taken_back_gets_nothing_more(cast, notify):
    turn_text_messages_on(cast)
    tell(cast.worker)
    MessagePreference.objects.update(text_number="")
    assert deliver_messages() == DeliveryResult(1, 1)
    assert Message.objects.get(channel="text").fault == "there is no mobile number any more"


def test_a_report_of_notify_marks_what_came_back_and_it_is_not_sent_again(cast, notify, client, signed_in):
    tell(cast.worker, "task_assigned")
    deliver_messages()
    assert report(client, id="notify-1", status="permanent-failure", to=cast.worker.email).status_code == 204
    assert deliver_messages() == DeliveryResult(0, 0)
    page = signed_in(cast.worker).get(reverse("own_messages")).content.decode()
    assert "Could not be delivered: the address or number does not exist" in page
    people = signed_in(cast.administrator).get(reverse("administration")).content.decode()
    assert people.count("Emails come back") == 1


def test_an_email_that_arrives_later_takes_the_mark_away(cast, notify, client, signed_in):
    tell(cast.worker, "task_assigned")
    deliver_messages()
    report(client, id="notify-1", status="temporary-failure")
    tell(cast.worker, "hand_over_asked")
    deliver_messages()
    assert (
        "Emails come back"
        not in signed_in(cast.administrator).get(reverse("administration")).content.decode()
    )


@pytest.mark.parametrize("status", ["delivered", "sending", ""])
def test_other_reports_change_nothing(cast, notify, client, status):
    tell(cast.worker, "task_assigned")
    deliver_messages()
    assert report(client, id="notify-1", status=status).status_code == 204
    assert Message.objects.get().state == "sent"


def test_a_report_without_the_token_meets_no_page(cast, notify, client, settings):
    tell(cast.worker, "task_assigned")
    deliver_messages()
    for token in ("", "another"):
        assert report(client, token, id="notify-1", status="permanent-failure").status_code == 404
    settings.DELIVERY_REPORTS_TOKEN = ""
    assert report(client, "", id="notify-1", status="permanent-failure").status_code == 404
    assert Message.objects.get().state == "sent"


@pytest.mark.parametrize("body", ["", "[]", "{", "x" * 70_000])
def test_what_is_no_report_is_refused(db, notify, client, body):
    answer = client.post(
        reverse("notify_delivery_report"),
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {TOKEN}"},
    )
    assert answer.status_code == 400


def test_a_report_without_a_number_marks_nothing(cast, settings, client):
    settings.DELIVERY_REPORTS_TOKEN = TOKEN
    tell(cast.worker, "task_assigned")
    assert report(client, id="", status="permanent-failure").status_code == 204
    assert Message.objects.get().state == "waiting"


def test_a_bounce_told_by_another_mail_service_is_kept(cast, settings, client):
    settings.MAIL_SERVICE, settings.DELIVERY_REPORTS_TOKEN = "postmark", TOKEN
    settings.ANYMAIL = {"WEBHOOK_SECRET": f"handrail:{TOKEN}"}
    _find_tracking_view.cache_clear()
    tell(cast.worker, "task_assigned")
    Message.objects.update(state="sent", provider_reference="postmark-1")
    bounce = {
        "RecordType": "Bounce",
        "Type": "HardBounce",
        "MessageID": "postmark-1",
        "BouncedAt": "2026-11-29T06:00:00Z",
        "Email": cast.worker.email,
    }
    for password, status in (("wrong", 400), (TOKEN, 200)):
        proof = base64.b64encode(f"handrail:{password}".encode()).decode()
        answer = client.post(
            reverse("mail_delivery_report"),
            json.dumps(bounce),
            content_type="application/json",
            headers={"Authorization": f"Basic {proof}"},
        )
        assert answer.status_code == status
    row = Message.objects.get()
    assert (row.state, row.fault) == ("failed", "the mailbox refused it")
    assert delivery.deliver_messages() == DeliveryResult(0, 0)


@pytest.mark.parametrize("service", mail_environment.ANYMAIL_SERVICES)
def test_each_mail_service_is_one_that_anymail_has(monkeypatch, tmp_path, service):
    monkeypatch.setenv("HANDRAIL_MAIL_SERVICE", service)
    monkeypatch.setenv("HANDRAIL_MAIL_SERVICE_OPTIONS", '{"api_key": "x", "secret_key": "y"}')
    made = mail_environment.get_email_settings(tmp_path)
    assert made["BACKEND"] == f"anymail.backends.{service}.EmailBackend"
    assert callable(_find_tracking_view(service))


@pytest.mark.parametrize(
    ("service", "options", "said"),
    [
        ("pigeon", "{}", "HANDRAIL_MAIL_SERVICE must be"),
        ("govuk_notify", '{"api_key": "x"}', "lacks template_id"),
        ("govuk_notify", "x", "must be a JSON object"),
        ("postmark", "[]", "must be a JSON object"),
    ],
)
def test_a_mail_service_that_cannot_work_stops_with_what_to_set(
    monkeypatch, tmp_path, service, options, said
):
    monkeypatch.setenv("HANDRAIL_MAIL_SERVICE", service)
    monkeypatch.setenv("HANDRAIL_MAIL_SERVICE_OPTIONS", options)
    with pytest.raises(ImproperlyConfigured, match=said):
        mail_environment.get_email_settings(tmp_path)


@pytest.mark.parametrize("number", ["07700 900123", "+44 7700 900 123", "+40 721 555 010", "(07700) 900-123"])
def test_a_mobile_number_is_taken_as_people_write_it(number):
    validate_mobile_number(number)


@pytest.mark.parametrize(
    "number", ["01522 555010", "0770090012", "+44 1522 555010", "call me", "+0712345678"]
)
def test_what_no_text_message_can_reach_is_refused(number):
    with pytest.raises(ValidationError, match="Enter a mobile number"):
        validate_mobile_number(number)


def test_an_administrator_turns_text_messages_on_and_a_person_gives_their_number(cast, notify, signed_in):
    own = reverse("own_messages")
    assert "Mobile number" not in signed_in(cast.worker).get(own).content.decode()
    page = signed_in(cast.administrator).post(reverse("text_messages"), {"is_on": "on"}, follow=True)
    assert "Text messages are on." in page.content.decode()
    browser = signed_in(cast.worker)
    page = browser.post(
        own, {"delivery": "at_once", "text_number": "01522 555010"}, follow=True
    ).content.decode()
    assert "Enter a mobile number" in page
    assert 'value="01522 555010"' in page
    browser.post(own, {"delivery": "at_once", "text_number": NUMBER})
    assert MessagePreference.objects.get(user=cast.worker).text_number == NUMBER
    assert "Mobile number" not in signed_in(cast.partner).get(own).content.decode()


def test_two_administrators_do_not_overwrite_each_other(cast, notify, signed_in):
    browser = signed_in(cast.administrator)
    browser.post(reverse("text_messages"), {"is_on": "on"})
    browser.post(reverse("text_messages"), {"is_on": "on", "seen": "1"})
    page = browser.post(reverse("text_messages"), {"seen": "1"}, follow=True).content.decode()
    assert TextMessageSetting.objects.get().is_on
    assert "changed" in page
