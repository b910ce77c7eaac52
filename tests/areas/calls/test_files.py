"""Returns as files: taken in whole or not at all, and every row that cannot be taken is named with its reason."""

import csv
import io
import zipfile

import pytest
from django.utils import timezone

from handrail.areas.calls.actions.file_import import import_return_file
from handrail.areas.calls.models import Return, ReturnAnswer, ReturnPractice
from handrail.areas.calls.practice_input import PracticeInput
from handrail.areas.calls.queries.returns import get_return_detail
from handrail.areas.calls.return_files.csv_format import HEADER
from handrail.areas.calls.return_files.formats import WRITERS, read_return_file, write_return_file
from handrail.areas.calls.return_files.raw_tables import ReturnFileRejectedError
from handrail.areas.calls.return_files.template import make_return_template
from handrail.platform.access.errors import Denied
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.kernel.spreadsheet_cells import escape_formula, unescape_formula
from support.calls import OURS, PRACTICE

pytestmark = pytest.mark.one_engine

STATES_TO_CHOOSE = "Choose from: In place, Under way, Pilot, Planned, Seeking funding, Unsolved problem."

NASTY = PracticeInput(
    title="=HYPERLINK(A1)",
    words="+1 bus\n@noon, with “quotes”, a comma and Łódź | Cymraeg ŵ",
    kind="work",
    phases=("outside",),
    state="planned",
    since="-2026",
    evaluated="no",
    safe_venue=True,
)


def template(call, ours, kind) -> bytes:
    return write_return_file(
        kind, make_return_template(get_return_detail(call.code, OURS, ours.writer, timezone.now()))
    )


def take_in(ours, name, data, *, replace=False, seen=None, by=None):
    seen = ours.version if seen is None else seen
    return import_return_file(
        **ours.at, name=name, data=data, replace=replace, seen=seen, by=by or ours.writer
    )


def refused(ours, name, data) -> list[tuple[str, str, str, str]]:
    """What was found; and nothing of the file was kept."""
    before = (ReturnAnswer.objects.count(), ReturnPractice.objects.count(), Return.objects.count())
    with pytest.raises(ReturnFileRejectedError) as no:
        take_in(ours, name, data)
    assert (ReturnAnswer.objects.count(), ReturnPractice.objects.count(), Return.objects.count()) == before
    return [(one.place, one.column, one.value, one.reason) for one in no.value.findings]


def told():
    return {
        (
            entry.title,
            entry.words,
            entry.kind,
            entry.phases,
            entry.state,
            entry.since,
            entry.area_id,
            entry.safe_venue,
        )
        for entry in ReturnPractice.objects.all()
    }


@pytest.mark.parametrize("kind", WRITERS)
def test_a_return_goes_out_and_comes_back_as_it_was(call, ours, kind):
    ours.answer(1, "=1+1 is what the sheet would say; we go and see them.\nOn Mondays.")
    ours.answer(2, "Yes")
    ours.answer(3, "1,204")
    ours.answer(4, [["Lincoln", "2"], ["Boston", "=3"]])
    ours.practice(NASTY)
    ours.practice(PRACTICE)
    before, answers = (
        told(),
        {a.question.number: a.value for a in ReturnAnswer.objects.select_related("question")},
    )
    taken = take_in(ours, f"ours.{kind}", template(call, ours, kind), replace=True)
    assert (taken.answers, taken.practices, taken.taken_out) == (4, 2, 2)
    assert told() == before
    assert {a.question.number: a.value for a in ReturnAnswer.objects.select_related("question")} == answers


@pytest.mark.parametrize("kind", WRITERS)
def test_an_empty_template_says_that_it_is_empty(call, ours, kind):
    assert refused(ours, f"ours.{kind}", template(call, ours, kind)) == [
        ("The file", "", "", "The file has no answers and no practices.")
    ]


def test_a_file_adds_to_the_practices_or_takes_their_place(call, ours):
    ours.practice(PRACTICE)
    data = template(call, ours, "csv")
    take_in(ours, "a.csv", data)
    assert [entry.number for entry in ReturnPractice.objects.all()] == [1, 2]
    take_in(ours, "a.csv", data, replace=True)
    assert [entry.number for entry in ReturnPractice.objects.all()] == [3]


def test_a_file_for_a_return_that_has_changed_is_not_taken_over_it(call, ours):
    ours.practice(PRACTICE)
    data, seen = template(call, ours, "csv"), ours.version
    ours.answer()
    with pytest.raises(ConcurrentEditError):
        take_in(ours, "a.csv", data, seen=seen)


def test_only_staff_of_the_body_take_a_file_in(cast, call, ours):
    for who in ("signatory", "collator", "neighbour"):
        with pytest.raises(Denied):
            take_in(ours, "a.csv", b"x", by=getattr(cast, who).actor)


