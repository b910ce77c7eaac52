"""What becomes known later, and copying what is known into the cases that somebody chooses."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.matching.actions.incidents import save_incident_fact
from handrail.people.matching.models import CopiedFact, IncidentFact, IncidentMember
from handrail.people.matching.permissions import lock_and_authorise_incident
from handrail.people.matching.text_choices import IncidentFactKind
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def add_incident_fact(*, incident_id: UUID, kind: IncidentFactKind, words: str, by: Actor) -> UUID:
    """Add something that is known now. What was said before stays.

    Args:
        incident_id: the incident.
        kind: what it is about.
        words: what is known.
        by: who acts.

    Returns:
        The number of the fact.

    Raises:
        Denied: the incident was only shared with the actor’s organisation.
        ActionNotPossibleError: nothing was written, or too much.
    """
    incident, _ = lock_and_authorise_incident(incident_id, by, Permission.RECORD)
    fact = save_incident_fact(incident, IncidentFactKind(kind), words, by)
    if fact is None:
        raise ActionNotPossibleError("Enter what is known.")
    write_audit_record(who=by.who, verb="added a fact to an incident", about=incident.pk)
    return fact.pk


@transaction.atomic
def copy_incident_facts_to_cases(
    *, incident_id: UUID, fact_ids: Iterable[UUID], case_ids: Iterable[UUID], by: Actor
) -> tuple[int, int]:
    """Copy facts into the cases that are chosen, each with that person’s own key: all of it or none.

    Args:
        incident_id: the incident.
        fact_ids: facts of this incident.
        case_ids: cases of its people.
        by: who acts.

    Returns:
        How many were written, and how many were there already.

    Raises:
        NotVisible: a case is not the actor’s.
        ActionNotPossibleError: a case is closed or none of this incident’s, or nothing was chosen.
    """
    incident, case_access = lock_and_authorise_incident(incident_id, by, Permission.RECORD)
    facts = list(
        IncidentFact.objects.filter(incident=incident, pk__in=list(fact_ids))
        .order_by("pk")
        .opened_for(case_access.key_access)
    )
    members = IncidentMember.objects.filter(incident=incident, case__in=list(case_ids)).order_by("case")
    cases = list(members.values_list("case_id", flat=True))
    if not facts or not cases or len(cases) != len(set(case_ids)):
        raise ActionNotPossibleError("Choose at least one fact, and at least one case of this incident.")
    said = {fact.pk: fact.words.open() for fact in facts}
    written = sum(_copy_fact_to_case(case_id, fact, said[fact.pk], by) for case_id in cases for fact in facts)
    return written, len(cases) * len(facts) - written


def _copy_fact_to_case(case_id: UUID, fact: IncidentFact, words: str, by: Actor) -> int:
    case, case_access = lock_and_authorise_case_by_id(case_id, by, Permission.RECORD, Kind.PATHWAY)
    if not words or CopiedFact.objects.filter(case=case, fact=fact).exists():
        return 0
    row = CopiedFact(fact=fact, case=case, kind=fact.kind, copied_at=timezone.now(), copied_by_id=by.user_id)
    row.words = words
    row.bind(case_access).save(force_insert=True)
    write_audit_record(
        who=by.who,
        verb="recorded how they were found",
        about=case.pk,
        why=IncidentFactKind(fact.kind).label,
    )
    return 1
