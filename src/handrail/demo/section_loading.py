"""Loading the sections, each whole or not at all: one that fails is rolled back and named, and the others go on."""

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from handrail.demo.case_writer import DemoLookups
from handrail.demo.demo_sections import DemoSectionWriter
from handrail.demo.load_progress import LoadProgress
from handrail.platform.kernel.disk_full import is_disk_full
from handrail.platform.reference.actions import mark_part_of_demo_data_as_written
from handrail.platform.reference.queries import get_written_parts_of_demo_data
from handrail.platform.vault.router import KEYS

LONGEST_REASON: Final = 160


@dataclass(frozen=True, slots=True)
class MissingDemoSection:
    """A section that is not there, and why, in a sentence."""

    name: str
    reason: str


def load_missing_sections(
    sections: Sequence[DemoSectionWriter], lookups: DemoLookups, today: date, progress: LoadProgress
) -> list[MissingDemoSection]:
    """Write each section that is not marked as written.

    Args:
        sections: in their order.
        lookups: everybody and everything that they point at.
        today: the day that stories end on.
        progress: is told how far it is.

    Returns:
        Those that are not there at the end.

    Raises:
        OperationalError, InterfaceError, OSError: the database or the disk takes nothing more, so none can follow.
    """
    written, missing = get_written_parts_of_demo_data(), list[MissingDemoSection]()
    for number, section in enumerate(sections, 1):
        if section.name in written:
            continue
        progress.begin(f"{number} of {len(sections)}: {section.name}")
        lacking = [one.name for one in missing if one.name in section.needs]
        if lacking:
            missing.append(MissingDemoSection(section.name, f"left out, as it needs “{lacking[0]}”."))
        elif reason := _load_section(section, lookups, today):
            missing.append(MissingDemoSection(section.name, reason))
        progress.finish(section.seconds)
    return missing


def _load_section(section: DemoSectionWriter, lookups: DemoLookups, today: date) -> str:
    """Why it failed; "" where it is written.

    Keys are committed first: a key that nothing uses does no harm, a row without its key is lost.
    """
    try:
        with transaction.atomic(), transaction.atomic(using=KEYS):
            section.write(lookups, today)
            mark_part_of_demo_data_as_written(section.name)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        if is_disk_full(error):
            raise
        write_error_to_demo_log(section.name, error)
        return f"failed and was rolled back ({_summarise_error(error)})."
    return ""


def write_error_to_demo_log(what: str, error: BaseException) -> None:
    """The whole traceback, for whoever mends it."""
    with get_demo_log_path().open("a", encoding="utf-8") as log:
        log.write(f"{timezone.now():%Y-%m-%d %H:%M:%S} {what}\n")
        log.writelines(traceback.format_exception(error))
        log.write("\n")


def get_demo_log_path() -> Path:
    """Where the tracebacks are."""
    return Path(settings.VAR) / "demo-errors.log"


def _summarise_error(error: Exception) -> str:
    first = str(error).strip().partition("\n")[0].rstrip(".")
    return f"{type(error).__name__}: {first}"[:LONGEST_REASON] if first else type(error).__name__
