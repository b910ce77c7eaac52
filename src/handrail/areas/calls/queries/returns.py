"""One return, as those who write, sign or collate it read it."""

import datetime
from dataclasses import dataclass
from typing import Any, Final

from handrail.areas.calls.completeness import list_current_questions
from handrail.areas.calls.models import (
    CallQuestion,
    CallRecipient,
    Return,
    ReturnComment,
    ReturnEdition,
    ReturnEntry,
)
from handrail.areas.calls.permissions import CallNotVisible, get_represented_body_ids, may_see_return
from handrail.areas.calls.queries.calls import (
    CallQuestionRow,
    CallSummary,
    make_call_summary,
    make_question_row,
)
from handrail.areas.calls.response_status import ResponseStatus, get_response_status, is_response_late
from handrail.areas.calls.states import PHASES, WRITABLE, ReturnState
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission


@dataclass(frozen=True, slots=True)
class ReturnAnswerRow:
    """One question, and what the return says to it."""

    question: CallQuestionRow
    value: Any  # None where it is not answered in this wording
    version: int
    changed_by: str
    changed_at: datetime.datetime | None
    earlier: Any  # what was answered to the wording before this one, where that is all there is
    earlier_words: str


@dataclass(frozen=True, slots=True)
class ReturnPracticeRow:
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
class ReturnCommentRow:
    words: str
    by: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class ReturnEditionRow:
    number: int
    sha256: str
    submitted_at: datetime.datetime | None
    signed_by: str


@dataclass(frozen=True, slots=True)
class ReturnDetail:
    """A return, whole."""

    head: CallSummary
    body_code: str
    body_name: str
    area_code: str
    standing: ResponseStatus
    late: bool
    state: str  # of the return; empty where it is not begun
    version: int
    nothing_to_add: bool
    nothing_words: str
    answers: tuple[ReturnAnswerRow, ...]
    practices: tuple[ReturnPracticeRow, ...]
    comments: tuple[ReturnCommentRow, ...]
    editions: tuple[ReturnEditionRow, ...]
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


def get_return(call: str, body: str, actor: Actor, now: datetime.datetime) -> ReturnDetail:
    """The return of one body to one call. Raises NoCallHere where the actor may not read it."""
    asked = _get_recipient(call, body)
    if not may_see_return(actor, asked):
        raise CallNotVisible
    row = _find_return(asked)
    questions = list_current_questions(asked.call.questions.all())
    standing = _get_response_status(asked, row)
    own = asked.body_id in get_represented_body_ids(actor)
    state = row.state if row else ""
    unread = not own and state not in ("", ReturnState.SUBMITTED)
    told = None if unread else row
    is_open = asked.call.state == "open"
    return ReturnDetail(
        head=make_call_summary(asked.call),
        body_code=asked.body.code,
        body_name=asked.body.name,
        area_code=asked.body.area_id or "",
        standing=standing,
        late=is_response_late(standing, row.first_submitted_at if row else None, asked.call.deadline, now),
        own=own,
        predecessor=own and asked.body_id != actor.body_id,
        may_write=own and is_open and actor.may(Permission.WRITE_RETURN) and state in ("", *WRITABLE),
        may_sign=own and is_open and actor.may(Permission.SIGN_RETURN) and state == "to_sign",
        wrote=row is not None and _has_written(row, actor),
        unread=unread,
        answers=_make_answer_rows(asked, told, questions),
        missing=_list_missing_answers(told, questions),
        **_get_return_values(row)
        | (_get_own_comments(actor, row) if row and not own else {})
        | (_UNREAD_VALUES if unread else {}),
    )


def get_return_edition(
    call: str, body: str, number: int, actor: Actor
) -> tuple[ReturnEditionRow, dict[str, Any]]:
    """One submission as it stood."""
    asked = _get_recipient(call, body)
    row = ReturnEdition.objects.filter(of__asked=asked, number=number).select_related("signed_by").first()
    if row is None or not may_see_return(actor, asked):
        raise CallNotVisible
    return _make_edition_row(row), row.content


def get_return_practice(call: str, body: str, number: int, actor: Actor) -> ReturnPracticeRow:
    """One practice of a return."""
    asked = _get_recipient(call, body)
    row = (
        ReturnEntry.objects.filter(of__asked=asked, number=number)
        .select_related("area", "changed_by")
        .first()
    )
    if row is None or asked.body_id not in get_represented_body_ids(actor):
        raise CallNotVisible
    return _make_practice_row(row)


