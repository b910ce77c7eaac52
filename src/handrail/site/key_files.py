"""The three secrets of an installation as files that `handrail keys make` writes, and nothing else."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from handrail.site.environment import get_var_folder, read_variable

PACKAGE: Final = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A secret: its variable, its file among ours, and its name where a store of secrets hands it over."""

    variable: str
    file_name: str
    credential: str


KEY_FILES: Final = (
    KeyFile("HANDRAIL_SECRET_KEY", "django.key", "secret_key"),
    KeyFile("HANDRAIL_VAULT_MASTER_KEY", "vault-master.key", "vault_master_key"),
    KeyFile("HANDRAIL_AUDIT_KEY", "audit.key", "audit_key"),
)


class UnsafeKeyFolderError(Exception):
    """Keys may not be put there; says why and where to."""


def get_key_folder() -> Path:
    """Where the settings look for keys that no variable names."""
    return get_var_folder() / "secrets"


def list_missing_keys() -> list[KeyFile]:
    """Those that neither a variable nor a file gives."""
    return [
        one
        for one in KEY_FILES
        if not read_variable(one.variable) and not (get_key_folder() / one.file_name).exists()
    ]


def make_missing_keys() -> list[Path]:
    """Make those that are missing, in our own folder. Returns the files that were made."""
    return [_make_key_file(get_key_folder() / one.file_name) for one in list_missing_keys()]


def make_key_files_in(folder: Path) -> list[Path]:
    """All three, under the names that deploy/ reads. One that is there stays. Returns the files that were made."""
    paths = [folder / one.credential for one in KEY_FILES]
    return [_make_key_file(path) for path in paths if not path.exists()]


def _make_key_file(path: Path) -> Path:
    """Read by its owner alone. The first of two processes wins; both then read the same secret."""
    raise_if_key_path_inside_package(path)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text(secrets.token_urlsafe(48))
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path


def raise_if_key_path_inside_package(path: Path) -> None:
    """Keys beside the code are gone with the next upgrade, and are in every copy of it.

    Raises:
        UnsafeKeyFolderError: the path is inside the package, or inside the folder where packages are installed.
    """
    where = path.resolve()
    installed = next((up for up in PACKAGE.parents if up.name in ("site-packages", "dist-packages")), PACKAGE)
    if where.is_relative_to(PACKAGE) or where.is_relative_to(installed):
        raise UnsafeKeyFolderError(
            f"{path.parent} is where the program is installed: an upgrade would take the keys away. "
            "Set HANDRAIL_VAR to a folder that is Handrail's own."
        )
