"""The tagged PDF, made by typst and held to PDF/UA-1 by typst's own check.

Content goes in as JSON that the template reads; no text of ours is ever part of typst's source. Only the fonts
inside the typst package are used, so that a machine's own fonts change nothing; a letter that they cannot draw
becomes a box, and the document says so at its end (see `drawable`).
"""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final

import typst

from handrail.platform.documents.charts import get_page_width_share, render_svg
from handrail.platform.documents.column_widths import get_column_widths
from handrail.platform.documents.document_tree import Document, Figure, Panel, Paragraph, Table
from handrail.platform.documents.document_words import get_document_words
from handrail.platform.documents.font_coverage import (
    count_letters_without_glyph,
    replace_letters_without_glyph,
)
from handrail.platform.documents.page_flow import MOST_KEPT_ROWS, find_blocks_kept_with_next
from handrail.platform.documents.serialisation import convert_document_to_plain_values

STANDARD: Final = "ua-1"
FONT: Final = "Libertinus Serif"
FEWEST_LETTERS_OF_WIDE_TABLE: Final = 60
"""Narrower tables of figures do not fill the page: a number stands near the words of its row."""
MOST_LETTERS_OF_HALF_TABLE: Final = 42
"""Two tables so wide stand beside each other."""
BOXES: Final = "Characters this file’s fonts cannot show appear as boxes; the web page shows them"


def make_pdf(document: Document) -> bytes:
    """The document as a PDF. Its date is the document's; the same document gives the same bytes."""
    inputs = {"document": json.dumps(_make_template_inputs(document), ensure_ascii=False)}
    made = typst.compile(
        _read_typst_template(),
        font_paths=_load_typst_fonts(),
        sys_inputs=inputs,
        pdf_standards=STANDARD,
        timestamp=0,
    )
    assert isinstance(made, bytes)
    return made


def render_figure_as_png(figure: Figure, *, pixels_an_inch: int = 192) -> bytes:
    """A figure's drawing as a picture, for formats that hold no SVG."""
    source = (
        b"#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
        b'#image(bytes(sys.inputs.svg), format: "svg")'
    )
    inputs = {"svg": replace_letters_without_glyph(render_svg(figure.drawing, font=FONT, paper=True))}
    made = typst.compile(
        source, font_paths=_load_typst_fonts(), sys_inputs=inputs, format="png", ppi=pixels_an_inch
    )
    assert isinstance(made, bytes)
    return made


@cache
def _read_typst_template() -> bytes:
    return (files("handrail.platform.documents") / "templates" / "document.typ").read_bytes()


@cache
def _load_typst_fonts() -> Any:
    return typst.Fonts(include_system_fonts=False)


def _make_template_inputs(document: Document) -> dict[str, Any]:
    """What the template reads: plain values, notes numbered, drawings drawn, addresses of the site left out."""
    numbers = iter(range(1, len(document.notes()) + 1))
    told = convert_document_to_plain_values(document) | {
        "blocks": [
            _make_block_inputs(block, numbers) | {"keeps": block_keeps}
            for block, block_keeps in zip(
                document.blocks, find_blocks_kept_with_next(document.blocks), strict=True
            )
        ],
        "notes": [convert_document_to_plain_values(note) for note in document.notes()],
        "contents": [heading.text for heading in document.contents()],
        "foot": ". ".join(part for part in (document.title, document.edition) if part),
        "lang": document.language.split("-")[0],
        "region": document.language.partition("-")[2] or None,
        **{part: getattr(document.on, part) for part in ("year", "month", "day")},
        "words": get_document_words(document)._asdict(),
        "most_kept_rows": MOST_KEPT_ROWS,
    }
    boxes = _count_undrawable_letters(told)
    told["boxes"] = f"{BOXES}: {boxes}." if boxes else ""
    return _replace_undrawable_letters_and_site_links(told, document)  # type: ignore[no-any-return]


def _make_block_inputs(block: Any, numbers: Iterator[int]) -> dict[str, Any]:
    plain: dict[str, Any] = convert_document_to_plain_values(block)
    match block:
        case Paragraph():
            beside = block.note if block.note and block.note.is_beside else None
            plain["number"] = next(numbers) if block.note and not beside else 0
            plain["beside"] = convert_document_to_plain_values(beside.run_on()) if beside else []
        case Table():
            plain["widths"] = get_column_widths(block)
            letters, rows = sum(plain["widths"]), len(block.rows)
            plain["narrow"] = bool(block.numbers) and letters < FEWEST_LETTERS_OF_WIDE_TABLE
            is_long = MOST_KEPT_ROWS < rows <= 2 * MOST_KEPT_ROWS
            plain["halves"] = plain["narrow"] and is_long and letters <= MOST_LETTERS_OF_HALF_TABLE
        case Figure():
            plain["svg"] = render_svg(block.drawing, font=FONT, paper=True)
            plain["share"] = get_page_width_share(block.drawing)
            plain["table"] = _make_block_inputs(block.table, numbers) if block.table else None
        case Panel():
            plain["blocks"] = [_make_block_inputs(part, numbers) for part in block.blocks]
    return plain


def _count_undrawable_letters(value: Any) -> int:
    if isinstance(value, dict):
        return sum(
            _count_undrawable_letters(part)
            for name, part in value.items()
            if name not in ("svg", "contents", "foot")
        )
    return (
        sum(map(_count_undrawable_letters, value))
        if isinstance(value, list)
        else count_letters_without_glyph(value)
        if isinstance(value, str)
        else 0
    )


def _replace_undrawable_letters_and_site_links(value: Any, document: Document) -> Any:
    """Letters that can be drawn, and addresses that a file can follow."""
    if isinstance(value, dict):
        return {
            name: document.outside(part)
            if name == "href"
            else _replace_undrawable_letters_and_site_links(part, document)
            for name, part in value.items()
        }
    if isinstance(value, list):
        return [_replace_undrawable_letters_and_site_links(part, document) for part in value]
    return replace_letters_without_glyph(value) if isinstance(value, str) else value
