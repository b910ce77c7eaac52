"""What would point to a safe venue is never published. Where it stood, a gap says so."""

from typing import Final

from handrail.documents.tree import Look, Runs, Text
from handrail.kernel.dates import count

MARK: Final = "[withheld for safety]"
SAID: Final = "withheld for safety"


def publishable(words: str, open_words: str, *, withheld: bool) -> str:
    """What may be published of a practice: its words, or what is left of them."""
    return (open_words.strip() or MARK) if withheld else words


def with_gaps(text: str) -> Runs:
    """The text with every gap drawn as one."""
    parts = text.split(MARK)
    found = [Text(parts[0])] if parts[0] else []
    for part in parts[1:]:
        found += [Text(SAID, Look.WITHHELD), *([Text(part)] if part else [])]
    return tuple(found)


def told(gaps: int) -> Runs:
    """What is left out, why, and how often."""
    if not gaps:
        return (Text("Nothing was withheld from this report."),)
    times = {1: "once", 2: "twice"}.get(gaps) or count(gaps, "time")
    return (
        Text("Where wording could point to a safe place it is withheld, and the gap is marked like this: "),
        Text(SAID, Look.WITHHELD),
        Text(f". This report does so {times}."),
    )
