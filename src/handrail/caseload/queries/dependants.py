"""Who depends on the person, as far as the reader may see it, and what it suggests for what services ask."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from handrail.access.kinds import Kind
from handrail.access.sight import Sight
from handrail.caseload.models import Dependant
from handrail.caseload.states import AtRisk, Sort, Where
from handrail.casework.case.sealing import boxes, read
from handrail.casework.offers.queries.facts import said_of_them
from handrail.casework.offers.states import WithThem
from handrail.kernel.saying import say
from handrail.vault.box import Box


@dataclass(frozen=True, slots=True)
class DependantLine:
    """One of them. Where they are needs how to reach the person; a risk needs safety."""

    dependant_id: UUID
    sort: str
    sort_words: str
    called: str
    born_year: int | None
    age_words: str
    where: str
    where_said: str
    where_words: str
    at_risk: str
    risk_said: str
    risk_words: str
    own_reference: str
    version: int
    changed_at: datetime.datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """That what services ask says otherwise than this list does."""

    words: str
    answer: str


def dependants_of(sight: Sight) -> tuple[DependantLine, ...]:
    """Those that stand, in the order in which they were said. Two queries."""
    if not sight.sees(Kind.IDENTITY):
        return ()
    rows = Dependant.objects.filter(case=sight.file_id, taken_out_at__isnull=True).select_related(
        "changed_by"
    )
    found = list(rows.order_by("id")[:50])
    box = boxes([sight.file_id]).get(sight.file_id) if found else None
    return tuple(_line(row, box, sight) for row in found)


def suggestion(sight: Sight, lines: tuple[DependantLine, ...]) -> Suggestion | None:
    """What services ask, where it is not said yet or says otherwise: children who depend on them and would come too."""
    if not sight.sees(Kind.SUPPORT):
        return None
    coming = [line for line in lines if line.where == Where.WITH and line.sort != Sort.ADULT]
    said = said_of_them(sight).dependants
    if coming and said != WithThem.YES:
        now = "says no" if said == WithThem.NO else "has not been asked"
        return Suggestion(
            say("Somebody here is with them, and what services ask {now}.", now=now), WithThem.YES.value
        )
    if lines and not coming and said == WithThem.YES:
        return Suggestion("No child here is with them, and what services ask says yes.", WithThem.NO.value)
    return None


def _line(row: Dependant, box: Box | None, sight: Sight) -> DependantLine:
    place, risk = sight.sees(Kind.CONTACT), sight.sees(Kind.SAFETY)
    year = read(box, row, "born_year")
    return DependantLine(
        dependant_id=row.pk,
        sort=row.sort,
        sort_words=Sort(row.sort).label,
        called=read(box, row, "called"),
        born_year=int(year) if year else None,
        age_words=_age(int(year)) if year else "",
        where=row.where,
        where_said=Where(row.where).label,
        where_words=read(box, row, "where_words") if place else "",
        at_risk=row.at_risk if risk else "",
        risk_said=AtRisk(row.at_risk).label if risk else "Not shared with you",
        risk_words=read(box, row, "risk_words") if risk else "",
        own_reference=read(box, row, "own_reference") if sight.inside else "",
        version=row.version,
        changed_at=row.changed_at,
        changed_by=row.changed_by.name,
    )


def _age(year: int) -> str:
    """“5 or 6”: a year of birth leaves two ages open."""
    years = timezone.localdate().year - year
    if years <= 0:
        return "under 1"
    return say("{years} or {years2}", years=years - 1, years2=years)
