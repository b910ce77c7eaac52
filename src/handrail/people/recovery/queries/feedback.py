"""What people said of us: on one case, and for those who answer, across the cases of their organisation."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from handrail.people.records.queries.known_case_parts import NOTHING, CasePartsKnownEmptyOrFetched
from handrail.people.records.queries.visible_case_condition import build_visible_case_condition
from handrail.people.recovery.models import CaseFeedback
from handrail.people.recovery.permissions import (
    feedback_readable_by_actor_q,
    feedback_readable_by_user_q,
    require_may_read_feedback,
)
from handrail.people.recovery.text_choices import FeedbackKind
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.body_and_colleague_choices import select_users_of_body
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.access.sealed import SealedQuerySet
from handrail.platform.access.today import today

PAGE_SIZE = 50
FEEDBACK_STATES = ("overdue", "open", "answered", "all")


@dataclass(frozen=True, slots=True)
class CaseFeedbackRow:
    """One thing that somebody said of us. `state`: overdue, open, answered, or none where they want no answer."""

    feedback: CaseFeedback
    state: str
    words: str
    answer: str


@dataclass(frozen=True, slots=True)
class CaseFeedbackFilter:
    """Which of them somebody wants to see."""

    state: str = "all"
    kind: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class OrganisationFeedbackPageRows:
    """One page, with how many are overdue in all."""

    lines: tuple[CaseFeedbackRow, ...]
    overdue: int
    more: bool


def list_case_feedback_readable_by_actor(case_access: CaseAccess) -> tuple[CaseFeedbackRow, ...]:
    """What this person said of us, as far as the reader may hear it.

    Returns:
        The newest first.
    """
    require_may_read_feedback(case_access)
    rows = (
        _select_readable_feedback(case_access.actor)
        .filter(case=case_access.file_id)
        .order_by("-id")
        .opened_for(case_access)
    )
    return tuple(_build_feedback_row(row) for row in rows)


def get_case_feedback(case_access: CaseAccess, feedback_id: UUID) -> CaseFeedbackRow:
    """One of them. Raises NotVisible alike where it is not there and where the reader may not hear it."""
    require_may_read_feedback(case_access)
    rows = _select_readable_feedback(case_access.actor).filter(case=case_access.file_id, pk=feedback_id)
    row = rows.opened_for(case_access).first()
    if row is None:
        raise NotVisible
    return _build_feedback_row(row)


def count_case_feedback_and_overdue(
    case_access: CaseAccess, known: CasePartsKnownEmptyOrFetched = NOTHING
) -> tuple[int, int]:
    """Count what the reader may hear.

    Returns:
        How many there are, and how many of them are overdue.
    """
    rows = known.take("feedback", select_feedback_due_and_answered_days, case_access)
    late = [by for by, answered in rows if answered is None and by is not None and by < today()]
    return len(rows), len(late)


def select_feedback_due_and_answered_days(case_access: CaseAccess) -> QuerySet[Any, Any]:
    """By when each word of feedback is to be answered and when it was: those that the reader may hear."""
    actor = case_access.actor
    heard = feedback_readable_by_user_q(actor.user_id, answers=actor.may(Permission.ANSWER_FEEDBACK))
    rows = CaseFeedback.objects.filter(heard, case=case_access.file_id)
    return rows.values_list("answer_by", "answered_on")


def get_organisation_feedback_page_rows(
    actor: Actor, heard: CaseFeedbackFilter
) -> OrganisationFeedbackPageRows:
    """What people said of the actor’s organisation, what is overdue first. The words stay on the page of each."""
    policy.require_permission(actor, Permission.ANSWER_FEEDBACK)
    rows = _select_readable_feedback(actor).filter(
        build_visible_case_condition(actor, Kind.OWN_WORDS, owner=actor.body_id)
    )
    overdue = rows.filter(_feedback_without_answer_in_time_q()).count()
    if heard.kind in FeedbackKind.values:
        rows = rows.filter(kind=heard.kind)
    start = (max(heard.page, 1) - 1) * PAGE_SIZE
    waiting_first = F("answered_on").desc(nulls_first=True)
    ordered = rows.filter(_feedback_state_q(heard.state)).order_by(
        waiting_first, F("answer_by").asc(nulls_last=True), "id"
    )
    shown = list(ordered[start : start + PAGE_SIZE + 1])
    return OrganisationFeedbackPageRows(
        tuple(_build_feedback_row(row, in_words=False) for row in shown[:PAGE_SIZE]),
        overdue,
        len(shown) > PAGE_SIZE,
    )


def has_body_user_allowed_to_answer_feedback(body_id: int, about_id: int | None) -> bool:
    """Whether the body has anybody who may answer what is about this worker."""
    return select_users_of_body(body_id, Permission.ANSWER_FEEDBACK).exclude(pk=about_id or 0).exists()


def _select_readable_feedback(actor: Actor) -> SealedQuerySet[CaseFeedback]:
    related = ("case", "about", "recorded_by", "answered_by")
    return CaseFeedback.objects.filter(feedback_readable_by_actor_q(actor)).select_related(*related)


def _feedback_without_answer_in_time_q() -> Q:
    return Q(answered_on__isnull=True, answer_by__lt=today())


def _feedback_state_q(state: str) -> Q:
    return {
        "overdue": _feedback_without_answer_in_time_q(),
        "open": Q(answered_on__isnull=True, answer_by__isnull=False),
        "answered": Q(answered_on__isnull=False),
    }.get(state, Q())


def _build_feedback_row(row: CaseFeedback, *, in_words: bool = True) -> CaseFeedbackRow:
    words, answer = (row.words.open(), row.answer.open()) if in_words else ("", "")
    return CaseFeedbackRow(row, _get_feedback_answer_state(row), words, answer)


def _get_feedback_answer_state(row: CaseFeedback) -> str:
    if row.answered_on:
        return "answered"
    if row.answer_by is None:
        return "none"
    return "overdue" if row.answer_by < today() else "open"
