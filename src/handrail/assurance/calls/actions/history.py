"""A call of earlier years, and the returns that are known from a published text.

Nobody signed here and no dates are known but those that the text tells: each return says who entered it, from what.
A body without a return is "not known" in such a call, never "did not answer".
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.assurance.calls.actions.calls import recommendation_of
from handrail.assurance.calls.actions.freezing import freeze
from handrail.assurance.calls.actions.putting import put
from handrail.assurance.calls.addressees import addressed
from handrail.assurance.calls.deadline import moment
from handrail.assurance.calls.models import Answer, Asked, Call, Question, Return
from handrail.assurance.calls.values import PracticeTold
from handrail.audit.actions import record
from handrail.kernel.dates import at
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say


@transaction.atomic
def enter_history_call(
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
    require(by, Permission.ASK_BODIES)
    if Call.objects.filter(code=code).exists():
        raise NotNow(say("There is a call named {code} already.", code=code))
    day = at(asked_on, datetime.time(0))
    call = Call.objects.create(
        code=code,
        title=title,
        guidance=guidance,
        asked_by_id=by.body_id,
        recommendation=recommendation_of(recommendation),
        asked_on=asked_on,
        deadline=moment(deadline),
        state="closed",
        published_at=day,
        closed_at=moment(deadline),
        to_policing_bodies=to_policing_bodies,
        to_chief_constables=to_chief_constables,
        complete_record=False,
        answered_reported=answered_reported,
        asked_reported=asked_reported,
        answered_source=source,
        changed_by_id=by.user_id,
        changed_at=timezone.now(),
    )
    bodies = addressed(
        asked_on, to_policing_bodies=to_policing_bodies, to_chief_constables=to_chief_constables
    )
    Asked.objects.bulk_create(Asked(call=call, body=body) for body in bodies)
    Question.objects.bulk_create(
        Question(call=call, number=number, kind="text", words=words, required=False)
        for number, words in enumerate(questions, 1)
    )
    record(who=by.who, verb="entered an earlier call", about=None, why=code)
    return call


@transaction.atomic
def enter_return(
    *,
    by: Actor,
    call: str,
    body: str,
    entered_later: str,
    practices: Sequence[PracticeTold] = (),
    answers: Mapping[int, Any] | None = None,
    nothing_to_add: bool = False,
) -> Return:
    """Enter one body's return to an earlier call, submitted, with its practices. `call` and `body` are codes."""
    require(by, Permission.ASK_BODIES)
    if not entered_later.strip():
        raise NotNow("Say from which text the return was entered.")
    row = _new(call, body, entered_later, nothing_to_add)
    _answer(row, answers or {}, by)
    for told in practices:
        put(row, told, by)
    freeze(row)
    record(who=by.who, verb="entered a return to an earlier call", about=None, why=f"{call}: {body}")
    return row


def _new(call: str, body: str, entered_later: str, nothing_to_add: bool) -> Return:
    asked = (
        Asked.objects.select_for_update(of=("self",))
        .select_related("call", "body")
        .filter(call__code=call, body__code=body)
        .first()
    )
    if asked is None:
        raise NotNow(say("{body} was not asked by {call}.", body=body, call=call))
    if asked.call.complete_record:
        raise NotNow("Returns to this call are written and signed by the bodies themselves.")
    if Return.objects.filter(asked=asked).exists():
        raise NotNow(say("The return of {body} to {call} is there already.", body=body, call=call))
    return Return.objects.create(
        asked=asked, state="submitted", entered_later=entered_later, nothing_to_add=nothing_to_add
    )


def _answer(row: Return, answers: Mapping[int, Any], by: Actor) -> None:
    questions = {question.number: question for question in row.asked.call.questions.all()}
    for number, value in answers.items():
        if number not in questions:
            raise NotNow(say("The call has no question {number}.", number=number))
        Answer.objects.create(
            to=row,
            question=questions[number],
            value=value,
            changed_by_id=by.user_id,
            changed_at=timezone.now(),
        )
