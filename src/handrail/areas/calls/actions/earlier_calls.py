"""A call of earlier years, and the returns that are known from a published text.

Nobody signed these here, and only the dates in the text are known: each return says from which text it was entered.
A body without a return is "not known" in such a call, never "did not answer".
"""

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction

from handrail.areas.calls.actions.calls import get_national_recommendation_if_code_given
from handrail.areas.calls.actions.return_content import number_and_save_return_practice, save_return_answer
from handrail.areas.calls.actions.return_editions import add_signed_submission_of_return
from handrail.areas.calls.deadlines import get_deadline_moment
from handrail.areas.calls.models import Call, CallQuestion, CallRecipient, Return
from handrail.areas.calls.practice_input import PracticeInput
from handrail.areas.calls.queries.recipients import list_bodies_call_goes_to
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.dates import make_london_time
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg


@transaction.atomic
def record_earlier_call_made_elsewhere(
    *,
    by: Actor,
    code: str,
    title: str,
    asked_on: datetime.date,
    deadline: datetime.date,
    source: str,
    guidance: str = "",
    answered_reported: int | None = None,
    asked_reported: int | None = None,
    questions: Sequence[str] = (),
    to_policing_bodies: bool = True,
    to_chief_constables: bool = False,
    not_addressed: Collection[str] = (),
    recommendation: str = "",
) -> Call:
    """Enter a call that was made elsewhere and is over. It went to the bodies of the day on which it was asked.

    Args:
        by: whoever enters it.
        code, title, guidance: of the call.
        asked_on, deadline: the days that the text gives.
        source: where the reported counts are found.
        answered_reported, asked_reported: what the text counts; None where it does not.
        questions: in words; each is answered with text. Practices need none.
        to_policing_bodies, to_chief_constables: the kinds of bodies that it went to.
        not_addressed: the codes of bodies of those kinds that the text says it did not go to.
        recommendation: the code of the one that it asked about, or empty.

    Raises:
        ActionNotPossibleError: there is a call of that code already, or the recommendation is not known.
    """
    require_permission(by, Permission.ASK_BODIES)
    if Call.objects.filter(code=code).exists():
        raise ActionNotPossibleError(msg("There is already a request named {code}.", code=code))
    day = make_london_time(asked_on, datetime.time(0))
    call = Call(
        code=code,
        title=title,
        guidance=guidance,
        asked_by_id=by.body_id,
        recommendation=get_national_recommendation_if_code_given(recommendation),
        asked_on=asked_on,
        deadline=get_deadline_moment(deadline),
        state="closed",
        published_at=day,
        closed_at=get_deadline_moment(deadline),
        to_policing_bodies=to_policing_bodies,
        to_chief_constables=to_chief_constables,
        complete_record=False,
        answered_reported=answered_reported,
        asked_reported=asked_reported,
        answered_source=source,
    )
    call.save_by(by)
    bodies = [body for body in list_bodies_call_goes_to(call) if body.code not in not_addressed]
    CallRecipient.objects.bulk_create(CallRecipient(call=call, body=body) for body in bodies)
    for number, words in enumerate(questions, 1):
        CallQuestion(call=call, number=number, kind="text", words=words, required=False).save_by(by)
    write_audit_record(who=by.who, verb="entered an earlier request", about=None, why=code)
    return call


@transaction.atomic
def record_return_of_body_to_earlier_call(
    *,
    by: Actor,
    call: str,
    body: str,
    entered_later: str,
    practices: Sequence[PracticeInput] = (),
    answers: Mapping[int, Any] | None = None,
    nothing_to_add: bool = False,
) -> Return:
    """Enter one body's return to an earlier call, submitted, with its practices.

    Args:
        by: whoever enters it.
        call, body: the codes of the call and of the body that was asked.
        entered_later: from which text.
        practices: what it tells, in its order.
        answers: by the number of the question.
        nothing_to_add: whether the body said so.

    Raises:
        ActionNotPossibleError: the body was not asked, its return is there already, or the call is answered here.
    """
    require_permission(by, Permission.ASK_BODIES)
    if not entered_later.strip():
        raise ActionNotPossibleError("Enter the text this return was taken from.")
    row = _create_return_to_earlier_call(call, body, entered_later, nothing_to_add, by)
    _save_earlier_call_answers(row, answers or {}, by)
    for told in practices:
        number_and_save_return_practice(row, told.build_unsaved_entry(), by)
    add_signed_submission_of_return(row)
    write_audit_record(
        who=by.who, verb="entered a return to an earlier request", about=None, why=f"{call}: {body}"
    )
    return row


def _create_return_to_earlier_call(
    call: str, body: str, entered_later: str, nothing_to_add: bool, by: Actor
) -> Return:
    asked = (
        CallRecipient.objects.select_for_update(of=("self",))
        .select_related("call", "body")
        .filter(call__code=call, body__code=body)
        .first()
    )
    if asked is None:
        raise ActionNotPossibleError(msg("{body} was not asked by {call}.", body=body, call=call))
    if asked.call.complete_record:
        raise ActionNotPossibleError("Each organisation writes and signs its own return.")
    if Return.objects.filter(asked=asked).exists():
        raise ActionNotPossibleError(msg("{body} already has a return for {call}.", body=body, call=call))
    row = Return(asked=asked, state="submitted", entered_later=entered_later, nothing_to_add=nothing_to_add)
    row.save_by(by)
    return row


def _save_earlier_call_answers(row: Return, answers: Mapping[int, Any], by: Actor) -> None:
    questions = {question.number: question for question in row.asked.call.questions.all()}
    for number, value in answers.items():
        if number not in questions:
            raise ActionNotPossibleError(msg("The request has no question {number}.", number=number))
        save_return_answer(row, questions[number], value, by)
