"""A return on its way: opened, handed over, signed, sent back, withdrawn."""

import datetime

from django.db import transaction
from django.utils import timezone

from handrail.areas.calls.actions.reminders import (
    notify_return_sent_back,
    notify_signatories_of_waiting_return,
)
from handrail.areas.calls.actions.return_editions import add_signed_submission_of_return
from handrail.areas.calls.current_questions_and_answers import (
    list_numbers_of_questions_with_lost_figures,
    list_unanswered_question_numbers,
)
from handrail.areas.calls.models import CallRecipient, Return, ReturnAnswer, ReturnComment, ReturnPractice
from handrail.areas.calls.permissions import (
    lock_and_authorise_return,
    lock_and_authorise_return_as_asker,
    select_call_recipients_represented_by_actor,
)
from handrail.areas.calls.states_and_kinds import WRITABLE
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.kernel.messages import join_texts, msg

MAX_TEXT_LENGTH = 4000


@transaction.atomic
def record_when_body_first_opened_call(*, call: str, body: str, by: Actor) -> None:
    """Keep when somebody of the body first opened the call.

    Args:
        call: its code.
        body: the code of the body whose return it is.
        by: who acts.
    """
    asked = (
        select_call_recipients_represented_by_actor(by)
        .filter(call__code=call, body__code=body, opened_at__isnull=True)
        .first()
    )
    if asked and asked.call.complete_record:
        CallRecipient.objects.filter(pk=asked.pk, opened_at__isnull=True).update(opened_at=timezone.now())


@transaction.atomic
def declare_nothing_to_add(*, call: str, body: str, words: str, seen: int, by: Actor) -> None:
    """Answer the call with "nothing to add": an answer, never the same as silence.

    Args:
        call: its code.
        body: the code of the body whose return it is.
        words: what the body says with it.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, CallNotVisible: the return is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: the return holds practices, or takes no changes now.
    """
    row = lock_writable_return(call, body, by, seen)
    if row.pk and row.entries.exists():
        raise ActionNotPossibleError(
            "The return has practices. Remove them first, or send it for sign-off with them."
        )
    row.nothing_to_add, row.nothing_words = True, words[:MAX_TEXT_LENGTH]
    save_return(row, by)
    write_audit_record(who=by.who, verb="answered “nothing to add”", about=None, why=f"{call}: {body}")


@transaction.atomic
def withdraw_nothing_to_add(*, call: str, body: str, by: Actor) -> None:
    """Take back that there is nothing to add.

    Args:
        call: its code.
        body: the code of the body whose return it is.
        by: who acts.

    Raises:
        Denied, CallNotVisible: the return is not the actor's to work on.
        ActionNotPossibleError: the return takes no changes now.
    """
    row = lock_writable_return(call, body, by)
    row.nothing_to_add, row.nothing_words = False, ""
    save_return(row, by)
    write_audit_record(who=by.who, verb="withdrew “nothing to add”", about=None, why=f"{call}: {body}")


@transaction.atomic
def submit_for_signature(*, call: str, body: str, seen: int, by: Actor) -> None:
    """Hand the return to whoever signs: nobody writes in it while it waits.

    Args:
        call: its code.
        body: the code of the body whose return it is.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, CallNotVisible: the return is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: the return is empty, or a question that must be answered is not, or an answer cites a
            figure that was taken out.
    """
    row = lock_writable_return(call, body, by, seen)
    if not row.pk:
        raise ActionNotPossibleError(
            "The return is empty. Answer a question, or say you have nothing to add."
        )
    if left := list_unanswered_question_numbers(row):
        numbers = join_texts(str(number) for number in left)
        raise ActionNotPossibleError(
            msg(
                "Not answered yet: question {numbers}. Answer it, or say you have nothing to add.",
                numbers=numbers,
            )
        )
    if broken := list_numbers_of_questions_with_lost_figures(row):
        numbers = join_texts(str(number) for number in broken)
        raise ActionNotPossibleError(
            msg(
                "An answer refers to a figure that is not in the return: question {numbers}. Remove "
                "the reference, or add the figure again.",
                numbers=numbers,
            )
        )
    row.state = "to_sign"
    row.signed_by, row.signed_at = None, None
    save_return(row, by)
    notify_signatories_of_waiting_return(row.asked, timezone.now())
    write_audit_record(who=by.who, verb="sent a return for sign-off", about=None, why=f"{call}: {body}")


@transaction.atomic
def move_return_back_to_draft(*, call: str, body: str, words: str = "", by: Actor) -> None:
    """Give a return back to the staff before it is signed: by its writers, or by whoever signs, with a reason.

    Args:
        call: its code.
        body: the code of the body whose return it is.
        words: what should be changed; needed from whoever signs.
        by: who acts.

    Raises:
        Denied, CallNotVisible: the return is not the actor's to work on.
        ActionNotPossibleError: the return waits for no signature, or the reason is missing.
    """
    permission = Permission.SIGN_RETURN if by.may(Permission.SIGN_RETURN) else Permission.WRITE_RETURN
    row = lock_and_authorise_return(call, body, by, permission)
    _raise_if_call_closed(row)
    if row.state != "to_sign":
        raise ActionNotPossibleError("You can only take back a return that is waiting for sign-off.")
    if permission == Permission.SIGN_RETURN and not words.strip():
        raise ActionNotPossibleError("Enter what should be changed.")
    row.state = "draft"
    row.save_by(by)
    if words.strip():
        ReturnComment.objects.create(
            on=row, words=words[:MAX_TEXT_LENGTH], at=timezone.now(), by_id=by.user_id
        )
    write_audit_record(who=by.who, verb="took a return back to its draft", about=None, why=f"{call}: {body}")