def test_a_locked_return_takes_no_file(call, ours):
    ours.practice(PRACTICE)
    data = template(call, ours, "csv")
    ours.submit()
    with pytest.raises(ActionNotPossibleError, match="cannot be changed"):
        take_in(ours, "a.csv", data)


# --- CSV

NO_SUCH = "The request has no such question. Its questions are: 1, 2, 3, 4, 5."


def rows(*given, head=HEADER, separator=",", encoding="utf-8") -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(head)
    for row in given:
        writer.writerow([*row, *[""] * (len(HEADER) - len(row))])
    return text.getvalue().encode(encoding)


def practice(**columns) -> list[str]:
    full = {
        "Part": "Practice",
        "Name": "A bus",
        "What is done": "A bus twice a week",
        "What it is": "Work and learning",
        "After": "yes",
        "State": "Pilot",
    }
    return [{**full, **columns}.get(column, "") for column in HEADER]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_encoding_and_separator_that_a_spreadsheet_chooses(call, ours, encoding, separator):
    data = rows(("Answer", "1", "", "Łódź; a, b"), separator=separator, encoding=encoding)
    take_in(ours, "a.csv", data)
    assert ReturnAnswer.objects.get().value == "Łódź; a, b"


def test_a_file_of_an_old_windows_program(call, ours):
    take_in(ours, "A.CSV", rows(("Answer", "1", "", "£62 – “safe”"), encoding="cp1252"))
    assert ReturnAnswer.objects.get().value == "£62 – “safe”"


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        (("Answer", "9", "", "x"), ("Row 2", "Number", "9", NO_SUCH)),
        (("Answer", "2", "", "Perhaps"), ("Row 2", "Answer", "Perhaps", "Choose from: Yes, No.")),
        (("Answer", "3", "", "many"), ("Row 2", "Answer", "many", "Enter a whole number, such as 12 or 1,204.")),
        (("Answer", "4", "", "Lincoln"), ("Row 2", "Answer", "Lincoln", "Enter 2 cells in each row: Town | Days.")),
        (("Reply", "1", "", "x"), ("Row 2", "Part", "reply", "Enter Answer or Practice.")),
        (practice(State="Soon"), ("Row 2", "State", "Soon", STATES_TO_CHOOSE)),
        (practice(Area="Narnia"), ("Row 2", "Area", "Narnia", "This is not a police force area.")),
        (practice(Name=""), ("Row 2", "Name", "", "This is empty.")),
        (practice(After="no"), ("Row 2", "Before", "", "Enter yes in at least one of Before, During, After and "
            "Outside.")),
        (practice(After="maybe", Before="yes"), ("Row 2", "After", "maybe", "Enter yes or no.")),
        (practice(Number="1"), ("Row 2", "Number", "1", "Leave this column empty in a row for Practice.")),
        (practice(Name="x" * 121), ("Row 2", "Name", "x" * 59 + "…", "Use 120 characters or fewer.")),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) and len(value) == 4 and value[0] == "Row 2" else "",
)  # fmt: skip
def test_a_row_that_cannot_be_taken_is_named_and_nothing_is_half_saved(call, ours, row, finding):
    good = ("Answer", "1", "", "We go and see them.")
    assert refused(ours, "a.csv", rows(row, good)) == [finding]


def test_every_finding_is_told_at_once(call, ours):
    found = refused(ours, "a.csv", rows(practice(State="Soon", Area="Narnia"), ("Answer", "3", "", "x")))
    assert [(place, column) for place, column, *_ in found] == [
        ("Row 3", "Answer"), ("Row 2", "Area"), ("Row 2", "State"),
    ]  # fmt: skip


def test_a_question_that_is_answered_twice(call, ours):
    found = refused(ours, "a.csv", rows(("Answer", "1", "", "a"), ("Answer", "1", "", "b")))
    assert found == [("Row 3", "Number", "1", "This question has two answers.")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty."),
        (b" \r\n ", "The file is empty."),
        (b"Part,Number\nAnswer,1\n", "The header row must be:"),
        (b"\x00\x01\x02", "The file is not text."),
        (b"\xff\xfe\x41", "The file is not text."),
        (b'Part,Number\n"open', "cannot be read"),
        (b"a" * 2_000_001, "It must be 2 MB or smaller"),
        (",".join(HEADER).encode() + b"\n" + b"Practice\n" * 1001, "more than 1,000 rows"),
        (",".join(HEADER).encode() + b"\nAnswer,1,," + b"x" * 200_000, "cannot be read"),
    ],
)
def test_a_csv_file_that_is_none(call, ours, data, said):
    assert said in refused(ours, "a.csv", data)[0][3]


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+44", "-4", "@SUM(A1)", "\t=1", " =1", "'=1", "'", "plain", "'tis", ""),
        *("\n=1", "＝1+1", "\u00a0=1", "\u202e=1", "\u200b\u200e@SUM(A1)"),
    ],
)
def test_what_a_spreadsheet_would_run_is_made_text_and_comes_back(text):
    made = escape_formula(text)
    assert not made.lstrip(" \u00a0\u202e\u200b\u200e").startswith((*"=+-@＝", "\t", "\r", "\n"))
    assert unescape_formula(made) == text


