"""A gap of a review becomes an action: with an owner and a day, chased, and open to the local policing body."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from handrail.insight.review_gaps.identifying_text_check import explain_identifying_words
from handrail.insight.review_gaps.models import ReviewedGap
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.actions import create_follow_up, record_follow_up_progress
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from handrail.platform.followups.origins import FollowUpOrigin
from handrail.platform.reference.models import Body
from handrail.platform.reference.queries import find_governing_body


def add_follow_up_action_on_reviewed_gap(gap: ReviewedGap, follow_up: FollowUp, *, by: Actor) -> ReviewedGap:
    """Promise an action about a gap, in words that areas may read.

    Args:
        gap: its codes, without its action.
        follow_up: what, who and by when.
        by: of the body whose review it is, or of one that answers for the area.

    Raises:
        Denied: by role.
        ValidationError: by field; where the words name a case, a person or a place.
    """
    keeps_places = by.may(Permission.EDIT_PLACES)
    require_permission(by, Permission.EDIT_PLACES if keeps_places else Permission.WORK_ON_ACTIONS)
    _raise_if_gap_texts_identify_anybody({"what": follow_up.what, "person": follow_up.person}, by)
    with transaction.atomic():
        gap.body_id = by.body_id
        follow_up.shared_with = find_local_policing_body_of_actor_area(by)
        origin = FollowUpOrigin("review", str(gap.pk), gap.describe())
        gap.follow_up_id = create_follow_up(follow_up, origin=origin, by=by)
        gap.full_clean(exclude={"body", "follow_up"})
        gap.save(force_insert=True)
    return gap


def report_progress_on_gap_action(update: FollowUpUpdate, *, seen: int, by: Actor) -> None:
    """Say how an action of a review stands, in words that areas may read.

    Args:
        update: with its action.
        seen: the version of the action that the page showed.
        by: of the body that owns it or follows it up.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody added an update since.
        ValidationError: by field; where the words name a case, a person or a place.
        ActionNotPossibleError: the state or the day may not be set so.
    """
    require_permission(by, Permission.EDIT_PLACES)
    _raise_if_gap_texts_identify_anybody({"words": update.words, "evidence": update.evidence}, by)
    record_follow_up_progress(update, seen=seen, by=by)


def find_local_policing_body_of_actor_area(actor: Actor) -> Body | None:
    """The local policing body of the area of the actor's body today; None where the body belongs to no area."""
    area = Body.objects.values_list("area_id", flat=True).get(pk=actor.body_id)
    now = find_governing_body(area, timezone.localdate()) if area else None
    return Body.objects.filter(code=now.body_code).first() if now and now.body_code else None


def _raise_if_gap_texts_identify_anybody(texts: dict[str, str], by: Actor) -> None:
    """Outside the transaction, so that the record of the refusal stays."""
    said = {field: found for field, text in texts.items() if (found := explain_identifying_words(text, by))}
    if said:
        write_audit_record(who=by.who, verb="was asked to remove a name from text areas can read", about=None)
        raise ValidationError(said)
