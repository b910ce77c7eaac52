"""Reminders of referrals that nobody has answered: a message to whoever sent it, every few days, with no name in it."""

import datetime

from django.conf import settings
from django.utils import timezone

from handrail.people.cases.offers.models import Referral
from handrail.people.cases.offers.text_choices import ReferralAnswer
from handrail.platform.outbox.actions.messages import queue_messages


def remind_senders_of_unanswered_referrals(*, at_most: int = 1_000) -> int:
    """Remind the sender and the point of contact, once for each period without an answer.

    Returns:
        How many messages are new.
    """
    days = settings.REFERRAL_REMINDER_DAYS
    now = timezone.now()
    waits = Referral.objects.filter(
        answer=ReferralAnswer.NONE_YET,
        sent_at__lte=now - datetime.timedelta(days=days),
        case__closed_at__isnull=True,
    )
    rows = waits.order_by("sent_at").values_list("pk", "sent_at", "sent_by_id", "case__point_of_contact_id")
    return sum(
        queue_messages(
            kind="look_at_referral",
            occasion=f"referral/{pk}/{(now - sent_at).days // days}",
            about="",
            path=f"/referrals/{pk}/",
            to={sent_by, contact},
        )
        for pk, sent_at, sent_by, contact in rows[:at_most]
    )
