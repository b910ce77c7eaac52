"""How a file looks in the list and on its own page: tag, share, size, and until when it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from handrail.platform.background_tasks.models import BackgroundTask
from handrail.platform.background_tasks.queries import get_file_task_of
from handrail.platform.background_tasks.text_choices import OPEN_STATES, CountedUnit, FileState, TaskTrouble
from handrail.platform.kernel.messages import msg, pluralise
from handrail.platform.ui.formatting import format_relative_day_and_time

STATE_TAGS: Final[Mapping[FileState, str]] = {
    FileState.WAITING: "today",
    FileState.RUNNING: "running",
    FileState.READY: "met",
    FileState.FAILED: "unsafe",
    FileState.CANCELLED: "declined",
}
KILOBYTE: Final = 1024


@dataclass(frozen=True, slots=True)
class ShownFile:
    """One file of the reader."""

    row: BackgroundTask
    title: str
    tag: str
    words: str
    says: str
    is_open: bool
    is_ready: bool
    share: int
    origin: str


def make_shown_file(row: BackgroundTask) -> ShownFile:
    """A row as the pages show it."""
    state, task = FileState(row.state), get_file_task_of(row)
    is_open = state in OPEN_STATES
    cancelling = is_open and row.is_cancel_asked
    return ShownFile(
        row=row,
        title=task.title,
        tag=STATE_TAGS[state],
        words="Being cancelled" if cancelling else state.label,
        says=_describe(row, state),
        is_open=is_open,
        is_ready=state is FileState.READY,
        share=round(100 * row.done / row.total) if row.total else 0,
        origin=task.get_origin(row.arguments),
    )


def _describe(row: BackgroundTask, state: FileState) -> str:
    if state is FileState.READY and row.expires_at:
        return msg(
            "{size}. It is deleted {moment}.",
            size=format_size(row.size),
            moment=format_relative_day_and_time(row.expires_at),
        )
    if state is FileState.FAILED:
        return TaskTrouble(row.trouble).label
    if state is FileState.RUNNING and row.total:
        unit = pluralise(row.total, CountedUnit(row.counted).label, commas=True)
        return msg("{done} of {unit}", done=f"{row.done:,}", unit=unit)
    if state is FileState.WAITING:
        return "It starts in a few seconds."
    return ""


def format_size(size: int) -> str:
    """Of a file, as people say it."""
    if size < KILOBYTE * KILOBYTE:
        return msg("{size} KB", size=max(1, round(size / KILOBYTE)))
    return msg("{size} MB", size=round(size / KILOBYTE / KILOBYTE, 1))
