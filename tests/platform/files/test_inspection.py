"""What a file is, by its bytes: what may be taken, and what is refused in a sentence."""

import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.platform.files.file_names import LONGEST, clean_file_name
from handrail.platform.files.file_types import MAX_FILE_SIZE, MEGABYTE
from handrail.platform.files.inspection import FileRejectedError, inspect_file
from handrail.platform.files.inspection.file_inspection import inspect_content_in_child
from support import sample_files as made

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
    assert inspect_file(name, GOOD[name]).name == name


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [("scan", made.PDF, "scan.pdf"), ("photo", made.jpeg(), "photo.jpg"), (".", made.TEXT, "paper.txt")],
)
def test_a_name_without_an_ending_is_given_one(name, data, kept):
    assert inspect_file(name, data).name == kept


REL = (
    b'<Relationships><Relationship Type="http://x/attachedTemplate" Target="http://x" TargetMode="External"/>'
    b"</Relationships>"
)
BAD = {
    "empty": ("a.pdf", b"", "empty"),
    "another ending": ("a.pdf", made.jpeg(), "Its name says PDF, and its content is JPEG image"),
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
    with pytest.raises(FileRejectedError, match=said):
        inspect_file(name, data)


def test_a_script_hidden_in_a_packed_list_of_objects():
    packed = zlib.compress(b"<</S/JavaScript/JS(app.alert(1))>>")
    hidden = b"3 0 obj<</Type/ObjStm/N 1>>stream\n" + packed + b"\nendstream endobj\n"
    with pytest.raises(FileRejectedError, match="holds a script"):
        inspect_file("a.pdf", made.PDF.replace(b"trailer", hidden + b"trailer"))


def test_the_same_letters_in_a_picture_inside_a_pdf_are_nothing():
    picture = b"3 0 obj<</Subtype/Image>>stream\n\x01/JS \xff\x02\nendstream endobj\n"
    assert inspect_file("a.pdf", made.PDF.replace(b"trailer", picture + b"trailer")).type.code == "pdf"


RUNS = b"9 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n"


@pytest.mark.parametrize(
    "hidden",
    [
        b"%stream\n" + RUNS + b"%endstream\n",
        b"%<<>>stream\r\n9 0 obj<</S/J#61vaScript/JS 8 0 R>>endobj\n%endstream\n",
        b"%stream\n9 0 obj<</XFA 12 0 R>>endobj\n%endstream\n",
        b"%stream\n9 0 obj<</Type/ObjStm>>stream\n" + zlib.compress(RUNS) + b"\n%endstream\n",
        b"9 0 obj<</Type/Obj#53tm>>stream\n" + zlib.compress(RUNS) + b"\nendstream\n",
        b"stream\n" * 3 + RUNS,
    ],
)
def test_a_script_between_comments_that_look_like_a_stream_or_spelt_otherwise(hidden):
    with pytest.raises(FileRejectedError, match="holds a script"):
        inspect_file("a.pdf", made.PDF.replace(b"trailer", hidden + b"trailer"))


@pytest.mark.parametrize("over", [0, 1, MEGABYTE])
def test_a_packed_list_that_unpacks_to_just_what_is_allowed_leaves_nothing_for_the_next(over):
    bomb = b"<</Type/ObjStm>>stream\n" + zlib.compress(bytes(60 * MEGABYTE + over)) + b"\nendstream\n"
    with pytest.raises(FileRejectedError, match="unpacks to far more"):
        inspect_file("a.pdf", made.PDF.replace(b"trailer", bomb + bomb + b"trailer"))


def test_many_small_packed_lists_are_taken():
    small = b"<</Type/ObjStm>>stream\n" + zlib.compress(b"<<>>") + b"\nendstream\n"
    assert inspect_file("a.pdf", made.PDF.replace(b"trailer", small * 2_000 + b"trailer")).type.code == "pdf"


def test_more_packed_lists_than_any_paper_has_are_not_looked_into():
    with pytest.raises(FileRejectedError, match="unpacks to far more"):
        inspect_file("a.pdf", made.PDF.replace(b"trailer", b"/ObjStm stream\n" * 20_000 + b"trailer"))


def test_bytes_made_to_take_long_are_read_as_fast_as_any_others():
    """A look that reads the rest anew at every word would be at each of these for hours."""
    for word in (b"stream\n", b"/ObjStm ", b"/"):
        with suppress(FileRejectedError):
            inspect_file("a.pdf", b"%PDF-" + word * (3 * MEGABYTE // len(word)) + b"%%EOF")
    with pytest.raises(FileRejectedError):
        inspect_file("a.docx", made.docx(**{"word/_rels/settings.xml.rels": b"<" * (MEGABYTE - 100)}))


def rel(kind, mode="External"):
    """One line of what a Word file says of what belongs to it."""
    return f'<R><Relationship Type="http://x/{kind}" Target="http://x" TargetMode="{mode}"/></R>'.encode()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("word/_rels/settings.xml.rels", rel("attachedTemplate", "&#69;xternal")),
        ("word/_rels/document.xml.rels", rel("image")),
        ("word/_rels/document.xml.RELS", rel("image")),
        ("word/_rels/document.xml.rels", rel("image").decode().encode("utf-16")),
        ("word/_rels/document.xml.rels", rel("hyperlink/image")),
        (made.TYPES, b'<T><Override ContentType="x/macro&#69;nabled"/></T>'),
    ],
)
def test_a_word_file_that_fetches_something_however_it_is_written(name, text):
    with pytest.raises(FileRejectedError, match="fetches something"):
        inspect_file("a.docx", made.docx(**{name: text} if name != made.TYPES else {"types": text}))


def test_a_link_that_somebody_follows_is_none_of_that():
    link = made.docx(**{"word/_rels/document.xml.rels": rel("hyperlink")})
    assert inspect_file("a.docx", link).type.code == "docx"


@pytest.mark.parametrize("text", [b"<R>", b'<!DOCTYPE R [<!ENTITY a "b">]><R>&a;</R>', b"\xff\xfe\x00"])
def test_what_cannot_be_read_of_a_word_file_is_not_whole(text):
    with pytest.raises(FileRejectedError, match="not whole"):
        inspect_file("a.docx", made.docx(**{"word/_rels/document.xml.rels": text}))


def test_more_than_a_megabyte_of_what_belongs_to_a_word_file_is_refused():
    half = b"<R>" + b" " * (600 * 1024) + b"</R>"
    parts = {f"word/_rels/{n}.xml.rels": half for n in (1, 2)}
    with pytest.raises(FileRejectedError, match="unpacks to far more"):
        inspect_file("a.docx", made.docx(**parts))


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("way_up", [1, 6])
def test_a_photograph_keeps_its_picture_and_which_way_up_and_says_no_more_where_it_was_taken(order, way_up):
    sent = made.photograph(way_up, order) + b"\xff\xd8a second picture\xff\xd9" + made.GPS
    kept = inspect_file("a.jpg", sent).data
    assert made.GPS not in kept
    plain = made.jpeg()
    turned = (
        b"\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
        if way_up == 6
        else b""
    )
    colours = b"\xff\xe2\0\x15ICC_PROFILE\0colours" + b"\xff\xee\0\x07Adobe"
    second_scan = b"\xff\xda\0\x08" + bytes(6) + b"\x05\xff\0\x06\xff\xd9"
    assert kept == plain[:8] + turned + colours + plain[8:-2] + second_scan
    assert inspect_file("a.jpg", kept).data == kept


def test_a_picture_of_nothing_but_notes_is_none():
    plain = made.jpeg()
    with pytest.raises(FileRejectedError, match="not whole"):
        inspect_file("a.jpg", plain[:8] + b"\xff\xfe\0\x02" * 60_000 + plain[8:])


def test_a_picture_that_says_nothing_is_kept_as_it_was_sent():
    assert inspect_file("a.png", made.told_png()).data == made.png() == inspect_file("a.png", made.png()).data
    assert inspect_file("a.jpg", made.jpeg()).data == made.jpeg()
    assert inspect_file("a.pdf", made.PDF).data == made.PDF


def test_the_largest_and_one_byte_more():
    assert inspect_file("a.txt", b"a" * MAX_FILE_SIZE).type.code == "txt"
    with pytest.raises(FileRejectedError, match="larger than 25 MB"):
        inspect_file("a.txt", b"a" * (MAX_FILE_SIZE + 1))
    with pytest.raises(FileRejectedError, match="larger than 25 MB"):
        inspect_file("a.pdf", b"", size=900 * MEGABYTE)


@given(st.binary(max_size=300))
def test_any_bytes_are_taken_or_refused_in_words(data):
    for _, mark in (("", b""), ("pdf", b"%PDF-"), ("jpg", b"\xff\xd8\xff"), ("png", b"\x89PNG\r\n\x1a\n")):
        for start in (mark, b"PK\x03\x04"):
            with suppress(FileRejectedError):  # anything else that is raised fails the test
                inspect_content_in_child(start + data, "a")


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
    assert clean_file_name(sent) == kept


@given(st.text())
def test_no_name_hides_or_runs_on(name):
    kept = clean_file_name(name)
    assert 0 < len(kept) <= LONGEST
    assert "/" not in kept
    assert kept.isprintable()


def test_a_pdf_with_links_to_press_that_opens_on_its_first_page_is_taken():
    objects = (
        b"4 0 obj<</OpenAction 6 0 R>>endobj 5 0 obj<</Subtype/Link/A<</S/URI/URI(https://gov.uk)>>>>endobj "
        b"6 0 obj<</S/GoTo/D[3 0 R/Fit]>>endobj 7 0 obj<</EncryptMetadata false>>endobj\n"
    )
    assert inspect_file("a.pdf", made.PDF.replace(b"trailer", objects + b"trailer")).type.code == "pdf"
