"""A call of earlier years, and the returns that are known from a published text.

Nobody signed here and no dates are known but those that the text tells: each return says who entered it, from what.
A body without a return is "not known" in such a call, never "did not answer".
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from handrail.areas.calls.actions.calls import find_recommendation
from handrail.areas.calls.actions.practice_entries import add_practice_entry
from handrail.areas.calls.actions.submissions import save_submission
from handrail.areas.calls.addressees import list_addressees
from handrail.areas.calls.deadlines import get_deadline_moment
from handrail.areas.calls.inputs import PracticeInput
from handrail.areas.calls.models import Call, CallQuestion, CallRecipient, Return, ReturnAnswer
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record
from handrail.platform.kernel.dates import make_london_time
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg


@transaction.atomic
def record_earlier_call(
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
    recommendation: str = "",
) -> Call:
    """Enter a call that was made elsewhere and is over. It went to the bodies of the day on which it was asked.

    `source` says where the reported counts stand. `questions` are free-text; practices need none.
    """
    require_permission(by, Permission.ASK_BODIES)
    if Call.objects.filter(code=code).exists():
        raise ActionNotAllowed(msg("There is a call named {code} already.", code=code))
    day = make_london_time(asked_on, datetime.time(0))
    call = Call.objects.create(
        code=code,
        title=title,
        guidance=guidance,
        asked_by_id=by.body_id,
        recommendation=find_recommendation(recommendation),
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
        changed_by_id=by.user_id,
        changed_at=timezone.now(),
    )
    bodies = list_addressees(
        asked_on, to_policing_bodies=to_policing_bodies, to_chief_constables=to_chief_constables
    )
    CallRecipient.objects.bulk_create(CallRecipient(call=call, body=body) for body in bodies)
    CallQuestion.objects.bulk_create(
        CallQuestion(call=call, number=number, kind="text", words=words, required=False)
        for number, words in enumerate(questions, 1)
    )
    record(who=by.who, verb="entered an earlier call", about=None, why=code)
    return call


@transaction.atomic
def record_earlier_return(
    *,
    by: Actor,
    call: str,
    body: str,
    entered_later: str,
    practices: Sequence[PracticeInput] = (),
    answers: Mapping[int, Any] | None = None,
    nothing_to_add: bool = False,
) -> Return:
    """Enter one body's return to an earlier call, submitted, with its practices. `call` and `body` are codes."""
    require_permission(by, Permission.ASK_BODIES)
    if not entered_later.strip():
        raise ActionNotAllowed("Say from which text the return was entered.")
    row = _make_return(call, body, entered_later, nothing_to_add)
    _save_answers(row, answers or {}, by)
    for told in practices:
        add_practice_entry(row, told, by)
    save_submission(row)
    record(who=by.who, verb="entered a return to an earlier call", about=None, why=f"{call}: {body}")
    return row


def _make_return(call: str, body: str, entered_later: str, nothing_to_add: bool) -> Return:
    asked = (
        CallRecipient.objects.select_for_update(of=("self",))
        .select_related("call", "body")
        .filter(call__code=call, body__code=body)
        .first()
    )
    if asked is None:
        raise ActionNotAllowed(msg("{body} was not asked by {call}.", body=body, call=call))
    if asked.call.complete_record:
        raise ActionNotAllowed("Returns to this call are written and signed by the bodies themselves.")
    if Return.objects.filter(asked=asked).exists():
        raise ActionNotAllowed(msg("The return of {body} to {call} is there already.", body=body, call=call))
    return Return.objects.create(
        asked=asked, state="submitted", entered_later=entered_later, nothing_to_add=nothing_to_add
    )


def _save_answers(row: Return, answers: Mapping[int, Any], by: Actor) -> None:
    questions = {question.number: question for question in row.asked.call.questions.all()}
    for number, value in answers.items():
        if number not in questions:
            raise ActionNotAllowed(msg("The call has no question {number}.", number=number))
        ReturnAnswer.objects.create(
            to=row,
            question=questions[number],
            value=value,
            changed_by_id=by.user_id,
            changed_at=timezone.now(),
        )
