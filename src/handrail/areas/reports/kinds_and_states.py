"""The kinds of sections and the states of a quote, with their names."""

from enum import StrEnum
from typing import Final


class ReportSectionKind(StrEnum):
    """Where the words of a section come from."""

    SUMMARY = "summary"  # drafted from the counts
    INTRODUCTION = "introduction"  # drafted from the call
    PRACTICES = "practices"  # holds entries
    ANNEX = "annex"  # who answered, from the data


class QuoteApprovalState(StrEnum):
    """Whether a body approves the words in which it is quoted."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    APPROVED = "approved"
    SUGGESTED = "suggested"
    REFUSED = "refused"


SECTION_KINDS: Final = (
    (ReportSectionKind.SUMMARY.value, "Summary"),
    (ReportSectionKind.INTRODUCTION.value, "Introduction"),
    (ReportSectionKind.PRACTICES.value, "Practices"),
    (ReportSectionKind.ANNEX.value, "Annex: responses"),
)
SECTION_LEVELS: Final = ((2, "As a section of its own"), (3, "Within the section above it"))
"""By the level of the heading."""
MAX_WORDING_LENGTH: Final = 4000
QUOTE_STATES: Final = (
    (QuoteApprovalState.NOT_ASKED.value, "Not asked"),
    (QuoteApprovalState.ASKED.value, "Asked, no answer yet"),
    (QuoteApprovalState.APPROVED.value, "Approved"),
    (QuoteApprovalState.SUGGESTED.value, "Other wording suggested"),
    (QuoteApprovalState.REFUSED.value, "Not to be quoted"),
)
QUOTE_NAMES: Final = dict(QUOTE_STATES)
OPEN_QUOTES: Final = (
    QuoteApprovalState.ASKED.value,
    QuoteApprovalState.SUGGESTED.value,
    QuoteApprovalState.REFUSED.value,
)
"""While a quote is one of these the report cannot be published."""
DRAFTED: Final = (
    ReportSectionKind.SUMMARY.value,
    ReportSectionKind.INTRODUCTION.value,
    ReportSectionKind.ANNEX.value,
)
"""Sections whose words are drafted from the data."""
FORMATS: Final = (("html", "Web page"), ("pdf", "PDF"), ("docx", "Word"))


def get_choice_codes(pairs: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The codes of a tuple of pairs.

    Returns:
        The first of each pair.
    """
    return tuple(code for code, _ in pairs)
