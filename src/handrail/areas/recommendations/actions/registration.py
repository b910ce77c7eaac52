"""Entering a recommendation with everybody it addresses, and correcting what was entered."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.areas.recommendations.addressees import list_addressees_with_how_addressed
from handrail.areas.recommendations.due_days import COMMENT_BY_SOURCE, get_comment_due_day
from handrail.areas.recommendations.inputs import AddresseesInput
from handrail.areas.recommendations.models import Addressee, Recommendation
from handrail.areas.recommendations.permissions import (
    lock_and_authorise_recommendation,
    lock_and_authorise_recommendation_as_keeper,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.actions import create_follow_up
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.origins import FollowUpOrigin
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body

CLOSED_MESSAGE = "This recommendation is closed. Open it again first, and say why."


@transaction.atomic
def register_recommendation(recommendation: Recommendation, *, to: AddresseesInput, by: Actor) -> str:
    """Enter a recommendation. Who it addresses is fixed by the day it was published.

    Args:
        recommendation: unsaved. An empty `comment_rule` is filled in by its source.
        to: whom it addresses.
        by: of the body that keeps it; of the national collator it is a national one.

    Returns:
        Its code.

    Raises:
        ValidationError: by field of the recommendation.
        ActionNotPossibleError: nobody is addressed, somebody of another area is, or a body did not exist on that day.
    """
    require_permission(by, Permission.REGISTER_RECOMMENDATIONS)
    row, body = recommendation, Body.objects.get(pk=by.body_id)
    row.kept_by, row.national = body, body.kind == "national"
    row.registered_by_id, row.registered_at = by.user_id, timezone.now()
    _set_comment_rule_and_due_day(row)
    save_new_recommendation(row, by=by)
    found = list_addressees_with_how_addressed(
        row.published_on,
        to_policing_bodies=to.policing_bodies,
        to_chief_constables=to.chief_constables,
        named=to.named,
    )
    if not found:
        raise ActionNotPossibleError("Choose who the recommendation is addressed to.")
    if not row.national:
        _raise_if_addressee_outside_own_area(body, [each for each, _ in found])
    Addressee.objects.bulk_create(Addressee(recommendation=row, body=each, how=how) for each, how in found)
    write_audit_record(
        who=by.who,
        verb="entered a recommendation",
        about=None,
        why=f"{row.code}, addressed to {len(found)}",
    )
    return row.code


def save_new_recommendation(row: Recommendation, *, by: Actor) -> None:
    """Save it where two may take the same code at once: the second is refused, though both had read it as free."""
    try:
        with transaction.atomic():
            row.save_by(by)
    except IntegrityError:
        raise ActionNotPossibleError(
            msg("“{code}” is already in use. Choose another short name.", code=row.code)
        ) from None


@transaction.atomic
def change_recommendation(recommendation: Recommendation, *, seen: int, by: Actor) -> None:
    """Correct what was entered. Who it addressed stays, and with it the day it was published.

    Args:
        recommendation: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: it is closed, or its day of publication was changed.
    """
    saved = lock_and_authorise_recommendation_as_keeper(
        recommendation.code, by, Permission.REGISTER_RECOMMENDATIONS
    )
    saved.raise_if_seen_version_stale(seen)
    if saved.state == "closed":
        raise ActionNotPossibleError(CLOSED_MESSAGE)
    if recommendation.published_on != saved.published_on:
        raise ActionNotPossibleError(
            "The recipients depend on the publication date. For another date, enter the recommendation again."
        )
    _set_comment_rule_and_due_day(recommendation)
    recommendation.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed a recommendation", about=None, why=saved.code)


@transaction.atomic
def promise_action(follow_up: FollowUp, *, code: str, by: Actor) -> UUID:
    """Promise an action that a recommendation leads to.

    Args:
        follow_up: what, who and by when; the owner is a body of the actor's own area.
        code: of the recommendation.
        by: who promises it.

    Returns:
        The number of the action.

    Raises:
        Denied, RecordNotVisibleError: the recommendation is not the actor's to work on.
        ValidationError: by field.
        ActionNotPossibleError: the recommendation is closed, or the owner is of another area.
    """
    row = lock_and_authorise_recommendation(code, by, Permission.WORK_ON_ACTIONS)
    if row.state == "closed":
        raise ActionNotPossibleError(CLOSED_MESSAGE)
    owner = Body.objects.filter(pk=follow_up.owner_id).first()
    if owner is None:
        raise ActionNotPossibleError("Choose who will do it.")
    _raise_if_addressee_outside_own_area(Body.objects.get(pk=by.body_id), [owner])
    return create_follow_up(follow_up, origin=FollowUpOrigin("recommendation", row.code, row.title), by=by)


def _set_comment_rule_and_due_day(row: Recommendation) -> None:
    row.comment_rule = row.comment_rule or COMMENT_BY_SOURCE.get(row.source, "not")
    row.comment_due_on = None if row.comment_rule == "not" else get_comment_due_day(row.published_on)


def _raise_if_addressee_outside_own_area(own: Body, others: list[Body]) -> None:
    """A body of one area addresses itself and its own force; only the national collator addresses everybody."""
    for other in others:
        if other.pk != own.pk and (own.area_id is None or other.area_id != own.area_id):
            raise ActionNotPossibleError(
                msg(
                    "{name} is not in your area. Choose your own organisation or one in your area.",
                    name=other.name,
                )
            )
