"""What a file is, by its bytes: what may be taken, and what is refused in a sentence."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from files import made
from handrail.files.looking import NotTaken, look
from handrail.files.naming import LONGEST, tidy
from handrail.files.types import LARGEST, MEGABYTE

GOOD = {
    "a.pdf": made.PDF,
    "a.jpg": made.jpeg(),
    "a.JPEG": made.jpeg(behind=b"camera's own bytes"),
    "a.png": made.png(),
    "a.docx": made.docx(),
    "a.doc": made.DOC,
    "a.txt": made.TEXT,
    "b.txt": "Łódź, 3 pm".encode(),
    "c.txt": "caf\xe9".encode("cp1252"),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_may_be_taken(name):
    assert look(name, GOOD[name]).name == name


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [("scan", made.PDF, "scan.pdf"), ("photo", made.jpeg(), "photo.jpg"), (".", made.TEXT, "paper.txt")],
)
def test_a_name_without_an_ending_is_given_one(name, data, kept):
    assert look(name, data).name == kept


REL = (
    b'<Relationships><Relationship Type="http://x/attachedTemplate" Target="http://x" TargetMode="External"/>'
)
BAD = {
    "empty": ("a.pdf", b"", "empty"),
    "another ending": ("a.pdf", made.jpeg(), "Its name says PDF, and its content is JPEG picture"),
    "a program behind a second ending": ("letter.pdf.exe", made.PDF, "“.exe”"),
    "a drawing": ("a.svg", b"<svg xmlns='x'><script>1</script></svg>", "a web page, a drawing or a program"),
    "a web page as text": ("a.txt", b"\n <!DOCTYPE html><html>", "a web page"),
    "a page further down": ("a.txt", b"hello\n" * 500 + b"<script>x</script>", "a web page"),
    "a script": ("a.txt", b"#!/bin/sh\nrm -rf /", "a program"),
    "rich text": ("a.doc", rb"{\rtf1 hello}", "a program"),
    "a Windows program": ("a.txt", b"MZ\x90\0\x03\0", "cannot tell what this file is"),
    "an archive": ("a.docx", made.archive(**{"x.txt": "x"}), "an archive"),
    "a spreadsheet": ("a.docx", made.archive(**{made.TYPES: "x", "xl/workbook.xml": "x"}), "an archive"),
    "a macro": ("a.docx", made.docx(**{"word/vbaProject.bin": b"x"}), "holds a macro"),
    "a macro by type": ("a.docx", made.docx(b'<Types x="macroEnabled"/>'), "holds a macro"),
    "another file inside": (
        "a.docx",
        made.docx(**{"word/embeddings/oleObject1.bin": b"x"}),
        "holds a macro or another",
    ),
    "a template elsewhere": (
        "a.docx",
        made.docx(**{"word/_rels/settings.xml.rels": REL}),
        "fetches something",
    ),
    "a bomb": ("a.docx", made.docx(**{"word/media/x.emf": bytes(201 * MEGABYTE)}), "unpacks to far more"),
    "an archive behind a program": ("a.docx", b"PK\x03\x04" + bytes(40), "not whole"),
    "a cut archive": ("a.docx", made.docx()[:-30], "not whole"),
    "a Word macro": ("a.doc", made.DOC + "_VBA_PROJECT".encode("utf-16-le"), "holds a macro"),
    "an older spreadsheet": ("a.doc", made.DOC[:8] + bytes(3000), "no Word file"),
    "a locked file": ("a.docx", made.DOC + "EncryptedPackage".encode("utf-16-le"), "password"),
    "a cut PDF": ("a.pdf", made.PDF.replace(b"%%EOF", b""), "not whole"),
    "a script in a PDF": ("a.pdf", made.PDF.replace(b"/Count 0", b"/Count 0/JS (x)"), "holds a script"),
    "spelt otherwise": ("a.pdf", made.PDF.replace(b"/Count 0", b"/J#61vaScript 1"), "holds a script"),
    "a file in a PDF": ("a.pdf", made.PDF.replace(b"/Count 0", b"/EmbeddedFiles 1"), "another file"),
    "a PDF with an archive": ("a.pdf", made.PDF + made.archive(x="x") + b"%%EOF", "an archive behind"),
    "a cut picture": ("a.png", made.png()[:-8], "not whole"),
    "a wrong sum": ("a.png", made.png().replace(b"IDAT", b"IDAX"), "not whole"),
    "behind a picture": ("a.png", made.png(behind=b"<script>"), "something else behind it"),
    "a picture with a page": ("a.jpg", made.jpeg(behind=b"<HTML>"), "something else behind it"),
    "a picture with an archive": ("a.jpg", made.jpeg(behind=made.archive(x="x")), "an archive behind"),
    "a picture of a million by a million": ("a.png", made.png(60_000, 60_000), "too many points"),
    "a large JPEG": ("a.jpg", made.jpeg(65_000, 65_000), "too many points"),
    "a cut JPEG": ("a.jpg", made.jpeg()[:-2], "not whole"),
    "only a beginning": ("a.jpg", b"\xff\xd8\xff", "not whole"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_is_refused_and_what_is_said(what):
    name, data, said = BAD[what]
    with pytest.raises(NotTaken, match=said):
        look(name, data)


def test_a_script_hidden_in_a_packed_list_of_objects():
    import zlib  # noqa: PLC0415 - beside its one use

    packed = zlib.compress(b"<</S/JavaScript/JS(app.alert(1))>>")
    hidden = b"3 0 obj<</Type/ObjStm/N 1>>stream\n" + packed + b"\nendstream endobj\n"
    with pytest.raises(NotTaken, match="holds a script"):
        look("a.pdf", made.PDF.replace(b"trailer", hidden + b"trailer"))


def test_the_same_letters_in_a_picture_inside_a_pdf_are_nothing():
    picture = b"3 0 obj<</Subtype/Image>>stream\n\x01/JS \xff\x02\nendstream endobj\n"
    assert look("a.pdf", made.PDF.replace(b"trailer", picture + b"trailer")).type.code == "pdf"


def test_the_largest_and_one_byte_more():
    assert look("a.txt", b"a" * LARGEST).type.code == "txt"
    with pytest.raises(NotTaken, match="larger than 25 MB"):
        look("a.txt", b"a" * (LARGEST + 1))
    with pytest.raises(NotTaken, match="larger than 25 MB"):
        look("a.pdf", b"", size=900 * MEGABYTE)


@given(st.binary(max_size=300))
def test_any_bytes_are_taken_or_refused_in_words(data):
    for _, mark in (("", b""), ("pdf", b"%PDF-"), ("jpg", b"\xff\xd8\xff"), ("png", b"\x89PNG\r\n\x1a\n")):
        for start in (mark, b"PK\x03\x04"):
            with suppress(NotTaken):  # anything else that is raised fails the test
                look("a", start + data)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\me\letter.pdf", "letter.pdf"),
        ("a\0b\r\n.txt", "ab.txt"),
        ("report\u202efdp.exe", "reportfdp.exe"),
        ("رسالة.pdf", "رسالة.pdf"),
        ("  two   words .txt ", "two words.txt"),
        ("...", "paper"),
        ("", "paper"),
        ('a<b>"c".txt', "a_b__c_.txt"),
    ],
)
def test_names_are_tidied(sent, kept):
    assert tidy(sent) == kept


@given(st.text())
def test_no_name_hides_or_runs_on(name):
    kept = tidy(name)
    assert 0 < len(kept) <= LONGEST
    assert "/" not in kept
    assert kept.isprintable()
