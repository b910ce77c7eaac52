"""Files for imports of cases, and an import taken as far as a test wants it."""

import csv
import io
from uuid import UUID

from handrail.people.caseload_import.actions import decisions, uploads
from handrail.people.caseload_import.actions.background_round import run_caseload_import_round
from handrail.people.caseload_import.actions.row_check import RowCheck
from handrail.people.caseload_import.models import CaseloadImport
from handrail.people.caseload_import.text_choices import ImportBasis, SupportConsent
from handrail.platform.access.actor import Actor

HEADS = (
    "Your reference",
    "Name they use",
    "Full name",
    "DOB",
    "Adult or child",
    "Identified",
    "NRM referral",
)
ANA = ("L-1", "Ana", "Ana Dragan", "14/03/1994", "Adult", "04/03/2024", "06/03/2024")
BEN = ("L-2", "Ben", "Ben Okafor", "02/11/1988", "Adult", "10/05/2023", "")


def make_csv(*rows: tuple[str, ...], heads: tuple[str, ...] = HEADS) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([heads, *rows])
    return out.getvalue().encode()


def upload(actor: Actor, *rows: tuple[str, ...], heads: tuple[str, ...] = HEADS) -> CaseloadImport:
    """Uploaded, with the columns matched by their heads."""
    return uploads.create_import(name="cases.csv", data=make_csv(*rows, heads=heads), by=actor)


def answer(made: CaseloadImport, actor: Actor, **said: object) -> None:
    """What the import rests on, after the columns were saved as they were found."""
    made = uploads.save_columns(import_id=made.pk, codes=made.columns, seen=made.version, by=actor)
    uploads.answer_import_questions(
        **{
            "import_id": made.pk,
            "basis": ImportBasis.LEGITIMATE_INTERESTS,
            "consent": SupportConsent.ROWS,
            "consent_on": None,
            "point_of_contact_id": actor.user_id,
            "seen": made.version,
            "by": actor,
            **said,
        }
    )


def check(
    actor: Actor, *rows: tuple[str, ...], heads: tuple[str, ...] = HEADS, **said: object
) -> CaseloadImport:
    """Uploaded, answered, and every row checked."""
    made = upload(actor, *rows, heads=heads)
    answer(made, actor, **said)
    run_caseload_import_round()
    return CaseloadImport.objects.get(pk=made.pk)


def bring(
    actor: Actor, *rows: tuple[str, ...], heads: tuple[str, ...] = HEADS, **said: object
) -> CaseloadImport:
    """Everything, to the end."""
    made = check(actor, *rows, heads=heads, **said)
    decisions.start_import(import_id=made.pk, by=actor)
    run_caseload_import_round()
    return CaseloadImport.objects.get(pk=made.pk)


def make_imports_in_every_state(actor: Actor) -> tuple[UUID, UUID, UUID, UUID]:
    """One whose columns wait, one that is checked with a possible duplicate in row 3, one that runs, one done."""
    done = bring(actor, ANA)
    running = check(actor, BEN)
    decisions.start_import(import_id=running.pk, by=actor)
    again = ("L-9", *BEN[1:])
    checked = upload(actor, BEN, again)
    answer(checked, actor)
    work = RowCheck(CaseloadImport.objects.get(pk=checked.pk), actor)
    while work.work():
        pass
    return upload(actor, BEN).pk, checked.pk, running.pk, done.pk


IMPORT_FILES = ("import_cases_template", "import_findings")
"""Addresses that give files."""
OF_A_CHECKED_IMPORT = (
    *("caseload_import", "replace_import_file", "import_questions", "decide_import_rows", "start_import"),
    *("finish_import", "decide_import_row"),
)
IMPORT_ADDRESSES = frozenset(
    {"caseload_imports", "upload_caseload", "import_columns", "stop_import", "undo_import"}
    | {*IMPORT_FILES, *OF_A_CHECKED_IMPORT}
)
