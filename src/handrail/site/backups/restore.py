"""`handrail restore FOLDER`: bring a backup back into empty databases, and prove that it is whole.

With `--check` that is a drill: onto databases that are made for it and thrown away.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from handrail.platform.vault.errors import DecryptionError
from handrail.site import databases
from handrail.site.backups import drill
from handrail.site.backups.backup import ERASURES, FIGURES, HEADS, list_backups
from handrail.site.backups.database_copies import DatabaseCopyError, is_database_empty, restore_database
from handrail.site.backups.manifest import BackupManifest, BrokenBackupError, read_manifest
from handrail.site.key_checks import explain_unfit_keys

ALIASES = ("default", "keys")
NOT_EMPTY = (
    "The {} database of this installation is not empty, and nothing was changed. Restore into new databases:\n"
    "make them, name them in HANDRAIL_DATABASE_URL and HANDRAIL_KEYS_DATABASE_URL (or choose another HANDRAIL_VAR),\n"
    "and run this again."
)
BACKUP_OF_EARLIER_RELEASE = (
    "This backup was made by Handrail {}, whose databases later releases do not carry on, and nothing was changed:\n"
    "restore it with that release, and bring the cases over as docs/running.md says under “From 0.1 to 0.2”."
)
OTHER_KEYS = (
    "The databases are back, but what is sealed in them does not open: HANDRAIL_VAULT_MASTER_KEY is not the key\n"
    "that they were made with. Set the right one, make the databases empty, and restore again."
)


@dataclass(frozen=True, slots=True)
class BackupToRestore:
    """The two folders of a backup, both read and whole, and every list of erasures that lies beside them."""

    main: Path
    keys: Path
    manifest: BackupManifest
    erasure_lists: tuple[Path, ...]


def main(arguments: list[str]) -> int:
    """Restore, or say what prevents it."""
    asked = _parse_restore_arguments(arguments)
    try:
        found = find_backup(
            asked.folder, asked.keys or asked.folder, at=asked.at, more_erasures=asked.erasures
        )
        databases.set_up_django()
        if asked.check:
            return drill.run_restore_drill_beside_installation(arguments)
        print(
            f"Backup of {found.manifest.made_at}, by Handrail {found.manifest.version}: "
            "every file is as it was written."
        )
        return _restore_databases_and_files(found)
    except (BrokenBackupError, DatabaseCopyError) as error:
        print(error, file=sys.stderr)
        return 1


def find_backup(
    folder: Path, keys_folder: Path, *, at: str = "", more_erasures: Iterable[Path] = ()
) -> BackupToRestore:
    """The newest backup, or the one of a moment, with the key store of the same moment.

    Args:
        folder: where the copies of the main database lie.
        keys_folder: where those of the key store lie.
        at: the moment as it stands in the folders' names; "" for the newest.
        more_erasures: lists of erasures that lie elsewhere.

    Raises:
        BrokenBackupError: there is none, or it is not whole.
    """
    mains = [path for path, _ in list_backups(folder, "main") if path.name.endswith(at)]
    if not mains:
        raise BrokenBackupError(f"There is no backup{f' of {at}' if at else ''} in {folder}.")
    main_folder = mains[-1]
    keys = keys_folder / main_folder.name.replace("main-", "keys-", 1)
    if not keys.is_dir():
        raise BrokenBackupError(
            f"The copy of the key store of the same moment, {keys.name}, is not in {keys_folder}."
        )
    manifest = read_manifest(main_folder)
    read_manifest(keys)
    beside = (path / ERASURES for path, _ in list_backups(keys_folder, "keys"))
    lists = tuple(path for path in (*beside, *more_erasures) if path.exists())
    return BackupToRestore(main_folder, keys, manifest, lists)


def _restore_databases_and_files(found: BackupToRestore) -> int:
    if found.manifest.version.startswith("0.1."):
        print(BACKUP_OF_EARLIER_RELEASE.format(found.manifest.version), file=sys.stderr)
        return 1
    for alias in ALIASES:
        if not is_database_empty(alias):
            print(NOT_EMPTY.format("main" if alias == "default" else alias), file=sys.stderr)
            return 1
    restore_database("default", found.main)
    restore_database("keys", found.keys)
    _restore_files_beside_databases(found.main)
    databases.migrate_databases()
    return _check_restored_databases_and_report(found)


def _restore_files_beside_databases(folder: Path) -> None:
    """The heads of the trail and the files of figures; a file of heads that is there knows more, and stays."""
    if (folder / HEADS).exists() and not Path(settings.AUDIT_HEADS).exists():
        shutil.copyfile(folder / HEADS, settings.AUDIT_HEADS)
    if (folder / FIGURES).is_dir():
        shutil.copytree(folder / FIGURES, settings.INSIGHT_FILES, dirs_exist_ok=True)


def _check_restored_databases_and_report(found: BackupToRestore) -> int:
    from handrail.platform.vault.erasure_list import TamperedErasureListError, import_erasure_list  # noqa: PLC0415 - its models need Django
    from handrail.site.backups import restored_checks  # noqa: PLC0415 - as above

    try:
        opened = restored_checks.try_to_open_newest_case()
        added = sum(import_erasure_list(json.loads(path.read_text())) for path in found.erasure_lists)
        done = restored_checks.check_restored_databases(datetime.fromisoformat(found.manifest.made_at))
    except DecryptionError:
        print(OTHER_KEYS, file=sys.stderr)
        return 1
    except TamperedErasureListError as error:
        print(
            f"A list of erasures was changed by something else: file {error}. Nobody was erased.",
            file=sys.stderr,
        )
        return 1
    if unfit := explain_unfit_keys():
        print(unfit, file=sys.stderr)
        return 1
    print(
        f"Erasures: {done.erasures.listed} on the list, {added} of them from lists of later backups; "
        f"{done.erasures.erased_again} cases had come back and were erased again."
    )
    print("A case was opened: the keys fit." if opened else "There is no case with a name to open.")
    print(f"The trail was compared: {done.trail.sealed:,} sealed records, {done.trail.fault_count:,} faults.")
    for fault in done.trail.faults:
        print(f"FAULT ({fault.kind}): {fault.words}", file=sys.stderr)
    return 1 if done.trail.fault_count else 0


def _parse_restore_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="handrail restore",
        description="Bring a backup back into empty databases, erase again who was erased, and compare the trail.",
    )
    parser.add_argument("folder", type=Path, help="where `handrail backup` wrote")
    parser.add_argument(
        "--keys", type=Path, metavar="FOLDER", help="where the copies of the key store lie instead"
    )
    parser.add_argument(
        "--at",
        default="",
        metavar="MOMENT",
        help="as in the folder's name, 2026-11-28T150300Z; the newest without it",
    )
    parser.add_argument(
        "--erasures",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="another erasures.json, newer than the backup",
    )
    parser.add_argument(
        "--check", action="store_true", help="a drill: onto databases that are made and thrown away"
    )
    return parser.parse_args(arguments)
