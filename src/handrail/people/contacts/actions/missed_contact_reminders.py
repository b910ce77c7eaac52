"""Reminders of planned contacts whose day has passed without an outcome: once, to whoever planned to do it."""

import datetime

from django.urls import reverse

from handrail.people.contacts.models import Contact
from handrail.people.contacts.text_choices import ContactState
from handrail.platform.access.today import today
from handrail.platform.outbox.actions.messages import queue_messages

NEW_FOR_DAYS = 3  # an older one was told of, or was there before this installation told of any


def remind_of_contacts_without_outcome(*, at_most: int = 1_000) -> int:
    """Tell of each once. Returns how many messages are new."""
    day = today()
    rows = Contact.objects.filter(
        state=ContactState.PLANNED,
        on__gte=day - datetime.timedelta(days=NEW_FOR_DAYS),
        on__lt=day,
        case__closed_at__isnull=True,
    ).order_by("on", "pk")
    return sum(
        queue_messages(
            kind="contact_missed",
            occasion=f"contact/{pk}/missed",
            about="",
            path=reverse("my_day"),
            to=[worker],
        )
        for pk, worker in rows.values_list("pk", "with_user_id")[:at_most]
    )
