"""How the Word file looks, and the small pieces of its markup. Styles carry the look: whoever reads can change it."""

import hashlib
import re
from datetime import UTC, datetime, time
from typing import Any, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from handrail.platform.documents.document_tree import Document, Table, TextRun, TextStyle
from handrail.platform.documents.document_words import get_document_words
from handrail.platform.documents.text_cleaning import is_right_to_left

ACCENT, SECOND, TINT, LINE, RULE = "0B4F5C", "484949", "EAF2F3", "9DBFC5", "CFD4D6"
FONT: Final = "Arial"
# Name, what it rests on, size, bold, colour, space before and after in points.
STYLES: Final[tuple[tuple[str, str, float, bool, str, float, float], ...]] = (
    ("Normal", "", 11, False, "000000", 0, 6),
    ("Title", "Normal", 26, True, "000000", 0, 8),
    ("Heading 1", "Normal", 18, True, "000000", 22, 6),
    ("Heading 2", "Normal", 14, True, "000000", 16, 5),
    ("Heading 3", "Normal", 12, True, ACCENT, 12, 3),
    ("Above", "Normal", 10, False, SECOND, 0, 2),
    ("Lead", "Normal", 12.5, False, "000000", 0, 10),
    ("Quiet", "Normal", 10, False, SECOND, 0, 6),
    ("Marks", "Normal", 9.5, False, SECOND, 0, 6),
    ("Beside", "Normal", 9, False, SECOND, 0, 6),
    ("Pairs", "Normal", 11, False, "000000", 0, 3),
    ("Contents title", "Normal", 12, True, "000000", 12, 4),
    ("Contents", "Normal", 11, False, "000000", 0, 3),
    ("Contents under", "Contents", 11, False, "000000", 0, 3),
    ("Caption", "Normal", 10.5, True, "000000", 10, 4),
    ("Cell", "Normal", 10, False, "000000", 2, 2),
    ("After table", "Normal", 4, False, "000000", 0, 4),
    ("Note", "Normal", 9.5, False, "000000", 0, 6),
    ("Panel", "Normal", 10.5, False, "000000", 0, 0),
    ("Panel heading 1", "Heading 1", 12, True, "000000", 10, 0),
    ("Panel heading 2", "Heading 2", 12, True, "000000", 10, 0),
    ("Panel heading 3", "Heading 3", 12, True, "000000", 10, 0),
    ("List Bullet", "Normal", 11, False, "000000", 0, 3),
    ("List Number", "Normal", 11, False, "000000", 0, 3),
    ("Footer", "Normal", 8.5, False, SECOND, 0, 0),
)


def apply_word_styles(file: Any, document: Document) -> None:
    """Page, styles, language, properties, and the foot of each page."""
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.4)
    for row in STYLES:
        _define_paragraph_style(file, *row)
    file.styles["Contents under"].paragraph_format.left_indent = Cm(0.6)
    for name in ("Panel", "Panel heading 1", "Panel heading 2", "Panel heading 3"):
        _apply_panel_frame(file.styles[name])
    _set_word_language(file, document.language)
    _set_word_properties(file, document)
    _write_word_footer(section, document)


def apply_word_table_style(made: Any, table: Table) -> None:
    """Ruled lines, words for those who do not see it, and which cells are heads."""
    made.autofit = False
    properties = made._tbl.tblPr
    edges = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": RULE}
    borders = make_word_xml_element(
        "w:tblBorders",
        {},
        make_word_xml_element("w:top", {**edges, "w:sz": "12", "w:color": "000000"}),
        make_word_xml_element("w:bottom", edges),
        make_word_xml_element("w:insideH", edges),
    )
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    for part in (
        borders,
        make_word_xml_element(
            "w:tblLook", {"w:val": "04A0", "w:firstRow": "1", "w:firstColumn": "1", "w:noVBand": "1"}
        ),
        make_word_xml_element("w:tblCaption", {"w:val": table.caption}),
        make_word_xml_element("w:tblDescription", {"w:val": f"Columns: {', '.join(table.heads)}."}),
    ):
        properties.append(part)


