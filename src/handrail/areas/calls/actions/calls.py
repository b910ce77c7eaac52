"""Making a call, asking it, and ending it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from handrail.areas.calls.actions.reminders import notify_call_sent
from handrail.areas.calls.addressees import list_addressees
from handrail.areas.calls.deadlines import get_deadline_moment
from handrail.areas.calls.exceptions import StaleCallError
from handrail.areas.calls.models import Call, CallQuestion, CallRecipient
from handrail.areas.calls.permissions import lock_and_authorise_call
from handrail.areas.calls.states import QUESTION_KINDS, get_codes
from handrail.areas.recommendations.models import Recommendation
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.reference.models import Body

MAX_QUESTIONS = 40
MAX_OPTIONS = 12


@dataclass(frozen=True, slots=True)
class CallInput:
    """What a call is: said when it is made and when it is changed."""

    title: str
    deadline: datetime.date
    guidance: str = ""
    to_policing_bodies: bool = True
    to_chief_constables: bool = False
    named: Sequence[str] = ()
    recommendation: str = ""  # its code, where the call asks about one


@transaction.atomic
def make_call(*, told: CallInput, by: Actor) -> Call:
    """Begin a call. Nobody is asked before it is sent."""
    require_permission(by, Permission.ASK_BODIES)
    _check_call_input(told)
    call = Call(code=_make_unused_code(told.title), asked_by_id=by.body_id, asked_on=timezone.localdate())
    _fill_call(call, told, by)
    record(who=by.who, verb="made a call", about=None, why=call.code)
    return call


@transaction.atomic
def change_call(*, code: str, told: CallInput, seen_version: int, by: Actor) -> None:
    """Change its words or its deadline; whom it goes to, only before it is sent. Raises StaleCall."""
    call = lock_and_authorise_call(code, by)
    _check_call_input(told)
    if call.version != seen_version:
        raise StaleCallError
    if call.state == "closed":
        raise ActionNotAllowed("This call is closed. Make a new one.")
    if call.state == "open" and _get_addressees(call) != (
        told.to_policing_bodies,
        told.to_chief_constables,
        set(told.named),
    ):
        raise ActionNotAllowed(
            "The bodies have been asked already: whom it goes to can no longer be changed."
        )
    call.version += 1
    _fill_call(call, told, by)
    record(who=by.who, verb="changed a call", about=None, why=code)


@transaction.atomic
def send_call(*, code: str, by: Actor) -> int:
    """Ask the bodies of today. Returns how many."""
    call = lock_and_authorise_call(code, by)
    if call.state != "draft":
        raise ActionNotAllowed("This call was sent already.")
    if call.deadline <= timezone.now():
        raise ActionNotAllowed("The deadline has passed already. Choose a later one.")
    if not _list_current_questions(call):
        raise ActionNotAllowed("Add a question first: a call without questions cannot be answered.")
    call.asked_on = timezone.localdate()
    bodies = list_addressees(
        call.asked_on,
        to_policing_bodies=call.to_policing_bodies,
        to_chief_constables=call.to_chief_constables,
        named=call.named.values_list("code", flat=True),
    )
    if not bodies:
        raise ActionNotAllowed("Choose whom it goes to.")
    CallRecipient.objects.bulk_create(CallRecipient(call=call, body=body) for body in bodies)
    call.state, call.published_at = "open", timezone.now()
    call.save(update_fields=["asked_on", "state", "published_at"])
    notify_call_sent(call, timezone.now())
    record(who=by.who, verb="sent a call", about=None, why=f"{code}: {len(bodies)} bodies")
    return len(bodies)


@transaction.atomic
def close_call(*, code: str, by: Actor) -> None:
    """No more answers are taken; what is in stays."""
    call = lock_and_authorise_call(code, by)
    if call.state != "open":
        raise ActionNotAllowed("Only an open call can be closed.")
    call.state, call.closed_at = "closed", timezone.now()
    call.save(update_fields=["state", "closed_at"])
    record(who=by.who, verb="closed a call", about=None, why=code)


@transaction.atomic
def save_question(
    *,
    code: str,
    number: int | None,
    kind: str,
    words: str,
    help_text: str = "",
    options: Sequence[str] = (),
    required: bool = True,
    seen_version: int = 0,
    by: Actor,
) -> CallQuestion:
    """Add a question (`number` None), or word one anew.

    Once the call is out, a change is a new version: answers keep the wording that they answered.
    """
    call = lock_and_authorise_call(code, by)
    _check_may_change_questions(call)
    _check_question(kind, words, options)
    now = _list_current_questions(call)
    told = {"kind": kind, "words": words, "help": help_text, "options": list(options), "required": required}
    if number is None:
        if len(now) >= MAX_QUESTIONS:
            raise ActionNotAllowed(
                msg("A call has at most {most_questions} questions.", most_questions=MAX_QUESTIONS)
            )
        highest = max((row.number for row in call.questions.all()), default=0)
        row = CallQuestion.objects.create(call=call, number=highest + 1, **told)
    else:
        row = _save_new_wording(call, _get_question(now, number), told, seen_version)
    record(
        who=by.who, verb="worded a question", about=None, why=f"{code}: {row.number}, version {row.version}"
    )
    return row


@transaction.atomic
def leave_out_question(*, code: str, number: int, by: Actor) -> None:
    """Ask it no longer. What was answered stays."""
    call = lock_and_authorise_call(code, by)
    _check_may_change_questions(call)
    row = _get_question(_list_current_questions(call), number)
    if call.state == "draft":
        call.questions.filter(number=number).delete()
    else:
        told = {name: getattr(row, name) for name in ("kind", "words", "help", "options", "required")}
        CallQuestion.objects.create(call=call, number=number, version=row.version + 1, left_out=True, **told)
    record(who=by.who, verb="left out a question", about=None, why=f"{code}: {number}")


def _save_new_wording(
    call: Call, row: CallQuestion, told: dict[str, object], seen_version: int
) -> CallQuestion:
    if row.version != seen_version:
        raise StaleCallError
    same = {name: getattr(row, name) for name in told} == told
    if same:
        return row
    if call.state == "open":
        return CallQuestion.objects.create(call=call, number=row.number, version=row.version + 1, **told)
    for name, value in told.items():
        setattr(row, name, value)
    row.version += 1  # nobody has answered: the number only tells two editors apart
    row.save()
    return row


def _list_current_questions(call: Call) -> list[CallQuestion]:
    """The newest wording of each question that is still asked."""
    newest = {row.number: row for row in call.questions.all()}
    return [row for row in newest.values() if not row.left_out]


def _get_question(rows: list[CallQuestion], number: int) -> CallQuestion:
    found = next((row for row in rows if row.number == number), None)
    if found is None:
        raise ActionNotAllowed(msg("The call has no question {number}.", number=number))
    return found


def _check_may_change_questions(call: Call) -> None:
    if call.state == "closed":
        raise ActionNotAllowed("This call is closed: its questions stay as they were asked.")


def _check_question(kind: str, words: str, options: Sequence[str]) -> None:
    if kind not in get_codes(QUESTION_KINDS):
        raise ActionNotAllowed("Choose the kind of answer from the list.")
    if not words.strip():
        raise ActionNotAllowed("Enter the question.")
    if kind in ("choice", "table") and not 2 <= len(options) <= MAX_OPTIONS:
        what = "choices" if kind == "choice" else "columns"
        raise ActionNotAllowed(
            msg("Give 2 to {most_options} {what}, one on each line.", most_options=MAX_OPTIONS, what=what)
        )
    if len(set(options)) != len(options) or any("|" in option for option in options):
        raise ActionNotAllowed("Give each line once, and leave out the sign |.")


def _check_call_input(told: CallInput) -> None:
    if not told.title.strip():
        raise ActionNotAllowed("Enter what the call is about.")
    known = set(Body.objects.filter(code__in=told.named).values_list("code", flat=True))
    if unknown := sorted(set(told.named) - known):
        raise ActionNotAllowed(
            msg("Not known: {unknown}. Choose from the list.", unknown=join_texts(unknown))
        )
    if not (told.to_policing_bodies or told.to_chief_constables or told.named):
        raise ActionNotAllowed("Choose whom it goes to.")


def _fill_call(call: Call, told: CallInput, by: Actor) -> None:
    call.title, call.guidance, call.deadline = told.title, told.guidance, get_deadline_moment(told.deadline)
    call.to_policing_bodies, call.to_chief_constables = told.to_policing_bodies, told.to_chief_constables
    call.recommendation = find_recommendation(told.recommendation)
    call.changed_by_id, call.changed_at = by.user_id, timezone.now()
    call.save()
    call.named.set(Body.objects.filter(code__in=told.named))


def find_recommendation(code: str) -> Recommendation | None:
    """The recommendation of that code, or none. Raises NotNow where it is not known."""
    if not code:
        return None
    found = Recommendation.objects.filter(code=code, national=True).first()
    if found is None:
        raise ActionNotAllowed(msg("“{code}” is no recommendation here. Choose from the list.", code=code))
    return found


def _get_addressees(call: Call) -> tuple[bool, bool, set[str]]:
    return call.to_policing_bodies, call.to_chief_constables, set(call.named.values_list("code", flat=True))


def _make_unused_code(title: str) -> str:
    """A short name for addresses, from the title; with a number where it is taken."""
    plain = slugify(title)[:40].strip("-") or "call"
    taken = set(Call.objects.filter(code__startswith=plain).values_list("code", flat=True))
    return next(code for code in (plain, *(f"{plain}-{n}" for n in range(2, 1000))) if code not in taken)
