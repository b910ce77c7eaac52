"""The PDF is tagged: typst refuses to write one that its own PDF/UA-1 check faults, and the tags say what is what."""

import io

import pypdf
import pytest

from handrail.platform.documents.pdf import make_pdf
from support.sample_document import sample


@pytest.fixture(scope="module")
def read():
    return pypdf.PdfReader(io.BytesIO(make_pdf(sample())))


def tags(read):
    """Every structure element in order, as (tag, element)."""

    def walk(element):
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            kid = kid.get_object()
            if isinstance(kid, dict) and "/S" in kid:
                yield kid["/S"], kid
                yield from walk(kid)

    return list(walk(read.trailer["/Root"]["/StructTreeRoot"]))


def test_it_says_its_title_language_standard_and_the_documents_own_date(read):
    root = read.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert (read.metadata.title, read.metadata.author) == ("What three areas do", "Collation team")
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    assert read.metadata.creation_date_raw.startswith("D:20261124")


def test_headings_go_down_one_level_at_a_time(read):
    levels = [int(tag[2:]) for tag, _ in tags(read) if tag[:2] == "/H" and tag[2:].isdigit()]
    assert levels == [1, 1, 1, 2, 3, 3, 1, 1]
    assert "/Title" in [tag for tag, _ in tags(read)]


def test_tables_have_header_cells_and_pictures_have_words(read):
    found = [tag for tag, _ in tags(read)]
    assert found.count("/Table") == 2
    assert found.count("/TH") == 2 + 3
    pictures = [element["/Alt"] for tag, element in tags(read) if tag == "/Figure" and "/Alt" in element]
    assert pictures == [
        "Map of 3 areas. Quoted here: 1.",
        "Bars: 31 before, 12 in, none outside the NRM.",
        "A line that rises from 2 to 38.",
    ]


def test_lists_and_links_are_tagged_and_the_contents_lead_to_their_parts(read):
    found = [tag for tag, _ in tags(read)]
    assert {"/L", "/LI", "/Link", "/TOC", "/TOCI"} <= set(found)
    assert [entry.title for entry in read.outline if not isinstance(entry, list)] == [
        "What changed",
        "Summary",
        "Services",
        "Annex: responses",
        "Sources",
    ]


def test_every_page_says_which_edition_it_is(read):
    assert all("What three areas do. Edition 1" in page.extract_text() for page in read.pages)


def test_a_link_of_the_site_is_text_and_one_of_the_web_is_a_link(read):
    links = [
        note.get_object()["/A"]["/URI"]
        for page in read.pages
        for note in page.get("/Annots", [])
        if "/URI" in note.get_object().get("/A", {})
    ]
    assert links == ["https://example.org/fund?a=1&b=2"]


def test_letters_without_a_shape_become_boxes_and_the_document_says_so():
    made = pypdf.PdfReader(io.BytesIO(make_pdf(sample("中文 and Ŵyth and Ελ and سلام"))))
    text = "".join(page.extract_text() for page in made.pages)
    assert "□□ and Ŵyth and Ελ" in text
    assert "appear as boxes; the web page shows them: 2." in " ".join(text.split())
