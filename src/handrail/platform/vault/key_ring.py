"""The ciphers of some files, fetched together when the first is asked for."""

from collections.abc import Iterable
from uuid import UUID

from handrail.platform.vault import queries
from handrail.platform.vault.cipher import Cipher


class CachedFileCiphers:
    """Carried by the accesses of one request, so that a list of a hundred cases asks for their keys once."""

    __slots__ = ("_found", "_wanted")

    def __init__(self, file_ids: Iterable[UUID] = ()) -> None:
        self._wanted, self._found = set(file_ids), dict[UUID, Cipher | None]()

    def __repr__(self) -> str:
        return "<CachedFileCiphers>"  # never a key: this may be printed in an error report

    def __reduce__(self) -> str:
        raise TypeError("A key ring holds keys and is not written down.")

    @classmethod
    def of(cls, file_id: UUID, cipher: Cipher) -> "CachedFileCiphers":
        """One that holds a key already: of a file that is being made."""
        ring = cls()
        ring._found[file_id] = cipher
        return ring

    def cipher(self, file_id: UUID) -> Cipher | None:
        """The file's cipher; None where there is no key or it was destroyed."""
        if file_id not in self._found:
            self.fetch(self._wanted | {file_id})
        return self._found[file_id]

    def fetch(self, file_ids: Iterable[UUID]) -> None:
        """Fetch these in one query, before any is asked for: for a list that shows few of the files it knows."""
        missing = set(file_ids) - self._found.keys()
        if missing:
            self._found |= dict.fromkeys(missing) | queries.get_ciphers_by_file_id(missing)
