"""What lies in one folder of a backup, with a digest of each file: a copy that was cut short is found in time."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

FILE = "manifest.json"


class BrokenBackupError(Exception):
    """A folder is no backup, or not all of it is there as it was written."""


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """One folder: `files` maps the path of each file below it to its SHA-256 in hexadecimal."""

    made_at: str
    part: str
    version: str
    engine: str
    files: dict[str, str]


def write_manifest(folder: Path, *, part: str, made_at: datetime, version: str, engine: str) -> None:
    """Write down what the folder holds now, last of all: a folder without it is not finished.

    Args:
        folder: with every file in its place.
        part: `main` or `keys`.
        made_at: when the databases were as they are in it.
        version: of Handrail.
        engine: of the database in it, `sqlite` or `postgresql`.
    """
    files = {
        str(path.relative_to(folder)): _compute_file_digest(path)
        for path in sorted(_iterate_files_of_backup(folder))
    }
    manifest = BackupManifest(made_at.isoformat(timespec="seconds"), part, version, engine, files)
    with (folder / FILE).open("w") as file:
        json.dump(asdict(manifest), file, indent=2)
        file.flush()
        os.fsync(file.fileno())


def read_manifest(folder: Path) -> BackupManifest:
    """The manifest of a folder whose files are all there, unchanged.

    Raises:
        BrokenBackupError: it has none, or a file is missing or another one.
    """
    try:
        manifest = BackupManifest(**json.loads((folder / FILE).read_text()))
    except (OSError, ValueError, TypeError):
        raise BrokenBackupError(
            f"{folder} is no finished backup: it has no {FILE} that can be read."
        ) from None
    for name, digest in manifest.files.items():
        path = folder / name
        if not path.is_file():
            raise BrokenBackupError(f"{path} is missing: the backup is not whole.")
        if _compute_file_digest(path) != digest:
            raise BrokenBackupError(f"{path} is not as it was written: the backup was changed or is damaged.")
    return manifest


def _iterate_files_of_backup(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and path.name != FILE)


def _compute_file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
