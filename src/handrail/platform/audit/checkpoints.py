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

from handrail.platform.audit.macs import compute_checkpoint_mac, had_key_of_mac_ended_before_link, macs_equal

TAIL = 4096


@dataclass(frozen=True)
class Checkpoint:
    """The end of the chain at a moment."""

    sequence: int
    digest: bytes
    at: datetime


class InvalidCheckpointError(ValueError):
    """A line that the sealer did not write."""


@contextmanager
def lock_checkpoint_file() -> Iterator[None]:
    """Hold the file against every other sealer on this machine, from before a commit to after its head."""
    descriptor = os.open(get_checkpoint_file_path(), os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)  # ends when the file is closed
        yield
    finally:
        os.close(descriptor)


def append_checkpoint(head: Checkpoint) -> None:
    """Add a head and see it safely on the disk."""
    with get_checkpoint_file_path().open("ab") as file:
        file.write(_format_checkpoint_line(head).encode())
        file.flush()
        os.fsync(file.fileno())


def find_newest_checkpoint() -> Checkpoint | None:
    """The last head in the file, or None where there is none that can be read."""
    lines = read_last_checkpoint_lines(get_checkpoint_file_path())
    try:
        return parse_checkpoint(lines[-1]) if lines else None
    except ValueError:
        return None


def get_checkpoint_file_size() -> int:
    """How long the file is now."""
    return get_checkpoint_file_path().stat().st_size if get_checkpoint_file_path().exists() else 0


def iterate_checkpoint_copy_lines(path: Path) -> Iterator[str]:
    """The lines of a copy that was kept elsewhere."""
    return _iterate_lines_up_to_size(path, path.stat().st_size)


def iterate_checkpoint_lines(up_to: int) -> Iterator[str]:
    """The lines of the file as it was when it was this long."""
    return (
        _iterate_lines_up_to_size(get_checkpoint_file_path(), up_to)
        if get_checkpoint_file_path().exists()
        else iter(())
    )


def _iterate_lines_up_to_size(path: Path, up_to: int) -> Iterator[str]:
    with path.open("rb") as file:
        while (left := up_to - file.tell()) > 0:
            yield file.readline(left).decode(errors="replace").rstrip("\n")


def parse_checkpoint(line: str) -> Checkpoint:
    """The head of a line, or NotAHead."""
    text, _, mac = line.rpartition(" ")
    if not macs_equal(compute_checkpoint_mac(text, like=mac).encode(), mac.encode()):
        raise InvalidCheckpointError("The mac of the line is wrong.")
    sequence, digest, at = text.split(" ")
    if had_key_of_mac_ended_before_link(bytes.fromhex(mac), int(sequence)):
        raise InvalidCheckpointError("The line was signed with an audit key that had ended.")
    return Checkpoint(int(sequence), bytes.fromhex(digest), datetime.fromisoformat(at))


def _format_checkpoint_line(head: Checkpoint) -> str:
    text = f"{head.sequence} {head.digest.hex()} {head.at.isoformat()}"
    return f"{text} {compute_checkpoint_mac(text)}\n"


def read_last_checkpoint_lines(path: Path) -> list[str]:
    """The last whole lines of a file of heads; the first of them may have lost its beginning."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL))
        return file.read().decode(errors="replace").split("\n")[:-1]


def get_checkpoint_file_path() -> Path:
    """Of the file of heads."""
    return Path(settings.AUDIT_HEADS)
