"""Sending what waits in the outbox: each message once, and again where it failed."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import import_string

from handrail.platform.outbox import message_templates
from handrail.platform.outbox.message_states import MOST_ATTEMPTS
from handrail.platform.outbox.models import Message, MessagePreference
from handrail.platform.outbox.text_messages import send_text_message

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


def deliver_messages(*, at_most: int = BATCH, spoken: TranslateText = keep_text_in_english) -> DeliveryResult:
    """Send what waits, and try again what failed. One that cannot be sent holds up no other.

    `spoken` says a text in the language of the reader's account.
    """
    sent = failed = 0
    for _ in range(at_most):
        messages = _claim_next_messages()
        if not messages:
            break
        outcome = _send_messages(messages, spoken)
        _record_send_outcome(messages, outcome)
        sent, failed = sent + (not outcome.fault), failed + bool(outcome.fault)
    return DeliveryResult(sent, failed)


@transaction.atomic
def _claim_next_messages() -> list[Message]:
    """Take the oldest that may be sent, with what goes in the same mail: two senders never send the same one."""
    now = timezone.now()
    waiting = Q(state="waiting") | Q(state="sending", changed_at__lt=now - RETRY_AFTER)
    again = Q(state="failed", attempts__lt=MOST_ATTEMPTS, changed_at__lt=now - RETRY_AFTER)
    ready = (
        Message.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("to")
        .filter(waiting | again, not_before__lte=now)
        .order_by("made_at", "id")
    )
    first = ready.first()
    if first is None:
        return []
    rows = list(ready.filter(to=first.to_id, is_in_digest=True)[:BATCH]) if first.is_in_digest else [first]
    taken = Message.objects.filter(pk__in=[row.pk for row in rows])
    taken.update(state="sending", attempts=F("attempts") + 1, changed_at=now)
    return rows


class SendOutcome(NamedTuple):
    """What went wrong, or nothing; and the number that a mail or text service gave."""

    fault: str
    provider_reference: str = ""


def _send_messages(messages: list[Message], spoken: TranslateText) -> SendOutcome:
    """Hand one mail to the mail server, or one text message to its service."""
    first = messages[0]
    if not first.to.is_active and first.kind not in message_templates.TO_CLOSED_ACCOUNTS:
        return SendOutcome("the account is closed")
    return _send_text(first, spoken) if first.channel == "text" else _send_mail(messages, spoken)


def _send_mail(messages: list[Message], spoken: TranslateText) -> SendOutcome:
    subject, body = _format_mail_subject_and_text(messages, spoken)
    address = messages[0].to.email
    mail = EmailMessage(subject=subject, body=body, to=[address])
    try:
        mail.send()
    except Exception as error:  # whatever a mail server or the way to it may answer
        return SendOutcome(_shorten_error(error, address))
    return SendOutcome("", _get_provider_reference(mail))


def _send_text(message: Message, spoken: TranslateText) -> SendOutcome:
    """To the number as it is now: whoever took theirs back gets nothing."""
    numbers = MessagePreference.objects.filter(user=message.to_id).values_list("text_number", flat=True)
    number = numbers.first()
    if not number:
        return SendOutcome("there is no mobile number any more")
    text = message_templates.format_text_message(message.kind, _get_message_link(message))
    try:
        return SendOutcome("", send_text_message(number, spoken(message.to.language, text)))
    except Exception as error:  # as above
        return SendOutcome(_shorten_error(error, number))


def _get_provider_reference(mail: EmailMessage) -> str:
    """What GOV.UK Notify's mailer or anymail's keeps on a mail that was sent; nothing of a plain mail server."""
    status = getattr(mail, "anymail_status", None)
    said = getattr(mail, "provider_reference", "") or getattr(status, "message_id", "") or ""
    return str(said)[:200]


def _format_mail_subject_and_text(messages: list[Message], spoken: TranslateText) -> tuple[str, str]:
    """Subject and text of the mail, in the language of its reader."""
    language = messages[0].to.language
    if len(messages) == 1:
        kind = messages[0].kind
        body = message_templates.format_mail_body(kind, _get_message_link(messages[0]))
        return spoken(language, message_templates.format_mail_subject(kind)), spoken(language, body)
    items = [
        message_templates.format_digest_item_of_mail(one.kind, _get_message_link(one)) for one in messages
    ]
    parts = [*items, message_templates.CLOSING]
    subject = message_templates.format_digest_subject(len(messages))
    return spoken(language, subject), "\n".join(spoken(language, part) for part in parts) + "\n"


def _get_message_link(message: Message) -> str:
    return settings.ADDRESS.rstrip("/") + _get_message_path(message)


def _get_message_path(message: Message) -> str:
    """The page to look at. A link that lets its reader in is made here, so that none is kept in the outbox."""
    maker = settings.OUTBOX_LINKS.get(message.kind)
    return str(import_string(maker)(message)) if maker else message.path


def _shorten_error(error: Exception, address: str) -> str:
    """What the server said, without the address that it likes to repeat."""
    said = " ".join(str(error).split()).replace(address, "the address")
    return f"{type(error).__name__}: {said}"[:200]


@transaction.atomic
def _record_send_outcome(messages: list[Message], outcome: SendOutcome) -> None:
    Message.objects.filter(pk__in=[one.pk for one in messages]).update(
        state="failed" if outcome.fault else "sent",
        fault=outcome.fault,
        provider_reference=outcome.provider_reference,
        changed_at=timezone.now(),
    )


@transaction.atomic
def record_undelivered_message(provider_reference: str, reason: str) -> bool:
    """Keep that a service could not deliver what it had taken. It is not sent again: the address is wrong or full.

    Args:
        provider_reference: the number that the service gave it.
        reason: in a few words, without an address.

    Returns:
        Whether a message of that number was found.
    """
    rows = Message.objects.filter(provider_reference=provider_reference) if provider_reference else None
    return bool(
        rows
        and rows.update(state="failed", fault=reason[:200], attempts=MOST_ATTEMPTS, changed_at=timezone.now())
    )