def _get_recipient(call: str, body: str) -> CallRecipient:
    asked = (
        CallRecipient.objects.select_related(
            "call__asked_by", "call__changed_by", "call__recommendation", "body"
        )
        .exclude(call__state="draft")
        .filter(call__code=call, body__code=body)
        .first()
    )
    if asked is None:
        raise CallNotVisible
    return asked


def _find_return(asked: CallRecipient) -> Return | None:
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


def _get_response_status(asked: CallRecipient, row: Return | None) -> ResponseStatus:
    return get_response_status(
        state=row.state if row else "",
        nothing_to_add=bool(row and row.nothing_to_add),
        opened=asked.opened_at is not None,
        complete_record=asked.call.complete_record,
    )


def _make_answer_rows(
    asked: CallRecipient, row: Return | None, questions: list[CallQuestion]
) -> tuple[ReturnAnswerRow, ...]:
    given = {answer.question_id: answer for answer in row.answers.all()} if row else {}
    earlier = sorted(given.values(), key=lambda answer: answer.question.version) if row else []
    found = []
    for question in questions:
        answer = given.get(question.pk)
        before = [one for one in earlier if one.question.number == question.number and one is not answer]
        shown = before[-1] if before and answer is None else None
        found.append(
            ReturnAnswerRow(
                question=make_question_row(question),
                value=answer.value if answer else None,
                version=answer.version if answer else 0,
                changed_by=_get_user_name(answer.changed_by) if answer else "",
                changed_at=answer.changed_at if answer else None,
                earlier=shown.value if shown else None,
                earlier_words=shown.question.words if shown else "",
            )
        )
    return tuple(found)


def _list_missing_answers(row: Return | None, questions: list[CallQuestion]) -> tuple[int, ...]:
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


def _get_return_values(row: Return | None) -> dict[str, Any]:
    if row is None:
        nothing = dict.fromkeys(
            ("nothing_words", "drafted_by", "signed_by", "withdrawn_why", "entered_later"), ""
        )
        never = dict.fromkeys(("drafted_at", "submitted_at", "withdrawn_at"))
        empty: dict[str, Any] = dict.fromkeys(("practices", "comments", "editions"), ())
        return {**nothing, **never, **empty, "state": "", "version": 0, "nothing_to_add": False}
    return {
        **{name: getattr(row, name) for name in _COPIED_FIELDS},
        "practices": tuple(_make_practice_row(entry) for entry in row.entries.all()),
        "comments": tuple(_make_comment_row(comment) for comment in row.comments.all()),
        "editions": tuple(_make_edition_row(each) for each in row.editions.all()),
        "drafted_by": _get_user_name(row.drafted_by),
        "signed_by": _get_user_name(row.signed_by),
    }


_COPIED_FIELDS = (
    *("state", "version", "nothing_to_add", "nothing_words", "drafted_at", "submitted_at"),
    *("withdrawn_at", "withdrawn_why", "entered_later"),
)


_UNREAD_VALUES: Final = {"practices": (), "nothing_to_add": False, "nothing_words": ""}


def _get_own_comments(actor: Actor, row: Return) -> dict[str, Any]:
    """Whoever asked reads their own comments, not what a signatory wrote to the body's staff."""
    return {
        "comments": tuple(
            _make_comment_row(one) for one in row.comments.all() if one.by.body_id == actor.body_id
        )
    }


def _has_written(row: Return, actor: Actor) -> bool:
    answers = {answer.changed_by_id for answer in row.answers.all()}
    entries = {entry.changed_by_id for entry in row.entries.all()}
    return actor.user_id in answers | entries | {row.drafted_by_id}


def _make_practice_row(row: ReturnEntry) -> ReturnPracticeRow:
    derived = ("area", "area_code", "phases", "changed_by")
    return ReturnPracticeRow(
        area=row.area.name if row.area else "",
        area_code=row.area_id or "",
        phases=tuple(phase for phase in PHASES if getattr(row, phase)),
        changed_by=_get_user_name(row.changed_by),
        **{name: getattr(row, name) for name in ReturnPracticeRow.__slots__ if name not in derived},
    )


def _make_comment_row(row: ReturnComment) -> ReturnCommentRow:
    return ReturnCommentRow(row.words, row.by.name, row.at)


def _make_edition_row(row: ReturnEdition) -> ReturnEditionRow:
    return ReturnEditionRow(row.number, row.sha256, row.submitted_at, _get_user_name(row.signed_by))


def _get_user_name(user: Any) -> str:
    return user.name if user else ""
