"""The few words that files add to what a document says, in the document's language."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from babel.dates import format_date

from handrail.platform.documents.document_tree import Document


class DocumentWords(NamedTuple):
    """Words of a file beside those of its document."""

    contents: str
    notes: str
    skip: str
    page: str
    of: str


WORDS_BY_LANGUAGE: Final[Mapping[str, DocumentWords]] = {
    "en": DocumentWords("Contents", "Sources", "Skip to main content", "Page", "of"),
    "cy": DocumentWords("Cynnwys", "Ffynonellau", "Neidio i’r prif gynnwys", "Tudalen", "o"),
}


def get_document_words(document: Document) -> DocumentWords:
    """In the language of the document."""
    return WORDS_BY_LANGUAGE[document.language.partition("-")[0]]


def format_document_day(document: Document) -> str:
    """The day of the document as its language writes it: 3 May 2026, 3 Mai 2026."""
    return format_date(document.on, "long", locale=document.language.replace("-", "_"))
