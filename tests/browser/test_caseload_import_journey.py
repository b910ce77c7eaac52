"""From the template to a case and back, in a browser: fill, upload, match, correct, decide, import, open, undo."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import expect

from handrail.people.caseload_import.actions.background_round import run_caseload_import_round
from handrail.people.caseload_import.models import CaseloadImport, ImportedCase
from support.caseload_import import ANA, bring

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
    pytest.mark.one_engine,
]
NAMES = (
    *("Ilir Hoxha", "Bao Nguyen", "Sorin Popa", "Arta Gjoka", "Hanh Tran", "Dritan Murati"),
    *("Doina Rusu", "Khoa Pham", "Teuta Leka", "Emil Balan", "Selam Kidane"),
)


def fill_template(data, *, corrected):
    """Eleven people and Ana, who is known; three dates that cannot be until they are corrected."""
    book = load_workbook(io.BytesIO(data))
    sheet = book["Cases"]
    heads = [cell.value for cell in sheet[1]]
    for number, name in enumerate((*NAMES, "Ana Dragan")):
        row = dict.fromkeys(heads, "")
        row |= {
            "Your reference": f"OLD-{number}",
            "Full name": name,
            "Adult or child": "Adult",
        }
        row |= {"Identified": "04/03/2024", "Date of birth": f"{number + 1:02}/05/1990"}
        if name == "Ana Dragan":
            row["Date of birth"] = "14/03/1994"
        if not corrected:
            row |= {
                2: {"Identified": "spring"},
                4: {"Date of birth": "31/02/1990"},
                6: {"Adult or child": "?"},
            }.get(number, {})
        sheet.append([row[head] for head in heads])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def choose_file(page, name, data):
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.get_by_label("Excel or CSV file").set_input_files({"name": name, "mimeType": kind, "buffer": data})
    page.get_by_role("button", name="Upload").click()


def test_a_caseload_comes_in_from_the_template_and_goes_again(cast, desk):
    bring(cast.lead.actor, ANA)
    page = desk(cast.lead)
    page.goto("/imports/")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Excel, with help and lists").click()
    with open(taken.value.path(), "rb") as file:
        template = file.read()
    page.get_by_role("button", name="Upload a file").click()
    choose_file(page, "old.xlsx", fill_template(template, corrected=False))

    expect(page.get_by_role("heading", name="Match the columns")).to_be_visible()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("Legitimate interests, Article 6(1)(f)").check()
    page.get_by_label("Only where their row says so").check()
    page.get_by_role("button", name="Check the rows").click()
    expect(page.get_by_text("Checking rows: 0 of 12 rows, 0%")).to_be_visible()
    run_caseload_import_round()

    expect(page.get_by_role("link", name="To correct (3)")).to_be_visible()  # the page looks by itself
    expect(page.get_by_text("“spring” is not a date. Enter it as 14/03/2024.")).to_be_visible()
    expect(page.get_by_role("link", name="Possible duplicate (1)")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download what to correct (CSV)").click()
    with open(taken.value.path(), encoding="utf-8-sig", newline="") as file:
        assert [row["Row"] for row in csv.DictReader(file) if row["Needed"] == "Correct"] == ["4", "6", "8"]

    page.get_by_role("button", name="Upload the corrected file").click()
    choose_file(page, "mended.xlsx", fill_template(template, corrected=True))
    run_caseload_import_round()
    page.get_by_role("button", name="Compare and decide on row 13").click()
    expect(page.get_by_role("cell", name="Ana Dragan")).to_have_count(2)
    page.get_by_label("The same person: skip this row").check()
    page.get_by_role("button", name="Save").click()

    page.get_by_role("button", name="Import 11 rows").click()
    page.get_by_role("button", name="Import", exact=True).click()
    run_caseload_import_round()
    expect(page.get_by_text("Left out: rows 13.")).to_be_visible()
    made = CaseloadImport.objects.latest("uploaded_at")
    reference = ImportedCase.objects.get(caseload=made, row_number=2).case.reference
    page.get_by_role("link", name=reference).click()
    expect(page.get_by_role("heading", name="Ilir Hoxha")).to_be_visible()
    page.goto(reverse("case_history", args=[reference]))
    expect(page.get_by_role("heading", name="Where this record came from")).to_be_visible()
    expect(page.get_by_text("OLD-0")).to_be_visible()

    page.goto(f"/imports/{made.pk}/undo/")
    page.get_by_label("Erase these cases. I understand that they cannot be brought back.").check()
    page.get_by_role("button", name="Undo the import").click()
    run_caseload_import_round()
    expect(page.get_by_text("Every case of this import was erased.")).to_be_visible()
    assert page.goto(f"/cases/{reference}/").status == 404
