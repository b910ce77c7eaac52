"""An evaluation: its lines, citations and figures of others; publishing freezes it."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from handrail.areas.bids.actions.added_rows import validate_and_add_append_only_record
from handrail.areas.bids.choices_and_limits import MOST_LINES
from handrail.areas.bids.models import (
    EvaluationLine,
    EvaluationPost,
    FigureOfOthers,
    LineCitation,
    ServiceEvaluation,
)
from handrail.areas.bids.permissions import (
    get_local_policing_body_that_may_bid,
    lock_and_authorise_evaluation,
)
from handrail.insight.posts_and_pilots.pilots import select_non_service_pilots_of_bodies
from handrail.insight.posts_and_pilots.posts import get_practitioner_post_summary
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.permissions import (
    RecordNotVisibleError,
    get_own_and_taken_over_body_ids_of_actor,
)
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

IS_PUBLISHED = "The evaluation is published and stays as it is."


@transaction.atomic
def add_evaluation(evaluation: ServiceEvaluation, *, by: Actor) -> ServiceEvaluation:
    """Begin an evaluation. Raises ValidationError by field."""
    evaluation.body, evaluation.state, evaluation.published_at = (
        get_local_policing_body_that_may_bid(by),
        "draft",
        None,
    )
    _raise_unless_own_pilot(evaluation, by)
    evaluation.save_by(by)
    write_audit_record(who=by.who, verb="began an evaluation", about=evaluation.pk)
    return evaluation


@transaction.atomic
def change_evaluation(evaluation: ServiceEvaluation, *, seen: int, by: Actor) -> None:
    """Change what is said in an evaluation that is not published.

    Args:
        evaluation: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError, ConcurrentEditError; ValidationError by field.
        ActionNotPossibleError: it is published.
    """
    _lock_draft_evaluation(evaluation.pk, by).raise_if_seen_version_stale(seen)
    _raise_unless_own_pilot(evaluation, by)
    evaluation.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed an evaluation", about=evaluation.pk)


@transaction.atomic
def add_numeric_comparison_to_evaluation(line: EvaluationLine, *, by: Actor) -> EvaluationLine:
    """Add a comparison in numbers under the next number. Raises ActionNotPossibleError; ValidationError by field."""
    evaluation = _lock_draft_evaluation(line.evaluation_id, by)
    newest = evaluation.lines.order_by("-number").first()
    line.number = (newest.number if newest else 0) + 1
    if evaluation.lines.count() >= MOST_LINES:
        raise ActionNotPossibleError(msg("An evaluation has at most {most} lines.", most=MOST_LINES))
    line.save_by(by)
    write_audit_record(
        who=by.who, verb="added a line of an evaluation", about=evaluation.pk, why=str(line.number)
    )
    return line


@transaction.atomic
def remove_comparison_from_draft_evaluation(evaluation_id: UUID, number: int, *, by: Actor) -> None:
    """Take a line out of a draft. One that a specification cites stays.

    Args:
        evaluation_id: of the actor's body.
        number: of the line.
        by: who acts.

    Raises:
        ActionNotPossibleError: it is published or cited.
    """
    evaluation = _lock_draft_evaluation(evaluation_id, by)
    line = _get_comparison_of_evaluation_by_number(evaluation, number)
    if LineCitation.objects.filter(line=line).exists():
        raise ActionNotPossibleError("A specification cites this line. It stays.")
    line.delete()
    write_audit_record(
        who=by.who, verb="took a line out of an evaluation", about=evaluation.pk, why=str(number)
    )


@transaction.atomic
def record_specification_clause_citing_comparison(citation: LineCitation, *, by: Actor) -> None:
    """Say which clause of which specification rests on a line. Also after publishing: the line does not change."""
    line = EvaluationLine.objects.get(pk=citation.line_id)
    evaluation = lock_and_authorise_evaluation(line.evaluation_id, by)
    same = {"line": line, "specification": citation.specification, "clause": citation.clause}
    if LineCitation.objects.filter(**same).exists():
        raise ActionNotPossibleError("That clause is cited here already.")
    validate_and_add_append_only_record(citation, by=by)
    write_audit_record(
        who=by.who, verb="cited an evaluation in a specification", about=evaluation.pk, why=str(line.number)
    )


@transaction.atomic
def add_third_party_figure_to_evaluation(figure: FigureOfOthers, *, by: Actor) -> None:
    """Keep a figure that somebody else published, with its method. Raises ValidationError by field."""
    evaluation = _lock_draft_evaluation(figure.evaluation_id, by)
    validate_and_add_append_only_record(figure, by=by)
    write_audit_record(who=by.who, verb="kept a published figure of others", about=evaluation.pk)


@transaction.atomic
def record_staff_post_feeding_evaluation(evaluation_id: UUID, post_id: UUID, *, by: Actor) -> None:
    """Say that what a post does feeds an evaluation.

    Args:
        evaluation_id: of the actor's body.
        post_id: of the directory.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError, NotVisible; ActionNotPossibleError where it is said already.
    """
    evaluation = lock_and_authorise_evaluation(evaluation_id, by)
    post = get_practitioner_post_summary(by, post_id)
    if EvaluationPost.objects.filter(evaluation=evaluation, post=post_id).exists():
        raise ActionNotPossibleError(msg("“{post}” is already in this evaluation.", post=post.title))
    validate_and_add_append_only_record(EvaluationPost(evaluation=evaluation, post_id=post_id), by=by)
    write_audit_record(who=by.who, verb="linked a post to an evaluation", about=evaluation.pk, why=post.title)


@transaction.atomic
def publish_evaluation(evaluation_id: UUID, *, seen: int, by: Actor) -> None:
    """Publish an evaluation for every body. It stays as it is from then on.

    Args:
        evaluation_id: of the actor's body.
        seen: the version that the page showed.
        by: who decides.

    Raises:
        ActionNotPossibleError: it is published, or has no line or no findings.
        ConcurrentEditError: somebody saved it since.
    """
    evaluation = lock_and_authorise_evaluation(evaluation_id, by, Permission.DECIDE_BIDS)
    if evaluation.state == "published":
        raise ActionNotPossibleError(IS_PUBLISHED)
    evaluation.raise_if_seen_version_stale(seen)
    if not evaluation.findings or not evaluation.lines.exists():
        raise ActionNotPossibleError("Add at least one comparison and the findings first.")
    evaluation.state, evaluation.published_at = "published", timezone.now()
    evaluation.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="published an evaluation", about=evaluation.pk)


def _lock_draft_evaluation(evaluation_id: UUID, by: Actor) -> ServiceEvaluation:
    evaluation = lock_and_authorise_evaluation(evaluation_id, by)
    if evaluation.state != "draft":
        raise ActionNotPossibleError(IS_PUBLISHED)
    return evaluation


def _get_comparison_of_evaluation_by_number(evaluation: ServiceEvaluation, number: int) -> EvaluationLine:
    line = evaluation.lines.filter(number=number).first()
    if line is None:
        raise RecordNotVisibleError("line")
    return line


def _raise_unless_own_pilot(evaluation: ServiceEvaluation, by: Actor) -> None:
    own = select_non_service_pilots_of_bodies(Q(body__in=get_own_and_taken_over_body_ids_of_actor(by)))
    if evaluation.pilot_id and not own.filter(pk=evaluation.pilot_id).exists():
        raise ActionNotPossibleError("Choose one of your organisation’s pilots.")
