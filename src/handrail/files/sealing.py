"""A paper's bytes in sealed parts, and whole again: at most one part more than the paper is in memory."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from handrail.files.types import MEGABYTE
from handrail.vault import place
from handrail.vault.box import Box

PART = MEGABYTE


def count(data: bytes) -> int:
    """How many parts it takes."""
    return -(-len(data) // PART)


def sealed_parts(box: Box, paper_id: UUID, data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each part with its number, sealed for its place among so many."""
    total = count(data)
    for number in range(total):
        piece = data[number * PART : (number + 1) * PART]
        yield number, box.seal_bytes(piece, _place(paper_id, number, total))


def whole(box: Box, paper_id: UUID, parts: Iterable[bytes], total: int) -> bytes:
    """The bytes again. Raises Unreadable where a part is missing, changed or out of place."""
    return b"".join(
        box.open_bytes(part, _place(paper_id, number, total)) for number, part in enumerate([*parts])
    )


def _place(paper_id: UUID, number: int, total: int) -> bytes:
    return place("files.Part", "content", f"{paper_id}/{number}/{total}")
