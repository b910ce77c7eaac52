"""Who supports the person locally."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail import pathway
from handrail.pathway import History
from handrail.people.cases.events.case_evaluation import evaluate_case
from handrail.people.records.models import Case
from handrail.people.recovery.models import LocalProvider
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind


@dataclass(frozen=True, slots=True)
class LocalProviderRow:
    """One third-sector body on the plan. `began_in` is the phase of its first day, where that is open to the reader."""

    provider_id: UUID
    name: str
    since: datetime.date
    began_in_phase: str
    contact: str
    until: datetime.date | None
    ended_because: str


def list_local_providers(case_access: CaseAccess) -> tuple[LocalProviderRow, ...]:
    """Who supports a person locally, now and before.

    Returns:
        Those that support them now, then those that did; nothing where help that is given is not open to the reader.
    """
    if not case_access.sees(Kind.OFFERS):
        return ()
    found = LocalProvider.objects.filter(case=case_access.file_id).select_related("body")
    rows = list(found.order_by("since", "id").opened_for(case_access))
    told = _find_pathway_history(case_access) if rows else None
    lines = [_build_local_provider_row(row, told) for row in rows]
    return tuple(sorted(lines, key=lambda line: line.until is not None))


def _find_pathway_history(case_access: CaseAccess) -> History | None:
    if not case_access.sees(Kind.PATHWAY):
        return None
    return evaluate_case(Case.objects.select_related("owner", "area").get(pk=case_access.file_id)).history


def _build_local_provider_row(row: LocalProvider, told: History | None) -> LocalProviderRow:
    return LocalProviderRow(
        provider_id=row.pk,
        name=row.body.name,
        since=row.since,
        began_in_phase=pathway.get_phase_on(told, row.since) if told else "",
        contact=row.contact.open(),
        until=row.until,
        ended_because=row.ended_because.open(),
    )
