"""The Word file has real headings, header rows, a language, and words for its pictures."""

import io
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml.ns import qn

from handrail.platform.documents.word import make_docx
from support.sample_document import sample


@pytest.fixture(scope="module")
def made():
    return make_docx(sample())


@pytest.fixture(scope="module")
def read(made):
    return docx.Document(io.BytesIO(made))


def test_headings_are_styles_in_order(read):
    headings = [
        (p.style.name, p.text) for p in read.paragraphs if p.style.name.startswith(("Heading", "Title"))
    ]
    assert headings == [
        ("Title", "What three areas do"),
        ("Heading 1", "Summary"),
        ("Heading 1", "Services"),
        ("Heading 2", "Before the NRM"),
        ("Heading 3", "Fenshire"),
        ("Heading 3", "Moorshire"),
        ("Heading 1", "Annex: responses"),
        ("Heading 1", "Sources"),
    ]
    panel = next(p for p in read.paragraphs if p.text == "What changed")
    assert panel.style.base_style.name == "Heading 1"


def test_each_table_has_one_header_row_and_says_what_it_is(read):
    for table in read.tables:
        heads = [row for row in table._tbl.tr_lst if row.trPr.find(qn("w:tblHeader")) is not None]
        assert heads == [table._tbl.tr_lst[0]]
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    assert [cell.text for cell in read.tables[1].rows[3].cells] == ["Daleshire", "Not known", "0"]


def test_pictures_have_words(read):
    told = [shape._inline.docPr.get("descr") for shape in read.inline_shapes]
    assert told == [figure.alt for figure in sample().blocks if hasattr(figure, "alt")]


def test_it_says_its_title_language_and_the_documents_own_date(read):
    properties = read.core_properties
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert (properties.title, properties.author, properties.language) == (
        "What three areas do",
        "Collation team",
        "en-GB",
    )
    assert properties.created.replace(tzinfo=UTC) == properties.modified.replace(tzinfo=UTC) == noon
    assert 'w:lang w:val="en-GB"' in read.styles.element.xml


def test_every_link_within_the_file_leads_to_a_bookmark(read):
    body = read.element.body
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    links = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))}
    assert links
    assert links <= marks
    assert all(len(mark) <= 40 for mark in marks)


def test_nothing_in_the_package_tells_when_it_was_made(made):
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in package.namelist() if "thumbnail" in name]


@pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed: no other program to open it with"
)
def test_libreoffice_opens_it_with_its_headings_and_header_row(made, tmp_path):
    (tmp_path / "report.docx").write_bytes(made)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    run = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "html",
        "--outdir",
        tmp_path,
        tmp_path / "report.docx",
    ]
    subprocess.run(run, check=True, capture_output=True, timeout=120)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.count("<h1") == 5
    assert page.count("<h3") == 2
    assert page.count("<thead>") == 2
    assert 'lang="en-GB"' in page
