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

from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.outbox import message_templates
from handrail.platform.outbox.delivery_times import get_earliest_send_time_and_digest_flag
from handrail.platform.outbox.message_states import MOST_ATTEMPTS
from handrail.platform.outbox.models import Message, MessagePreference

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
    is_urgent = message_templates.MESSAGE_TEMPLATES[kind].is_urgent
    wishes = {} if is_urgent else MessagePreference.objects.in_bulk(set(rows.values()))
    there = set(Message.objects.filter(key__in=rows).values_list("key", flat=True))
    new = [
        Message(
            key=key,
            to_id=user,
            kind=kind,
            path=path,
            about=about,
            made_at=now,
            changed_at=now,
            **get_earliest_send_time_and_digest_flag(
                wishes.get(user), is_urgent=is_urgent, now=now
            )._asdict(),
        )
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
        messages = _claim_next_messages()
        if not messages:
            break
        fault = _send_messages_and_get_fault(messages, spoken)
        _record_send_outcome(messages, fault)
        sent, failed = sent + (not fault), failed + bool(fault)
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


def _send_messages_and_get_fault(messages: list[Message], spoken: TranslateText) -> str:
    """Hand one mail to the mail server. Gives back what went wrong, or nothing."""
    first = messages[0]
    if not first.to.is_active and first.kind not in message_templates.TO_CLOSED_ACCOUNTS:
        return "the account is closed"
    subject, body = _format_mail_subject_and_text(messages, spoken)
    mail = EmailMessage(subject=subject, body=body, to=[first.to.email])
    try:
        mail.send()
    except Exception as error:  # whatever a mail server or the way to it may answer
        return _shorten_mail_error(error, first.to.email)
    return ""


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


def _shorten_mail_error(error: Exception, address: str) -> str:
    """What the server said, without the address that it likes to repeat."""
    said = " ".join(str(error).split()).replace(address, "the address")
    return f"{type(error).__name__}: {said}"[:200]


@transaction.atomic
def _record_send_outcome(messages: list[Message], fault: str) -> None:
    Message.objects.filter(pk__in=[one.pk for one in messages]).update(
        state="failed" if fault else "sent", fault=fault, changed_at=timezone.now()
    )


@transaction.atomic
def save_message_preference(preference: MessagePreference, *, by: Actor) -> MessagePreference:
    """Save when the actor wants to be told. What waits already keeps its moment.

    Raises:
        ValidationError: by field.
    """
    preference.user_id = by.user_id
    preference.full_clean(validate_unique=False)
    preference.save()
    write_audit_record(who=by.who, verb="changed their email times", about=None)
    return preference
