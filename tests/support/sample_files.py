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


GPS = b"51.5 N, 0.1 W, taken at her door"


def segment(mark, body):
    """One segment of a JPEG picture."""
    return b"\xff" + bytes([mark]) + struct.pack(">H", len(body) + 2) + body


def exif(way_up, order="<"):
    """What a camera writes: which way up, and where."""
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}IH", 8, 2)
    entries = struct.pack(f"{order}HHIHHHHII", 0x0112, 3, 1, way_up, 0, 0x8825, 4, 1, 38)
    return b"Exif\0\0" + head + entries + bytes(4) + GPS


def photograph(way_up=1, order="<"):
    """A JPEG picture that says in every place that there is where it was taken."""
    plain = jpeg()
    told = segment(0xE1, exif(way_up, order)) + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + GPS)
    told += b"".join(segment(mark, GPS) for mark in (0xE2, *range(0xE3, 0xEE), 0xEF, 0xFE))
    kept = segment(0xE2, b"ICC_PROFILE\0colours") + segment(0xEE, b"Adobe")
    between = segment(0xFE, GPS)  # a comment between two scans
    return (
        plain[:8]
        + told
        + kept
        + plain[8:-2]
        + between
        + b"\xff\xda\0\x08"
        + bytes(6)
        + b"\x05\xff\0\x06\xff\xd9"
    )


def told_png():
    """A PNG picture with a place in each of the chunks for words."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    plain = png()
    return (
        plain[:33] + b"".join(chunk(kind, GPS) for kind in (b"eXIf", b"tEXt", b"iTXt", b"zTXt")) + plain[33:]
    )
