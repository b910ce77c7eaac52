"""What would point to a safe venue is never published: a gap says that something is withheld."""

from typing import Final

from handrail.platform.documents.document_tree import Runs, TextRun, TextStyle
from handrail.platform.kernel.dates import format_count_with_noun

REDACTION_MARK: Final = "[withheld for safety]"
REDACTION_WORDS: Final = "withheld for safety"


def get_publishable_words(words: str, open_words: str, *, withheld: bool) -> str:
    """What may be published of a practice: its words, or what is left of them.

    Args:
        words: its own.
        open_words: what may be published of them.
        withheld: whether its own words would point to a safe venue.
    """
    return (open_words.strip() or REDACTION_MARK) if withheld else words


def render_redactions(text: str) -> Runs:
    """The text with every gap drawn as one."""
    parts = text.split(REDACTION_MARK)
    found = [TextRun(parts[0])] if parts[0] else []
    for part in parts[1:]:
        found += [TextRun(REDACTION_WORDS, TextStyle.WITHHELD), *([TextRun(part)] if part else [])]
    return tuple(found)


def describe_redactions(gaps: int) -> Runs:
    """What is left out, why, and how often."""
    if not gaps:
        return (TextRun("Nothing was withheld from this report."),)
    times = {1: "once", 2: "twice"}.get(gaps) or format_count_with_noun(gaps, "time")
    return (
        TextRun("Wording that could identify a safe place is withheld, and marked like this:"),
        TextRun(REDACTION_WORDS, TextStyle.WITHHELD),
        TextRun(f". This report does so {times}."),
    )
