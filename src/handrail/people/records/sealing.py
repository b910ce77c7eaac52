"""Sealing and reading the text of a row with the person's own key."""

from collections.abc import Iterable
from uuid import UUID

from django.db import models

from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import UserText
from handrail.platform.vault import associated_data, keys
from handrail.platform.vault.cipher import Cipher


def seal_fields(box: Cipher, row: models.Model, **texts: str | None) -> None:
    """Put each text, sealed, into the row's column of that name; empty text becomes nothing."""
    for field, text in texts.items():
        kept = text.strip() if text else ""
        setattr(row, field, box.seal(kept, associated_data(row._meta.label, field, row.pk)) if kept else None)


def read_sealed(box: Cipher | None, row: models.Model, field: str) -> str:
    """The column's text; empty where there is none, or where the key has been destroyed."""
    return unseal_value(box, row._meta.label, field, row.pk, getattr(row, field))


def unseal_value(box: Cipher | None, label: str, field: str, number: object, kept: bytes | None) -> str:
    """The same, for a value fetched by itself."""
    if kept is None or box is None:
        return ""
    return UserText(box.open(bytes(kept), associated_data(label, field, number)))


def get_cipher_for_writing(case_id: UUID) -> Cipher:
    """The person's key. Raises NotNow where it was destroyed: nothing can be written about them any more."""
    found = get_ciphers([case_id]).get(case_id)
    if found is None:
        raise ActionNotAllowed(
            "The key to this person’s case was destroyed. Nothing more can be written in it."
        )
    return found


def get_ciphers(case_ids: Iterable[UUID]) -> dict[UUID, Cipher]:
    """The keys of many people, in one query."""
    return keys.get_ciphers(list(case_ids))