# --- Excel


def book(change, call, ours) -> bytes:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy

    ours.practice(PRACTICE)
    found = load_workbook(io.BytesIO(template(call, ours, "xlsx")))
    change(found)
    out = io.BytesIO()
    found.save(out)
    return out.getvalue()


def a_formula(found):
    found["Answers"]["C4"] = "=SUM(A1:A3)"


def merged(found):
    found["Practices"].merge_cells("A3:B4")


def hidden(found):
    found.create_sheet("Old figures").sheet_state = "hidden"


def very_hidden(found):
    found["Practices"].sheet_state = "veryHidden"


def another(found):
    found.create_sheet("Notes")["A1"] = "Please read"


def no_practices(found):
    del found["Practices"]


def another_head(found):
    found["Practices"]["B1"] = "Deeds"


def an_error(found):
    found["Answers"]["C4"] = "#REF!"
    found["Answers"]["C4"].data_type = "e"


def beside(found):
    found["Practices"]["N2"] = "see file"


@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        (a_formula, "Answers, row 4", "This is a formula"),
        (an_error, "Answers, row 4", "This is a spreadsheet error."),
        (merged, "Practices, A3:B4", "merged"),
        (hidden, "Sheet “Old figures”", "This sheet is hidden"),
        (very_hidden, "Sheet “Practices”", "This sheet is hidden"),
        (another, "Sheet “Notes”", "not in the template"),
        (no_practices, "Sheet “Practices”", "missing"),
        (another_head, "Practices, row 1", "The header row must be:"),
        (beside, "Practices, row 2", "does not have this column"),
    ],
)
def test_what_excel_would_hide_or_change_is_refused_where_it_stands(call, ours, change, place, said):
    found = refused(ours, "a.xlsx", book(change, call, ours))
    assert [(where, said in reason) for where, _, _, reason in found] == [(place, True)]


def test_numbers_dates_and_yes_are_read_as_they_look(call, ours):
    from datetime import datetime  # noqa: PLC0415 - only here

    def change(found):
        found["Answers"]["C4"] = 1204.0
        found["Practices"]["J2"] = datetime(2025, 3, 1)  # noqa: DTZ001 - as a sheet has it
        found["Practices"]["E2"] = True

    take_in(ours, "a.xlsx", book(change, call, ours), replace=True)
    entry = ReturnPractice.objects.get()
    assert (ReturnAnswer.objects.get().value, entry.since, entry.phases) == (
        1204,
        "1 March 2025",
        ("before", "outside"),
    )


def test_a_hundred_thousand_rows_are_refused_with_a_sentence(call, ours):
    from openpyxl import Workbook  # noqa: PLC0415 - heavy

    found = Workbook(write_only=True)
    sheet = found.create_sheet("Practices")
    for number in range(100_000):
        sheet.append([number])
    out = io.BytesIO()
    found.save(out)
    assert len(out.getvalue()) < 2_000_000
    assert refused(ours, "a.xlsx", out.getvalue()) == [
        ("The file", "", "", "The sheet “Practices” has more than 500 rows. "
         "Remove anything that was not in the template."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (1_048_576, 1, "more than 500 rows"),
        (3, 16_384, "” has values outside the template’s columns, in row"),
        (6_000, 2, "more than 500 rows"),
    ],
)
def test_a_cell_at_the_far_end_of_a_sheet_is_found_quickly(call, ours, row, column, said):
    def change(found):
        found["Practices"].cell(row, column).value = "x"

    assert said in refused(ours, "a.xlsx", book(change, call, ours))[0][3]


def test_cells_without_end_are_refused(call, ours):
    cells = b"".join(b'<row r="%d"><c r="XFD%d" s="0"/></row>' % (n, n) for n in range(1, 60))
    sheet = b"<sheetData>" + cells + b"</sheetData>"
    out = io.BytesIO()
    whole = book(lambda found: None, call, ours)
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "xl/worksheets/sheet3.xml":
                begin, end = data.index(b"<sheetData>"), data.index(b"</sheetData>") + len(b"</sheetData>")
                data = data[:begin] + sheet + data[end:]
            new.writestr(part.filename, data)
    assert "more than 100,000 cells" in refused(ours, "a.xlsx", out.getvalue())[0][3]


