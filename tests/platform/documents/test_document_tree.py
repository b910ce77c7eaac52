"""The tree: what it refuses, what it cleans, and that it comes back from JSON as it went in."""

import json
from datetime import date

import pytest

from handrail.platform.documents import serialisation
from handrail.platform.documents.document_tree import (
    AreaTile,
    BarChart,
    Document,
    Figure,
    Heading,
    Paragraph,
    Table,
    TextRun,
    make_runs,
)
from handrail.platform.documents.text_cleaning import clean_text, is_right_to_left
from support.sample_document import sample


def test_a_document_comes_back_from_json_as_it_went_in():
    told = json.loads(json.dumps(serialisation.convert_document_to_plain_values(sample())))
    assert serialisation.build_document_from_plain_values(told) == sample()


@pytest.mark.parametrize("told", [{}, [], "x", {"kind": "Text"}, {"kind": "System", "text": "x"}])
def test_json_that_is_no_document_is_refused(told):
    with pytest.raises(ValueError, match=r"part of a document|no document"):
        serialisation.build_document_from_plain_values(told)


@pytest.mark.parametrize(
    ("pasted", "kept_of_it"),
    [
        ("a\x00b\x1bc\x9f", "abc"),
        ("one\ntwo\tthree\u2028four", "one two three four"),
        ("safe\u202eevil\u202c \u2066x\u2069", "safeevil x"),
        ("e\u0301", "é"),
        ("\ud800lone\ufffe\ufdd0", "lone"),
        ("#strong[x] $y$ <b>&amp;</b>", "#strong[x] $y$ <b>&amp;</b>"),
        ("שלום ab", "שלום ab"),
    ],
)
def test_text_is_cleaned_of_what_no_format_can_hold(pasted, kept_of_it):
    assert clean_text(pasted) == kept_of_it
    assert TextRun(pasted).text == kept_of_it


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JavaScript:x",
        "data:text/html,x",
        "//evil.example",
        "https://a b",
        "x",
        "http://[z",
    ],
)
def test_an_address_that_is_none_of_the_web_is_dropped(href):
    assert TextRun("x", href=href).href == ""


@pytest.mark.parametrize("href", ["https://example.org/a?b=1", "mailto:a@example.org", "#part", "/calls/"])
def test_an_address_of_the_web_or_of_the_site_stays(href):
    assert TextRun("x", href=href).href == href


def test_direction_is_that_of_the_first_letter_that_has_one():
    assert [is_right_to_left(text) for text in ("123 שלום", "abc שלום", "سلام", "12")] == [
        True,
        False,
        True,
        False,
    ]


def _document(*blocks):
    return Document("Title", date(2026, 1, 1), blocks)


def test_two_headings_never_share_an_address():
    with pytest.raises(ValueError, match="anchor same"):
        _document(Heading("One", 2, "same"), Heading("Two", 2, "same"))


def test_a_link_within_the_document_leads_somewhere():
    with pytest.raises(ValueError, match="leads nowhere: gone"):
        _document(Paragraph((TextRun("See", href="#gone"),)))


def test_a_picture_needs_words_and_a_row_needs_all_its_cells():
    with pytest.raises(ValueError, match="needs words"):
        Figure("Caption", " ", BarChart(()), None)
    with pytest.raises(ValueError, match="needs 2 cells"):
        Table("Caption", ("A", "B"), ((make_runs("one"),),))
    with pytest.raises(ValueError, match="level 2, 3 or 4"):
        Heading("One", 1, "one")


def test_a_document_that_was_kept_before_a_field_came_is_read_with_its_default():
    kept = serialisation.convert_document_to_plain_values(
        AreaTile(0, 0, "Fens", "Fenshire", "quoted", is_own=True)
    )
    assert serialisation.convert_plain_values_to_document(kept).is_own
    del kept["is_own"]
    assert serialisation.convert_plain_values_to_document(kept) == AreaTile(
        0, 0, "Fens", "Fenshire", "quoted"
    )
    for wrong in ({**kept, "colour": "red"}, {name: kept[name] for name in kept if name != "state"}):
        with pytest.raises(ValueError, match="is no part of a document"):
            serialisation.convert_plain_values_to_document(wrong)
