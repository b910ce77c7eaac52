"""Turns that a case took and that are no event of the pathway: closed, opened again, handed over, or not."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from handrail.access.sight import Sight
from handrail.caseload.models import HandOver
from handrail.caseload.queries.closed import ClosingLine, closings_of
from handrail.caseload.states import HandOverState
from handrail.kernel.saying import say
from handrail.prepared import Asked, given, statement


@dataclass(frozen=True, slots=True)
class Turn:
    """One of them, as a line of what happened."""

    at: datetime.datetime
    title: str
    by: str
    text: str = ""


def turns_of(sight: Sight) -> tuple[Turn, ...]:
    """All of them, newest first, for those who work on the case. Two statements; one more where it was closed."""
    if not sight.inside:
        return ()
    turns = [turn for line in closings_of(sight) for turn in _closing(line)]
    return tuple(sorted((*turns, *_hand_overs(sight)), key=lambda turn: turn.at, reverse=True))


def _closing(line: ClosingLine) -> Iterator[Turn]:
    """Why stands there for those who may see support notes."""
    yield Turn(line.closed_at, "The case was closed", line.closed_by, line.because)
    if line.reopened_at:
        yield Turn(line.reopened_at, "The case was opened again", line.reopened_by)


@statement
def _answered() -> Asked:
    answered = [HandOverState.ACCEPTED, HandOverState.DECLINED]
    related = ("from_user", "from_body", "to_user", "to_body", "answered_by__body")
    return HandOver.objects.filter(case=given("case"), state__in=answered).select_related(*related)


def _hand_overs(sight: Sight) -> Iterator[Turn]:
    for row in _answered().models(case=sight.file_id):
        whom = row.to_user.name if row.to_user else row.to_body.name
        taken = row.state == HandOverState.ACCEPTED
        if row.answered_at and row.answered_by:
            yield Turn(
                row.answered_at,
                say("Handed over to {whom}", whom=whom)
                if taken
                else say("{whom} did not take the case over", whom=whom),
                say("{who}, {body}", who=row.answered_by.name, body=row.answered_by.body.name),
                say("Asked by {who}, {body}.", who=row.from_user.name, body=row.from_body.name),
            )
