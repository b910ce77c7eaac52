"""What the case says that a service's rules ask for, as far as it is open to this reader.

Each kind that is read is noted as shown. What is hidden is not known, and a search then says "ask".
"""

import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from handrail import pathway
from handrail.directory.service_fit import PotentialVictimFactsForServiceFit
from handrail.people.cases.events.pathway_history import build_pathway_history_of_case
from handrail.people.cases.offers.models import Circumstances
from handrail.people.cases.offers.text_choices import Gender, ImmigrationStatus
from handrail.people.records.models import Case, Consent, Event, Person
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.today import today

YES_NO = {"yes": True, "no": False}
MILESTONE_EVENTS = {"referred": "nrm_referred", "reasonable": "rg_positive", "conclusive": "cg_positive"}


def get_service_fit_facts_of_case(case_access: CaseAccess) -> PotentialVictimFactsForServiceFit:
    """The facts for one reader: one statement; three more on a day on which the rules have yet to be asked again."""
    case = _select_case(case_access.file_id).get()
    born = _decrypt_date_of_birth(case.person, case_access)
    asked: Circumstances | None = getattr(case, "circumstances", None)
    known: dict[str, Any] = {
        "age": None if case.age == "unsure" else case.age,
        "area_code": case.area_id,
        "area": case.area.name if case.area else "",
    }
    if case_access.sees(Kind.IDENTITY):
        known |= _get_identity_facts(case.person, asked, born)
    if case_access.sees(Kind.PATHWAY):
        reached = {point: getattr(case, point) for point in MILESTONE_EVENTS}
        known |= {"phase": _get_phase_today(case, born), **reached}
    if case_access.sees(Kind.IMMIGRATION) and asked:
        known["status"] = None if asked.status == ImmigrationStatus.NOT_ASKED else asked.status
    if case_access.sees(Kind.HOUSING) and asked:
        known["public_funds"] = YES_NO.get(asked.public_funds)
    return PotentialVictimFactsForServiceFit(**known)


def _select_case(case_id: UUID) -> QuerySet[Case]:
    """The case with what is known of the person, and which decisions have been made that nobody took back."""
    events = Event.objects.filter(case=OuterRef("pk"))
    reached = {
        point: Exists(events.filter(event=event, corrections__isnull=True))
        for point, event in MILESTONE_EVENTS.items()
    }
    related = ("area", "owner", "person__language", "circumstances")
    return Case.objects.filter(pk=case_id).select_related(*related).annotate(**reached)


def _decrypt_date_of_birth(person: Person, case_access: CaseAccess) -> datetime.date | None:
    """For the rules, which need it whoever reads; it is not shown."""
    text = person.date_of_birth.decrypt_for(case_access.key_access)
    return datetime.date.fromisoformat(text) if text else None


def _get_phase_today(case: Case, born: datetime.date | None) -> str:
    """What the rules said when last asked; asked again from `changes_on`, when they may say something else."""
    if case.changes_on is None or case.changes_on > today():
        return case.phase
    events = list(Event.objects.filter(case=case).order_by("at", "recorded_at", "id"))
    consents = Consent.objects.not_taken_back_for_case(case).order_by("id")
    return pathway.get_phase_on(
        build_pathway_history_of_case(case, events, consents, born), timezone.localtime()
    )


def _get_identity_facts(
    person: Person, asked: Circumstances | None, born: datetime.date | None
) -> dict[str, Any]:
    return {
        "years": _get_age_in_years(born, today()) if born else None,
        "language_tag": person.language_id,
        "language": person.language.name if person.language else "",
        "gender": asked.gender if asked and asked.gender != Gender.NOT_ASKED else None,
        "dependants": YES_NO.get(asked.dependants) if asked else None,
    }


def _get_age_in_years(born: datetime.date, on: datetime.date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
