"""Choosing when one is emailed, on one's own account."""

import datetime

from django.urls import reverse

from handrail.platform.outbox.actions.messages import queue_messages
from handrail.platform.outbox.models import Message, MessagePreference

NEW = {"delivery": "daily", "quiet_from": "10pm", "quiet_until": "7am"}


def test_quiet_hours_are_chosen_and_shown_again(cast, signed_in):
    browser = signed_in(cast.worker)
    assert "Email and text messages" in browser.get(reverse("your_account")).content.decode()
    page = browser.post(reverse("own_messages"), NEW, follow=True).content.decode()
    assert "Saved. Urgent emails still come at once." in page
    kept = MessagePreference.objects.get(user=cast.worker)
    assert (kept.delivery, kept.quiet_from, kept.quiet_until) == (
        "daily",
        datetime.time(22),
        datetime.time(7),
    )
    page = browser.get(reverse("own_messages")).content.decode()
    assert "Nothing was sent to you yet." in page
    assert 'value="10pm"' in page or 'value="22:00"' in page


def test_one_end_of_the_quiet_hours_alone_comes_back_with_what_was_typed(cast, signed_in):
    browser = signed_in(cast.worker)
    page = browser.post(reverse("own_messages"), {**NEW, "quiet_until": ""}, follow=True).content.decode()
    assert "Enter both times of the quiet hours, or neither" in page
    assert 'value="10pm"' in page
    assert not MessagePreference.objects.exists()


def test_an_email_that_bounced_is_shown_to_its_reader_alone(cast, signed_in):
    queue_messages(kind="task_assigned", occasion="x", about="", path="/my-day/", to=[cast.worker.pk])
    Message.objects.update(state="failed", fault="SMTPRecipientsRefused: 550 no such mailbox")
    page = signed_in(cast.worker).get(reverse("own_messages")).content.decode()
    assert "You have a new task" in page
    assert "Could not be delivered: SMTPRecipientsRefused: 550 no such mailbox" in page
    assert "550" not in signed_in(cast.colleague).get(reverse("own_messages")).content.decode()
