"""Papers made to do harm: archives, Word files, PDFs, pictures and text."""

import struct
import zlib
from collections.abc import Callable

from support import sample_files as made
from support.hostile_base import EXTERNAL_ENTITY, MEGABYTE, READ, XML_BOMB, HostileFile

DOCX, PDF, JPG, PNG = "a.docx", "a.pdf", "a.jpg", "a.png"
NOT_TAKEN_IN = "fetches something"
SCRIPT = "holds a script"


def paper(name: str, make: Callable[[], bytes], answer: str) -> HostileFile:
    return HostileFile("paper", name, make, answer)


def bombs(size: int, name: str = "word/media/a.bin") -> bytes:
    return made.docx(**{name: bytes(size)})


def lying_archive() -> bytes:
    """Its head says that a part of 220 MB has ten bytes."""
    data = bytearray(made.docx(**{"word/media/a.emf": bytes(220 * MEGABYTE)}))
    whole = struct.pack("<I", 220 * MEGABYTE)
    while (at := data.find(whole)) >= 0:
        data[at : at + 4] = struct.pack("<I", 10)
    return bytes(data)


def many_parts(count: int) -> bytes:
    return made.docx(**{f"word/media/{number}.emf": b"" for number in range(count)})


def nested_archive() -> bytes:
    inner = made.archive(a=bytes(MEGABYTE))
    for _ in range(20):
        inner = made.archive(a=inner)
    return made.docx(**{"word/embeddings/inner.zip": inner})


def related(text: str) -> bytes:
    """A Word file with this text for its relationships."""
    return made.docx(**{"word/_rels/document.xml.rels": text})


def relationship(kind: str, target: str, mode: str = "External") -> bytes:
    """A Word file as a paper, with one more relationship."""
    line = f'<R><Relationship Type="http://x/{kind}" Target="{target}" TargetMode="{mode}"/></R>'
    return related(line)


def pdf(inside: bytes, *, trailer: bytes = b"") -> bytes:
    """A PDF with more objects, and more in its trailer."""
    data = made.PDF.replace(b"trailer<<", inside + b"\ntrailer<<" + trailer)
    assert inside in data
    return data


def packed(objects: bytes, head: bytes = b"") -> bytes:
    content = zlib.compress(head + objects)
    return b"9 0 obj<</Type/ObjStm/N 1/First %d/Filter/FlateDecode>>stream\n%s\nendstream endobj" % (
        len(head),
        content,
    )


def loop() -> bytes:
    return made.PDF.replace(b"/Pages 2 0 R", b"/Pages 3 0 R") + (
        b"3 0 obj<</Type/Pages/Kids[3 0 R]/Parent 3 0 R/Count 1/Length 3 0 R>>endobj\n"
        b"startxref\n0\n%%EOF\ntrailer<</Prev 0/Root 3 0 R>>\n%%EOF\n"
    )


