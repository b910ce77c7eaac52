"""The heads of the chain, in a file outside the database: whoever cuts the chain there cannot cut it here.

One line for each batch: the link's sequence, its digest, when it was sealed, and a mac over the three. The file
is only added to. Copy it elsewhere as often as the trail is worth; never rotate it.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from handrail.audit.macs import head_mac, same

TAIL = 4096


@dataclass(frozen=True)
class Head:
    """The end of the chain at a moment."""

    sequence: int
    digest: bytes
    at: datetime


class NotAHead(ValueError):
    """A line that the sealer did not write."""


@contextmanager
def held() -> Iterator[None]:
    """Hold the file against every other sealer on this machine, from before a commit to after its head."""
    descriptor = os.open(_path(), os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)  # ends when the file is closed
        yield
    finally:
        os.close(descriptor)


def append(head: Head) -> None:
    """Add a head and see it safely on the disk."""
    with _path().open("ab") as file:
        file.write(_line(head).encode())
        file.flush()
        os.fsync(file.fileno())


def newest() -> Head | None:
    """The last head in the file, or None where there is none that can be read."""
    lines = _tail().split(b"\n")
    try:
        return parse(lines[-2].decode()) if len(lines) > 1 else None
    except ValueError:
        return None


def size() -> int:
    """How long the file is now."""
    return _path().stat().st_size if _path().exists() else 0


def copied(path: Path) -> Iterator[str]:
    """The lines of a copy that was kept elsewhere."""
    return _lines(path, path.stat().st_size)


def lines(up_to: int) -> Iterator[str]:
    """The lines of the file as it was when it was this long."""
    return _lines(_path(), up_to) if _path().exists() else iter(())


def _lines(path: Path, up_to: int) -> Iterator[str]:
    with path.open("rb") as file:
        while (left := up_to - file.tell()) > 0:
            yield file.readline(left).decode(errors="replace").rstrip("\n")


def parse(line: str) -> Head:
    """The head of a line, or NotAHead."""
    text, _, mac = line.rpartition(" ")
    if not same(head_mac(text).encode(), mac.encode()):
        raise NotAHead("The mac of the line is wrong.")
    sequence, digest, at = text.split(" ")
    return Head(int(sequence), bytes.fromhex(digest), datetime.fromisoformat(at))


def _line(head: Head) -> str:
    text = f"{head.sequence} {head.digest.hex()} {head.at.isoformat()}"
    return f"{text} {head_mac(text)}\n"


def _tail() -> bytes:
    with _path().open("rb") as file:
        file.seek(max(0, size() - TAIL))
        return file.read()


def _path() -> Path:
    return Path(settings.AUDIT_HEADS)
