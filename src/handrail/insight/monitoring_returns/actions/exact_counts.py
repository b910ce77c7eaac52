"""Giving another body an exact count of one's own cases: a disclosure with a basis, once, in the trail."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.monitoring_returns.exact_counts import count_people_of_own_cases
from handrail.insight.monitoring_returns.models import ExactCountDisclosure, MonitoringCount, MonitoringReturn
from handrail.insight.monitoring_returns.permissions import get_return_and_count_requested_of_body
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg


@transaction.atomic
def disclose_exact_count(
    disclosure: ExactCountDisclosure, *, return_id: UUID, number: int, shown: int, by: Actor
) -> None:
    """Count again among the cases that are open to the actor, and give the number to the body that asks.

    Args:
        disclosure: basis and reference.
        return_id: of the draft return that asks.
        number: of its count.
        shown: the number that the page showed: what is given is what was read.
        by: of the body that holds the cases; sees all of them.

    Raises:
        Denied, RecordNotVisibleError: by role, or the actor's body is not asked.
        ActionNotPossibleError: the number is another one now, or it was given already.
    """
    row, line = get_return_and_count_requested_of_body(return_id, number, by)
    row = MonitoringReturn.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.state != "draft":
        raise ActionNotPossibleError("This return has moved on and can no longer take counts.")
    people = count_people_of_own_cases(by, MEASURES_BY_KEY[line.measure], row.quarter, share=line.share)
    if people != shown:
        raise ActionNotPossibleError(
            msg("The count is now {people}. Check it, then decide again.", people=f"{people:,}")
        )
    disclosure.of, disclosure.line, disclosure.from_body_id = row, line, by.body_id
    disclosure.people, disclosure.by_id, disclosure.at = people, by.user_id, timezone.now()
    disclosure.full_clean(exclude={"by", "from_body", "of", "line"}, validate_constraints=False)
    try:
        with transaction.atomic():
            disclosure.save()
    except IntegrityError:
        raise ActionNotPossibleError("This count has already been given.") from None
    count = MonitoringCount.objects.filter(of=row, line=line).first() or MonitoringCount(of=row, line=line)
    count.people = people
    count.save_by(by)
    why = f"{line.template.body.code}: {line.measure}, {row.quarter}, {disclosure.basis}"
    write_audit_record(who=by.who, verb="gave another organisation an exact count", about=None, why=why)
