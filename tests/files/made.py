"""Small files of each type, made by hand, and the harmful ones."""

import io
import struct
import zipfile
import zlib

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
TEXT = b"Dear Mirela, your appointment is on Tuesday.\n"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(1500)
TYPES = "[Content_Types].xml"
DOCUMENT = "word/document.xml"


def png(width=2, height=2, behind=b""):
    """A PNG picture; `behind` hangs after its end."""
    rows = b"".join(b"\0" + b"\xff\0\0" * width for _ in range(height)) if width * height < 1000 else b"\0"

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body + behind


def jpeg(width=2, height=2, behind=b""):
    """The bones of a JPEG picture: its marks, its size, a scan and an end."""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    scan = b"\xff\xda" + struct.pack(">HB", 8, 1) + b"\x01\x00\x00\x3f\x00" + b"\x12\x34"
    return b"\xff\xd8\xff\xe0" + struct.pack(">H", 4) + b"ab" + frame + scan + b"\xff\xd9" + behind


def archive(**parts):
    """A ZIP archive of these parts; a double underscore in a name is a slash."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return kept.getvalue()


def docx(types=b"<Types/>", **more):
    """The bones of a Word file, with more parts."""
    return archive(**{TYPES: types, DOCUMENT: b"<w:document/>", **more})
