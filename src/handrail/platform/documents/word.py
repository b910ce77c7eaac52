"""The Word file: real headings, header rows, language, words for pictures; the same bytes from the same content."""

import io
import zipfile
from collections.abc import Callable
from itertools import count
from typing import Any, Final

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm

from handrail.platform.documents.charts import get_page_width_share
from handrail.platform.documents.column_widths import get_column_widths
from handrail.platform.documents.document_tree import (
    Block,
    Document,
    Figure,
    Heading,
    List,
    Pairs,
    Panel,
    Paragraph,
    ParagraphMark,
    Runs,
    SourceNote,
    Table,
    TermPair,
    TextRun,
    TextStyle,
)
from handrail.platform.documents.document_words import get_document_words
from handrail.platform.documents.page_flow import find_blocks_kept_with_next
from handrail.platform.documents.pdf import render_figure_as_png
from handrail.platform.documents.text_cleaning import is_right_to_left
from handrail.platform.documents.word_styles import (
    apply_word_styles,
    apply_word_table_style,
    make_bookmark_name,
    make_styled_run,
    make_word_xml_element,
)

ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)
TEXT_WIDTH: Final = 9070  # twentieths of a point between the margins of an A4 page


def make_docx(document: Document) -> bytes:
    """The document as a Word file. Its only dates are the document's."""
    made = io.BytesIO()
    _WordDocumentWriter(document).write().save(made)
    return _make_docx_package_reproducible(made.getvalue())


