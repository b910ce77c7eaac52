"""Plain text: letters and nothing that a program would run or a browser would draw."""

import re

from handrail.files.looking.refusal import NotTaken
from handrail.files.types import TAKEN
from handrail.kernel.saying import say

CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
MARKUP = re.compile(
    r"<\s*(!doctype|html|head|body|script|svg|iframe|object|embed|\?xml|xml|img|link|meta|style)\b", re.I
)
RUNS = ("#!", "MZ", "{\\rtf", "%!PS", "<?php")


def check(data: bytes) -> None:
    """Raises NotTaken for anything that is not text, or more than text."""
    said = _decoded(data)
    if said is None or CONTROL.search(said):
        raise NotTaken(say("We cannot tell what this file is. We take {taken}.", taken=TAKEN))
    start = said.lstrip("\ufeff \t\r\n")
    if MARKUP.search(said) or start.startswith(RUNS):
        raise NotTaken(
            say(
                "This is a web page, a drawing or a program, which we do not take. We take {taken}.",
                taken=TAKEN,
            )
        )


def _decoded(data: bytes) -> str | None:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
