"""Plain text: letters and nothing that a program would run or a browser would draw."""

import re

from handrail.platform.files.file_types import ACCEPTED_TYPES_TEXT
from handrail.platform.files.inspection.errors import FileRejectedError
from handrail.platform.kernel.messages import msg

CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
MARKUP = re.compile(
    r"<\s*(!doctype|html|head|body|script|svg|iframe|object|embed|\?xml|xml|img|link|meta|style)\b", re.I
)
RUNS = ("#!", "MZ", "{\\rtf", "%!PS", "<?php")


def raise_unless_plain_text(data: bytes) -> None:
    """Raises FileRejectedError for anything that is not text, or more than text."""
    said = _decode_or_none(data)
    if said is None or CONTROL.search(said):
        raise FileRejectedError(
            msg("We cannot tell what this file is. We take {taken}.", taken=ACCEPTED_TYPES_TEXT)
        )
    start = said.lstrip("\ufeff \t\r\n")
    if MARKUP.search(said) or start.startswith(RUNS):
        raise FileRejectedError(
            msg(
                "This is a web page, a drawing or a program, which we do not take. We take {taken}.",
                taken=ACCEPTED_TYPES_TEXT,
            )
        )


def _decode_or_none(data: bytes) -> str | None:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
