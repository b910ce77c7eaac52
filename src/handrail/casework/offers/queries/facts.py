"""What the case says that a service's rules ask for, as far as the door opens it to this reader.

Each kind that is read is noted as shown. What is hidden is not known, and a search then says "ask".
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from handrail import pathway
from handrail.access.kinds import Kind
from handrail.access.sight import Sight
from handrail.casework.case.models import Case, Consent, Event, Person
from handrail.casework.case.sealing import boxes, read
from handrail.casework.events.history import history
from handrail.casework.offers.models import Circumstances
from handrail.casework.offers.states import Funds, Gender, Status, WithThem
from handrail.directory.fit import Facts

POINTS = {"referred": "nrm_referred", "reasonable": "rg_positive", "conclusive": "cg_positive"}


@dataclass(frozen=True, slots=True)
class SaidOfThem:
    """What was asked of their circumstances, for the form that changes it."""

    gender: str
    dependants: str
    public_funds: str
    status: str
    version: int
    changed_at: datetime.datetime | None
    changed_by: str


def facts_of(sight: Sight) -> Facts:
    """The facts for one reader. The same number of queries whatever is known."""
    case = Case.objects.select_related("area", "owner").get(pk=sight.file_id)
    person = Person.objects.select_related("language").get(pk=case.pk)
    box = boxes([case.pk]).get(case.pk)
    born = datetime.date.fromisoformat(text) if (text := read(box, person, "date_of_birth")) else None
    known: dict[str, Any] = {
        "age": None if case.age == "unsure" else case.age,
        "area_code": case.area_id,
        "area": case.area.name if case.area else "",
    }
    said = Circumstances.objects.filter(pk=case.pk).first()
    if sight.sees(Kind.IDENTITY):
        known |= _identity(person, said, born)
    if sight.sees(Kind.PATHWAY):
        known |= _pathway(case, born)
    if sight.sees(Kind.SUPPORT) and said:
        known |= _circumstances(said)
    return Facts(**known)


def said_of_them(sight: Sight) -> SaidOfThem:
    """What was asked so far."""
    row = Circumstances.objects.select_related("changed_by").filter(pk=sight.file_id).first()
    if row is None:
        return SaidOfThem(
            Gender.NOT_ASKED.value,
            WithThem.NOT_ASKED.value,
            Funds.NOT_ASKED.value,
            Status.NOT_ASKED.value,
            0,
            None,
            "",
        )
    return SaidOfThem(
        row.gender,
        row.dependants,
        row.public_funds,
        row.status,
        row.version,
        row.changed_at,
        row.changed_by.name,
    )


def _identity(person: Person, said: Circumstances | None, born: datetime.date | None) -> dict[str, Any]:
    return {
        "years": _years(born, timezone.localdate()) if born else None,
        "language_tag": person.language_id,
        "language": person.language.name if person.language else "",
        "gender": said.gender if said and said.gender != Gender.NOT_ASKED else None,
    }


def _years(born: datetime.date, on: datetime.date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _pathway(case: Case, born: datetime.date | None) -> dict[str, Any]:
    rows = list(Event.objects.filter(case=case).order_by("at", "recorded_at", "id"))
    consents = Consent.objects.standing_of(case).order_by("id")
    told = history(case, rows, consents, born)
    gone = {row.supersedes_id for row in rows if row.supersedes_id}
    happened = {row.event for row in rows if row.pk not in gone}
    reached = {point: event in happened for point, event in POINTS.items()}
    return {"phase": pathway.answer(told, timezone.localtime()).phase, **reached}


def _circumstances(said: Circumstances) -> dict[str, Any]:
    yes_no = {"yes": True, "no": False}
    return {
        "dependants": yes_no.get(said.dependants),
        "public_funds": yes_no.get(said.public_funds),
        "status": None if said.status == Status.NOT_ASKED else said.status,
    }
