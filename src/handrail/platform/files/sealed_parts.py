"""A paper's bytes in sealed parts, and whole again: at most one part more than the paper is in memory."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from handrail.platform.files.file_types import MEGABYTE
from handrail.platform.vault import associated_data
from handrail.platform.vault.cipher import Cipher

PART = MEGABYTE


def count_sealed_parts_of_file(data: bytes) -> int:
    """How many parts it takes."""
    return -(-len(data) // PART)


def iterate_sealed_parts(cipher: Cipher, paper_id: UUID, data: bytes) -> Iterator[tuple[int, bytes]]:
    """Cut a file in parts and seal each for its place among so many, so that none can be left out or moved.

    Args:
        cipher: of the person.
        paper_id: the paper's number.
        data: the whole file.

    Returns:
        Number, from 0, and sealed bytes of each part.
    """
    total = count_sealed_parts_of_file(data)
    for number in range(total):
        piece = data[number * PART : (number + 1) * PART]
        yield (
            number,
            cipher.seal_bytes(piece, _make_associated_data_of_document_part(paper_id, number, total)),
        )


def unseal_and_join_parts(cipher: Cipher, paper_id: UUID, parts: Iterable[bytes], total: int) -> bytes:
    """The bytes of a file again.

    Args:
        cipher: of the person.
        paper_id: the paper's number.
        parts: sealed, in order.
        total: how many there were.

    Returns:
        The whole file.

    Raises:
        DecryptionError: a part is missing, changed or out of place.
    """
    return b"".join(
        cipher.open_bytes(part, _make_associated_data_of_document_part(paper_id, number, total))
        for number, part in enumerate([*parts])
    )


def _make_associated_data_of_document_part(paper_id: UUID, number: int, total: int) -> bytes:
    return associated_data("files.Part", "content", f"{paper_id}/{number}/{total}")