PAPERS: dict[str, HostileFile] = {
    # papers: archives and Word
    "a Word file that unpacks to 201 MB": paper(
        DOCX, lambda: bombs(201 * MEGABYTE, "word/media/a.emf"), "unpacks to far more"
    ),
    "a head that lies about 220 MB": paper(DOCX, lying_archive, "not whole"),
    "five thousand parts": paper(DOCX, lambda: many_parts(5_000), "unpacks to far more"),
    "archives in archives": paper(DOCX, nested_archive, "holds a macro or another file"),
    "an XML bomb among relationships": paper(DOCX, lambda: related(XML_BOMB), "not whole"),
    "an external entity": paper(DOCX, lambda: related(EXTERNAL_ENTITY), "not whole"),
    "relationships nested 100,000 deep": paper(
        DOCX, lambda: related("<a>" * 100_000 + "</a>" * 100_000), READ
    ),
    "altChunk": paper(DOCX, lambda: relationship("aFChunk", "afchunk.mht", "Internal"), NOT_TAKEN_IN),
    "a template elsewhere": paper(
        DOCX, lambda: relationship("attachedTemplate", "https://x/t.dotm"), NOT_TAKEN_IN
    ),
    "a picture elsewhere": paper(DOCX, lambda: relationship("image", "https://x/t.png"), NOT_TAKEN_IN),
    "a subdocument": paper(DOCX, lambda: relationship("subDocument", "b.docx"), NOT_TAKEN_IN),
    "a link to another machine's files": paper(
        DOCX, lambda: relationship("hyperlink", r"file:///\\evil\share"), NOT_TAKEN_IN
    ),
    "a link to a share": paper(DOCX, lambda: relationship("hyperlink", r"\\evil\share\a"), NOT_TAKEN_IN),
    "a link that starts a program": paper(
        DOCX, lambda: relationship("hyperlink", "ms-msdt:/id PCWDiagnostic"), NOT_TAKEN_IN
    ),
    "a macro": paper(DOCX, lambda: made.docx(**{"word/vbaProject.bin": b"x"}), "holds a macro"),
    "an ActiveX control": paper(
        DOCX, lambda: made.docx(**{"word/activeX/activeX1.xml": b"<x/>"}), "holds a macro"
    ),
    "a program inside": paper(DOCX, lambda: made.docx(**{"word/media/a.exe": b"MZ"}), "holds a macro"),
    "a cut archive": paper(DOCX, lambda: made.docx()[:-40], "not whole"),
    "an older Word file with a macro": paper(
        "a.doc", lambda: made.DOC + "_VBA_PROJECT".encode("utf-16-le"), "holds a macro"
    ),
    "an older Word file of nothing": paper("a.doc", lambda: made.DOC[:8] + b"\xff" * 4000, "no Word file"),
    # papers: PDF
    "an encrypted PDF with a script": paper(
        PDF,
        lambda: pdf(
            b"5 0 obj<</S/#4aava#53cript/JS(\x8f\x01)>>endobj 6 0 obj<</Filter/Standard/V 4>>endobj",
            trailer=b"/Encrypt 6 0 R",
        ),
        "locked or protected",
    ),
    "an encrypted PDF": paper(
        PDF,
        lambda: pdf(b"6 0 obj<</Filter/Standard/V 4>>endobj", trailer=b"/Encr#79pt 6 0 R"),
        "locked or protected",
    ),
    "a link to another PDF": paper(
        PDF, lambda: pdf(rb"5 0 obj<</S/GoToR/F(\\\\evil\\share\\a.pdf)/D[0/Fit]>>endobj"), SCRIPT
    ),
    "a packed link to another PDF": paper(
        PDF, lambda: pdf(packed(rb"<</S/GoToR/F(\\\\evil\\a)>>", b"5 0 ")), SCRIPT
    ),
    "a file by its address": paper(
        PDF, lambda: pdf(b"5 0 obj<</Type/Filespec/FS/URL/F(https://evil/a)>>endobj"), "fetches something"
    ),
    "a page of the web on opening": paper(
        PDF, lambda: pdf(b"5 0 obj<</OpenAction<</S/URI/URI(https://evil)>>>>endobj"), "opens a web page"
    ),
    "the same, said elsewhere": paper(
        PDF,
        lambda: pdf(b"5 0 obj<</OpenAction 6 0 R>>endobj 6 0 obj<</S/URI/URI(https://evil)>>endobj"),
        "opens a web page",
    ),
    "the same, packed": paper(
        PDF,
        lambda: pdf(
            b"5 0 obj<</OpenAction 6 0 R>>endobj " + packed(b"<</S/URI/URI(https://evil)>>", b"6 0 ")
        ),
        "opens a web page",
    ),
    "a script on opening": paper(
        PDF, lambda: pdf(b"5 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj"), SCRIPT
    ),
    "a packed script": paper(PDF, lambda: pdf(packed(b"<</S/JavaScript/JS(x)>>", b"5 0 ")), SCRIPT),
    "a program that is started": paper(PDF, lambda: pdf(b"5 0 obj<</S/Launch/F(cmd.exe)>>endobj"), SCRIPT),
    "a file inside a PDF": paper(PDF, lambda: pdf(b"5 0 obj<</EmbeddedFiles 6 0 R>>endobj"), SCRIPT),
    "a form that sends itself": paper(
        PDF, lambda: pdf(b"5 0 obj<</S/SubmitForm/F(https://evil)>>endobj"), SCRIPT
    ),
    "references that lead round and round": paper(PDF, loop, READ),
    "a list that unpacks to 80 MB": paper(
        PDF, lambda: pdf(packed(bytes(80 * MEGABYTE))), "unpacks to far more"
    ),
    "twenty thousand lists": paper(PDF, lambda: pdf(b"/ObjStm stream\n" * 20_000), "unpacks to far more"),
    "dictionaries nested 200,000 deep": paper(PDF, lambda: pdf(b"<<" * 200_000 + b">>" * 200_000), READ),
    "a cut PDF": paper(PDF, lambda: made.PDF[:60], "not whole"),
    "a PDF that is an archive": paper(
        PDF, lambda: made.PDF + made.archive(a="x") + b"%%EOF", "an archive behind"
    ),
    # papers: pictures and text
    "four thousand million points": paper(PNG, lambda: made.png(65_535, 65_535), "too many points"),
    "a JPEG of 65,535 by 65,535": paper(JPG, lambda: made.jpeg(65_535, 65_535), "too many points"),
    "a picture of no width": paper(JPG, lambda: made.jpeg(0, 10), "not whole"),
    "a picture with a page behind it": paper(
        JPG, lambda: made.jpeg(behind=b"<script>x</script>"), "something else behind"
    ),
    "a picture that is an archive": paper(
        JPG, lambda: made.jpeg(behind=made.archive(a="x")), "an archive behind"
    ),
    "a cut picture": paper(PNG, lambda: made.png()[:-9], "not whole"),
    "half a million notes": paper(
        JPG, lambda: made.jpeg()[:8] + b"\xff\xfe\0\x02" * 500_000 + made.jpeg()[8:], "not whole"
    ),
    "a web page as text": paper("a.txt", lambda: b"hello <script>x</script>", "a web page"),
}
