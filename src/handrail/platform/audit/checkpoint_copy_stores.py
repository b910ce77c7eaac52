"""Copies of the heads of the chain in other places: whoever cuts the chain and the file of heads must reach these too.

Files, the database of the keys, and a mail a day. A place that cannot be reached stops no sealing: it is filled up
when it is there again, and `audit verify` names it meanwhile.
"""

import datetime
import logging
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.module_loading import import_string

from handrail.platform.audit import checkpoints
from handrail.platform.kernel.dates import format_day

log = logging.getLogger(__name__)
MAIL_KEPT_FOR = 2 * 24 * 60 * 60  # seconds for which it is known that a day's mail was sent


class CheckpointCopyStore(Protocol):
    """Somewhere that keeps lines as the file of heads has them. Any method may raise while it cannot be reached."""

    name: str

    def read_newest_line(self) -> str:
        """The last line; "" where there is none."""

    def append_lines(self, lines: Sequence[str]) -> None:
        """Keep these too, in their order."""

    def read_lines(self) -> Iterator[str]:
        """Those that are there at this moment, in their order."""


class CheckpointCopyStoreInFile:
    """A file, such as on a disk of another machine."""

    def __init__(self, path: Path) -> None:
        self.name, self._path = f"the copy {path}", path

    def read_newest_line(self) -> str:
        """The last whole line."""
        lines = checkpoints.read_last_checkpoint_lines(self._path) if self._path.exists() else []
        return lines[-1] if lines else ""

    def append_lines(self, lines: Sequence[str]) -> None:
        """Add them and see them safely on the disk. A folder that is not there is not made: a disk may be missing."""
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "ab") as file:
            file.write("".join(f"{line}\n" for line in lines).encode())
            file.flush()
            os.fsync(file.fileno())

    def read_lines(self) -> Iterator[str]:
        """As long as the file is now. Raises FileNotFoundError where there is none."""
        return checkpoints.iterate_checkpoint_copy_lines(self._path)


def list_checkpoint_copy_stores() -> list[CheckpointCopyStore]:
    """The places that the settings name."""
    files: list[CheckpointCopyStore] = [
        CheckpointCopyStoreInFile(Path(path)) for path in settings.AUDIT_HEADS_COPIES
    ]
    return [*files, *(import_string(name)() for name in settings.AUDIT_CHECKPOINT_PLACES)]


def copy_checkpoints_to_stores() -> None:
    """Bring every place up to the file of heads. The caller holds the lock on that file."""
    for place in list_checkpoint_copy_stores():
        try:
            if missing := _list_missing_checkpoint_lines(place.read_newest_line()):
                place.append_lines(missing)
        except Exception:
            log.exception(
                "The heads of the audit trail could not be copied to %s. It is tried again.", place.name
            )


def complete_checkpoint_file_from_copies() -> int:
    """Add to this machine's file of heads what another machine sealed meanwhile, from the place that knows most.

    Each line is proved by its mac, and none that is there is changed.

    Returns:
        How many lines were added.
    """
    with checkpoints.lock_checkpoint_file():
        own = checkpoints.find_newest_checkpoint()
        after = own.sequence if own else 0
        missing = max(
            (_list_verified_lines_after(place, after) for place in list_checkpoint_copy_stores()), key=len
        )
        for line in missing:
            checkpoints.append_checkpoint(checkpoints.parse_checkpoint(line))
    return len(missing)


def _list_verified_lines_after(place: CheckpointCopyStore, after: int) -> list[str]:
    """Its lines after a link, in order; none where it cannot be reached or one of them is forged."""
    try:
        lines = [line for line in place.read_lines() if _parse_checkpoint_sequence(line) > after]
        for line in lines:
            checkpoints.parse_checkpoint(line)
    except Exception:
        log.exception("The heads of the audit trail could not be read from %s.", place.name)
        return []
    return lines


def mail_checkpoint_of_day() -> None:
    """Send the newest head to the people whom the settings name, once a day."""
    newest = (
        checkpoints.read_last_checkpoint_lines(checkpoints.get_checkpoint_file_path())
        if settings.AUDIT_HEADS_MAIL
        else []
    )
    if not newest:
        return
    today = timezone.localdate()
    key = f"audit-heads-mail-{today.isoformat()}"
    if not cache.add(key, True, MAIL_KEPT_FOR):
        return
    try:
        _make_checkpoint_mail(newest[-1], today).send()
    except Exception:
        cache.delete(key)
        log.exception("The day's head of the audit trail could not be sent by mail. It is tried again.")


def _make_checkpoint_mail(line: str, day: datetime.date) -> EmailMessage:
    return EmailMessage(
        subject=f"Handrail: head of the audit trail, {format_day(day)}",
        body=(
            "This line proves what the audit trail held on this day. It names nobody. Keep this mail.\n\n"
            f"{line}\n\n"
            "To compare: save such lines in a file, one below the other in the order in which they came, and run\n"
            "handrail audit verify --mailed FILE\n"
        ),
        to=list(settings.AUDIT_HEADS_MAIL),
    )


def _list_missing_checkpoint_lines(newest: str) -> list[str]:
    """The lines after that one; most often it is near the end of the file, and the rest is not read."""
    tail = checkpoints.read_last_checkpoint_lines(checkpoints.get_checkpoint_file_path())
    if newest in tail:
        return tail[tail.index(newest) + 1 :]
    last = _parse_checkpoint_sequence(newest)
    lines = checkpoints.iterate_checkpoint_lines(checkpoints.get_checkpoint_file_size())
    return [line for line in lines if _parse_checkpoint_sequence(line) > last]


def _parse_checkpoint_sequence(line: str) -> int:
    """0 for what is no line of ours."""
    number = line.partition(" ")[0]
    return int(number) if number.isascii() and number.isdecimal() else 0
