"""Making a call, asking it, and ending it."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from handrail.areas.calls.actions.reminders import notify_call_sent
from handrail.areas.calls.current_questions_and_answers import list_current_questions
from handrail.areas.calls.deadlines import get_deadline_moment
from handrail.areas.calls.models import Call, CallQuestion, CallRecipient
from handrail.areas.calls.permissions import lock_and_authorise_call_for_returns
from handrail.areas.calls.queries.recipients import list_bodies_call_goes_to
from handrail.areas.recommendations.models import Recommendation
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.reference.models import Body

MAX_QUESTIONS = 40
WORDING = ("kind", "words", "help", "options", "required")
"""What a question says: a change of any of these is a new wording."""


@transaction.atomic
def create_draft_call_for_returns(call: Call, *, named: Collection[str] = (), by: Actor) -> Call:
    """Begin a call. Nobody is asked before it is sent.

    Args:
        call: the unsaved call, with its title, guidance, kinds of bodies and recommendation; its deadline is a
            moment, or a day to whose end answers are in time.
        named: the codes of bodies that it goes to besides those kinds.
        by: whoever asks.

    Raises:
        ActionNotPossibleError: it would go to nobody, or a body or the recommendation is not known.
    """
    require_permission(by, Permission.ASK_BODIES)
    _validate_call_addressees(call, named)
    call.code, call.asked_by_id = _make_unused_call_code(call.title), by.body_id
    call.asked_on, call.deadline = timezone.localdate(), get_deadline_moment(call.deadline)
    call.save_by(by)
    call.named.set(Body.objects.filter(code__in=named))
    write_audit_record(who=by.who, verb="created a request", about=None, why=call.code)
    return call


@transaction.atomic
def change_call_for_returns(call: Call, *, named: Collection[str], seen: int, by: Actor) -> None:
    """Change a call's words or deadline; which bodies it goes to, only before it is sent.

    Args:
        call: the call with its changed values.
        named: the codes of the bodies that it names.
        seen: the version that the page showed.
        by: whoever asks.

    Raises:
        ConcurrentEditError: somebody saved or sent it since.
        ActionNotPossibleError: it is closed, or its bodies have been asked already and would change.
    """
    saved = lock_and_authorise_call_for_returns(call.code, by)
    _validate_call_addressees(call, named)
    saved.raise_if_seen_version_stale(seen)
    if saved.state == "closed":
        raise ActionNotPossibleError("This request is closed. Create a new one.")
    was_named = set(saved.named.values_list("code", flat=True))
    if saved.state == "open" and (*_get_addressee_kind_flags(saved), was_named) != (
        *_get_addressee_kind_flags(call),
        set(named),
    ):
        raise ActionNotPossibleError("The request has been sent: you can no longer change the recipients.")
    call.save_by(by, seen=seen)
    call.named.set(Body.objects.filter(code__in=named))
    write_audit_record(who=by.who, verb="changed a request", about=None, why=call.code)


@transaction.atomic
def send_call_for_returns_to_bodies(*, code: str, by: Actor) -> int:
    """Ask the bodies of today. Returns how many."""
    call = lock_and_authorise_call_for_returns(code, by)
    if call.state != "draft":
        raise ActionNotPossibleError("This request has already been sent.")
    if call.deadline <= timezone.now():
        raise ActionNotPossibleError("That deadline has already passed. Choose a later date.")
    if not list_current_questions(call.questions.all()):
        raise ActionNotPossibleError("Add a question before you send the request.")
    call.asked_on = timezone.localdate()
    bodies = list_bodies_call_goes_to(call, call.named.values_list("code", flat=True))
    if not bodies:
        raise ActionNotPossibleError("Choose who to send it to.")
    CallRecipient.objects.bulk_create(CallRecipient(call=call, body=body) for body in bodies)
    call.state, call.published_at = "open", timezone.now()
    call.save_by(by)
    notify_call_sent(call, timezone.now())
    write_audit_record(who=by.who, verb="sent a request", about=None, why=f"{code}: {len(bodies)} bodies")
    return len(bodies)


@transaction.atomic
def close_call_for_returns(*, code: str, by: Actor) -> None:
    """Take no more answers; what was submitted stays."""
    call = lock_and_authorise_call_for_returns(code, by)
    if call.state != "open":
        raise ActionNotPossibleError("You can only close an open request.")
    call.state, call.closed_at = "closed", timezone.now()
    call.save_by(by)
    write_audit_record(who=by.who, verb="closed a request", about=None, why=code)


@transaction.atomic
def add_question(question: CallQuestion, *, by: Actor) -> CallQuestion:
    """Add a question to its call, under the next number."""
    call = _lock_call_for_question_changes(question.call.code, by)
    rows = list(call.questions.all())
    if len(list_current_questions(rows)) >= MAX_QUESTIONS:
        raise ActionNotPossibleError(
            msg("A request has at most {most_questions} questions.", most_questions=MAX_QUESTIONS)
        )
    question.call, question.number = call, max((row.number for row in rows), default=0) + 1
    question.save_by(by)
    _record_question_wording_in_trail(question, by)
    return question


@transaction.atomic
def change_question(question: CallQuestion, *, seen: int, by: Actor) -> CallQuestion:
    """Change the wording of a question. Once the call is out, that is a new row: answers keep the one they answered.

    Args:
        question: the current wording with its changed values.
        seen: the version that the page showed.
        by: whoever asks.

    Raises:
        ConcurrentEditError: somebody changed the wording since.
        ActionNotPossibleError: the call is closed, or does not ask the question any more.
    """
    call = _lock_call_for_question_changes(question.call.code, by)
    saved = _get_newest_question_version(call, question.number)
    saved.raise_if_seen_version_stale(seen)
    question.full_clean(exclude={"call", "changed_by", "changed_at"})
    if any(getattr(saved, name) != getattr(question, name) for name in WORDING):
        if call.state == "open":
            question = _build_next_question_version(question, saved)
        question.save_by(by)
    _record_question_wording_in_trail(question, by)
    return question


@transaction.atomic
def retire_call_question(*, code: str, number: int, by: Actor) -> None:
    """Ask a question no longer. What was answered stays.

    Args:
        code: of the call.
        number: of the question.
        by: who acts.

    Raises:
        Denied, CallNotVisible: by role, or there is no such call.
        ActionNotPossibleError: the call has no such question, or is closed.
    """
    call = _lock_call_for_question_changes(code, by)
    saved = _get_newest_question_version(call, number)
    if call.state == "draft":
        call.questions.filter(number=number).delete()
    else:
        _build_next_question_version(saved, saved, left_out=True).save_by(by)
    write_audit_record(who=by.who, verb="removed a question", about=None, why=f"{code}: {number}")


def get_national_recommendation_if_code_given(code: str) -> Recommendation | None:
    """The national recommendation of that code; None for an empty one. Raises ActionNotPossibleError where
    there is none."""
    if not code:
        return None
    found = Recommendation.objects.filter(code=code, national=True).first()
    if found is None:
        raise ActionNotPossibleError(
            msg("“{code}” is not a recommendation here. Choose one from the list.", code=code)
        )
    return found


def _lock_call_for_question_changes(code: str, by: Actor) -> Call:
    call = lock_and_authorise_call_for_returns(code, by)
    if call.state == "closed":
        raise ActionNotPossibleError("This request is closed: its questions cannot be changed.")
    return call


def _build_next_question_version(
    question: CallQuestion, saved: CallQuestion, *, left_out: bool = False
) -> CallQuestion:
    wording = {name: getattr(question, name) for name in WORDING}
    version = saved.version + 1
    return CallQuestion(call=saved.call, number=saved.number, version=version, left_out=left_out, **wording)


def _record_question_wording_in_trail(question: CallQuestion, by: Actor) -> None:
    why = f"{question.call.code}: {question.number}, version {question.version}"
    write_audit_record(who=by.who, verb="wrote a question", about=None, why=why)


def _get_newest_question_version(call: Call, number: int) -> CallQuestion:
    rows = list_current_questions(call.questions.all())
    found = next((row for row in rows if row.number == number), None)
    if found is None:
        raise ActionNotPossibleError(msg("The request has no question {number}.", number=number))
    found.call = call
    return found


def _validate_call_addressees(call: Call, named: Collection[str]) -> None:
    known = set(Body.objects.filter(code__in=named).values_list("code", flat=True))
    if unknown := sorted(set(named) - known):
        raise ActionNotPossibleError(
            msg("Not known: {unknown}. Choose from the list.", unknown=join_texts(unknown))
        )
    if not (call.to_policing_bodies or call.to_chief_constables or named):
        raise ActionNotPossibleError("Choose who to send it to.")
    if call.recommendation_id:
        get_national_recommendation_if_code_given(str(call.recommendation))


def _get_addressee_kind_flags(call: Call) -> tuple[bool, bool]:
    return call.to_policing_bodies, call.to_chief_constables


def _make_unused_call_code(title: str) -> str:
    """A short name for addresses, from the title; with a number where it is taken."""
    plain = slugify(title)[:40].strip("-") or "call"
    taken = set(Call.objects.filter(code__startswith=plain).values_list("code", flat=True))
    return next(code for code in (plain, *(f"{plain}-{n}" for n in range(2, 1000))) if code not in taken)