def test_rows_that_are_only_coloured_do_not_count(call, ours):
    def change(found):
        for number in range(3, 900):
            found["Practices"].cell(number, 1).number_format = "@"

    assert take_in(ours, "a.xlsx", book(change, call, ours), replace=True).practices == 1


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/").replace("_DOT_", "."), data)
    return out.getvalue()


BOMB = packed(xl__workbook_DOT_xml=b"<workbook/>", xl__sheet_DOT_xml=b"0" * 40_000_000)
MACROS = packed(xl__workbook_DOT_xml=b"<workbook/>", xl__vbaProject_DOT_bin=b"x")
WORD_MACROS = packed(word__document_DOT_xml=b"<d/>", word__vbaProject_DOT_bin=b"x")
LAUGHS = (
    b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><workbook xmlns="http://schemas.'
    b'openxmlformats.org/spreadsheetml/2006/main">&b;</workbook>'
)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsm", b"PK", "can contain macros"),
        ("a.docm", b"PK", "can contain macros"),
        ("a.xlsx", MACROS, "contains macros"),
        ("a.docx", WORD_MACROS, "contains macros"),
        ("a.xlsx", BOMB, "unpacks to 40 MB and must be 10 MB or smaller"),
        ("a.xlsx", b"%PDF-1.7 not a sheet", "name says Excel, but the file is of another type"),
        ("a.docx", b"%PDF-1.7 not a text", "name says Word, but the file is of another type"),
        (
            "a.xlsx",
            packed(word__document_DOT_xml=b"<d/>"),
            "name says Excel, but the file is of another type",
        ),
        ("a.docx", packed(xl__workbook_DOT_xml=b"<d/>"), "name says Word, but the file is of another type"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + b"0" * 600, "old Excel file, or has a password"),
        ("a.xlsx", packed(xl__workbook_DOT_xml=b"<workbook"), "cannot be read as Excel"),
        ("a.xlsx", packed(xl__workbook_DOT_xml=LAUGHS), "cannot be read as Excel"),
        ("a.docx", packed(word__document_DOT_xml=b"<w"), "cannot be read as Word"),
        ("a.pdf", b"%PDF", "made from the template: Excel (.xlsx), Word (.docx), CSV (.csv)"),
        ("noname", b"x", "made from the template"),
        ("a.xls", b"x", "made from the template"),
    ],
)
def test_a_file_that_is_a_trap_or_something_else_is_told_so(call, ours, name, data, said):
    found = refused(ours, name, data)
    assert len(found) == 1
    assert said in found[0][3]


# --- Word


def document(change, call, ours) -> bytes:
    from docx import Document  # noqa: PLC0415 - heavy

    ours.practice(PRACTICE)
    found = Document(io.BytesIO(template(call, ours, "docx")))
    change(found)
    out = io.BytesIO()
    found.save(out)
    return out.getvalue()


def word_merged(found):
    table = found.tables[1]
    table.cell(2, 0).merge(table.cell(3, 0))


def word_nested(found):
    found.tables[1].cell(1, 1).add_table(1, 1)


def word_tracked(found):
    from docx.oxml import OxmlElement  # noqa: PLC0415 - heavy

    found.tables[1].cell(1, 1).paragraphs[0]._p.append(OxmlElement("w:ins"))


def word_another(found):
    found.add_table(1, 2).cell(0, 0).text = "Notes"


def word_row(found):
    found.tables[1].add_row().cells[0].text = "Cost"


@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        (word_merged, "Table 2", "merged"),
        (word_nested, "Table 2", "A cell contains another table."),
        (word_tracked, "The document", "tracked changes"),
        (word_another, "Table 8", "not in the template"),
        (word_row, "Practice 1", "does not have this row"),
    ],
)
def test_what_word_would_hide_is_refused_where_it_stands(call, ours, change, place, said):
    found = refused(ours, "a.docx", document(change, call, ours))
    assert (found[0][0], said in found[0][3]) == (place, True)


def test_a_value_that_is_wrong_is_named_by_its_practice(call, ours):
    def change(found):
        found.tables[1].cell(9, 1).text = "Soon"

    found = refused(ours, "a.docx", document(change, call, ours))
    assert found == [("Practice 1", "State", "Soon", STATES_TO_CHOOSE)]


def test_a_template_reads_as_it_was_written_in_each_format(call, ours):
    ours.answer()
    raws = [read_return_file(f"a.{kind}", template(call, ours, kind)) for kind in WRITERS]
    assert {raw.answers[0]["Answer"] for raw in raws} == {"We go and see them."}
    assert all(raw.findings == [] for raw in raws)
