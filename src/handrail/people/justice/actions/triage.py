"""Triage decisions of an investigation team."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.justice.models import TriageDecision
from handrail.people.justice.permissions import require_may_decide_triage
from handrail.people.justice.text_choices import TriageFact
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def record_triage_decision(
    decision: TriageDecision, *, facts: Sequence[str], case_id: UUID, by: Actor
) -> TriageDecision:
    """Decide how a matter is investigated.

    Args:
        decision: route, outcome, reason, words; unsaved.
        facts: codes of TriageFact that were weighed.
        case_id: a case that the force holds.
        by: of the team, or who leads it.

    Raises:
        Denied, NotVisible: the actor may not.
        ActionNotPossibleError: no fact is named.
        ValidationError: by field.
    """
    case, access = lock_and_authorise_case_by_id(case_id, by, Permission.DECIDE_TRIAGE, Kind.ACCOUNT)
    require_may_decide_triage(access)
    if not facts or not set(facts) <= set(TriageFact.values):
        raise ActionNotPossibleError("Choose at least one fact that was weighed.")
    decision.bind(access)
    decision.facts = ",".join(sorted(facts))
    decision.case, decision.body_id = case, by.body_id
    decision.decided_by_id, decision.recorded_at = by.user_id, timezone.now()
    decision.full_clean(exclude={"case", "body", "decided_by"})
    decision.save(force_insert=True)
    write_audit_record(who=by.who, verb="decided on triage", about=case.pk)
    return decision
