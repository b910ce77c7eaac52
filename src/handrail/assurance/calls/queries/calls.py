"""Calls in a list, and one call with its questions."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.calls.addressees import addressed
from handrail.assurance.calls.models import Call, Question
from handrail.assurance.calls.permissions import NoCallHere, answers_for, ours
from handrail.assurance.calls.standing import Standing, came_late, standing_of
from handrail.assurance.calls.whole import current
from handrail.assurance.recommendations.models import Recommendation
from handrail.reference.models import Body


@dataclass(frozen=True, slots=True)
class QuestionLine:
    number: int
    version: int
    kind: str
    words: str
    help: str
    options: tuple[str, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class CallHead:
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
    version: int
    changed_by: str
    changed_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class CallPage:
    """One call as its page shows it."""

    head: CallHead
    questions: tuple[QuestionLine, ...]
    named: tuple[tuple[str, str], ...]  # code, name
    would_ask: int  # bodies: of today while it is a draft, asked ones after


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call in the list of those who ask."""

    head: CallHead
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class OurLine:
    """A call in the list of a body that was asked."""

    head: CallHead
    body_code: str
    body_name: str
    predecessor: bool  # another body was asked, and ours took over from it
    standing: Standing
    late: bool
    state: str


def all_calls() -> tuple[CallLine, ...]:
    """Every call, the newest first. For those who ask."""
    done = Count("asked", filter=Q(asked__answer__state="submitted"))
    counted = _rows().annotate(asked_count=Count("asked"), answered_count=done)
    rows = counted.order_by("-asked_on", "-id")  # counting takes the model's own order away
    return tuple(CallLine(_head(row), row.asked_count, row.answered_count) for row in rows)


def our_calls(actor: Actor, now: datetime.datetime) -> tuple[OurLine, ...]:
    """What the actor's body was asked, and what its predecessors were, the newest first."""
    rows = (
        ours(actor)
        .select_related("call__asked_by", "call__changed_by", "call__recommendation", "body", "answer")
        .order_by("-call__asked_on", "-call__id")
    )
    found = []
    for row in rows:
        answer = getattr(row, "answer", None)
        standing = standing_of(
            state=answer.state if answer else "",
            nothing_to_add=bool(answer and answer.nothing_to_add),
            opened=row.opened_at is not None,
            complete_record=row.call.complete_record,
        )
        first = answer.first_submitted_at if answer else None
        found.append(
            OurLine(
                head=_head(row.call),
                body_code=row.body.code,
                body_name=row.body.name,
                predecessor=row.body_id != actor.body_id,
                standing=standing,
                late=came_late(standing, first, row.call.deadline, now),
                state=answer.state if answer else "",
            )
        )
    return tuple(found)


def call_page(code: str, actor: Actor) -> CallPage:
    """One call. A body sees it once it is out and only where it, or its predecessor, was asked."""
    call = _rows().filter(code=code).first()
    if call is None or not _open_to(call, actor):
        raise NoCallHere
    named = tuple(call.named.order_by("name").values_list("code", "name"))
    return CallPage(
        head=_head(call),
        questions=tuple(_question(row) for row in current(call.questions.all())),
        named=named,
        would_ask=_would_ask(call, [code for code, _ in named]),
    )


def wordings(code: str, number: int) -> tuple[QuestionLine, ...]:
    """Every wording of a question, the newest first."""
    rows = Question.objects.filter(call__code=code, number=number).order_by("-version")
    return tuple(_question(row) for row in rows)


def nameable(on: datetime.date) -> tuple[tuple[str, str], ...]:
    """Bodies that can be named as addressees: code and name. Forces and local policing bodies of that day first."""
    alive = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    kinds = ("local_policing_body", "police", "police_unit", "government")
    return tuple(
        Body.objects.filter(alive, begun, kind__in=kinds, parent__isnull=True).values_list("code", "name")
    )


def _would_ask(call: Call, named: list[str]) -> int:
    if call.state != "draft":
        return call.asked.count()
    whom = {
        "to_policing_bodies": call.to_policing_bodies,
        "to_chief_constables": call.to_chief_constables,
    }
    return len(addressed(call.asked_on, named=named, **whom))


def _open_to(call: Call, actor: Actor) -> bool:
    if actor.may(Permission.ASK_BODIES):
        return True
    return call.state != "draft" and call.asked.filter(body__in=answers_for(actor)).exists()


def _rows() -> QuerySet[Call]:
    return Call.objects.select_related("asked_by", "changed_by", "recommendation")


def _question(row: Question) -> QuestionLine:
    return QuestionLine(
        row.number, row.version, row.kind, row.words, row.help, tuple(row.options), row.required
    )


_DERIVED = ("asked_by", "changed_by", "recommendation", "recommendation_title")


def _head(row: Call) -> CallHead:
    plain = {name: getattr(row, name) for name in CallHead.__slots__ if name not in _DERIVED}
    about = row.recommendation
    return CallHead(
        asked_by=row.asked_by.name,
        changed_by=row.changed_by.name if row.changed_by else "",
        recommendation=about.code if about else "",
        recommendation_title=about.title if about else "",
        **plain,
    )


head_of = _head
question_line = _question


def recommendation_choices(*, kept: str = "") -> tuple[tuple[str, str], ...]:
    """National recommendations that a call may ask about, and the one that it asks about already, newest first."""
    rows = Recommendation.objects.filter(Q(state="open") | Q(code=kept), national=True)
    rows = rows.order_by("-published_on", "code")
    return tuple(rows.values_list("code", "title"))
