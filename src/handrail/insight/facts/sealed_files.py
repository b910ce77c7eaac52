"""Files that are written once and sealed with a key of the vault. What they hold is in memory alone when it is open."""

import hashlib
import os
from pathlib import Path
from typing import Final

from django.conf import settings

from handrail.platform.vault import aead, master_key

ENDING: Final = ".sealed"


class MissingOrWrongFactFileError(Exception):
    """A file that should be there is not, or holds something else: rebuild, or restore the folder."""


def write_sealed_file(name: str, data: bytes) -> str:
    """Write a new file, whole or not at all.

    Args:
        name: folder and name beneath the folder of figures; it is bound in, so that no file stands in for another.
        data: what is sealed.

    Returns:
        The SHA-256 of the sealed bytes, in hexadecimal digits.
    """
    sealed = aead.seal(_get_sealed_file_key(), data, name.encode())
    path = _get_sealed_file_path(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(sealed)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)
    return hashlib.sha256(sealed).hexdigest()


def read_sealed_file(name: str, sha256: str = "") -> bytes:
    """What is in a file. Raises MissingOrWrongFactFileError where it is missing or not the one of `sha256`."""
    try:
        sealed = _get_sealed_file_path(name).read_bytes()
    except FileNotFoundError:
        raise MissingOrWrongFactFileError(name) from None
    if sha256 and hashlib.sha256(sealed).hexdigest() != sha256:
        raise MissingOrWrongFactFileError(name)
    return aead.unseal(_get_sealed_file_key(), sealed, name.encode())


def delete_sealed_file(name: str) -> None:
    """The file goes; one that is not there is no error."""
    _get_sealed_file_path(name).unlink(missing_ok=True)


def list_sealed_files(folder: str) -> list[str]:
    """Names of all files of a folder, as `read_sealed_file` takes them."""
    found = sorted(_get_sealed_file_path(folder).with_name(folder).glob(f"*{ENDING}"))
    return [f"{folder}/{path.name.removesuffix(ENDING)}" for path in found]


def _get_sealed_file_path(name: str) -> Path:
    return Path(settings.INSIGHT_FILES) / f"{name}{ENDING}"


def _get_sealed_file_key() -> bytes:
    return master_key.derive_key_of_purpose_under_root_key("case facts", "files")
