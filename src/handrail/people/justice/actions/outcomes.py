"""Recording how the police finalised a crime."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from handrail.people.justice.models import PoliceOutcome
from handrail.people.justice.models.outcomes import MOST_CRIMES
from handrail.people.justice.permissions import require_may_answer_victim_contract
from handrail.people.justice.text_choices import PoliceOutcomeGroup
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg


@transaction.atomic
def record_police_outcome(
    outcome: PoliceOutcome, *, number: int | None, case_id: UUID, by: Actor
) -> PoliceOutcome:
    """Record the outcome of one crime; it replaces an earlier one of the same crime.

    Args:
        outcome: group, day and what was offered; unsaved.
        number: which crime of the case; None for a further one.
        case_id: the case.
        by: of the police.

    Raises:
        Denied, NotVisible: the actor may not.
        ActionNotPossibleError: there is no such crime, there are too many, nothing changes, or it does not say what
            was offered to a person who does not support action.
        ValidationError: by field.
    """
    case, access = lock_and_authorise_case_by_id(case_id, by, Permission.KEEP_CONTRACT)
    require_may_answer_victim_contract(access)
    rows = PoliceOutcome.objects.filter(case=case)
    most = rows.aggregate(most=Max("number"))["most"] or 0
    if number is not None and not 1 <= number <= most:
        raise ActionNotPossibleError("Choose a crime from the list.")
    if number is None and most >= MOST_CRIMES:
        raise ActionNotPossibleError(msg("A case holds {number} crimes at most.", number=MOST_CRIMES))
    newest = rows.filter(number=number).order_by("-id").first() if number else None
    if newest is not None and (newest.group, newest.on) == (outcome.group, outcome.on):
        raise ActionNotPossibleError("That is the outcome of this crime already.")
    outcome.bind(access)
    if outcome.group == PoliceOutcomeGroup.EVIDENCE_WITHOUT and not outcome.offered:
        raise ActionNotPossibleError("Say why they do not support action, and what was offered to them.")
    outcome.case, outcome.number = case, number or most + 1
    outcome.recorded_by_id, outcome.recorded_at = by.user_id, timezone.now()
    outcome.full_clean(exclude={"case", "recorded_by"})
    outcome.save(force_insert=True)
    write_audit_record(
        who=by.who,
        verb="recorded a police outcome",
        about=case.pk,
        why=PoliceOutcomeGroup(outcome.group).label,
    )
    return outcome
