"""Tables about people who work: the register of practitioners, which is its employer's.

They hang on no file. A row is there for those who act for the employer; and, where the employer shares somebody with an
area, for organisations of that area. Models are named, and not imported: the register is in a room above.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps

from handrail.platform.reference.models import Body

PRACTITIONER = "directory_practitioners.Practitioner"
OF_A_PRACTITIONER = (
    "directory_practitioners.PractitionerLanguage",
    "directory_practitioners.PractitionerSkill",
    "directory_practitioners.PractitionerTraining",
    "directory_practitioners.AvailabilityPeriod",
)
"""Rows that are there for whoever meets the practitioner: what of them is shown is the pages' to say, and the rules of
the shortlist read all of it. Only the employer writes them. The list of areas names nobody and has no policy."""


@dataclass(frozen=True, slots=True)
class StaffRegisterTable:
    """A table, and as SQL when a row is there and when it may be written; `{body}` is whom somebody acts for."""

    table: str
    using: str
    check: str


def list_staff_register_tables() -> list[StaffRegisterTable]:
    """Every table of the register, the practitioners first."""
    practitioner: Any = apps.get_model(PRACTITIONER)
    table, served = practitioner._meta.db_table, practitioner._meta.get_field("areas").remote_field.through
    employer = f'"{table}"."employer_id"'
    shared = (
        f'("{table}"."is_shared" AND EXISTS (SELECT 1 FROM "{served._meta.db_table}" AS served'
        f' JOIN "{Body._meta.db_table}" AS body ON body.area_id = served.area_id'
        f' WHERE served.practitioner_id = "{table}"."id" AND body.id = {{body}}))'
    )
    own = f"{employer} = {{body}}"
    found = [StaffRegisterTable(table, f"{own} OR {shared}", own)]
    found += [_build_child_register_table(apps.get_model(label), table) for label in OF_A_PRACTITIONER]
    return found


def _build_child_register_table(model: Any, parent: str) -> StaffRegisterTable:
    child = model._meta.db_table
    seen = f'EXISTS (SELECT 1 FROM "{parent}" AS who WHERE who.id = "{child}"."practitioner_id"'
    return StaffRegisterTable(child, f"{seen})", f"{seen} AND who.employer_id = {{body}})")
