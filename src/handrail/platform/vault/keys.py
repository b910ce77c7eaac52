"""The keys of files: the face that the rest of the product uses."""

from handrail.platform.vault.actions import (
    KeyExistsError,
    create_file_key,
    destroy_file_key,
    record_erased_file_and_destroy_key,
    rewrap_file_key,
)
from handrail.platform.vault.erasure_list import TamperedErasureListError, get_erasure_days_by_file_id
from handrail.platform.vault.queries import (
    find_ids_of_files_whose_key_exists,
    get_cipher_of_file,
    get_ciphers_by_file_id,
)

__all__ = [
    "KeyExistsError",
    "TamperedErasureListError",
    "create_file_key",
    "destroy_file_key",
    "find_ids_of_files_whose_key_exists",
    "get_cipher_of_file",
    "get_ciphers_by_file_id",
    "get_erasure_days_by_file_id",
    "record_erased_file_and_destroy_key",
    "rewrap_file_key",
]
