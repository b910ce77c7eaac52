"""The three files of one document, each from the same content: page, PDF, Word."""

import hashlib
from dataclasses import dataclass
from typing import Final

from handrail.platform.documents import html
from handrail.platform.documents.document_tree import Document


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """A format: its code is also the end of a file's name."""

    code: str
    name: str
    media_type: str


HTML: Final = DocumentFormat("html", "Web page", "text/html; charset=utf-8")
PDF: Final = DocumentFormat("pdf", "Accessible PDF", "application/pdf")
WORD: Final = DocumentFormat(
    "docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
)
FORMATS: Final = (HTML, PDF, WORD)


@dataclass(frozen=True, slots=True)
class GeneratedFile:
    """One file that was made."""

    format: DocumentFormat
    content: bytes

    @property
    def sha256(self) -> str:
        """The hash by which the file can be known again."""
        return hashlib.sha256(self.content).hexdigest()


def make_document_file(document: Document, wanted: DocumentFormat) -> GeneratedFile:
    """One of the files. The same document gives the same bytes with the same release of Handrail."""
    if wanted is HTML:
        return GeneratedFile(wanted, html.render_page(document).encode())
    if wanted is PDF:
        from handrail.platform.documents.pdf import make_pdf as pdf  # noqa: PLC0415 - typst is 30 MB, and few pages make a PDF

        return GeneratedFile(wanted, pdf(document))
    from handrail.platform.documents.word import make_docx as word  # noqa: PLC0415 - python-docx is slow to load, and few pages make one

    return GeneratedFile(wanted, word(document))


def make_all_document_files(document: Document) -> tuple[GeneratedFile, ...]:
    """The document in all three formats, for an edition that is kept.

    Returns:
        Page, PDF and Word file, in the order of FORMATS.
    """
    return tuple(make_document_file(document, wanted) for wanted in FORMATS)
