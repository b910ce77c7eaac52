"""Writing a return, and what becomes of it: handed over, signed, sent back, withdrawn."""

import datetime

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.calls.actions.freezing import freeze
from handrail.assurance.calls.actions.reminders import tell_sent_back, tell_to_sign
from handrail.assurance.calls.models import Answer, Asked, Comment, Entry, Return
from handrail.assurance.calls.permissions import enter_as_asker, enter_return, ours
from handrail.assurance.calls.refusals import StaleReturn
from handrail.assurance.calls.states import WRITABLE
from handrail.assurance.calls.whole import missing
from handrail.audit.actions import record
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import joined, say

LONGEST = 4000


@transaction.atomic
def note_opened(*, call: str, body: str, by: Actor) -> None:
    """Somebody of the body has opened the call: kept once."""
    asked = ours(by).filter(call__code=call, body__code=body, opened_at__isnull=True).first()
    if asked and asked.call.complete_record:
        Asked.objects.filter(pk=asked.pk, opened_at__isnull=True).update(opened_at=timezone.now())


@transaction.atomic
def say_nothing_to_add(*, call: str, body: str, words: str, seen_version: int, by: Actor) -> None:
    """Answer the call with "nothing to add": an answer, never the same as silence."""
    row = writable(call, body, by, seen_version)
    if row.pk and row.entries.exists():
        raise NotNow("The return holds practices. Take them out first, or hand it over as it is.")
    row.nothing_to_add, row.nothing_words = True, words[:LONGEST]
    keep(row, by)
    record(who=by.who, verb="said there is nothing to add", about=None, why=f"{call}: {body}")


@transaction.atomic
def say_there_is_more(*, call: str, body: str, by: Actor) -> None:
    """There is something to add after all."""
    row = writable(call, body, by)
    row.nothing_to_add, row.nothing_words = False, ""
    keep(row, by)
    record(who=by.who, verb="took back that there is nothing to add", about=None, why=f"{call}: {body}")


@transaction.atomic
def hand_over(*, call: str, body: str, seen_version: int, by: Actor) -> None:
    """Hand the return to whoever signs for the body. From here on nobody writes in it."""
    row = writable(call, body, by, seen_version)
    if not row.pk:
        raise NotNow(
            "There is nothing in the return yet. Answer a question, or say that there is nothing to add."
        )
    if left := missing(row):
        numbers = joined(str(number) for number in left)
        raise NotNow(
            say(
                "Not answered yet: question {numbers}. Answer it, or say that there is nothing to add.",
                numbers=numbers,
            )
        )
    row.state = "to_sign"
    row.signed_by, row.signed_at = None, None
    keep(row, by)
    tell_to_sign(row.asked, timezone.now())
    record(who=by.who, verb="handed over a return for signature", about=None, why=f"{call}: {body}")


@transaction.atomic
def take_back(*, call: str, body: str, words: str = "", by: Actor) -> None:
    """Back to the staff before it is signed: by those who wrote it, or by whoever signs, with a word why."""
    permission = Permission.SIGN_RETURN if by.may(Permission.SIGN_RETURN) else Permission.WRITE_RETURN
    row = enter_return(call, body, by, permission)
    _open(row)
    if row.state != "to_sign":
        raise NotNow("Only a return that waits for a signature can be taken back.")
    if permission == Permission.SIGN_RETURN and not words.strip():
        raise NotNow("Say what should be changed.")
    row.state = "draft"
    row.version += 1
    row.save()
    if words.strip():
        Comment.objects.create(on=row, words=words[:LONGEST], at=timezone.now(), by_id=by.user_id)
    record(who=by.who, verb="took a return back to its draft", about=None, why=f"{call}: {body}")


@transaction.atomic
def sign(*, call: str, body: str, seen_version: int, by: Actor) -> datetime.datetime:
    """Sign for the body, and submit. Never by anybody who wrote in it. Raises StaleReturn. Returns the moment."""
    row = enter_return(call, body, by, Permission.SIGN_RETURN)
    _open(row)
    if row.state == "submitted":
        raise NotNow("This return is signed and submitted already.")
    if row.state != "to_sign":
        raise NotNow("This return is not ready to sign: it is with the staff who write it.")
    if row.version != seen_version:
        raise StaleReturn
    if by.user_id in _hands(row):
        raise NotNow("You wrote in this return. Somebody else of your organisation must sign it.")
    now = timezone.now()
    row.state, row.signed_by_id, row.signed_at, row.submitted_at = "submitted", by.user_id, now, now
    row.first_submitted_at = row.first_submitted_at or now
    row.version += 1
    row.save()
    edition = freeze(row)
    record(
        who=by.who, verb="signed and submitted a return", about=None, why=f"{call}: {body}, {edition.sha256}"
    )
    return now


@transaction.atomic
def send_back(*, call: str, body: str, words: str, by: Actor) -> None:
    """Ask the body to look again, with a comment. Its submission stays on record."""
    row = enter_as_asker(call, body, by)
    _open(row)
    if row.state != "submitted":
        raise NotNow("Only a submitted return can be sent back.")
    if row.entered_later:
        raise NotNow(
            "This return was entered later, from a published text. There is nobody to send it back to."
        )
    if not words.strip():
        raise NotNow("Say what should be looked at again.")
    row.state = "sent_back"
    row.version += 1
    row.save()
    Comment.objects.create(on=row, words=words[:LONGEST], at=timezone.now(), by_id=by.user_id)
    tell_sent_back(row.asked, timezone.now())
    record(who=by.who, verb="sent a return back", about=None, why=f"{call}: {body}")


@transaction.atomic
def withdraw(*, call: str, body: str, why: str, by: Actor) -> None:
    """Take a submitted return back for good, after publication too. What was submitted stays on record."""
    row = enter_return(call, body, by, Permission.SIGN_RETURN)
    if row.state not in ("submitted", "sent_back"):
        raise NotNow("Only a return that was submitted can be withdrawn.")
    if not why.strip():
        raise NotNow("Say why it is withdrawn.")
    row.state, row.withdrawn_at, row.withdrawn_why = "withdrawn", timezone.now(), why[:LONGEST]
    row.version += 1
    row.save()
    record(who=by.who, verb="withdrew a return", about=None, why=f"{call}: {body}")


def writable(call: str, body: str, by: Actor, seen_version: int | None = None) -> Return:
    """The return, locked, for somebody who may write in it now; begun where there was none."""
    row = enter_return(call, body, by, Permission.WRITE_RETURN)
    _open(row)
    if row.state not in WRITABLE:
        raise NotNow(LOCKED[row.state])
    if seen_version is not None and (row.version if row.pk else 0) != seen_version:
        raise StaleReturn
    return row


LOCKED = {
    "to_sign": "The return waits for a signature. Take it back first, then change it.",
    "submitted": "The return was submitted and is locked. Whoever asked can send it back.",
    "withdrawn": "The return was withdrawn.",
}


def keep(row: Return, by: Actor) -> None:
    """Save a return that was written in, with who wrote."""
    row.drafted_by_id, row.drafted_at = by.user_id, timezone.now()
    if row.pk:
        row.version += 1
    row.save()


def _open(row: Return) -> None:
    if row.asked.call.state != "open":
        raise NotNow("This call is closed. Ask whoever sent it to take your answer in.")


def _hands(row: Return) -> set[int | None]:
    """Everybody who wrote in the return as it stands."""
    answers = Answer.objects.filter(to=row).values_list("changed_by_id", flat=True)
    entries = Entry.objects.filter(of=row).values_list("changed_by_id", flat=True)
    return {row.drafted_by_id, *answers, *entries}
