"""A renewal review is filled: risks, what force and provider say, figures, and words given for publication."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from handrail.areas.commissioning.actions.lines import build_follow_up_origin_of_service
from handrail.areas.commissioning.models import (
    RenewalOption,
    RenewalReview,
    ReviewContribution,
    ReviewFigure,
    ReviewRisk,
    SurvivorWords,
)
from handrail.areas.commissioning.permissions import lock_and_authorise_service
from handrail.insight.review_gaps.identifying_text_check import explain_identifying_words
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.actions import create_follow_up, record_follow_up_progress
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError

MOST_ROWS = 100
DECIDED = "This review is decided. Its record is kept as it is."


def lock_open_review(
    line_id: UUID, number: int, by: Actor, permission: Permission = Permission.EDIT_COMMISSIONING
) -> RenewalReview:
    """Lock the line of a review that is not decided yet.

    Args:
        line_id: which line.
        number: which of its reviews.
        by: who acts.
        permission: what the act needs.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ActionNotPossibleError: it is decided.
    """
    line = lock_and_authorise_service(line_id, by, permission)
    review = RenewalReview.objects.filter(line=line, number=number).first()
    if review is None:
        raise RecordNotVisibleError("review")
    review.line = line
    if review.state == "decided":
        raise ActionNotPossibleError(DECIDED)
    return review


@transaction.atomic
def add_renewal_review_risk(risk: ReviewRisk, *, by: Actor) -> ReviewRisk:
    """Add a risk or an issue. Where it has a day, its owner is reminded as of any action.

    Args:
        risk: with its review.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ValidationError: by field.
        ActionNotPossibleError: the review is decided.
    """
    review = _lock_open_review_with_its_service(risk.review, by)
    risk.review, risk.number = review, _get_next_row_number_in_review(review.risks)
    if risk.due_on and risk.due_on < today():
        raise ValidationError({"due_on": "The day must be today or in the future"})
    if risk.due_on:
        other = risk.owner_id if risk.owner_id != review.line.body_id else None
        ask = FollowUp(
            what=risk.control[:500], owner_id=risk.owner_id, shared_with_id=other, due_on=risk.due_on
        )
        risk.follow_up_id = create_follow_up(
            ask, origin=build_follow_up_origin_of_service(review.line), by=by
        )
    risk.save_by(by)
    write_audit_record(
        who=by.who, verb="added a risk to a renewal review", about=review.line_id, why=str(risk.number)
    )
    return risk


@transaction.atomic
def change_renewal_review_risk(risk: ReviewRisk, *, seen: int, by: Actor) -> None:
    """Change a risk, or close it: the action that reminds its owner is then done.

    Args:
        risk: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: the review is decided.
    """
    review = _lock_open_review_with_its_service(risk.review, by)
    risk.save_by(by, seen=seen)
    if risk.state == "closed":
        _close_reminder_of_closed_risk(risk, by)
    write_audit_record(
        who=by.who, verb="changed a risk of a renewal review", about=review.line_id, why=str(risk.number)
    )


def _close_reminder_of_closed_risk(risk: ReviewRisk, by: Actor) -> None:
    ask = FollowUp.objects.filter(pk=risk.follow_up_id, state="open").first() if risk.follow_up_id else None
    if ask is not None:
        said = FollowUpUpdate(about=ask, state="done", words="The risk is closed", evidence=risk.control)
        record_follow_up_progress(said, seen=ask.version, by=by)


@transaction.atomic
def add_renewal_option(option: RenewalOption, *, by: Actor) -> RenewalOption:
    """Add what could follow the agreement.

    Args:
        option: with its review.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ValidationError: by field.
        ActionNotPossibleError: the review is decided.
    """
    review = _lock_open_review_with_its_service(option.review, by)
    option.review, option.number = review, _get_next_row_number_in_review(review.options)
    option.save_by(by)
    write_audit_record(
        who=by.who, verb="added an option to a renewal review", about=review.line_id, why=option.outcome
    )
    return option


@transaction.atomic
def change_renewal_option(option: RenewalOption, *, seen: int, by: Actor) -> None:
    """Change what could follow the agreement.

    Args:
        option: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: the review is decided.
    """
    review = _lock_open_review_with_its_service(option.review, by)
    option.save_by(by, seen=seen)
    write_audit_record(
        who=by.who, verb="changed an option of a renewal review", about=review.line_id, why=str(option.number)
    )


@transaction.atomic
def record_statement_heard_in_renewal_review(heard: ReviewContribution, *, by: Actor) -> None:
    """Keep what the force, the provider or somebody else said.

    Args:
        heard: with its review.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ValidationError: by field; where the words name a person, a case or a place.
        ActionNotPossibleError: the review is decided.
    """
    _require_no_identifying_words(heard.words, by)
    review = _lock_open_review_with_its_service(heard.review, by)
    heard.review, heard.number = review, _get_next_row_number_in_review(review.contributions)
    heard.at, heard.by_id = timezone.now(), by.user_id
    heard.full_clean(exclude={"review", "by"})
    heard.save()
    write_audit_record(
        who=by.who, verb="kept what was said in a renewal review", about=review.line_id, why=heard.kind
    )


@transaction.atomic
def add_performance_figure_to_renewal_review(figure: ReviewFigure, *, by: Actor) -> None:
    """Keep a figure of performance with its source.

    Args:
        figure: with its review.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ValidationError: by field.
        ActionNotPossibleError: the review is decided.
    """
    review = _lock_open_review_with_its_service(figure.review, by)
    figure.review, figure.number = review, _get_next_row_number_in_review(review.figures)
    figure.save_by(by)
    write_audit_record(
        who=by.who, verb="kept a figure of a renewal review", about=review.line_id, why=str(figure.number)
    )


@transaction.atomic
def add_survivor_words(words: SurvivorWords, *, by: Actor) -> None:
    """Record words that a survivor gave for publication. They are shown once a second reader checked them.

    Args:
        words: with their review.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ValidationError: by field; where they name a person, a case or a place.
        ActionNotPossibleError: the review is decided.
    """
    _require_no_identifying_words(words.words, by)
    review = _lock_open_review_with_its_service(words.review, by)
    words.review, words.number = review, _get_next_row_number_in_review(review.survivor_words)
    words.written_by_id = by.user_id or 0
    words.save_by(by)
    write_audit_record(who=by.who, verb="recorded words given for publication", about=review.line_id)


@transaction.atomic
def confirm_survivor_words_anonymous(words: SurvivorWords, *, seen: int, by: Actor) -> None:
    """A second reader says that words point at nobody. From here on everybody who reads the review sees them.

    Args:
        words: as they were recorded.
        seen: the version that the page showed.
        by: who signs; never whoever wrote them.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to check.
        ConcurrentEditError: somebody changed them since.
        ActionNotPossibleError: they are checked, or the reader wrote them.
    """
    review = _lock_open_review_with_its_service(words.review, by, Permission.SIGN_COMMISSIONING)
    if words.checked_by_id:
        raise ActionNotPossibleError("These words are checked already.")
    if words.written_by_id == by.user_id:
        raise ActionNotPossibleError("Someone else has to check these words: you recorded them.")
    words.checked_by_id, words.checked_on = by.user_id, today()
    words.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="checked words given for publication", about=review.line_id)


def _require_no_identifying_words(text: str, by: Actor) -> None:
    if said := explain_identifying_words(text, by):
        raise ValidationError({"words": said})


def _lock_open_review_with_its_service(
    review: RenewalReview, by: Actor, permission: Permission = Permission.EDIT_COMMISSIONING
) -> RenewalReview:
    return lock_open_review(review.line_id, review.number, by, permission)


def _get_next_row_number_in_review(rows: "models.Manager[models.Model]") -> int:
    count = rows.count()
    if count >= MOST_ROWS:
        raise ActionNotPossibleError("A review holds at most 100 of these.")
    return count + 1
