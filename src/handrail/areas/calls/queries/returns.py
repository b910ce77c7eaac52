"""One return, as those who write, sign or collate it read it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import FETCH_RAISE, Prefetch

from handrail.areas.calls.current_questions_and_answers import list_current_questions
from handrail.areas.calls.models import (
    CallQuestion,
    CallRecipient,
    Return,
    ReturnAnswer,
    ReturnComment,
    ReturnEdition,
    ReturnFigure,
    ReturnPractice,
)
from handrail.areas.calls.permissions import CallNotVisible, get_represented_body_ids, may_see_return
from handrail.areas.calls.queries.calls import CallSummary, make_call_summary
from handrail.areas.calls.response_status import ResponseStatus, get_response_status, is_response_late
from handrail.areas.calls.states_and_kinds import WRITABLE, ReturnState
from handrail.insight.cited_figures.figure_trail import CitedFigureWithSource
from handrail.insight.cited_figures.marks import replace_marks
from handrail.insight.cited_figures.queries import describe_revisions_of_cited_figures
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission


@dataclass(frozen=True, slots=True)
class ReturnAnswerRow:
    """One question, and what the return says to it."""

    question: CallQuestion
    answer: ReturnAnswer | None  # to this wording
    earlier: ReturnAnswer | None  # to the wording before this one, where that is all there is
    figures: tuple[CitedFigureWithSource, ...] = ()  # that the answer cites

    @property
    def value(self) -> Any:
        """What is answered to the wording of now; None where nothing is."""
        return self.answer.value if self.answer else None

    @property
    def shown(self) -> Any:
        """The same with the numbers of its figures in place of their marks."""
        return replace_marks(self.value, self.figures)

    @property
    def told_differently(self) -> list[CitedFigureWithSource]:
        """Figures of a question for a number, where the answer is another number."""
        if self.question.kind != "number":
            return []
        return [figure for figure in self.figures if figure["people"] != self.value]


@dataclass(frozen=True, slots=True)
class ReturnDetail:
    """A return as one reader may see it. Without a return, `row` is an unsaved one of version 0."""

    head: CallSummary
    row: Return
    body_code: str
    body_name: str
    area_code: str
    status: ResponseStatus
    late: bool
    answers: tuple[ReturnAnswerRow, ...]
    practices: tuple[ReturnPractice, ...]
    comments: tuple[ReturnComment, ...]
    editions: tuple[ReturnEdition, ...]
    unread: bool  # as it is now it was not submitted: its words are open to its own body alone
    missing: tuple[int, ...]  # numbers of required questions without an answer
    own: bool  # the actor's body answers here, for itself or for the body it took over from
    predecessor: bool
    may_write: bool
    may_sign: bool
    wrote: bool  # the actor wrote in it, so somebody else signs
    revisions: Mapping[tuple[str, str, str, str], str]  # of cited figures that are published differently now

    @property
    def state(self) -> str:
        """The state of the return; empty where it is not begun."""
        return self.row.state

    @property
    def nothing_to_add(self) -> bool:
        """Whether the body says that it has nothing to add, as far as the reader may know."""
        return self.row.nothing_to_add and not self.unread

    @property
    def drafted_by(self) -> str:
        """The name of whoever wrote in it last."""
        return self.row.drafted_by.name if self.row.drafted_by else ""


def get_return_detail(call: str, body: str, actor: Actor, now: datetime.datetime) -> ReturnDetail:
    """The return of one body to one call, as the actor may read it.

    Args:
        call, body: the codes of the call and of the body that was asked.
        actor: the reader.
        now: decides whether the return is late.

    Raises:
        CallNotVisible: there is none, or it is not for the actor.
    """
    asked = _get_call_recipient(call, body)
    if not may_see_return(actor, asked):
        raise CallNotVisible
    row = _find_return_for_page(asked) or Return(asked=asked, state="", version=0)
    own = asked.body_id in get_represented_body_ids(actor)
    unread = not own and row.state not in ("", ReturnState.SUBMITTED)
    status = get_response_status(
        state=row.state,
        nothing_to_add=row.nothing_to_add,
        opened=asked.opened_at is not None,
        complete_record=asked.call.complete_record,
    )
    answers, practices, comments, editions = _get_answers_practices_comments_and_editions(row)
    figures = list(row.figures.all()) if row.pk and not unread else []
    answer_rows = _make_return_question_rows(asked, [] if unread else answers, figures)
    writes = own and asked.call.state == "open"
    return ReturnDetail(
        head=make_call_summary(asked.call),
        row=row,
        body_code=asked.body.code,
        body_name=asked.body.name,
        area_code=asked.body.area_id or "",
        status=status,
        late=is_response_late(status, row.first_submitted_at, asked.call.deadline, now),
        answers=answer_rows,
        practices=() if unread else practices,
        comments=comments if own else tuple(one for one in comments if one.by.body_id == actor.body_id),
        editions=editions,
        unread=unread,
        missing=_list_missing_question_numbers(
            row, answer_rows, has_practices=bool(practices) and not unread, unread=unread
        ),
        own=own,
        predecessor=own and asked.body_id != actor.body_id,
        may_write=writes and actor.may(Permission.WRITE_RETURN) and row.state in ("", *WRITABLE),
        may_sign=writes and actor.may(Permission.SIGN_RETURN) and row.state == "to_sign",
        wrote=actor.user_id in {row.drafted_by_id, *(one.changed_by_id for one in (*answers, *practices))},
        revisions=describe_revisions_of_cited_figures(figure.trail for figure in figures),
    )


def get_signed_submission_of_return(call: str, body: str, number: int, actor: Actor) -> ReturnEdition:
    """One submission as it was signed. Raises CallNotVisible.

    Args:
        call, body: the codes of the call and of the body that was asked.
        number: the submission's.
        actor: the reader.
    """
    asked = _get_call_recipient(call, body)
    rows = ReturnEdition.objects.select_related("signed_by")
    row: ReturnEdition | None = rows.filter(of__asked=asked, number=number).first()
    if row is None or not may_see_return(actor, asked):
        raise CallNotVisible
    return row


def get_return_practice(call: str, body: str, number: int, actor: Actor) -> ReturnPractice:
    """One practice of a return that the actor's body answers for. Raises CallNotVisible.

    Args:
        call, body: the codes of the call and of the body that was asked.
        number: the practice's within its return.
        actor: the reader.
    """
    asked = _get_call_recipient(call, body)
    rows = ReturnPractice.objects.select_related("area", "changed_by", "of__asked__body")
    row = rows.filter(of__asked=asked, number=number).first()
    if row is None or asked.body_id not in get_represented_body_ids(actor):
        raise CallNotVisible
    return row


def _get_call_recipient(call: str, body: str) -> CallRecipient:
    asked = (
        CallRecipient.objects.select_related("call__asked_by", "call__recommendation", "body")
        .exclude(call__state="draft")
        .filter(call__code=call, body__code=body)
        .first()
    )
    if asked is None:
        raise CallNotVisible
    return asked


def _find_return_for_page(asked: CallRecipient) -> Return | None:
    """The return with everything that its page shows. Six statements."""
    answers = ReturnAnswer.objects.select_related("question", "changed_by")
    entries = ReturnPractice.objects.select_related("area", "changed_by")
    comments = ReturnComment.objects.select_related("by")
    editions = ReturnEdition.objects.select_related("signed_by")
    figures = ReturnFigure.objects.all()
    return (
        Return.objects.select_related("drafted_by", "signed_by", "changed_by")
        .prefetch_related(
            Prefetch("answers", answers.fetch_mode(FETCH_RAISE)),
            Prefetch("entries", entries.fetch_mode(FETCH_RAISE)),
            Prefetch("comments", comments.fetch_mode(FETCH_RAISE)),
            Prefetch("editions", editions.fetch_mode(FETCH_RAISE)),
            Prefetch("figures", figures.fetch_mode(FETCH_RAISE)),
        )
        .filter(asked=asked)
        .first()
    )


def _get_answers_practices_comments_and_editions(
    row: Return,
) -> tuple[
    list[ReturnAnswer],
    tuple[ReturnPractice, ...],
    tuple[ReturnComment, ...],
    tuple[ReturnEdition, ...],
]:
    if not row.pk:
        return [], (), (), ()
    return (
        list(row.answers.all()),
        tuple(row.entries.all()),
        tuple(row.comments.all()),
        tuple(row.editions.all()),
    )


def _make_return_question_rows(
    asked: CallRecipient, answers: list[ReturnAnswer], figures: list[ReturnFigure]
) -> tuple[ReturnAnswerRow, ...]:
    given = {answer.question_id: answer for answer in answers}
    newest = {
        answer.question.number: answer
        for answer in sorted(answers, key=lambda answer: answer.question.version)
    }
    return tuple(
        ReturnAnswerRow(
            question=question,
            answer=given.get(question.pk),
            earlier=None if question.pk in given else newest.get(question.number),
            figures=tuple(one.trail for one in figures if one.question_number == question.number),
        )
        for question in list_current_questions(asked.call.questions.all())
    )


def _list_missing_question_numbers(
    row: Return, rows: tuple[ReturnAnswerRow, ...], *, has_practices: bool, unread: bool
) -> tuple[int, ...]:
    if row.nothing_to_add and not unread:
        return ()
    return tuple(
        line.question.number
        for line in rows
        if line.question.required
        and not (has_practices if line.question.kind == "practices" else line.value not in ("", None, []))
    )
