"""What becomes known later, and copying what is known into the cases that somebody chooses."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.audit.actions import record
from handrail.casework.case.permissions import enter
from handrail.casework.case.sealing import box_to_write, boxes, read, seal
from handrail.kernel.refusals import NotNow
from handrail.linking.actions.incidents import keep_fact
from handrail.linking.models import Copied, Fact, Member
from handrail.linking.permissions import enter_incident
from handrail.linking.states import FactKind


@transaction.atomic
def add_fact(*, incident_id: UUID, kind: FactKind, words: str, by: Actor) -> UUID:
    """Add something that is known now. What was said before stays."""
    incident, _ = enter_incident(incident_id, by, Permission.RECORD)
    fact = keep_fact(incident, FactKind(kind), words, by)
    if fact is None:
        raise NotNow("Say what is known.")
    record(who=by.who, verb="added a fact to an incident", about=incident.pk)
    return fact.pk


@transaction.atomic
def copy_facts(
    *, incident_id: UUID, fact_ids: Iterable[UUID], case_ids: Iterable[UUID], by: Actor
) -> tuple[int, int]:
    """Write facts into the cases that are chosen, each with that person's own key: all of it or none.

    Returns how many were written and how many were there already. Raises NotOpenToYou for a case that is not the
    actor's, NotNow for one that is closed or is none of this incident's.
    """
    incident, _ = enter_incident(incident_id, by, Permission.RECORD)
    facts = list(Fact.objects.filter(incident=incident, pk__in=list(fact_ids)).order_by("pk"))
    members = Member.objects.filter(incident=incident, case__in=list(case_ids)).order_by("case")
    cases = list(members.values_list("case_id", flat=True))
    if not facts or not cases or len(cases) != len(set(case_ids)):
        raise NotNow("Choose at least one fact, and at least one case of this incident.")
    said = {fact.pk: read(boxes([incident.pk]).get(incident.pk), fact, "words") for fact in facts}
    written = sum(_copy(case_id, fact, said[fact.pk], by) for case_id in cases for fact in facts)
    return written, len(cases) * len(facts) - written


def _copy(case_id: UUID, fact: Fact, words: str, by: Actor) -> int:
    case, _ = enter(case_id, by, Permission.RECORD, Kind.PATHWAY)
    if not words or Copied.objects.filter(case=case, fact=fact).exists():
        return 0
    row = Copied(fact=fact, case=case, kind=fact.kind, copied_at=timezone.now(), copied_by_id=by.user_id)
    seal(box_to_write(case.pk), row, words=words)
    row.save(force_insert=True)
    record(who=by.who, verb="wrote down how they were found", about=case.pk, why=FactKind(fact.kind).label)
    return 1
