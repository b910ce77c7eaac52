"""One recommendation: its text, whom it addressed and who answers for them now, what is asked, what was decided."""

import datetime
from dataclasses import dataclass

from handrail.areas.recommendations.models import PublishedComment, Recommendation, UpdateRequest
from handrail.areas.recommendations.permissions import (
    RecommendationNotVisible,
    build_visible_recommendations_filter,
    build_visible_update_requests_filter,
    get_represented_body_ids,
)
from handrail.areas.recommendations.queries.recommendation_list import (
    RecommendationRow,
    annotate_update_request_counts,
    make_recommendation_row,
)
from handrail.areas.recommendations.queries.update_requests import (
    ClosingDecisionRow,
    UpdateRequestRow,
    make_closing_decision_rows,
    make_update_request_rows,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.followups.successors import get_successor_names_by_body_id


@dataclass(frozen=True, slots=True)
class AddresseeRow:
    """A body that was addressed. `now` names who answers for its area today, where it governs no more."""

    body: str
    how: str
    now: str
    asked: bool  # by the reader's body
    answers: int
    owes_comment: bool  # a chief constable publishes none
    commented_on: datetime.date | None
    comment_late: int


@dataclass(frozen=True, slots=True)
class PublishedCommentRow:
    """A published comment."""

    body: str
    published_on: datetime.date
    words: str
    address: str
    late: int


@dataclass(frozen=True, slots=True)
class RecommendationDetail:
    """The page of one recommendation. The flags say what the reader's body may do."""

    line: RecommendationRow
    record: Recommendation
    addressees: tuple[AddresseeRow, ...]
    askings: tuple[UpdateRequestRow, ...]
    comments: tuple[PublishedCommentRow, ...]
    decisions: tuple[ClosingDecisionRow, ...]
    keeps: bool
    may_change: bool
    may_ask: bool
    may_comment: bool
    may_promise: bool


def get_recommendation_detail(actor: Actor, code: str) -> RecommendationDetail:
    """One recommendation. Raises RecommendationNotVisible where it is not the actor's."""
    row = _get_visible_recommendation(actor, code)
    bodies = get_represented_body_ids(actor)
    askings = make_update_request_rows(
        row.askings.filter(build_visible_update_requests_filter(bodies)).order_by("state", "next_due", "id")
    )
    comments = _make_comment_rows_with_body_ids(row)
    addressees = _make_addressee_rows(row, bodies, comments)
    keeps = row.kept_by_id in bodies
    return RecommendationDetail(
        line=make_recommendation_row(row),
        record=row,
        addressees=addressees,
        askings=askings,
        comments=tuple(comment for _, comment in comments),
        decisions=make_closing_decision_rows(row.decisions.filter(asking__isnull=True)),
        keeps=keeps,
        may_change=keeps and actor.may(Permission.REGISTER_RECOMMENDATIONS),
        may_ask=actor.may(Permission.CLOSE_RECOMMENDATIONS),
        may_comment=row.comment_rule != "not"
        and actor.may(Permission.ANSWER_RECOMMENDATIONS)
        and row.addressees.filter(body__in=bodies, body__kind="local_policing_body").exists(),
        may_promise=actor.may(Permission.WORK_ON_ACTIONS),
    )


def is_recommendation_registered(code: str) -> bool:
    """Whether a recommendation of that code is entered."""
    return Recommendation.objects.filter(code=code).exists()


def _get_visible_recommendation(actor: Actor, code: str) -> Recommendation:
    require_permission(actor, Permission.VIEW_RECOMMENDATIONS)
    bodies = get_represented_body_ids(actor)
    rows = annotate_update_request_counts(
        Recommendation.objects.filter(build_visible_recommendations_filter(bodies), code=code), bodies
    )
    row: Recommendation | None = rows.select_related("kept_by", "registered_by", "changed_by").first()
    if row is None:
        raise RecommendationNotVisible
    return row


def _make_addressee_rows(
    row: Recommendation, bodies: frozenset[int], comments: list[tuple[int, PublishedCommentRow]]
) -> tuple[AddresseeRow, ...]:
    found = list(row.addressees.select_related("body"))
    now = get_successor_names_by_body_id({each.body_id for each in found}, today())
    asked = {
        each.owner_id: each for each in UpdateRequest.objects.filter(recommendation=row, asker__in=bodies)
    }
    answers = {
        each.id: each.answers for each in make_update_request_rows(row.askings.filter(asker__in=bodies))
    }
    first = dict(reversed(comments))
    return tuple(
        AddresseeRow(
            body=each.body.name,
            how=each.how,
            now=now.get(each.body_id, ""),
            asked=each.body_id in asked,
            answers=answers.get(asked[each.body_id].pk, 0) if each.body_id in asked else 0,
            owes_comment=each.body.kind == "local_policing_body",
            commented_on=first[each.body_id].published_on if each.body_id in first else None,
            comment_late=first[each.body_id].late if each.body_id in first else 0,
        )
        for each in found
    )


def _make_comment_rows_with_body_ids(row: Recommendation) -> list[tuple[int, PublishedCommentRow]]:
    """By day: the first of each body is the one that counts."""
    rows = PublishedComment.objects.filter(recommendation=row).select_related("body")
    due = row.comment_due_on
    return [
        (
            each.body_id,
            PublishedCommentRow(
                each.body.name,
                each.published_on,
                each.words,
                each.address,
                max(0, (each.published_on - due).days) if due else 0,
            ),
        )
        for each in rows
    ]
