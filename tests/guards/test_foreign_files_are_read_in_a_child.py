"""What takes a file from outside apart runs in a child process; a new place is listed here with who sends the file."""

import re

from support.repository import SRC

TAKES_APART = re.compile(
    r"\b(load_workbook|ZipFile|iterparse|ElementTree|DictReader|decompressobj|decompress|csv\.reader|docx import)\b"
)
RUNS_IN_A_CHILD = {
    "areas/calls/return_files/cell_range_limit.py",
    "areas/calls/return_files/csv_format.py",
    "areas/calls/return_files/excel_format.py",
    "areas/calls/return_files/word_format.py",
    "areas/calls/return_files/office_file_safety.py",
    "directory/incoming/csv_table.py",
    "people/caseload_import/spreadsheet_reading.py",
    "platform/files/inspection/docx.py",
    "platform/files/inspection/pdf.py",
    "platform/parsers/worker.py",
}
OUR_OWN_FILES = {
    "areas/bids/evaluation_pack.py",
    "areas/intelligence/district_tiles.py",
    "areas/needs/legal_basis.py",
    "areas/partnerships/sourced_codes.py",
    "areas/commissioning/dated_rows.py",
    "areas/practices/queries/similar_areas.py",
    "demo/case_holding_bodies.py",
    "insight/disclosure/published_text.py",
    "people/deployment/languages/close_varieties.py",
    "people/housing/duty_rules.py",
    "people/justice/rules/contact_plan.py",
    "people/justice/rules/entitlements.py",
    "people/personal_data/retention_schedule.py",
    "pathway/changed_rules_file.py",
    "pathway/clocks.py",
    "pathway/event_words.py",
    "pathway/laws.py",
    "platform/documents/word.py",
    "platform/files/stored_archive.py",
    "platform/i18n/text_sources.py",
    "platform/reference/code_lists.py",
    "platform/reference/council_codes.py",
    "platform/reference/dated_codes.py",
    "platform/reference/load.py",
    "site/source_practices.py",
}
"""Files of the checkout, and documents that are written."""


def test_whatever_takes_a_file_apart_is_known():
    found = {
        path.relative_to(SRC).as_posix()
        for path in SRC.rglob("*.py")
        if TAKES_APART.search(path.read_text(encoding="utf-8"))
    }
    assert found - OUR_OWN_FILES == RUNS_IN_A_CHILD
    assert found >= OUR_OWN_FILES
