"""A file that is two things at once."""

from handrail.platform.files.inspection.errors import FileRejectedError

END_OF_ZIP = b"PK\x05\x06"
SEEN = 70_000


def raise_if_archive_inside(data: bytes) -> None:
    """An archive is read from its end, so one may hang behind a picture or a PDF. Raises FileRejectedError."""
    end = data[-SEEN:]
    at = end.rfind(END_OF_ZIP)
    if (
        at >= 0
        and len(end) - at >= 22
        and int.from_bytes(end[at + 20 : at + 22], "little") <= len(end) - at - 22
    ):
        raise FileRejectedError("This file holds an archive behind what it shows. Send the paper by itself.")
