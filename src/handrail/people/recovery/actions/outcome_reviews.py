"""How the person sees one of the seven core outcomes on a day: their words, and where they place themselves."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from handrail.people.recovery.core_outcomes import OUTCOME_CODES, get_core_outcome
from handrail.people.recovery.models import OutcomeReview
from handrail.people.recovery.permissions import lock_case_for_writing_support_records
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError

WORDS_ALONE = (
    "The core outcomes were made with and for adults. For a child, or while the age is not sure, "
    "record words and leave out the scale."
)


@transaction.atomic
def record_outcome_review(review: OutcomeReview, *, by: Actor) -> OutcomeReview:
    """Record what somebody said of one outcome, on the case `review.case_id`. A later word follows it.

    Raises:
        ActionNotPossibleError: it is none of the seven outcomes.
        ValidationError: by field; a place on the scale for somebody who is not known to be an adult.
    """
    review.case, case_access = lock_case_for_writing_support_records(review.case_id, by, Kind.OUTCOMES)
    if review.outcome not in OUTCOME_CODES:
        raise ActionNotPossibleError("Choose one of the seven outcomes.")
    if review.placed is not None and review.case.age != "adult":
        raise ValidationError({"placed": WORDS_ALONE})
    review.recorded_at, review.recorded_by_id = timezone.now(), by.user_id
    review.bind(case_access).full_clean(exclude={"case", "recorded_by"})
    review.save(force_insert=True)
    why = get_core_outcome(review.outcome).name
    write_audit_record(who=by.who, verb="asked how they see an outcome", about=review.case_id, why=why)
    return review
