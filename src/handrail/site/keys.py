"""`handrail keys make`: the three secrets of a new installation, made by a machine, once."""

import argparse
import sys
from pathlib import Path

from django.db import DatabaseError

from handrail.site import databases, key_files

LOST = (
    "This installation knows its keys already, and new ones open and prove nothing that is there. Bring back what is\n"
    "missing from where you keep it: {}. Nothing was made."
)
NEXT = (
    "Keep a sealed copy apart from every backup: without the master key nothing opens again.\n"
    "Then run `handrail migrate`."
)


def make(arguments: list[str]) -> int:
    """Make what is missing, say where, and overwrite nothing."""
    asked = _parse_keys_make_arguments(arguments)
    missing = key_files.list_missing_keys()
    try:
        if asked.folder is not None:
            return _print_paths_of_made_key_files(key_files.make_key_files_in(asked.folder))
        if missing and _has_known_keys():
            print(LOST.format(", ".join(one.variable for one in missing)), file=sys.stderr)
            return 1
        return _print_paths_of_made_key_files(key_files.make_missing_keys())
    except key_files.UnsafeKeyFolderError as error:
        print(error, file=sys.stderr)
        return 1


def _has_known_keys() -> bool:
    databases.set_up_django()
    from handrail.platform.vault.models import KeyFingerprint  # noqa: PLC0415 - its model needs Django

    try:
        return KeyFingerprint.objects.exists()
    except DatabaseError:
        return False  # not migrated yet, or not made: there is nothing that a key could open


def _print_paths_of_made_key_files(made: list[Path]) -> int:
    for path in made:
        print(f"Made {path}")
    print(NEXT if made else "Every key is there already; nothing was made.")
    return 0


def _parse_keys_make_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="handrail keys make",
        description="Make the secrets that are missing: the master key, the audit key, and what signs sessions.",
    )
    parser.add_argument(
        "--folder",
        type=Path,
        help="write all three into this folder, under the names that deploy/ reads, for a store of secrets",
    )
    return parser.parse_args(arguments)