def _make_docx_package_reproducible(package: bytes) -> bytes:
    """The package again with one date on every part, and its parts in the order of their names."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        names = sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            part = zipfile.ZipInfo(name, ZIP_DATE)
            part.compress_type, part.external_attr, part.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            new.writestr(part, old.read(name))
    return kept.getvalue()


class _WordDocumentWriter:
    """Writes one document, once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.file: Any = docx.Document()
        self.numbers = count(1)
        self.bookmarks = count(1)
        self.pictures = count(1)
        self.keeps = False  # whether what is written now stays on one page with what follows

    def write(self) -> Any:
        apply_word_styles(self.file, self.document)
        if self.document.above:
            self._add_runs_to_paragraph(
                self.file.add_paragraph(style="Above"), (TextRun(self.document.above),)
            )
        self._add_runs_to_paragraph(self.file.add_paragraph(style="Title"), (TextRun(self.document.title),))
        if self.document.lead:
            self._add_runs_to_paragraph(self.file.add_paragraph(style="Lead"), self.document.lead)
        for line in self.document.sign_off:
            self._add_runs_to_paragraph(self.file.add_paragraph(style="Quiet"), (TextRun(line),))
        self._contents()
        kept = find_blocks_kept_with_next(self.document.blocks)
        for block, keeps in zip(self.document.blocks, kept, strict=True):
            self.keeps = keeps
            self._block(block)
        self._notes()
        return self.file

    def _contents(self) -> None:
        headings = self.document.contents()
        if not headings:
            return
        self._add_runs_to_paragraph(
            self.file.add_paragraph(style="Contents title"),
            (TextRun(get_document_words(self.document).contents),),
        )
        for heading in headings:
            style = "Contents" if heading.level == 2 else "Contents under"
            self._add_runs_to_paragraph(
                self.file.add_paragraph(style=style), (TextRun(heading.text, href=f"#{heading.anchor}"),)
            )

    def _block(self, block: Block, style: str = "") -> None:
        writers: dict[type, Callable[[Any, str], None]] = {
            Heading: lambda part, _: self._heading(part),
            Paragraph: self._paragraph,
            List: lambda part, _: self._list(part),
            Pairs: lambda part, name: self._pairs(part.pairs, name or "Pairs"),
            Table: lambda part, _: self._table(part),
            Figure: lambda part, _: self._figure(part),
            Panel: lambda part, _: self._panel(part),
        }
        writers[type(block)](block, style)

    def _marks(self, marks: tuple[ParagraphMark, ...]) -> None:
        words = "   ·   ".join(mark.words for mark in marks)
        self._add_runs_to_paragraph(self.file.add_paragraph(style="Marks"), (TextRun(words),))

    def _list(self, block: List) -> None:
        for item in block.items:
            name = "List Number" if block.ordered else "List Bullet"
            self._add_runs_to_paragraph(self.file.add_paragraph(style=name), item)

    def _heading(self, heading: Heading, style: str = "") -> None:
        paragraph = self.file.add_paragraph(style=style or f"Heading {heading.level - 1}")
        self._anchored(paragraph, heading.anchor, (TextRun(heading.text),))

    def _anchored(self, paragraph: Any, anchor: str, runs: Runs) -> None:
        """The runs inside a bookmark, so that links can lead to them."""
        number = str(next(self.bookmarks))
        paragraph._p.append(
            make_word_xml_element("w:bookmarkStart", {"w:id": number, "w:name": make_bookmark_name(anchor)})
        )
        self._add_runs_to_paragraph(paragraph, runs)
        paragraph._p.append(make_word_xml_element("w:bookmarkEnd", {"w:id": number}))

    def _paragraph(self, block: Paragraph, style: str) -> None:
        names = {"lead": "Lead", "quiet": "Quiet"}
        paragraph = self.file.add_paragraph(style=style or names.get(block.look))
        paragraph.paragraph_format.keep_with_next = self.keeps or None
        self._add_runs_to_paragraph(paragraph, block.runs)
        if block.note and not block.note.is_beside:
            number = next(self.numbers)
            self._add_runs_to_paragraph(paragraph, (TextRun(" "),))
            self._anchored(paragraph, f"from-{number}", (TextRun(f"[{number}]", href=f"#note-{number}"),))
        if block.marks:
            paragraph.paragraph_format.keep_with_next = True
            self._marks(block.marks)
        if block.note and block.note.is_beside:
            paragraph.paragraph_format.keep_with_next = True
            self._note_beside(block.note)

    def _note_beside(self, note: SourceNote) -> None:
        """Terms and meanings run on under the paragraph."""
        paragraph = self.file.add_paragraph(style="Beside")
        paragraph.paragraph_format.keep_with_next = self.keeps or None
        self._add_runs_to_paragraph(paragraph, note.run_on())

    def _panel(self, panel: Panel) -> None:
        self._heading(panel.heading, f"Panel heading {panel.heading.level - 1}")
        for block in panel.blocks:
            self._block(block, "Panel")

    def _pairs(self, pairs: tuple[TermPair, ...], style: str) -> None:
        for pair in pairs:
            paragraph = self.file.add_paragraph(style=style)
            self._add_runs_to_paragraph(
                paragraph, (TextRun(f"{pair.term}: ", look=TextStyle.STRONG), *pair.means)
            )

    def _notes(self) -> None:
        notes = self.document.notes()
        if not notes:
            return
        self._heading(Heading(get_document_words(self.document).notes, 2, "notes"))
        for number, note in enumerate(notes, 1):
            self._note(number, note)

    def _note(self, number: int, note: SourceNote) -> None:
        paragraph = self.file.add_paragraph(style="Note")
        self._anchored(paragraph, f"note-{number}", (TextRun(f"[{number}]", href=f"#from-{number}"),))
        self._add_runs_to_paragraph(
            paragraph,
            (
                TextRun(" "),
                TextRun(note.about, look=TextStyle.STRONG),
            ),
        )
        for pair in note.pairs:
            paragraph.add_run().add_break()
            self._add_runs_to_paragraph(paragraph, (TextRun(f"{pair.term}: "), *pair.means))

    def _table(self, table: Table) -> None:
        caption = self.file.add_paragraph(style="Caption")
        caption.paragraph_format.keep_with_next = True
        self._add_runs_to_paragraph(caption, (TextRun(table.caption),))
        made = self.file.add_table(rows=0, cols=len(table.heads))
        apply_word_table_style(made, table)
        heads = tuple((TextRun(head, look=TextStyle.STRONG),) for head in table.heads)
        for number, row in enumerate((heads, *table.rows)):
            self._row(made, row, table, head=number == 0)
        self.file.add_paragraph(style="After table")

    def _row(self, made: Any, row: tuple[Runs, ...], table: Table, *, head: bool) -> None:
        shares = get_column_widths(table)
        line = make_word_xml_element("w:tr")
        if head:
            line.append(
                make_word_xml_element(
                    "w:trPr", {}, make_word_xml_element("w:cantSplit"), make_word_xml_element("w:tblHeader")
                )
            )
        else:
            line.append(make_word_xml_element("w:trPr", {}, make_word_xml_element("w:cantSplit")))
        for n, cell in enumerate(row):
            width = {"w:w": str(TEXT_WIDTH * shares[n] // sum(shares)), "w:type": "dxa"}
            box = make_word_xml_element(
                "w:tc", {}, make_word_xml_element("w:tcPr", {}, make_word_xml_element("w:tcW", width))
            )
            paragraph = make_word_xml_element(
                "w:p",
                {},
                make_word_xml_element("w:pPr", {}, make_word_xml_element("w:pStyle", {"w:val": "Cell"})),
            )
            if n in table.numbers:
                paragraph[0].append(make_word_xml_element("w:jc", {"w:val": "right"}))
            box.append(paragraph)
            self._write_runs_into_paragraph(
                paragraph, tuple(TextRun(p.text, TextStyle.STRONG, p.href) for p in cell) if n == 0 else cell
            )
            line.append(box)
        made._tbl.append(line)

    def _figure(self, figure: Figure) -> None:
        caption = self.file.add_paragraph(style="Caption")
        caption.paragraph_format.keep_with_next = True
        self._add_runs_to_paragraph(caption, (TextRun(figure.caption),))
        shape = self.file.add_picture(
            io.BytesIO(render_figure_as_png(figure)), width=Cm(16 * get_page_width_share(figure.drawing))
        )
        self.file.paragraphs[-1].paragraph_format.keep_with_next = bool(figure.table) or None
        number = next(self.pictures)
        for part in (shape._inline.docPr, shape._inline.graphic.graphicData.pic.nvPicPr.cNvPr):
            part.set("id", str(number))
            part.set("name", f"Figure {number}")
            part.set("descr", figure.alt)
        if figure.table:
            self._table(figure.table)

    def _add_runs_to_paragraph(self, paragraph: Any, runs: Runs) -> None:
        self._write_runs_into_paragraph(paragraph._p, runs)

    def _write_runs_into_paragraph(self, paragraph: Any, runs: Runs) -> None:
        if is_right_to_left("".join(part.text for part in runs)):
            properties = paragraph.get_or_add_pPr()
            before = properties.find(qn("w:jc"))
            backwards = make_word_xml_element("w:bidi")
            properties.append(backwards) if before is None else before.addprevious(backwards)
        for part in runs:
            self._write_run_into_paragraph(paragraph, part)

    def _write_run_into_paragraph(self, paragraph: Any, part: TextRun) -> None:
        part = TextRun(part.text, part.look, self.document.outside(part.href))
        run = make_styled_run(part)
        if part.href.startswith("#"):
            run = make_word_xml_element("w:hyperlink", {"w:anchor": make_bookmark_name(part.href[1:])}, run)
        elif part.href:
            run = make_word_xml_element("w:hyperlink", {"r:id": self._make_external_address(part.href)}, run)
        paragraph.append(run)

    def _make_external_address(self, href: str) -> str:
        found: str = self.file.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return found
