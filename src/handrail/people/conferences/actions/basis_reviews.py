"""Reviewing a decision to hold a conference without the person's agreement."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.people.conferences.models import ConferenceBasisReview
from handrail.people.conferences.permissions import lock_case_and_find_seat
from handrail.people.conferences.text_choices import BasisReviewResult
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError

NOTHING_TO_REVIEW = "There is no review to record: no decision without their agreement is due for one."
REVIEWED_MEANWHILE = "Someone has recorded this review. Look at it again."


@transaction.atomic
@acting_as_system(SystemActor.CONFERENCES)
def record_basis_review(review: ConferenceBasisReview, *, conference_id: UUID, by: Actor) -> None:
    """Record a review. Where the reason still holds, the next review is set; otherwise there is none.

    Args:
        review: when, what it found, who decided and why; unsaved and bound.
        conference_id: the conference.
        by: whoever works on the case.

    Raises:
        NotVisible: the actor does not work on it.
        ActionNotPossibleError: nothing is due for a review, or somebody has recorded it.
        ValidationError: by field.
    """
    seat = lock_case_and_find_seat(conference_id, by)
    seat.require_works_on_case()
    conference = seat.conference
    if conference.review_on is None:
        raise ActionNotPossibleError(NOTHING_TO_REVIEW)
    goes_on = review.result == BasisReviewResult.GOES_ON
    if goes_on and review.next_on is None:
        raise ValidationError({"next_on": "Enter the day of the next review"})
    if goes_on and review.next_on == conference.review_on:
        raise ValidationError({"next_on": "Enter a later day than that of this review"})
    review.case_id, review.conference, review.due_on = conference.case_id, conference, conference.review_on
    review.next_on = review.next_on if goes_on else None
    review.by_id, review.at = by.user_id, timezone.now()
    review.bind(UnrecordedKeyAccess(conference.case_id)).full_clean(exclude={"case", "conference", "by"})
    try:
        with transaction.atomic():
            review.save(force_insert=True)
    except IntegrityError:
        raise ActionNotPossibleError(REVIEWED_MEANWHILE) from None
    conference.bind(UnrecordedKeyAccess(conference.case_id))
    conference.review_on = review.next_on
    conference.save_by(by)
    write_audit_record(
        who=by.who,
        verb="reviewed a conference without agreement",
        about=conference.case_id,
        why=BasisReviewResult(review.result).label,
    )
