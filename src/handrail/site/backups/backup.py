"""`handrail backup FOLDER`: both databases, the figures and the heads of the trail, as they are at one moment.

Each backup is two folders, so that the copies of the keys can lie elsewhere and be thrown away sooner: an erased person
is unreadable once the last copy of their key is gone. The keys of the installation itself are in neither.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from handrail.site import databases
from handrail.site.backups.database_copies import (
    DatabaseCopyError,
    DatabaseSnapshot,
    get_database_engine,
    hold_snapshot,
)
from handrail.site.backups.manifest import write_manifest

HEADS, ERASURES, FIGURES = "audit-heads.log", "erasures.json", "insight"
STAMP = "%Y-%m-%dT%H%M%SZ"


def main(arguments: list[str]) -> int:
    """Make a backup, then throw away those that are older than asked for."""
    asked = _parse_backup_arguments(arguments)
    databases.set_up_django()
    now = datetime.now(UTC)
    keys_folder = asked.keys or asked.folder
    try:
        made = make_backup(asked.folder, keys_folder, now)
    except (DatabaseCopyError, OSError) as error:
        print(f"No backup was made. {error}", file=sys.stderr)
        return 1
    print("Written: " + " and ".join(str(path) for path in made) + ".")
    print("The master key and the audit key are in neither: keep them apart from both.")
    for part, folder, days in (
        ("main", asked.folder, asked.keep_main),
        ("keys", keys_folder, asked.keep_keys),
    ):
        if days is not None:
            for path in remove_older_backups(folder, part, before=now - timedelta(days=days)):
                print(f"Older than {days} days, and removed: {path}.")
    return 0


def make_backup(main_folder: Path, keys_folder: Path, at: datetime) -> tuple[Path, Path]:
    """Copy both databases as they are now. Nothing stands under its final name before it is whole.

    Args:
        main_folder: for the main database, the figures and the heads of the trail.
        keys_folder: for the key store and the list of erasures.
        at: the moment, for the names of the two folders.

    Returns:
        The folder of the main database and that of the key store.

    Raises:
        DatabaseCopyError: a program of PostgreSQL failed.
        OSError: a folder cannot be written to, or has a backup of this second.
    """
    with (
        _make_folder_named_once_complete(main_folder, "main", at) as main,
        _make_folder_named_once_complete(keys_folder, "keys", at) as keys,
        ExitStack() as snapshots,
    ):
        main_snapshot, keys_snapshot = _take_snapshots_of_databases(snapshots, main)
        main_snapshot.write_to(main)
        if Path(settings.INSIGHT_FILES).is_dir():
            shutil.copytree(settings.INSIGHT_FILES, main / FIGURES)
        keys_snapshot.write_to(keys)
        _write_erasure_list(keys)
    return _make_backup_folder_path(main_folder, "main", at), _make_backup_folder_path(
        keys_folder, "keys", at
    )


def remove_older_backups(folder: Path, part: str, *, before: datetime) -> list[Path]:
    """Remove the backups of a part that were made before a moment; nothing else in the folder is touched.

    Args:
        folder: where they lie.
        part: `main` or `keys`.
        before: the moment.

    Returns:
        The folders that are gone, oldest first.
    """
    old = [path for path, made in list_backups(folder, part) if made < before]
    for path in old:
        shutil.rmtree(path)
    return old


def list_backups(folder: Path, part: str) -> list[tuple[Path, datetime]]:
    """The finished backups of a part, oldest first, each with the moment of its name."""
    found = []
    for path in sorted(folder.glob(f"{part}-*")):
        try:
            made = datetime.strptime(path.name, f"{part}-{STAMP}").replace(tzinfo=UTC)
        except ValueError:
            continue
        found.append((path, made))
    return found


def _take_snapshots_of_databases(stack: ExitStack, main: Path) -> tuple[DatabaseSnapshot, DatabaseSnapshot]:
    """Main database first, key store second, and the sealer at rest: whatever the main one holds has its key."""
    from handrail.platform.audit.sealing import pause_sealing  # noqa: PLC0415 - its models need Django

    with pause_sealing():
        if Path(settings.AUDIT_HEADS).exists():
            shutil.copyfile(settings.AUDIT_HEADS, main / HEADS)
        return stack.enter_context(hold_snapshot("default")), stack.enter_context(hold_snapshot("keys"))


def _write_erasure_list(keys: Path) -> None:
    from handrail.platform.vault.erasure_list import export_erasure_list  # noqa: PLC0415 - as above

    (keys / ERASURES).write_text(json.dumps(export_erasure_list(), indent=1))


@contextmanager
def _make_folder_named_once_complete(folder: Path, part: str, at: datetime) -> Iterator[Path]:
    """A folder that gets its name once everything is in it, and is gone where something went wrong."""
    final = _make_backup_folder_path(folder, part, at)
    if final.exists():
        raise FileExistsError(f"{final} is there already.")
    making = final.with_name(f".{final.name}.part")
    making.mkdir(mode=0o700, parents=True)
    try:
        yield making
        alias = "default" if part == "main" else "keys"
        write_manifest(
            making, part=part, made_at=at, version=version("handrail"), engine=get_database_engine(alias)
        )
        making.rename(final)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _make_backup_folder_path(folder: Path, part: str, at: datetime) -> Path:
    return folder / f"{part}-{at.strftime(STAMP)}"


def _parse_backup_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="handrail backup",
        description="Copy both databases, the figures and the heads of the trail, while people work.",
    )
    parser.add_argument("folder", type=Path, help="where the backup is written")
    parser.add_argument(
        "--keys", type=Path, metavar="FOLDER", help="where the copy of the key store goes instead"
    )
    parser.add_argument(
        "--keep-main",
        type=_parse_days_to_keep,
        metavar="DAYS",
        help="remove copies of the main database that are older",
    )
    parser.add_argument(
        "--keep-keys",
        type=_parse_days_to_keep,
        metavar="DAYS",
        help="remove copies of the key store that are older",
    )
    return parser.parse_args(arguments)


def _parse_days_to_keep(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("a number of days, 1 or more")
    return int(text)
