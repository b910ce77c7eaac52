"""One return, as those who write, sign or collate it read it."""

import datetime
from dataclasses import dataclass
from typing import Any, Final

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.calls.models import Asked, Comment, Entry, Question, Return, ReturnEdition
from handrail.assurance.calls.permissions import NoCallHere, answers_for, may_see
from handrail.assurance.calls.queries.calls import CallHead, QuestionLine, head_of, question_line
from handrail.assurance.calls.standing import Standing, came_late, standing_of
from handrail.assurance.calls.states import PHASES, WRITABLE, ReturnState
from handrail.assurance.calls.whole import current


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One question, and what the return says to it."""

    question: QuestionLine
    value: Any  # None where it is not answered in this wording
    version: int
    changed_by: str
    changed_at: datetime.datetime | None
    earlier: Any  # what was answered to the wording before this one, where that is all there is
    earlier_words: str


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """A practice of a return."""

    key: str
    number: int
    area_code: str
    area: str
    title: str
    words: str
    kind: str
    phases: tuple[str, ...]
    state: str
    since: str
    evidence: str
    evaluated: str
    safe_venue: bool
    section_hint: str
    source_paragraph: str
    version: int
    changed_by: str
    changed_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class CommentLine:
    words: str
    by: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class EditionLine:
    number: int
    sha256: str
    submitted_at: datetime.datetime | None
    signed_by: str


@dataclass(frozen=True, slots=True)
class ReturnPage:
    """A return, whole."""

    head: CallHead
    body_code: str
    body_name: str
    area_code: str
    standing: Standing
    late: bool
    state: str  # of the return; empty where it is not begun
    version: int
    nothing_to_add: bool
    nothing_words: str
    answers: tuple[AnswerLine, ...]
    practices: tuple[PracticeLine, ...]
    comments: tuple[CommentLine, ...]
    editions: tuple[EditionLine, ...]
    drafted_by: str
    drafted_at: datetime.datetime | None
    signed_by: str
    submitted_at: datetime.datetime | None
    withdrawn_at: datetime.datetime | None
    withdrawn_why: str
    entered_later: str
    unread: bool  # as it stands it was not submitted: its words are open to its own body alone
    missing: tuple[int, ...]  # numbers of required questions without an answer
    own: bool  # the actor's body answers here, for itself or for the body it took over from
    predecessor: bool
    may_write: bool
    may_sign: bool
    wrote: bool  # the actor wrote in it, so somebody else signs


def return_page(call: str, body: str, actor: Actor, now: datetime.datetime) -> ReturnPage:
    """The return of one body to one call. Raises NoCallHere where the actor may not read it."""
    asked = _asked(call, body)
    if not may_see(actor, asked):
        raise NoCallHere
    row = _return(asked)
    questions = current(asked.call.questions.all())
    standing = _standing(asked, row)
    own = asked.body_id in answers_for(actor)
    state = row.state if row else ""
    unread = not own and state not in ("", ReturnState.SUBMITTED)
    told = None if unread else row
    is_open = asked.call.state == "open"
    return ReturnPage(
        head=head_of(asked.call),
        body_code=asked.body.code,
        body_name=asked.body.name,
        area_code=asked.body.area_id or "",
        standing=standing,
        late=came_late(standing, row.first_submitted_at if row else None, asked.call.deadline, now),
        own=own,
        predecessor=own and asked.body_id != actor.body_id,
        may_write=own and is_open and actor.may(Permission.WRITE_RETURN) and state in ("", *WRITABLE),
        may_sign=own and is_open and actor.may(Permission.SIGN_RETURN) and state == "to_sign",
        wrote=row is not None and _wrote(row, actor),
        unread=unread,
        answers=_answers(asked, told, questions),
        missing=_missing(told, questions),
        **_rest(row) | (_kept_back(actor, row) if row and not own else {}) | (_UNREAD if unread else {}),
    )


def edition(call: str, body: str, number: int, actor: Actor) -> tuple[EditionLine, dict[str, Any]]:
    """One submission as it stood."""
    asked = _asked(call, body)
    row = ReturnEdition.objects.filter(of__asked=asked, number=number).select_related("signed_by").first()
    if row is None or not may_see(actor, asked):
        raise NoCallHere
    return _edition(row), row.content


def practice_line(call: str, body: str, number: int, actor: Actor) -> PracticeLine:
    """One practice of a return."""
    asked = _asked(call, body)
    row = Entry.objects.filter(of__asked=asked, number=number).select_related("area", "changed_by").first()
    if row is None or asked.body_id not in answers_for(actor):
        raise NoCallHere
    return _practice(row)


def _asked(call: str, body: str) -> Asked:
    asked = (
        Asked.objects.select_related("call__asked_by", "call__changed_by", "call__recommendation", "body")
        .exclude(call__state="draft")
        .filter(call__code=call, body__code=body)
        .first()
    )
    if asked is None:
        raise NoCallHere
    return asked


def _return(asked: Asked) -> Return | None:
    return (
        Return.objects.select_related("drafted_by", "signed_by")
        .prefetch_related(
            "answers__question",
            "answers__changed_by",
            "entries__area",
            "entries__changed_by",
            "comments__by",
            "editions__signed_by",
        )
        .filter(asked=asked)
        .first()
    )


def _standing(asked: Asked, row: Return | None) -> Standing:
    return standing_of(
        state=row.state if row else "",
        nothing_to_add=bool(row and row.nothing_to_add),
        opened=asked.opened_at is not None,
        complete_record=asked.call.complete_record,
    )


def _answers(asked: Asked, row: Return | None, questions: list[Question]) -> tuple[AnswerLine, ...]:
    given = {answer.question_id: answer for answer in row.answers.all()} if row else {}
    earlier = sorted(given.values(), key=lambda answer: answer.question.version) if row else []
    found = []
    for question in questions:
        answer = given.get(question.pk)
        before = [one for one in earlier if one.question.number == question.number and one is not answer]
        shown = before[-1] if before and answer is None else None
        found.append(
            AnswerLine(
                question=question_line(question),
                value=answer.value if answer else None,
                version=answer.version if answer else 0,
                changed_by=_name(answer.changed_by) if answer else "",
                changed_at=answer.changed_at if answer else None,
                earlier=shown.value if shown else None,
                earlier_words=shown.question.words if shown else "",
            )
        )
    return tuple(found)


def _missing(row: Return | None, questions: list[Question]) -> tuple[int, ...]:
    if row is not None and row.nothing_to_add:
        return ()
    given = (
        {one.question_id for one in row.answers.all() if one.value not in ("", None, [])} if row else set()
    )
    practices = bool(row and row.entries.all())
    return tuple(
        question.number
        for question in questions
        if question.required and not (practices if question.kind == "practices" else question.pk in given)
    )


def _rest(row: Return | None) -> dict[str, Any]:
    if row is None:
        nothing = dict.fromkeys(
            ("nothing_words", "drafted_by", "signed_by", "withdrawn_why", "entered_later"), ""
        )
        never = dict.fromkeys(("drafted_at", "submitted_at", "withdrawn_at"))
        empty: dict[str, Any] = dict.fromkeys(("practices", "comments", "editions"), ())
        return {**nothing, **never, **empty, "state": "", "version": 0, "nothing_to_add": False}
    return {
        **{name: getattr(row, name) for name in _PLAIN},
        "practices": tuple(_practice(entry) for entry in row.entries.all()),
        "comments": tuple(_comment(comment) for comment in row.comments.all()),
        "editions": tuple(_edition(each) for each in row.editions.all()),
        "drafted_by": _name(row.drafted_by),
        "signed_by": _name(row.signed_by),
    }


_PLAIN = (
    *("state", "version", "nothing_to_add", "nothing_words", "drafted_at", "submitted_at"),
    *("withdrawn_at", "withdrawn_why", "entered_later"),
)


_UNREAD: Final = {"practices": (), "nothing_to_add": False, "nothing_words": ""}


def _kept_back(actor: Actor, row: Return) -> dict[str, Any]:
    """Whoever asked reads their own comments, not what a signatory wrote to the body's staff."""
    return {"comments": tuple(_comment(one) for one in row.comments.all() if one.by.body_id == actor.body_id)}


def _wrote(row: Return, actor: Actor) -> bool:
    answers = {answer.changed_by_id for answer in row.answers.all()}
    entries = {entry.changed_by_id for entry in row.entries.all()}
    return actor.user_id in answers | entries | {row.drafted_by_id}


def _practice(row: Entry) -> PracticeLine:
    derived = ("area", "area_code", "phases", "changed_by")
    return PracticeLine(
        area=row.area.name if row.area else "",
        area_code=row.area_id or "",
        phases=tuple(phase for phase in PHASES if getattr(row, phase)),
        changed_by=_name(row.changed_by),
        **{name: getattr(row, name) for name in PracticeLine.__slots__ if name not in derived},
    )


def _comment(row: Comment) -> CommentLine:
    return CommentLine(row.words, row.by.name, row.at)


def _edition(row: ReturnEdition) -> EditionLine:
    return EditionLine(row.number, row.sha256, row.submitted_at, _name(row.signed_by))


def _name(user: Any) -> str:
    return user.name if user else ""