def make_styled_run(part: TextRun) -> Any:
    """One run of text with its look."""
    look = []
    if part.look is TextStyle.STRONG:
        look.append(make_word_xml_element("w:b"))
    if part.href or part.look is TextStyle.QUIET:
        look.append(make_word_xml_element("w:color", {"w:val": ACCENT if part.href else SECOND}))
    if part.href:
        look.append(make_word_xml_element("w:u", {"w:val": "single"}))
    if part.look is TextStyle.WITHHELD:
        look.append(
            make_word_xml_element(
                "w:bdr", {"w:val": "dashed", "w:sz": "4", "w:space": "0", "w:color": "000000"}
            )
        )
    if is_right_to_left(part.text):
        look.append(make_word_xml_element("w:rtl"))
    text = make_word_xml_element("w:t", {"xml:space": "preserve"})
    text.text = part.text
    return make_word_xml_element(
        "w:r", {}, *([make_word_xml_element("w:rPr", {}, *look)] if look else []), text
    )


def make_word_xml_element(name: str, attributes: dict[str, str] | None = None, *inside: Any) -> Any:
    """One element of Word's markup."""
    made = OxmlElement(name)
    for key, value in (attributes or {}).items():
        made.set("{http://www.w3.org/XML/1998/namespace}space" if key == "xml:space" else qn(key), value)
    for part in inside:
        made.append(part)
    return made


def make_bookmark_name(anchor: str) -> str:
    """A name that Word takes: letters, figures and lines, forty at the most, and one for each anchor."""
    plain = "b_" + re.sub(r"[^A-Za-z0-9]", "_", anchor)
    if len(plain) <= 40 and plain == "b_" + anchor.replace("-", "_"):
        return plain
    return f"{plain[:31]}_{hashlib.sha256(anchor.encode()).hexdigest()[:8]}"


def _define_paragraph_style(
    file: Any, name: str, base: str, size: float, bold: bool, colour: str, before: float, after: float
) -> None:
    known = {style.name for style in file.styles}
    style = file.styles[name] if name in known else file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if base:
        style.base_style = file.styles[base]
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    properties.append(
        make_word_xml_element(
            "w:rFonts", {f"w:{kind}": FONT for kind in ("ascii", "hAnsi", "cs", "eastAsia")}
        )
    )
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold, RGBColor.from_string(colour)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.15
    spacing.keep_with_next = "eading" in name or name in ("Contents title", "Caption") or None
    spacing.alignment = WD_ALIGN_PARAGRAPH.LEFT
    if name == "Title" and (lines := style.element.pPr.find(qn("w:pBdr"))) is not None:
        style.element.pPr.remove(lines)


def _apply_panel_frame(style: Any) -> None:
    """A quiet panel: tinted, with a line before it. Word joins neighbours that look alike into one."""
    properties = style.element.get_or_add_pPr()
    line = make_word_xml_element(
        "w:pBdr",
        {},
        make_word_xml_element("w:left", {"w:val": "single", "w:sz": "36", "w:space": "8", "w:color": LINE}),
    )
    shade = make_word_xml_element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": TINT})
    first_after = next(
        (child for child in properties if child.tag in map(qn, ("w:spacing", "w:ind", "w:jc"))), None
    )
    for part in (line, shade):
        if first_after is None:
            properties.append(part)
        else:
            first_after.addprevious(part)


def _set_word_language(file: Any, language: str) -> None:
    defaults = file.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(
        make_word_xml_element("w:lang", {"w:val": language, "w:eastAsia": language, "w:bidi": "ar-SA"})
    )
    settings = file.settings.element
    for old in settings.findall(qn("w:themeFontLang")):
        old.set(qn("w:val"), language)


def _set_word_properties(file: Any, document: Document) -> None:
    properties, moment = file.core_properties, datetime.combine(document.on, time(12), UTC)
    properties.title, properties.author, properties.subject = (
        document.title,
        document.author,
        document.subject,
    )
    properties.language, properties.last_modified_by = document.language, document.author
    properties.created = properties.modified = properties.last_printed = moment
    properties.comments = properties.keywords = properties.category = ""
    properties.version, properties.revision = document.edition, 1
    relations = file.part.package.rels
    for key in [key for key, each in relations.items() if each.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        relations.pop(key)


def _write_word_footer(section: Any, document: Document) -> None:
    """Title, edition, page number."""
    paragraph = section.footer.paragraphs[0]
    words = ". ".join(part for part in (document.title, document.edition) if part)
    paragraph._p.append(make_styled_run(TextRun(f"{words}. {get_document_words(document).page} ")))
    for kind in ("begin", "", "end"):
        inside = (
            make_word_xml_element("w:fldChar", {"w:fldCharType": kind})
            if kind
            else make_word_xml_element("w:instrText")
        )
        if not kind:
            inside.text = "PAGE"
        paragraph._p.append(make_word_xml_element("w:r", {}, inside))
