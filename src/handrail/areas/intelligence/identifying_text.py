"""Text of an intelligence report names nobody: what looks like a number, a postcode, a plate or a mail is refused.

Names cannot be detected with certainty, which is why a second person reads each report before anybody else.
"""

import re
from typing import Final

from django.core.exceptions import ValidationError

from handrail.platform.kernel.identifying_patterns import find_identifying_patterns, normalise_for_matching
from handrail.platform.kernel.messages import msg

PLATES: Final = (
    re.compile(r"\b[a-z]{2}\d{2}\s?[a-z]{3}\b", re.IGNORECASE),  # since 2001
    re.compile(r"\b[a-z]\d{1,3}\s?[a-z]{3}\b", re.IGNORECASE),  # 1983 to 2001
    re.compile(r"\b[a-z]{3}\s?\d{1,3}[a-z]\b", re.IGNORECASE),  # 1963 to 1982
    re.compile(r"\b[a-z]{3}\s?\d{3,4}\b(?<!\b20\d\d)", re.IGNORECASE),  # Northern Ireland
)
MONTHS: Final = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\s?20\d\d\b", re.IGNORECASE)
SOURCE_REFERENCE: Final = re.compile(r"[A-Z0-9][A-Z0-9/-]*[0-9][A-Z0-9/-]*")


def raise_if_text_identifies_someone(name: str, text: str) -> None:
    """Raise ValidationError beside a field whose text looks as if it identified somebody.

    Args:
        name: of the field.
        text: as it was typed.
    """
    plain = normalise_for_matching(text)
    for word, what in find_identifying_patterns(plain):
        raise ValidationError({name: _format_identifying_word_refusal(word, what)})
    dateless = MONTHS.sub(" ", plain)
    for pattern in PLATES:
        if found := pattern.search(dateless):
            raise ValidationError({name: _format_identifying_word_refusal(found[0], "a number plate")})


def raise_if_source_is_named(reference: str) -> None:
    """Raise ValidationError for what is no reference: the name of a source never stands in a report."""
    if reference and not SOURCE_REFERENCE.fullmatch(reference):
        said = "Enter the reference of the source in capitals and numbers, such as SR/0412. Never a name"
        raise ValidationError({"source_reference": said})


def _format_identifying_word_refusal(word: str, what: str) -> str:
    return msg("“{word}” looks like {what}. Leave it out", word=word, what=what)
