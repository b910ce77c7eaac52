"""An edition as its page shows it: filtered by phase, with what is known of returns since."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from handrail.areas.reports.queries.published_editions import EditionDetail
from handrail.areas.reports.report_document import PHASE_WORDS
from handrail.platform.documents.document_tree import (
    AreaTileMap,
    Block,
    Figure,
    Heading,
    Paragraph,
    TextRun,
    TextStyle,
    make_runs,
)
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting

NO_ENTRIES_WORDS: Final = "No area reported this. That does not mean none does it."
FILE_FORMAT_WORDS: Final = {"html": "Web page in one file", "pdf": "Accessible PDF", "docx": "Word"}


def make_nrm_phase_filter_links(
    page: EditionDetail, chosen: str, address: str
) -> list[tuple[str, str, bool]]:
    """The phase filter.

    Args:
        page: the edition.
        chosen: the code of a phase, or empty.
        address: of the page.

    Returns:
        Triples of words, address, and whether it is the one that holds.
    """
    areas = len({entry["area"] for entry in page.trail if entry["practice"]})
    rows = [(msg("All {areas} areas", areas=areas), address, not chosen)]
    return rows + [(name, f"{address}?phase={code}", code == chosen) for code, name in PHASE_WORDS.items()]


class ReportSectionOnItsOwnPage(NamedTuple):
    """One section of a report on a page of its own, with those beside it."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    before: tuple[str, str] | None  # anchor and title
    after: tuple[str, str] | None


OPENING = ""
"""The part before the first section and the first section itself: the page with which a report opens."""


def split_report_into_section_pages(blocks: Sequence[Block]) -> list[ReportSectionOnItsOwnPage]:
    """The report by its sections of level 2; what stands before the first belongs to the first.

    Returns:
        The parts in order, the first with the anchor OPENING.
    """
    found: list[tuple[str, str, list[Block]]] = [(OPENING, "", [])]
    for block in blocks:
        if isinstance(block, Heading) and block.listed and block.level == 2:
            if found[0][1]:
                found.append((block.anchor, block.text, []))
            else:
                found[0] = (OPENING, block.text, found[0][2])
        found[-1][2].append(block)
    names = [(anchor, title) for anchor, title, _ in found]
    return [
        ReportSectionOnItsOwnPage(
            anchor,
            title,
            tuple(part),
            names[place - 1] if place else None,
            names[place + 1] if place + 1 < len(names) else None,
        )
        for place, (anchor, title, part) in enumerate(found)
    ]


def find_area_map_figure(blocks: Sequence[Block]) -> Figure | None:
    """The map of areas, with which a report opens; None where it has none."""
    return next(
        (block for block in blocks if isinstance(block, Figure) and isinstance(block.drawing, AreaTileMap)),
        None,
    )


def split_document_at_first_practice(
    page: EditionDetail, chosen: str, part: Sequence[Block] | None = None
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The document, or one part of it, in two parts, between which the filter stands.

    Args:
        page: the edition.
        chosen: the code of a phase, or empty.
        part: blocks of one section; those of the whole document where it is left out.

    Returns:
        The blocks before the first practice, and those from there on.
    """
    given = page.document.blocks if part is None else part
    blocks = list(filter_blocks_by_nrm_phase(given, chosen) if chosen else given)
    blocks = list(iterate_blocks_with_withdrawal_notes(blocks, page.withdrawn))
    start = next(
        (n for n, block in enumerate(blocks) if _is_first_practice_heading(block, page)), len(blocks)
    )
    return tuple(blocks[:start]), tuple(blocks[start:])


def _is_first_practice_heading(block: Block, page: EditionDetail) -> bool:
    """The heading of the first section that holds an entry."""
    first = next((entry["section"] for entry in page.trail), "")
    return isinstance(block, Heading) and block.anchor == first


def filter_blocks_by_nrm_phase(blocks: Sequence[Block], phase: str) -> Iterator[Block]:
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
                yield Paragraph(make_runs(NO_ENTRIES_WORDS), "quiet")
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


def iterate_blocks_with_withdrawal_notes(
    blocks: Sequence[Block], withdrawn: Mapping[str, datetime]
) -> Iterator[Block]:
    """After an entry whose return was taken back, a line that says so."""
    for block in blocks:
        yield block
        if isinstance(block, Paragraph) and block.anchor in withdrawn:
            yield Paragraph(
                make_runs(TextRun(format_return_withdrawn_note(withdrawn[block.anchor]), TextStyle.STRONG)),
                "quiet",
            )


def format_return_withdrawn_note(at: datetime) -> str:
    """What is said of a return that was taken back after it was quoted."""
    return msg(
        "The organisation withdrew this return on {at}, after this edition was published. The published wording "
        "stays.",
        at=formatting.format_day(at),
    )


def format_size_of_edition_file(number: int) -> str:
    """How large a file is, as people write it."""
    return f"{max(1, round(number / 1000)):,}KB"
