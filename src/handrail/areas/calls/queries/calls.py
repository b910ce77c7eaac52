"""Calls in a list, and one call with its questions."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from handrail.areas.calls.current_questions_and_answers import list_current_questions
from handrail.areas.calls.models import Call, CallQuestion, CallRecipient
from handrail.areas.calls.permissions import (
    CallNotVisible,
    get_represented_body_ids,
    select_call_recipients_represented_by_actor,
)
from handrail.areas.calls.queries.recipients import list_bodies_call_goes_to
from handrail.areas.calls.response_status import ResponseStatus, get_response_status, is_response_late
from handrail.areas.recommendations.models import Recommendation
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission

DERIVED_FIELDS = ("asked_by", "recommendation", "recommendation_title")


@dataclass(frozen=True, slots=True)
class CallSummary:
    """A call without its answers."""

    id: int
    code: str
    title: str
    guidance: str
    asked_by: str
    recommendation: str  # its code, or empty
    recommendation_title: str
    asked_on: datetime.date
    deadline: datetime.datetime
    state: str
    complete_record: bool
    asked_reported: int | None
    answered_reported: int | None
    answered_source: str
    to_policing_bodies: bool
    to_chief_constables: bool


@dataclass(frozen=True, slots=True)
class CallDetail:
    """One call as its page shows it."""

    head: CallSummary
    row: Call
    questions: tuple[CallQuestion, ...]
    named: tuple[tuple[str, str], ...]  # code, name
    recipient_count: int  # bodies: of today while it is a draft, asked ones after


@dataclass(frozen=True, slots=True)
class AskedCallWithAnswerCountsRow:
    """A call in the list of those who ask."""

    head: CallSummary
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class ReceivedCallRow:
    """A call in the list of a body that was asked."""

    head: CallSummary
    body_code: str
    body_name: str
    predecessor: bool  # another body was asked, and ours took over from it
    status: ResponseStatus
    late: bool
    state: str


def list_all_calls_with_answer_counts() -> tuple[AskedCallWithAnswerCountsRow, ...]:
    """Every call, the newest first. For those who ask.

    Returns:
        One row for each call.
    """
    return make_call_rows_with_answer_counts(select_all_calls_with_answer_counts())


def select_all_calls_with_answer_counts() -> QuerySet[Any, Any]:
    """Every call, the newest first, with `asked_count` and `answered_count`."""
    done = Count("asked", filter=Q(asked__answer__state="submitted"))
    counted = _select_calls_with_related().annotate(asked_count=Count("asked"), answered_count=done)
    return counted.order_by("-asked_on", "-id")  # an aggregate drops the model's own order


def make_call_rows_with_answer_counts(rows: Iterable[Any]) -> tuple[AskedCallWithAnswerCountsRow, ...]:
    """One row for each call of `select_all_calls_with_answer_counts`.

    Args:
        rows: as that query gives them.

    Returns:
        The calls in the same order, each with how many were asked and how many have answered.
    """
    return tuple(
        AskedCallWithAnswerCountsRow(make_call_summary(row), row.asked_count, row.answered_count)
        for row in rows
    )


def list_calls_received_by_bodies_of_actor(
    actor: Actor, now: datetime.datetime, bodies: frozenset[int] | None = None
) -> tuple[ReceivedCallRow, ...]:
    """What the actor's body was asked, and what its predecessors were, the newest first.

    Args:
        actor: the reader.
        now: decides what is late.
        bodies: those that the actor represents, where they are known already.

    Returns:
        One row for each body and call.
    """
    return make_received_call_rows(select_calls_received_by_bodies_of_actor(actor, bodies), actor, now)


def select_calls_received_by_bodies_of_actor(
    actor: Actor, bodies: frozenset[int] | None = None
) -> QuerySet[CallRecipient]:
    """What the actor's body was asked, and what its predecessors were, the newest first.

    Args:
        actor: the reader.
        bodies: those that the actor represents, where they are known already.
    """
    rows = select_call_recipients_represented_by_actor(actor, bodies)
    related = ("call__asked_by", "call__changed_by", "call__recommendation", "body", "answer")
    return rows.select_related(*related).order_by("-call__asked_on", "-call__id")


def make_received_call_rows(
    rows: Iterable[CallRecipient], actor: Actor, now: datetime.datetime
) -> tuple[ReceivedCallRow, ...]:
    """One row for each body and call.

    Args:
        rows: of `select_calls_received_by_bodies_of_actor`.
        actor: the reader.
        now: decides what is late.

    Returns:
        The calls in the same order, each with how far the body's answer is.
    """
    found = []
    for row in rows:
        answer = getattr(row, "answer", None)
        status = get_response_status(
            state=answer.state if answer else "",
            nothing_to_add=bool(answer and answer.nothing_to_add),
            opened=row.opened_at is not None,
            complete_record=row.call.complete_record,
        )
        first = answer.first_submitted_at if answer else None
        found.append(
            ReceivedCallRow(
                head=make_call_summary(row.call),
                body_code=row.body.code,
                body_name=row.body.name,
                predecessor=row.body_id != actor.body_id,
                status=status,
                late=is_response_late(status, first, row.call.deadline, now),
                state=answer.state if answer else "",
            )
        )
    return tuple(found)


def get_call_detail(code: str, actor: Actor) -> CallDetail:
    """One call. A body sees it once it is out and only where it, or its predecessor, was asked."""
    call = _select_calls_with_related().filter(code=code).first()
    if call is None or not _is_call_visible_to(call, actor):
        raise CallNotVisible
    named = tuple(call.named.order_by("name").values_list("code", "name"))
    return CallDetail(
        head=make_call_summary(call),
        row=call,
        questions=tuple(list_current_questions(call.questions.select_related("changed_by"))),
        named=named,
        recipient_count=_count_call_recipients(call, [code for code, _ in named]),
    )


def list_national_recommendation_choices(*, kept: str = "") -> tuple[tuple[str, str], ...]:
    """National recommendations that a call may ask about, and the one that it asks about already, newest first.

    Returns:
        Pairs of code and title.
    """
    rows = Recommendation.objects.filter(Q(state="open") | Q(code=kept), national=True)
    rows = rows.order_by("-published_on", "code")
    return tuple(rows.values_list("code", "title"))


def make_call_summary(row: Call) -> CallSummary:
    """A call without its answers; needs its body and its recommendation."""
    plain = {name: getattr(row, name) for name in CallSummary.__slots__ if name not in DERIVED_FIELDS}
    about = row.recommendation
    return CallSummary(
        asked_by=row.asked_by.name,
        recommendation=about.code if about else "",
        recommendation_title=about.title if about else "",
        **plain,
    )


def _count_call_recipients(call: Call, named: list[str]) -> int:
    if call.state != "draft":
        return call.asked.count()
    return len(list_bodies_call_goes_to(call, named))


def _is_call_visible_to(call: Call, actor: Actor) -> bool:
    if actor.may(Permission.ASK_BODIES):
        return True
    return call.state != "draft" and call.asked.filter(body__in=get_represented_body_ids(actor)).exists()


def _select_calls_with_related() -> QuerySet[Call]:
    return Call.objects.select_related("asked_by", "changed_by", "recommendation")
