"""Reminding those who have not answered. It may run at any time: nobody is reminded twice of one occasion."""

import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from handrail.areas.calls.deadlines import find_due_reminder_occasion
from handrail.areas.calls.models import Call, CallRecipient
from handrail.areas.calls.permissions import lock_and_authorise_call_for_returns
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.roles import Role
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.dates import LONDON
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.actions.messages import queue_messages
from handrail.platform.reference.models import Governance

WRITER_ROLES = (Role.COMMISSIONER, Role.FORCE_LEAD)


def queue_due_reminders_of_open_calls(*, now: datetime.datetime | None = None) -> int:
    """Put into the outbox what is due today, for every open call. Returns how many messages are new."""
    now = now or timezone.now()
    today = now.astimezone(LONDON).date()
    new = 0
    for call in Call.objects.filter(state="open"):
        occasion = find_due_reminder_occasion(call.deadline, call.asked_on, today)
        if occasion:
            new += _queue_return_reminders(call, select_unanswered_recipients(call), occasion.code, now)
    return new


@transaction.atomic
def remind_call_recipients_without_answer(*, code: str, bodies: list[str] | None = None, by: Actor) -> int:
    """Remind now: all that have not answered, or these. Once a day at most.

    Args:
        code: of the call.
        bodies: codes of bodies that have not answered; None for all of them.
        by: who acts.

    Returns:
        How many people are written to.

    Raises:
        Denied, CallNotVisible: by role, or there is no such call.
        ActionNotPossibleError: the call is not open.
    """
    call = lock_and_authorise_call_for_returns(code, by)
    if call.state != "open":
        raise ActionNotPossibleError("You can only remind organisations about an open request.")
    rows = select_unanswered_recipients(call)
    if bodies is not None:
        rows = rows.filter(body__code__in=bodies)
    told = _queue_return_reminders(call, rows, f"asked-for-{timezone.localdate()}", timezone.now())
    write_audit_record(who=by.who, verb="reminded", about=None, why=f"{code}: {told} people")
    return told


def notify_call_sent(call: Call, now: datetime.datetime) -> int:
    """Tell everybody who was asked that the call is out."""
    return _queue_return_reminders(
        call, CallRecipient.objects.filter(call=call), "asked", now, kind="return_asked"
    )


def notify_return_sent_back(asked: CallRecipient, now: datetime.datetime) -> int:
    """Tell the body that its return was sent back."""
    occasion = f"sent-back-{now:%Y%m%dT%H%M%S}"
    return _queue_return_reminders(
        asked.call, CallRecipient.objects.filter(pk=asked.pk), occasion, now, kind="return_sent_back"
    )


def notify_signatories_of_waiting_return(asked: CallRecipient, now: datetime.datetime) -> int:
    """Tell whoever signs that a return waits for them."""
    return _queue_return_reminders(
        asked.call, CallRecipient.objects.filter(pk=asked.pk), f"to-sign-{now:%Y%m%dT%H%M%S}", now
    )


def select_unanswered_recipients(call: Call) -> QuerySet[CallRecipient]:
    """Who has not answered a call: withdrawn and submitted returns are left in peace."""
    return CallRecipient.objects.filter(call=call).exclude(answer__state__in=("submitted", "withdrawn"))


def _queue_return_reminders(
    call: Call,
    rows: QuerySet[CallRecipient],
    occasion: str,
    now: datetime.datetime,
    kind: str = "look_at_return",
) -> int:
    """A waiting signature is asked of those who sign; anything else of those who write."""
    new = 0
    for asked in rows.select_related("body", "answer"):
        to_sign = getattr(asked, "answer", None) is not None and asked.answer.state == "to_sign"
        about = f"call/{call.code}/{asked.body.code}"
        new += queue_messages(
            kind="sign_return" if to_sign else kind,
            occasion=f"{about}/{occasion}",
            about=about,
            path=f"/calls/{call.code}/returns/{asked.body.code}/",
            to=_list_user_ids_answering_for_body(asked, (Role.SIGNATORY,) if to_sign else WRITER_ROLES, now),
            now=now,
        )
    return new


def _list_user_ids_answering_for_body(
    asked: CallRecipient, roles: tuple[Role, ...], now: datetime.datetime
) -> list[int]:
    """Who answers for the body today: its own people, or those of the body that took its area over."""
    today = now.astimezone(LONDON).date()
    bodies = [asked.body_id]
    if asked.body.kind == "local_policing_body":
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=today)
        governing = Governance.objects.filter(
            begun,
            Q(valid_to__isnull=True) | Q(valid_to__gte=today),
            area=asked.body.area_id,
            body__isnull=False,
        )
        bodies += [body for body in governing.values_list("body_id", flat=True) if body is not None]
    people = User.objects.filter(users_working_for_q(bodies, roles), is_active=True)
    return list(people.order_by("pk").values_list("pk", flat=True))
