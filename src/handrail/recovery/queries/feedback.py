"""What people said of us: on one case, and for those who answer, across the cases of their organisation."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.models import User
from handrail.access.roles import CARDS, Permission
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.casework.case.queries.reached import reached
from handrail.casework.case.sealing import boxes, read
from handrail.prepared import Asked, given, statement
from handrail.recovery.models import Feedback
from handrail.recovery.permissions import heard, heard_by, may_hear
from handrail.recovery.states import FeedbackKind, Wish
from handrail.vault.box import Box

PAGE = 50
STATES = ("overdue", "open", "answered", "all")


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """One thing that somebody said of us. `state`: overdue, open, answered, or none where they want no answer."""

    feedback_id: UUID
    case_id: UUID
    reference: str
    kind: str
    kind_words: str
    words: str
    said_on: datetime.date
    about: str
    wish: str
    answer_by: datetime.date | None
    state: str
    recorded_by: str
    answer: str
    answered_on: datetime.date | None
    answered_by: str


@dataclass(frozen=True, slots=True)
class Heard:
    """Which of them somebody wants to see."""

    state: str = "all"
    kind: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class HeardPage:
    """One page, with how many are overdue in all."""

    lines: tuple[FeedbackLine, ...]
    overdue: int
    more: bool


def said_on_case(sight: Sight) -> tuple[FeedbackLine, ...]:
    """What this person said of us, newest first, as far as the reader may hear it."""
    may_hear(sight)
    rows = _rows(sight.actor).filter(case=sight.file_id).order_by("-id")
    box = boxes([sight.file_id]).get(sight.file_id)
    return tuple(_line(row, box) for row in rows)


def one_of_case(sight: Sight, feedback_id: UUID) -> FeedbackLine | None:
    """One of them; nothing alike where it is not there and where the reader may not hear it."""
    may_hear(sight)
    row = _rows(sight.actor).filter(case=sight.file_id, pk=feedback_id).first()
    return _line(row, boxes([sight.file_id]).get(sight.file_id)) if row else None


def counts_on_case(sight: Sight) -> tuple[int, int]:
    """How many the reader may hear, and how many of them are overdue."""
    may = sight.actor.may(Permission.ANSWER_FEEDBACK)
    rows = _on_case(may).rows(case=sight.file_id, user=sight.actor.user_id)
    late = [by for by, answered in rows if answered is None and by is not None and by < today()]
    return len(rows), len(late)


@statement
def _on_case(answers: bool) -> Asked:
    rows = Feedback.objects.filter(heard(given("user"), answers=answers), case=given("case"))
    return rows.values_list("answer_by", "answered_on")


def said_of_body(actor: Actor, heard: Heard) -> HeardPage:
    """What people said of the actor’s organisation, what is overdue first. The words stay on the page of each."""
    policy.require(actor, Permission.ANSWER_FEEDBACK)
    rows = _rows(actor).filter(reached(actor, Kind.SUPPORT, owner=actor.body_id))
    overdue = rows.filter(_overdue()).count()
    if heard.kind in FeedbackKind.values:
        rows = rows.filter(kind=heard.kind)
    start = (max(heard.page, 1) - 1) * PAGE
    waiting_first = F("answered_on").desc(nulls_first=True)
    ordered = rows.filter(_in(heard.state)).order_by(waiting_first, F("answer_by").asc(nulls_last=True), "id")
    shown = list(ordered[start : start + PAGE + 1])
    return HeardPage(tuple(_line(row, None) for row in shown[:PAGE]), overdue, len(shown) > PAGE)


def somebody_answers(body_id: int, about_id: int | None) -> bool:
    """Whether the body has anybody who may answer what is about this worker."""
    roles = [role.value for role, card in CARDS.items() if Permission.ANSWER_FEEDBACK in card.permissions]
    return (
        User.objects.filter(body=body_id, is_active=True, role__in=roles).exclude(pk=about_id or 0).exists()
    )


def _rows(actor: Actor) -> QuerySet[Feedback]:
    related = ("case", "about", "recorded_by", "answered_by")
    return Feedback.objects.filter(heard_by(actor)).select_related(*related)


def _overdue() -> Q:
    return Q(answered_on__isnull=True, answer_by__lt=today())


def _in(state: str) -> Q:
    return {
        "overdue": _overdue(),
        "open": Q(answered_on__isnull=True, answer_by__isnull=False),
        "answered": Q(answered_on__isnull=False),
    }.get(state, Q())


def _line(row: Feedback, box: Box | None) -> FeedbackLine:
    return FeedbackLine(
        feedback_id=row.pk,
        case_id=row.case_id,
        reference=row.case.reference,
        kind=row.kind,
        kind_words=FeedbackKind(row.kind).label,
        words=read(box, row, "words"),
        said_on=row.said_on,
        about=row.about.name if row.about else "",
        wish=Wish(row.wish).label,
        answer_by=row.answer_by,
        state=_state(row),
        recorded_by=row.recorded_by.name,
        answer=read(box, row, "answer"),
        answered_on=row.answered_on,
        answered_by=row.answered_by.name if row.answered_by else "",
    )


def _state(row: Feedback) -> str:
    if row.answered_on:
        return "answered"
    if row.answer_by is None:
        return "none"
    return "overdue" if row.answer_by < today() else "open"