@transaction.atomic
def sign_return(*, call: str, body: str, seen: int, by: Actor) -> datetime.datetime:
    """Sign for the body, and submit. Whoever wrote in the return never signs it (separation of duties).

    Args:
        call, body: the codes of the call and of the body that was asked.
        seen: the version that the signatory read.
        by: the signatory.

    Returns:
        When it was submitted.

    Raises:
        ConcurrentEditError: the return was changed since it was read.
        ActionNotPossibleError: the call is closed, the return does not wait for a signature, or the
            signatory wrote in it.
    """
    row = lock_and_authorise_return(call, body, by, Permission.SIGN_RETURN)
    _raise_if_call_closed(row)
    if row.state == "submitted":
        raise ActionNotPossibleError("This return has already been signed and submitted.")
    if row.state != "to_sign":
        raise ActionNotPossibleError("This return is not ready to sign: staff are still writing it.")
    if row.version != seen:
        raise ConcurrentEditError(saved=row)
    if by.user_id in _get_return_writer_ids(row):
        raise ActionNotPossibleError(
            "You wrote part of this return. Someone else in your organisation must sign it."
        )
    now = timezone.now()
    row.state, row.signed_by_id, row.signed_at, row.submitted_at = "submitted", by.user_id, now, now
    row.first_submitted_at = row.first_submitted_at or now
    row.save_by(by)
    edition = add_signed_submission_of_return(row)
    write_audit_record(
        who=by.who, verb="signed and submitted a return", about=None, why=f"{call}: {body}, {edition.sha256}"
    )
    return now


@transaction.atomic
def send_return_back_to_body(*, call: str, body: str, words: str, by: Actor) -> None:
    """Ask the body to look again, with a comment. Its submission stays on record.

    Args:
        call: its code.
        body: the code of the body whose return it is.
        words: what should be looked at again.
        by: who acts.

    Raises:
        Denied, CallNotVisible: by role, or there is no such call.
        ActionNotPossibleError: the return is not submitted, was entered later, or the comment is missing.
    """
    row = lock_and_authorise_return_as_asker(call, body, by)
    _raise_if_call_closed(row)
    if row.state != "submitted":
        raise ActionNotPossibleError("You can only send back a submitted return.")
    if row.entered_later:
        raise ActionNotPossibleError(
            "This return was entered later from a published text. It cannot be sent back."
        )
    if not words.strip():
        raise ActionNotPossibleError("Enter what should be looked at again.")
    row.state = "sent_back"
    row.save_by(by)
    ReturnComment.objects.create(on=row, words=words[:MAX_TEXT_LENGTH], at=timezone.now(), by_id=by.user_id)
    notify_return_sent_back(row.asked, timezone.now())
    write_audit_record(who=by.who, verb="sent a return back", about=None, why=f"{call}: {body}")


@transaction.atomic
def withdraw_return(*, call: str, body: str, why: str, by: Actor) -> None:
    """Withdraw a submitted return for good, after publication too. What was submitted stays on record.

    Args:
        call: its code.
        body: the code of the body whose return it is.
        why: the reason.
        by: who acts.

    Raises:
        Denied, CallNotVisible: the return is not the actor's to work on.
        ActionNotPossibleError: the return was not submitted, or the reason is missing.
    """
    row = lock_and_authorise_return(call, body, by, Permission.SIGN_RETURN)
    if row.state not in ("submitted", "sent_back"):
        raise ActionNotPossibleError("You can only withdraw a return that was submitted.")
    if not why.strip():
        raise ActionNotPossibleError("Enter why it is withdrawn.")
    row.state, row.withdrawn_at, row.withdrawn_why = "withdrawn", timezone.now(), why[:MAX_TEXT_LENGTH]
    row.save_by(by)
    write_audit_record(who=by.who, verb="withdrew a return", about=None, why=f"{call}: {body}")


def lock_writable_return(call: str, body: str, by: Actor, seen: int | None = None) -> Return:
    """Lock a return for somebody who may write in it now; an unsaved one where there was none.

    Args:
        call, body: the codes of the call and of the body that was asked.
        by: whoever writes.
        seen: the version that the page showed, 0 where there was no return; None where it does not matter.

    Raises:
        ConcurrentEditError: the return was changed since.
        ActionNotPossibleError: the call is closed, or the return waits for a signature, was submitted or withdrawn.
    """
    row = lock_and_authorise_return(call, body, by, Permission.WRITE_RETURN)
    _raise_if_call_closed(row)
    if row.state not in WRITABLE:
        raise ActionNotPossibleError(LOCKED_MESSAGES[row.state])
    if seen is not None and (row.version if row.pk else 0) != seen:
        raise ConcurrentEditError(saved=row)
    return row


LOCKED_MESSAGES = {
    "to_sign": "The return is waiting for sign-off. Take it back before you change it.",
    "submitted": "The return was submitted and cannot be changed. The organisation that asked can send it back to you.",
    "withdrawn": "Return withdrawn.",
}


def save_return(row: Return, by: Actor) -> None:
    """Save a return after a change of its content, with who wrote."""
    row.drafted_by_id, row.drafted_at = by.user_id, timezone.now()
    row.save_by(by)


def _raise_if_call_closed(row: Return) -> None:
    if row.asked.call.state != "open":
        raise ActionNotPossibleError("This request is closed. Ask the sender to accept your answer.")


def _get_return_writer_ids(row: Return) -> set[int | None]:
    """Everybody who wrote in the return as it is now."""
    answers = ReturnAnswer.objects.filter(to=row).values_list("changed_by_id", flat=True)
    entries = ReturnPractice.objects.filter(of=row).values_list("changed_by_id", flat=True)
    return {row.drafted_by_id, *answers, *entries}
