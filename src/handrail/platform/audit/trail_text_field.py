"""The reason in a record of the trail: which service, event or place. Sealed, since it stands beside a case."""

from typing import Any

from handrail.platform.vault import master_key, sealing_keys
from handrail.platform.vault.aead import PreparedAeadKey
from handrail.platform.vault.app_sealed_fields import AppSealedField
from handrail.platform.vault.errors import DecryptionError

UNREADABLE = "This reason was changed after it was written, or was written under another key."


class TrailTextField(AppSealedField):
    """No text is kept as nothing. What cannot be opened says so, and `audit verify` finds the record changed."""

    is_sealed_anew = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "null": True})

    def seal_bytes(self, data: bytes) -> bytes:
        """Under the root key: the trail is never written anew, whatever becomes of the master key."""
        return self._get_aead().seal(data, self.get_place())

    def unseal_bytes(self, sealed: bytes) -> bytes:
        """What `seal_bytes` sealed, or DecryptionError."""
        return self._get_aead().unseal(sealed, self.get_place())

    def _get_aead(self) -> PreparedAeadKey:
        return sealing_keys.get_prepared_aead_key(
            master_key.derive_key_of_purpose_under_root_key(*self.get_purpose())
        )

    def get_prep_value(self, value: Any) -> bytes | None:
        """The sealed bytes; None for an empty text."""
        return super().get_prep_value(value) if value else None

    def from_db_value(self, value: Any, expression: object, connection: object) -> str:
        """The text."""
        try:
            return str(self.open(value) or "")
        except DecryptionError:
            return UNREADABLE
