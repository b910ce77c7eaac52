"""A ZIP archive that is sent while it is made, one file in memory at a time, with its length known before it begins.

Files are stored, not packed: documents are packed already, and a browser shows how far it is only where it knows
the length.
"""

import io
import zipfile
from collections.abc import Buffer, Callable, Iterable, Iterator
from dataclasses import dataclass

LOCAL_HEADER, DATA_DESCRIPTOR, CENTRAL_HEADER, END_RECORD = 30, 16, 46, 22
"""Bytes of each part, in the ZIP format's own sizes, without names."""
FIXED_MOMENT = (1980, 1, 1, 0, 0, 0)
"""No file says when somebody made it: the archive may be found by others."""


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """One file: its name, its size in bytes, and what reads it once it is sent."""

    name: str
    size: int
    read: Callable[[], bytes]


class _ZipChunkBuffer(io.RawIOBase):
    """Takes what `zipfile` writes and gives it away: nothing can be gone back to."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer) -> int:
        self.written.append(bytes(data))
        return len(self.written[-1])

    def take(self) -> bytes:
        taken, self.written = b"".join(self.written), []
        return taken


def get_archive_length(files: Iterable[ArchivedFile]) -> int:
    """How many bytes `iterate_archive_bytes` sends: known from names and sizes alone."""
    each = LOCAL_HEADER + DATA_DESCRIPTOR + CENTRAL_HEADER
    return END_RECORD + sum(each + 2 * len(one.name.encode()) + one.size for one in files)


def iterate_archive_bytes(files: Iterable[ArchivedFile]) -> Iterator[bytes]:
    """The archive in pieces, one file each."""
    outlet = _ZipChunkBuffer()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as archive:
        for one in files:
            archive.writestr(zipfile.ZipInfo(one.name, FIXED_MOMENT), one.read())
            yield outlet.take()
    yield outlet.take()


def make_unique_archive_name(number: int, name: str) -> str:
    """A name in the archive: numbered, so that two of one name stay two, and without a folder."""
    return f"{number:03}-{name.replace('/', '-').replace(chr(92), '-')}"
