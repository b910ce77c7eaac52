"""The three formats behind one door: which file is what, and how large it may be."""

from collections.abc import Callable
from typing import Final

from handrail.assurance.calls.files import excel, separated, word
from handrail.assurance.calls.files.columns import EXTENSIONS, MOST_BYTES
from handrail.assurance.calls.files.raw import Raw, Unreadable
from handrail.assurance.calls.files.template import Template
from handrail.kernel.saying import joined, say

TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
}
READERS: Final[dict[str, Callable[[bytes], Raw]]] = {
    "xlsx": excel.read,
    "docx": word.read,
    "csv": separated.read,
}
WRITERS: Final[dict[str, Callable[[Template], bytes]]] = {
    "xlsx": excel.write,
    "docx": word.write,
    "csv": separated.write,
}
MACROS: Final = ("xlsm", "docm", "xltm", "dotm", "xlsb")


def read(name: str, data: bytes) -> Raw:
    """The file as it is written. Raises Unreadable with a sentence where it cannot be read at all."""
    kind = name.rpartition(".")[2].casefold()
    if kind in MACROS:
        raise Unreadable(
            "A file of this kind may carry macros. Save it as .xlsx or .docx, as the template was."
        )
    if kind not in READERS:
        known = joined((f"{words} (.{ending})" for ending, words in EXTENSIONS.items()))
        raise Unreadable(say("Choose a file made from the template: {known}.", known=known))
    if len(data) > MOST_BYTES:
        raise Unreadable(
            say(
                "The file has {data} MB. The most is {most_bytes} MB.",
                data=f"{len(data) / 1_000_000:.1f}",
                most_bytes=f"{MOST_BYTES / 1_000_000:.0f}",
            )
        )
    if not data.strip():
        raise Unreadable("The file is empty.")
    return READERS[kind](data)


def write(kind: str, template: Template) -> bytes:
    """The template in that format."""
    return WRITERS[kind](template)
