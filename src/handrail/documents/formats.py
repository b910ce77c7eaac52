"""The three files of one document, each from the same content: page, PDF, Word."""

import hashlib
from dataclasses import dataclass
from typing import Final

from handrail.documents import html
from handrail.documents.tree import Document


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its code is also the end of a file's name."""

    code: str
    name: str
    media_type: str


HTML: Final = Format("html", "Web page", "text/html; charset=utf-8")
PDF: Final = Format("pdf", "PDF, accessible", "application/pdf")
WORD: Final = Format(
    "docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
)
FORMATS: Final = (HTML, PDF, WORD)


@dataclass(frozen=True, slots=True)
class Made:
    """One file that was made."""

    format: Format
    content: bytes

    @property
    def sha256(self) -> str:
        """The hash by which the file can be known again."""
        return hashlib.sha256(self.content).hexdigest()


def make(document: Document, wanted: Format) -> Made:
    """One of the files. The same document gives the same bytes with the same release of Handrail."""
    if wanted is HTML:
        return Made(wanted, html.page(document).encode())
    if wanted is PDF:
        from handrail.documents.pdf import pdf  # noqa: PLC0415 - typst is 30 MB, and few pages make a PDF

        return Made(wanted, pdf(document))
    from handrail.documents.word import word  # noqa: PLC0415 - python-docx is slow to load, and few pages make one

    return Made(wanted, word(document))


def make_all(document: Document) -> tuple[Made, ...]:
    """All three."""
    return tuple(make(document, wanted) for wanted in FORMATS)
