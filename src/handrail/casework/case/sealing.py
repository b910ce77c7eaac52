"""Sealing and reading the text of a row with the person's own key."""

from collections.abc import Iterable
from uuid import UUID

from django.db import models

from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import Typed
from handrail.vault import keys, place
from handrail.vault.box import Box


def seal(box: Box, row: models.Model, **texts: str | None) -> None:
    """Put each text, sealed, into the row's column of that name; empty text becomes nothing."""
    for field, text in texts.items():
        kept = text.strip() if text else ""
        setattr(row, field, box.seal(kept, place(row._meta.label, field, row.pk)) if kept else None)


def read(box: Box | None, row: models.Model, field: str) -> str:
    """The column's text; empty where there is none, or where the key has been destroyed."""
    return unsealed(box, row._meta.label, field, row.pk, getattr(row, field))


def unsealed(box: Box | None, label: str, field: str, number: object, kept: bytes | None) -> str:
    """The same, for a value fetched by itself."""
    if kept is None or box is None:
        return ""
    return Typed(box.open(bytes(kept), place(label, field, number)))


def box_to_write(case_id: UUID) -> Box:
    """The person's key. Raises NotNow where it was destroyed: nothing can be written about them any more."""
    found = boxes([case_id]).get(case_id)
    if found is None:
        raise NotNow("The key to this person’s case was destroyed. Nothing more can be written in it.")
    return found


def boxes(case_ids: Iterable[UUID]) -> dict[UUID, Box]:
    """The keys of many people, in one query."""
    return keys.boxes(list(case_ids))
