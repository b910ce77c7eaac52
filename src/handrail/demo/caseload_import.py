"""A spreadsheet of Lantern's old records, uploaded and checked: twelve rows, three to correct, one of somebody known.

Nothing of it is imported, so that the demo's figures stay those of its cases.
"""

import csv
import io
from datetime import date, timedelta
from typing import Final

from django.db import transaction

from handrail.demo.case_writer import DemoLookups
from handrail.demo.planned_bodies_and_users import STAND_INS
from handrail.people.caseload_import.actions.row_check import RowCheck
from handrail.people.caseload_import.actions.uploads import (
    answer_import_questions,
    create_import,
    save_columns,
)
from handrail.people.caseload_import.models import CaseloadImport
from handrail.people.caseload_import.text_choices import ImportBasis, SupportConsent
from handrail.people.records.models import Person
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.sealed import bind_rows_to_access

BODY: Final = "lantern"
HEADS: Final = (
    *("Case ref", "Known as", "Full name", "DOB", "Adult or child", "Date found", "Consent date"),
    *("NRM referral", "RG decision", "RG date", "Notes"),
)
KNOWN_AS: Final = "Known as"
PEOPLE: Final = (
    ("Oana", "Oana Grosu"),
    ("Duc", "Dang Minh Duc"),
    ("Teuta", "Teuta Leka"),
    ("Horia", "Horia Nistor"),
    ("Thuy", "Bui Thi Thuy"),
    ("Edon", "Edon Halili"),
    ("Lavinia", "Lavinia Albu"),
    ("Khoa", "Vu Anh Khoa"),
    ("Drita", "Drita Gjini"),
    ("Emil", "Emil Cojocaru"),
    ("Ileana", "Ileana Dobre"),
)
IN_WORDS, TWO_DIGITS, TOO_EARLY = 3, 6, 8
"""Rows of which a date is wrong: in words, with a short year, a decision before its referral."""


@transaction.atomic
def load_checked_import(cast: DemoLookups, today: date) -> None:
    """Upload and check it, unless an import is there.

    Args:
        cast: everybody.
        today: the day that stories end on.
    """
    actor = cast.actors[STAND_INS[BODY]]
    if CaseloadImport.objects.filter(body=actor.body_id).exists():
        return
    made = create_import(name="old-records.csv", data=_write_file(actor, today), by=actor)
    codes = ["called" if head == KNOWN_AS else code for head, code in zip(HEADS, made.columns, strict=True)]
    made = save_columns(import_id=made.pk, codes=codes, seen=made.version, by=actor)
    made = answer_import_questions(
        import_id=made.pk,
        basis=ImportBasis.LEGITIMATE_INTERESTS,
        consent=SupportConsent.ALL,
        consent_on=None,
        point_of_contact_id=actor.user_id,
        seen=made.version,
        by=actor,
    )
    check = RowCheck(made, actor)
    while check.work():
        pass


def _write_file(actor: Actor, today: date) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADS)
    for number, (called, full_name) in enumerate([*PEOPLE, _find_known_person(actor)]):
        found = today - timedelta(days=200 + 31 * number)
        referred, decided = found + timedelta(days=6), found + timedelta(days=48)
        row = [
            *(f"OLD-{101 + number}", called, full_name, f"{1 + number:02}/0{1 + number % 9}/{1985 + number}"),
            *("Adult", _day(found), _day(found)),
            *(_day(referred), "Positive", _day(decided), "Paper file in the archive room"),
        ]
        if number == IN_WORDS:
            row[5] = "early spring"
        if number == TWO_DIGITS:
            row[6] = f"{found:%d/%m/%y}"
        if number == TOO_EARLY:
            row[9] = _day(found + timedelta(days=2))
        writer.writerow(row)
    return out.getvalue().encode()


def _find_known_person(actor: Actor) -> tuple[str, str]:
    """The names of somebody whose case Lantern holds already, where it holds one with both."""
    rows = Person.objects.filter(case__owner=actor.body_id, full_name__isnull=False, called__isnull=False)
    people = list(rows.order_by("case__opened_at", "pk")[:1])
    accesses = UnrecordedKeyAccess.get_by_key_id(person.pk for person in people)
    names = [(one.called.open(), one.full_name.open()) for one in bind_rows_to_access(people, accesses)]
    return names[0] if names else ("Besa", "Besa Cela")


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
