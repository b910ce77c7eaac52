"""Who supports the person locally, and who could be named."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail import pathway
from handrail.access.kinds import Kind
from handrail.access.sight import Sight
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import boxes, read
from handrail.casework.events.recompute import ask
from handrail.pathway import History
from handrail.recovery.models import LocalProvider
from handrail.recovery.queries.third_sector import local_charities
from handrail.vault.box import Box


@dataclass(frozen=True, slots=True)
class ProviderLine:
    """One third-sector body on the plan. `began_in` is the phase of its first day, where that is open to the reader."""

    provider_id: UUID
    name: str
    since: datetime.date
    began_in: str
    contact: str
    until: datetime.date | None
    ended_because: str


def providers_of(sight: Sight) -> tuple[ProviderLine, ...]:
    """Those that support them now, then those that did."""
    sight.needs(Kind.SUPPORT)
    rows = list(
        LocalProvider.objects.filter(case=sight.file_id).select_related("body").order_by("since", "id")
    )
    told = _history(sight) if rows else None
    box = boxes([sight.file_id]).get(sight.file_id)
    lines = [_line(row, told, box) for row in rows]
    return tuple(sorted(lines, key=lambda line: line.until is not None))


def provider_choices(case_id: UUID) -> list[tuple[str, str]]:
    """Charities of the directory that could be named, by name."""
    case = Case.objects.select_related("owner").get(pk=case_id)
    return list(local_charities(case).values_list("code", "name"))


def _history(sight: Sight) -> History | None:
    if not sight.sees(Kind.PATHWAY):
        return None
    return ask(Case.objects.select_related("owner", "area").get(pk=sight.file_id)).history


def _line(row: LocalProvider, told: History | None, box: Box | None) -> ProviderLine:
    return ProviderLine(
        provider_id=row.pk,
        name=row.body.name,
        since=row.since,
        began_in=pathway.phase_on(told, row.since) if told else "",
        contact=read(box, row, "contact"),
        until=row.until,
        ended_because=read(box, row, "ended_because"),
    )
