"""What the files of the hostile corpus are made with."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

READ = ""
MEGABYTE = 1024 * 1024
XML_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {one} "{f"&{before};" * 10}">' for before, one in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><x>&i;</x>"
)
EXTERNAL_ENTITY = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


@dataclass(frozen=True)
class HostileFile:
    """`room` says who reads it: "paper", "return", "csv" or "json"."""

    room: str
    name: str
    make: Callable[[], bytes]
    answer: str


def change_parts(data: bytes, **changed: bytes | str | None) -> bytes:
    """The package with parts put in the place of others, added, or left out where None. "/" is written "__"."""
    parts = {name.replace("__", "/"): content for name, content in changed.items()}
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return kept.getvalue()
