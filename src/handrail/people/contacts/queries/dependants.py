"""Who depends on the person, and what that suggests for the circumstances that services ask about."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from handrail.people.cases.offers.queries.circumstances import get_or_build_circumstances
from handrail.people.cases.offers.text_choices import AccompaniedByChildren
from handrail.people.contacts.models import Dependant
from handrail.people.contacts.text_choices import DependantKind, DependantRisk, DependantWhereabouts
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.kernel.messages import msg


@dataclass(frozen=True, slots=True)
class DependantRow:
    """One dependant, as far as the reader may see: where they are needs the kind contact, a risk the kind safety."""

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
class DependantsAnswerSuggestion:
    """The answer about dependants that the list suggests for the circumstances, and the sentence that says why."""

    words: str
    answer: str


def list_dependant_rows(case_access: CaseAccess) -> tuple[DependantRow, ...]:
    """All dependants that were not taken out. Two queries.

    Returns:
        In the order in which they were added.
    """
    if not case_access.sees(Kind.IDENTITY):
        return ()
    rows = Dependant.objects.filter(case=case_access.file_id, taken_out_at__isnull=True).select_related(
        "changed_by"
    )
    found = rows.order_by("id").opened_for(case_access)[:50]
    return tuple(_make_dependant_row(row, case_access) for row in found)


def get_dependant_for_edit(case_access: CaseAccess, dependant_id: UUID) -> Dependant:
    """One of them, to be changed. Raises Denied without all kinds that the form shows, NotVisible for no such row."""
    require_may_see_dependants(case_access)
    rows = Dependant.objects.filter(case=case_access.file_id, taken_out_at__isnull=True, pk=dependant_id)
    dependant = rows.select_related("changed_by").opened_for(case_access).first()
    if dependant is None:
        raise NotVisible
    return dependant


def require_may_see_dependants(case_access: CaseAccess) -> None:
    """Raise Denied unless the reader may see who they are, where they are and what the risk is."""
    for kind in (Kind.IDENTITY, Kind.CONTACT, Kind.SAFETY):
        case_access.needs(kind)


def find_dependants_answer_suggestion(
    case_access: CaseAccess, lines: tuple[DependantRow, ...]
) -> DependantsAnswerSuggestion | None:
    """What to answer about children who would come along; None where the circumstances say the same already."""
    if not case_access.sees(Kind.IDENTITY):
        return None
    coming = [
        line for line in lines if line.where == DependantWhereabouts.WITH and line.sort != DependantKind.ADULT
    ]
    said = get_or_build_circumstances(case_access).dependants
    if coming and said != AccompaniedByChildren.YES:
        now = "say no" if said == AccompaniedByChildren.NO else "are not recorded"
        return DependantsAnswerSuggestion(
            msg("Someone recorded here is with them, but their eligibility details {now}.", now=now),
            AccompaniedByChildren.YES.value,
        )
    if lines and not coming and said == AccompaniedByChildren.YES:
        return DependantsAnswerSuggestion(
            "No child recorded here is with them, but their eligibility details say yes.",
            AccompaniedByChildren.NO.value,
        )
    return None


def _make_dependant_row(row: Dependant, case_access: CaseAccess) -> DependantRow:
    risk = case_access.sees(Kind.SAFETY)
    year = row.born_year.open()
    return DependantRow(
        dependant_id=row.pk,
        sort=row.sort,
        sort_words=DependantKind(row.sort).label,
        called=row.called.open(),
        born_year=int(year) if year else None,
        age_words=_describe_age_by_birth_year(int(year)) if year else "",
        where=row.where,
        where_said=DependantWhereabouts(row.where).label,
        where_words=row.where_words.open(),
        at_risk=row.at_risk if risk else "",
        risk_said=DependantRisk(row.at_risk).label if risk else "Not shared with you",
        risk_words=row.risk_words.open(),
        own_reference=row.own_reference.open() if case_access.inside else "",
        version=row.version,
        changed_at=row.changed_at,
        changed_by=row.changed_by.name if row.changed_by else "",
    )


def _describe_age_by_birth_year(year: int) -> str:
    """“5 or 6”: a year of birth leaves two ages open."""
    years = timezone.localdate().year - year
    if years <= 0:
        return "under 1"
    return msg("{years} or {years2}", years=years - 1, years2=years)
