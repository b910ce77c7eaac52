"""What is asked of us and what we ask: one asking as a line, and as a page with every answer and decision."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.access.today import today
from handrail.assurance.recommendations.models import Asking, Decision, Update
from handrail.assurance.recommendations.permissions import NotHere, between, mine
from handrail.assurance.recommendations.rules import missed
from handrail.followups.heirs import heirs
from handrail.followups.working_days import standing


@dataclass(frozen=True, slots=True)
class UpdateLine:
    """One answer as it was given. `late`: days after the day it answers."""

    number: int
    body: str
    who: str
    support: str
    support_why: str
    words: str
    evidence: str
    due_on: datetime.date | None
    at: datetime.datetime
    late: int


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """Closed or opened again, with the reason."""

    kind: str
    reason: str
    body: str
    who: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class AskingLine:
    """One asking in a list. `owner_now` names who answers today where the owner governs no more."""

    id: int
    code: str
    title: str
    asker: str
    owner: str
    owner_now: str
    every: int
    unit: str
    next_due: datetime.date | None
    standing: str
    late_days: int
    missed: int
    state: str
    answers: int
    last_at: datetime.datetime | None
    last_support: str
    version: int


@dataclass(frozen=True, slots=True)
class AskingPage:
    """One asking with everything that was said. The flags say what the reader's body may do."""

    line: AskingLine
    asks_for: str
    first_due: datetime.date
    updates: tuple[UpdateLine, ...]
    decisions: tuple[DecisionLine, ...]
    may_answer: bool
    may_decide: bool


def asking_list(actor: Actor, whose: str, *, state: str = "", due: str = "") -> tuple[AskingLine, ...]:
    """`of_us`: what the actor's body is asked; `by_us`: what it asks. Late ones first."""
    require(actor, Permission.VIEW_RECOMMENDATIONS)
    bodies = mine(actor)
    rows = (
        Asking.objects.filter(owner__in=bodies)
        if whose == "of_us"
        else Asking.objects.filter(asker__in=bodies)
    )
    if state in ("open", "closed"):
        rows = rows.filter(state=state)
    if due == "overdue":
        rows = rows.filter(next_due__lt=today())
    return asking_lines(rows.order_by("state", "next_due", "id"))


def asking_page(actor: Actor, code: str, asking: int) -> AskingPage:
    """One asking. Raises NotHere where the actor's body neither asks nor answers it."""
    require(actor, Permission.VIEW_RECOMMENDATIONS)
    bodies = mine(actor)
    rows = Asking.objects.filter(between(bodies), pk=asking, recommendation__code=code)
    line = next(iter(asking_lines(rows)), None)
    row = rows.first()
    if line is None or row is None:
        raise NotHere
    return AskingPage(
        line=line,
        asks_for=row.asks_for,
        first_due=row.first_due,
        updates=tuple(_update(each) for each in row.updates.select_related("body", "by").order_by("-number")),
        decisions=decision_lines(row.decisions.all()),
        may_answer=actor.may(Permission.ANSWER_RECOMMENDATIONS) and row.owner_id in bodies,
        may_decide=actor.may(Permission.CLOSE_RECOMMENDATIONS) and row.asker_id in bodies,
    )


def asking_lines(rows: QuerySet[Asking]) -> tuple[AskingLine, ...]:
    """Rows as lines: the same few queries however many there are."""
    found = list(rows.select_related("recommendation", "asker", "owner"))
    last = _last(row.pk for row in found)
    now = heirs({row.owner_id for row in found}, today())
    return tuple(_line(row, last.get(row.pk), now.get(row.owner_id, "")) for row in found)


def decision_lines(rows: QuerySet[Decision]) -> tuple[DecisionLine, ...]:
    """Decisions, newest first."""
    return tuple(
        DecisionLine(row.kind, row.reason, row.body.name, row.by.name if row.by else "", row.at)
        for row in rows.select_related("body", "by").order_by("-at", "-id")
    )


def _last(ids: Iterable[int]) -> dict[int, Update]:
    rows = Update.objects.filter(Q(asking__in=list(ids))).order_by("number")
    return {row.asking_id: row for row in rows}


def _line(row: Asking, last: Update | None, owner_now: str) -> AskingLine:
    day = today()
    due = row.next_due
    return AskingLine(
        id=row.pk,
        code=row.recommendation.code,
        title=row.recommendation.title,
        asker=row.asker.name,
        owner=row.owner.name,
        owner_now=owner_now,
        every=row.every,
        unit=row.unit,
        next_due=due,
        standing="closed" if row.state == "closed" else standing(due, day),
        late_days=max(0, (day - due).days) if due else 0,
        missed=missed(row.first_due, row.every, row.unit, since=due, today=day) if due else 0,
        state=row.state,
        answers=last.number if last else 0,
        last_at=last.at if last else None,
        last_support=last.support if last else "",
        version=row.version,
    )


def _update(row: Update) -> UpdateLine:
    said_on = timezone.localdate(row.at)
    return UpdateLine(
        number=row.number,
        body=row.body.name,
        who=row.by.name if row.by else "",
        support=row.support,
        support_why=row.support_why,
        words=row.words,
        evidence=row.evidence,
        due_on=row.due_on,
        at=row.at,
        late=max(0, (said_on - row.due_on).days) if row.due_on else 0,
    )
