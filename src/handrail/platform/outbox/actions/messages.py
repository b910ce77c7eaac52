"""Putting a message into the outbox."""

import datetime
from collections.abc import Iterable
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from handrail.platform.outbox import message_templates
from handrail.platform.outbox.delivery_times import get_earliest_send_time_and_digest_flag
from handrail.platform.outbox.models import Message, MessagePreference


@transaction.atomic
def queue_messages(
    *,
    kind: str,
    occasion: str,
    about: str,
    path: str,
    to: Iterable[int],
    now: datetime.datetime | None = None,
) -> int:
    """One message to each of these people for this occasion, unless it is there already.

    Args:
        kind: the code of the template, in message_templates.py.
        occasion: what makes it one message for each person, as "call/2026-1/due".
        about: what the message may name, never a person.
        path: the page that it leads to.
        to: numbers of the users.
        now: the moment; the present where left out.

    Returns:
        How many messages are new.

    Raises:
        KeyError: there is no such template.
    """
    if kind not in message_templates.MESSAGE_TEMPLATES:
        raise KeyError(kind)
    now = now or timezone.now()
    rows = {f"{occasion}/{user}": user for user in to}
    is_urgent = message_templates.MESSAGE_TEMPLATES[kind].is_urgent
    wishes = {} if is_urgent else MessagePreference.objects.in_bulk(set(rows.values()))
    texted = {f"{occasion}/text-{user}": user for user in _find_users_to_text(kind, rows.values())}
    there = set(Message.objects.filter(key__in=[*rows, *texted]).values_list("key", flat=True))
    make = partial(Message, kind=kind, path=path, about=about, made_at=now, changed_at=now)
    new = [
        make(
            key=key,
            to_id=user,
            **get_earliest_send_time_and_digest_flag(
                wishes.get(user), is_urgent=is_urgent, now=now
            )._asdict(),
        )
        for key, user in rows.items()
        if key not in there
    ]
    new += [
        make(key=key, to_id=user, channel="text", not_before=now)
        for key, user in texted.items()
        if key not in there
    ]
    Message.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _find_users_to_text(kind: str, users: Iterable[int]) -> list[int]:
    """Those who gave a number and whose organisation has text messages on, for urgent kinds without a secret link."""
    template = message_templates.MESSAGE_TEMPLATES[kind]
    if settings.TEXT_MESSAGES is None or not template.is_urgent or kind in settings.OUTBOX_LINKS:
        return []
    reachable = MessagePreference.objects.filter(
        user__in=users, user__body__text_message_setting__is_on=True
    ).exclude(text_number="")
    return list(reachable.values_list("user_id", flat=True))
