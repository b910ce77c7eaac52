"""A Word file of the older kind: a small file system, in which macros and other files have rooms of their own."""

from handrail.files.looking.refusal import NotTaken
from handrail.files.types import TAKEN
from handrail.kernel.saying import say

SHORTEST = 1536


def _entry(name: str) -> bytes:
    return name.encode("utf-16-le")


DOCUMENT = _entry("WordDocument")
RUNS = tuple(_entry(name) for name in ("_VBA_PROJECT", "Macros", "\x01Ole10Native", "\x01CompObjNative"))
LOCKED = (_entry("EncryptedPackage"), _entry("EncryptionInfo"))


def check(data: bytes) -> None:
    """Raises NotTaken."""
    if any(entry in data for entry in LOCKED):
        raise NotTaken("This Word file is locked with a password. Save it without one, and choose it.")
    if len(data) < SHORTEST or DOCUMENT not in data:
        raise NotTaken(
            say("This is a file of an older office program, and no Word file. We take {taken}.", taken=TAKEN)
        )
    if any(entry in data for entry in RUNS):
        raise NotTaken("This Word file holds a macro or another file. Save it as PDF, and choose that.")
