"""Mail that tells somebody to come and look: once for each occasion, anonymous, and kept where it fails."""

import datetime

import pytest
import time_machine
from django.core import mail

from handrail.platform.outbox import message_templates
from handrail.platform.outbox.actions import delivery, messages
from handrail.platform.outbox.models import Message
from handrail.platform.outbox.queries import get_notification_summaries_by_subject_key

ABOUT = "call/of-2026/commissioner-lincolnshire"
NO_SERVER = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": "127.0.0.1", "port": 9, "timeout": 1},
    }
}


def tell(user, occasion="ten-days-before"):
    return messages.queue_messages(
        kind="look_at_return",
        occasion=f"{ABOUT}/{occasion}",
        about=ABOUT,
        path="/calls/of-2026/",
        to=[user.pk],
    )


def test_nobody_is_told_twice_of_one_occasion(cast):
    assert (tell(cast.commissioner), tell(cast.commissioner), tell(cast.signatory)) == (1, 0, 1)
    assert delivery.deliver_messages() == delivery.DeliveryResult(2, 0)
    assert delivery.deliver_messages() == delivery.DeliveryResult(0, 0)
    assert len(mail.outbox) == 2


def test_a_mail_says_look_and_nothing_else(cast, settings):
    settings.ADDRESS = "https://handrail.example.org"
    tell(cast.commissioner)
    delivery.deliver_messages()
    sent = mail.outbox[0]
    assert sent.to == ["commissioner@example.org"]
    assert sent.subject == "Handrail: please look at your return"
    assert sent.body == (
        "Your organisation’s return is not finished. Please look at it.\n\n"
        "https://handrail.example.org/calls/of-2026/\n\n"
        "For safety, this email has no details. Sign in to read more.\n"
    )


@pytest.mark.parametrize("kind", message_templates.MESSAGE_TEMPLATES)
def test_no_kind_of_mail_has_room_for_a_name(kind):
    assert (
        "{"
        not in message_templates.format_mail_subject(kind) + message_templates.MESSAGE_TEMPLATES[kind].text
    )


def test_what_cannot_be_delivered_is_kept_said_and_tried_again(cast, settings):
    tell(cast.commissioner)
    working = settings.MAILERS
    settings.MAILERS = NO_SERVER
    assert delivery.deliver_messages() == delivery.DeliveryResult(0, 1)
    told = get_notification_summaries_by_subject_key("call/of-2026/")[ABOUT]
    assert told.undelivered
    assert "ConnectionRefusedError" in told.fault
    assert "commissioner@" not in told.fault
    settings.MAILERS = working
    assert delivery.deliver_messages() == delivery.DeliveryResult(0, 0)  # not at once
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=16)):
        assert delivery.deliver_messages() == delivery.DeliveryResult(1, 0)
    assert not get_notification_summaries_by_subject_key("call/of-2026/")[ABOUT].undelivered


def test_a_later_occasion_that_arrives_takes_the_mark_away(cast, settings):
    tell(cast.commissioner)
    Message.objects.update(state="failed", attempts=5, fault="gone")
    tell(cast.commissioner, "five-days-before")
    delivery.deliver_messages()
    told = get_notification_summaries_by_subject_key("call/")[ABOUT]
    assert (told.occasions, told.undelivered) == (2, False)


def test_a_closed_account_is_written_to_by_nobody(cast):
    cast.commissioner.is_active = False
    cast.commissioner.save()
    tell(cast.commissioner)
    assert delivery.deliver_messages() == delivery.DeliveryResult(0, 1)
    assert mail.outbox == []
