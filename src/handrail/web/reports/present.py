"""An edition as its page shows it: filtered by phase, with what is known of returns since."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from handrail.assurance.reports.assembling import PHASES
from handrail.assurance.reports.queries.published import EditionPage
from handrail.documents.tree import Block, Heading, Look, Paragraph, Text, runs
from handrail.kernel.saying import say
from handrail.web.design import words

NOTHING: Final = "No area told us about this. It does not mean that none does it."
FILES: Final = {"html": "Web page in one file", "pdf": "PDF, accessible", "docx": "Word"}


def filters(page: EditionPage, chosen: str, address: str) -> list[tuple[str, str, bool]]:
    """The phase filter: words, address, whether it is the one that holds."""
    areas = len({entry["area"] for entry in page.trail if entry["practice"]})
    rows = [(say("All {areas} areas", areas=areas), address, not chosen)]
    return rows + [(name, f"{address}?phase={code}", code == chosen) for code, name in PHASES.items()]


def parts(page: EditionPage, chosen: str) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """What stands before the practices, and from there on."""
    blocks = list(only(page.document.blocks, chosen) if chosen else page.document.blocks)
    blocks = list(with_withdrawn(blocks, page.withdrawn))
    start = next((n for n, block in enumerate(blocks) if _is_first(block, page)), len(blocks))
    return tuple(blocks[:start]), tuple(blocks[start:])


def _is_first(block: Block, page: EditionPage) -> bool:
    """The heading of the first section that holds an entry."""
    first = next((entry["section"] for entry in page.trail), "")
    return isinstance(block, Heading) and block.anchor == first


def only(blocks: Sequence[Block], phase: str) -> Iterator[Block]:
    """The same without entries of other phases; a section of which nothing is left says so."""
    section: Heading | None = None
    area: Heading | None = None
    had = kept = False
    for block in blocks:
        if isinstance(block, Heading):
            if not block.listed:
                area = block
                continue
            if section and had and not kept:
                yield Paragraph(runs(NOTHING), "quiet")
            section, area, had, kept = block, None, False, False
        if isinstance(block, Paragraph) and block.anchor:
            had = True
            if all(mark.shape != phase for mark in block.marks):
                continue
            kept = True
            if area:
                yield area
                area = None
        yield block


def with_withdrawn(blocks: Sequence[Block], withdrawn: Mapping[str, datetime]) -> Iterator[Block]:
    """After an entry whose return was taken back, a line that says so."""
    for block in blocks:
        yield block
        if isinstance(block, Paragraph) and block.anchor in withdrawn:
            yield Paragraph(runs(Text(taken_back(withdrawn[block.anchor]), Look.STRONG)), "quiet")


def taken_back(at: datetime) -> str:
    """What is said of a return that was taken back after it was quoted."""
    return say(
        "The body took this return back on {at}, after this edition was published. The words "
        "stay as they were published.",
        at=words.day(at),
    )


def size(number: int) -> str:
    """How large a file is, as people write it."""
    return f"{max(1, round(number / 1000)):,}KB"
