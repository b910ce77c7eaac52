"""When somebody is told: at once, once a day, and not in their quiet hours, which may go over midnight."""

import datetime
from types import SimpleNamespace

import pytest
import time_machine
from django.core import mail

from handrail.platform.outbox.actions import delivery, messages
from handrail.platform.outbox.delivery_times import get_earliest_send_time_and_digest_flag
from handrail.platform.outbox.models import Message, MessagePreference

NIGHT = (datetime.time(22), datetime.time(7))


def wishes(delivery="at_once", quiet=(None, None)):
    return SimpleNamespace(delivery=delivery, quiet_from=quiet[0], quiet_until=quiet[1])


def at(text):
    """A moment of London time."""
    return datetime.datetime.fromisoformat(text).astimezone(datetime.UTC)


@pytest.mark.parametrize(
    ("chosen", "now", "sent_at", "in_digest"),
    [
        (None, "2026-03-02T03:00+00:00", "2026-03-02T03:00+00:00", False),
        (wishes(), "2026-03-02T03:00+00:00", "2026-03-02T03:00+00:00", False),
        (wishes(quiet=NIGHT), "2026-03-02T21:59+00:00", "2026-03-02T21:59+00:00", False),
        (wishes(quiet=NIGHT), "2026-03-02T22:00+00:00", "2026-03-03T07:00+00:00", False),
        (wishes(quiet=NIGHT), "2026-03-03T06:59+00:00", "2026-03-03T07:00+00:00", False),
        (
            wishes(quiet=NIGHT),
            "2026-03-28T23:30+00:00",
            "2026-03-29T07:00+01:00",
            False,
        ),  # the clocks go forward
        (
            wishes(quiet=(datetime.time(9), datetime.time(17))),
            "2026-07-01T12:00+01:00",
            "2026-07-01T17:00+01:00",
            False,
        ),
        (wishes("daily"), "2026-07-01T07:59+01:00", "2026-07-01T08:00+01:00", True),
        (wishes("daily"), "2026-07-01T08:00+01:00", "2026-07-02T08:00+01:00", True),
    ],
)
def test_a_message_is_sent_when_its_reader_wishes(chosen, now, sent_at, in_digest):
    assert get_earliest_send_time_and_digest_flag(chosen, is_urgent=False, now=at(now)) == (
        at(sent_at),
        in_digest,
    )


def test_what_is_urgent_never_waits():
    now = at("2026-03-02T23:00+00:00")
    assert get_earliest_send_time_and_digest_flag(wishes("daily", NIGHT), is_urgent=True, now=now) == (
        now,
        False,
    )


def tell(user, kind, occasion):
    messages.queue_messages(kind=kind, occasion=occasion, about="", path=f"/{occasion}/", to=[user.pk])


def test_whoever_chose_once_a_day_gets_one_mail_with_every_link_and_no_name(cast, settings):
    settings.ADDRESS = "https://h.example"
    MessagePreference.objects.create(user=cast.worker, delivery="daily")
    with time_machine.travel(at("2026-03-02T15:00+00:00"), tick=False):
        tell(cast.worker, "task_assigned", "one")
        tell(cast.worker, "referral_received", "two")
        tell(cast.worker, "deployment_asked", "now")
        assert delivery.deliver_messages() == delivery.DeliveryResult(1, 0)
        assert mail.outbox.pop().subject == "Handrail: you are asked to go to someone"
    with time_machine.travel(at("2026-03-03T08:00+00:00"), tick=False):
        assert delivery.deliver_messages() == delivery.DeliveryResult(1, 0)
        assert delivery.deliver_messages() == delivery.DeliveryResult(0, 0)
    (sent,) = mail.outbox
    assert sent.subject == "Handrail: 2 things need your attention"
    assert sent.body == (
        "A colleague gave you a task on a case. Please look at My day.\n"
        "https://h.example/one/\n\n"
        "A person has been referred to one of your organisation’s services. Please accept or decline the referral.\n"
        "https://h.example/two/\n\n"
        "For safety, this email has no details. Sign in to read more.\n"
    )
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
