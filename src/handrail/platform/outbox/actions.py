"""Putting a message into the outbox, and sending what waits there."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import import_string

from handrail.platform.outbox import message_templates
from handrail.platform.outbox.message_states import MOST_ATTEMPTS
from handrail.platform.outbox.models import Message

RETRY_AFTER = datetime.timedelta(minutes=15)  # a sender that stopped half-way leaves its message to the next
BATCH = 200


@dataclass(frozen=True, slots=True)
class DeliveryResult:
    """What one round of sending came to."""

    sent: int
    failed: int


type TranslateText = Callable[[str, str], str]


def keep_text_in_english(language: str, text: str) -> str:
    """In English, whatever the reader chose."""
    return text


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
    there = set(Message.objects.filter(key__in=rows).values_list("key", flat=True))
    new = [
        Message(key=key, to_id=user, kind=kind, path=path, about=about, made_at=now, changed_at=now)
        for key, user in rows.items()
        if key not in there
    ]
    Message.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def deliver_messages(*, at_most: int = BATCH, spoken: TranslateText = keep_text_in_english) -> DeliveryResult:
    """Send what waits, and try again what failed. One that cannot be sent holds up no other.

    `spoken` says a text in the language of the reader's account.
    """
    sent = failed = 0
    for _ in range(at_most):
        message = _claim_next_message()
        if message is None:
            break
        fault = _send_message_and_get_fault(message, spoken)
        _record_send_outcome(message, fault)
        sent, failed = sent + (not fault), failed + bool(fault)
    return DeliveryResult(sent, failed)


@transaction.atomic
def _claim_next_message() -> Message | None:
    """Take the oldest that may be sent, so that two senders never send the same one."""
    now = timezone.now()
    waiting = Q(state="waiting") | Q(state="sending", changed_at__lt=now - RETRY_AFTER)
    again = Q(state="failed", attempts__lt=MOST_ATTEMPTS, changed_at__lt=now - RETRY_AFTER)
    row = (
        Message.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("to")
        .filter(waiting | again)
        .order_by("made_at", "id")
        .first()
    )
    if row:
        Message.objects.filter(pk=row.pk).update(state="sending", attempts=F("attempts") + 1, changed_at=now)
    return row


def _send_message_and_get_fault(message: Message, spoken: TranslateText) -> str:
    """Hand it to the mail server. Gives back what went wrong, or nothing."""
    if not message.to.is_active and message.kind not in message_templates.TO_CLOSED_ACCOUNTS:
        return "the account is closed"
    link = settings.ADDRESS.rstrip("/") + _get_message_path(message)
    texts = (
        message_templates.format_subject(message.kind),
        message_templates.format_body(message.kind, link),
    )
    subject, body = (spoken(message.to.language, text) for text in texts)
    mail = EmailMessage(subject=subject, body=body, to=[message.to.email])
    try:
        mail.send()
    except Exception as error:  # whatever a mail server or the way to it may answer
        return _shorten_error(error, message.to.email)
    return ""


def _get_message_path(message: Message) -> str:
    """The page to look at. A link that lets its reader in is made here, so that none is kept in the outbox."""
    maker = settings.OUTBOX_LINKS.get(message.kind)
    return str(import_string(maker)(message)) if maker else message.path


def _shorten_error(error: Exception, address: str) -> str:
    """What the server said, without the address that it likes to repeat."""
    said = " ".join(str(error).split()).replace(address, "the address")
    return f"{type(error).__name__}: {said}"[:200]


@transaction.atomic
def _record_send_outcome(message: Message, fault: str) -> None:
    Message.objects.filter(pk=message.pk).update(
        state="failed" if fault else "sent", fault=fault, changed_at=timezone.now()
    )
