"""The keys of files: the face that the rest of the product uses."""

from handrail.platform.vault.actions import KeyExistsError, create_file_key, destroy_file_key, rewrap_file_key
from handrail.platform.vault.queries import get_cipher, get_ciphers, list_readable_files

__all__ = [
    "KeyExistsError",
    "create_file_key",
    "destroy_file_key",
    "get_cipher",
    "get_ciphers",
    "list_readable_files",
    "rewrap_file_key",
]
