"""What the case says that a service's rules ask for, as far as the door opens it to this reader.

Each kind that is read is noted as shown. What is hidden is not known, and a search then says "ask".
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from handrail import pathway
from handrail.directory.fit import PersonFacts
from handrail.people.cases.events.history import build_history
from handrail.people.cases.offers.models import Circumstances
from handrail.people.cases.offers.states import AccompaniedByChildren, Gender, ImmigrationStatus, PublicFunds
from handrail.people.records.models import Case, Consent, Event, Person
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind

MILESTONE_EVENTS = {"referred": "nrm_referred", "reasonable": "rg_positive", "conclusive": "cg_positive"}


@dataclass(frozen=True, slots=True)
class CircumstancesDetail:
    """What was asked of their circumstances, for the form that changes it."""

    gender: str
    dependants: str
    public_funds: str
    status: str
    version: int
    changed_at: datetime.datetime | None
    changed_by: str


def get_fit_facts(case_access: CaseAccess) -> PersonFacts:
    """The facts for one reader. The same number of queries whatever is known."""
    case = Case.objects.select_related("area", "owner").get(pk=case_access.file_id)
    person = Person.objects.select_related("language").get(pk=case.pk)
    born = (
        datetime.date.fromisoformat(text)
        if (text := person.date_of_birth.open_for(case_access.key_access))
        else None
    )
    known: dict[str, Any] = {
        "age": None if case.age == "unsure" else case.age,
        "area_code": case.area_id,
        "area": case.area.name if case.area else "",
    }
    said = Circumstances.objects.filter(pk=case.pk).first()
    if case_access.sees(Kind.IDENTITY):
        known |= _get_identity_facts(person, said, born)
    if case_access.sees(Kind.PATHWAY):
        known |= _get_pathway_facts(case, born)
    if case_access.sees(Kind.SUPPORT) and said:
        known |= _get_circumstance_facts(said)
    return PersonFacts(**known)


def get_circumstances(case_access: CaseAccess) -> CircumstancesDetail:
    """What was asked so far."""
    row = Circumstances.objects.select_related("changed_by").filter(pk=case_access.file_id).first()
    if row is None:
        return CircumstancesDetail(
            Gender.NOT_ASKED.value,
            AccompaniedByChildren.NOT_ASKED.value,
            PublicFunds.NOT_ASKED.value,
            ImmigrationStatus.NOT_ASKED.value,
            0,
            None,
            "",
        )
    return CircumstancesDetail(
        row.gender,
        row.dependants,
        row.public_funds,
        row.status,
        row.version,
        row.changed_at,
        row.changed_by.name,
    )


def _get_identity_facts(
    person: Person, said: Circumstances | None, born: datetime.date | None
) -> dict[str, Any]:
    return {
        "years": _get_age_in_years(born, timezone.localdate()) if born else None,
        "language_tag": person.language_id,
        "language": person.language.name if person.language else "",
        "gender": said.gender if said and said.gender != Gender.NOT_ASKED else None,
    }


def _get_age_in_years(born: datetime.date, on: datetime.date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _get_pathway_facts(case: Case, born: datetime.date | None) -> dict[str, Any]:
    rows = list(Event.objects.filter(case=case).order_by("at", "recorded_at", "id"))
    consents = Consent.objects.standing_of(case).order_by("id")
    told = build_history(case, rows, consents, born)
    gone = {row.supersedes_id for row in rows if row.supersedes_id}
    happened = {row.event for row in rows if row.pk not in gone}
    reached = {point: event in happened for point, event in MILESTONE_EVENTS.items()}
    return {"phase": pathway.get_pathway_status(told, timezone.localtime()).phase, **reached}


def _get_circumstance_facts(said: Circumstances) -> dict[str, Any]:
    yes_no = {"yes": True, "no": False}
    return {
        "dependants": yes_no.get(said.dependants),
        "public_funds": yes_no.get(said.public_funds),
        "status": None if said.status == ImmigrationStatus.NOT_ASKED else said.status,
    }
