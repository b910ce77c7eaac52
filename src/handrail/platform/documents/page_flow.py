"""Which parts of a document stay on one page with what follows them: no heading, words or chart is left alone."""

from collections.abc import Sequence
from typing import Final

from handrail.platform.documents.document_tree import Block, Figure, Heading, Paragraph, Table, TermPair

MOST_KEPT_LETTERS: Final = 1_800
"""Words above a chart that fill about half a page stay with it; longer ones would leave too much paper empty."""
MOST_KEPT_ROWS: Final = 14
"""A table of so many rows is never broken."""


def find_blocks_kept_with_next(blocks: Sequence[Block]) -> list[bool]:
    """For each part whether it stays with the next one.

    Args:
        blocks: in order.

    Returns:
        True for headings, and for the paragraphs that lead from one, or from the start, to a chart or table.
    """
    kept = [isinstance(block, Heading) for block in blocks]
    for n, block in enumerate(blocks):
        if isinstance(block, Figure | Table):
            lead = _find_paragraphs_above(blocks, n)
            is_short = sum(map(_count_letters, lead)) <= MOST_KEPT_LETTERS
            near = len(lead) if is_short else min(1, len(lead))
            kept[n - near : n] = [True] * near
    return kept


def _find_paragraphs_above(blocks: Sequence[Block], end: int) -> list[Paragraph]:
    found: list[Paragraph] = []
    for block in reversed(blocks[:end]):
        if not isinstance(block, Paragraph):
            break
        found.append(block)
    return found


def _count_letters(paragraph: Paragraph) -> int:
    pairs: tuple[TermPair, ...] = paragraph.note.pairs if paragraph.note and paragraph.note.is_beside else ()
    runs = [*paragraph.runs, *(run for pair in pairs for run in pair.means)]
    return sum(len(run.text) for run in runs)
