"""A caseload of ten thousand rows: checked, imported, undone, in rounds as beside the pages; and what a row takes.

`make stress ARGS="-k ten_thousand --numprocesses 0 --capture no"` prints what each thousand rows took: the last may not
be dearer than the first.
"""

import os
import time
from datetime import date, timedelta

import pytest

from handrail.people.caseload_import.actions import decisions
from handrail.people.caseload_import.actions.background_round import run_caseload_import_round
from handrail.people.caseload_import.models import CaseloadImport, CaseloadImportRow, ImportedCase
from handrail.people.caseload_import.text_choices import ImportState, RowDecision
from handrail.people.records.models import Case, Person
from support.caseload_import import answer, upload
from support.invented_names import people

pytestmark = [
    pytest.mark.stress,
    pytest.mark.timeout(3 * 60 * 60),
    pytest.mark.django_db(transaction=True, databases="__all__"),
]
ROWS = int(os.environ.get("ROWS", "10000"))
BORN, FOUND = date(1960, 1, 1), date(2019, 1, 1)


def make_rows() -> list[tuple[str, ...]]:
    """People with names of many languages, each found on some day of the last years and referred two days later."""
    return [
        (
            f"L-{number}",
            name.split()[0],
            name,
            f"{BORN + timedelta(days=number % 15000):%d/%m/%Y}",
            "Adult",
            f"{FOUND + timedelta(days=number % 2500):%d/%m/%Y}",
            f"{FOUND + timedelta(days=number % 2500 + 2):%d/%m/%Y}",
        )
        for number, name in enumerate(people(ROWS, "ten thousand rows"))
    ]


def work_to_the_end(made: CaseloadImport, what: str) -> None:
    """Round after round, saying what each thousand rows took."""
    state, began, told = CaseloadImport.objects.get(pk=made.pk).state, time.monotonic(), 0
    while (now := CaseloadImport.objects.get(pk=made.pk)).state == state:
        run_caseload_import_round(seconds=5)
        done = CaseloadImport.objects.get(pk=made.pk).worked_count
        if done // 1000 > told // 1000 or now.state != state:
            seconds = time.monotonic() - began
            print(f"{what}: {done} rows, {1000 * seconds / max(1, done - told):.0f} ms a row", flush=True)
            began, told = time.monotonic(), done


def test_ten_thousand_rows_are_checked_imported_and_undone(cast):
    actor = cast.lead.actor
    made = upload(actor, *make_rows())
    answer(made, actor)
    work_to_the_end(made, "Checked")
    rows = CaseloadImportRow.objects.filter(caseload=made)
    assert rows.count() == ROWS
    alike = decisions.decide_undecided_rows(import_id=made.pk, decision=RowDecision.NEW, by=actor)
    print(f"{alike} of {ROWS} rows have a name like another row's, from a short list: each is somebody else")
    decisions.start_import(import_id=made.pk, by=actor)
    work_to_the_end(made, "Imported")
    assert Case.objects.count() == Person.objects.count() == ROWS
    decisions.start_undo(import_id=made.pk, by=actor)
    work_to_the_end(made, "Undone")
    assert CaseloadImport.objects.get(pk=made.pk).state == ImportState.UNDONE
    assert not ImportedCase.objects.exists()
