"""Opening sealed fields for nobody in particular."""

from collections.abc import Iterable
from uuid import UUID

from handrail.platform.access.kinds import ALL_KINDS, Kind
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.vault.cipher import Cipher
from handrail.platform.vault.key_ring import CachedFileCiphers


class KeyDestroyedError(ActionNotPossibleError):
    """The key was destroyed: what was sealed stays closed, and nothing more can be written."""

    def __init__(self) -> None:
        super().__init__("This case was erased. Nothing more can be added.")


class UnrecordedKeyAccess:
    """Opens everything under one key and notes nothing.

    For code that computes with sealed text and shows it to nobody, and for rows whose reader was asked for otherwise:
    those of no case, and those that are addressed to somebody. Each use says which.
    """

    __slots__ = ("_ring", "key_id")
    kinds = ALL_KINDS

    def __init__(self, key_id: UUID, ring: CachedFileCiphers | None = None) -> None:
        self.key_id, self._ring = key_id, ring or CachedFileCiphers()

    @classmethod
    def get_by_key_id(cls, key_ids: Iterable[UUID]) -> dict[UUID, "UnrecordedKeyAccess"]:
        """One for each key; all are fetched in one query."""
        wanted = set(key_ids)
        ring = CachedFileCiphers(wanted)
        return {key_id: cls(key_id, ring) for key_id in wanted}

    @property
    def cipher(self) -> Cipher | None:
        """None where the key was destroyed."""
        return self._ring.cipher(self.key_id)

    def sees(self, kind: Kind) -> bool:
        """Always."""
        return True
