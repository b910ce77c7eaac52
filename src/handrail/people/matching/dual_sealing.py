"""Words about two people, locked with both keys: whichever key is destroyed, they cannot be read any more.

Such a column is no `Sealed`, which has one key: it is bound to its row in the same way, and opened here alone.
"""

import base64

from django.db import models

from handrail.platform.access.sealed import UnsealingAccess
from handrail.platform.vault import associated_data


def seal_with_both_keys(
    row: models.Model, field: str, one: UnsealingAccess, two: UnsealingAccess, words: str
) -> bytes | None:
    """Seal words about two people.

    Args:
        row: the row that the words are bound to.
        field: the name of their column.
        one: opens with the first key.
        two: opens with the second key.
        words: the words.

    Returns:
        The words, sealed with the second key over the first; None where either key is gone.
    """
    if one.cipher is None or two.cipher is None:
        return None
    here = associated_data(row._meta.label, field, row.pk)
    inner = base64.b64encode(one.cipher.seal(words.strip(), here)).decode()
    return two.cipher.seal(inner, here)


def unseal_with_both_keys(row: models.Model, field: str, one: UnsealingAccess, two: UnsealingAccess) -> str:
    """Open words about two people.

    Args:
        row: the row that the words are bound to.
        field: the name of their column.
        one: opens with the first key.
        two: opens with the second key.

    Returns:
        The words; "" where there are none, or where either key is gone.
    """
    sealed = getattr(row, field)
    if one.cipher is None or two.cipher is None or sealed is None:
        return ""
    here = associated_data(row._meta.label, field, row.pk)
    return one.cipher.open(base64.b64decode(two.cipher.open(bytes(sealed), here)), here)
