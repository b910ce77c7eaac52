"""Marks of direction in what is typed or pasted: whatever one opens is closed again at the end of its own text.

An override that is left open, which nobody sees, would turn our words and numbers after a name: LN-0417-M would read
7140-NL. The text stays as it was typed; nothing is taken out.
"""

import re
from typing import Final

from django.http import QueryDict

EMBEDS, ISOLATES = "\u202a\u202b\u202d\u202e", "\u2066\u2067\u2068"
CLOSING_MARKS: Final = dict.fromkeys(EMBEDS, "\u202c") | dict.fromkeys(ISOLATES, "\u2069")
OPENING_MARKS: Final = re.compile(f"[{EMBEDS}{ISOLATES}]")


def close_direction_marks_of_submitted_fields(sent: QueryDict) -> QueryDict:
    """What was sent, each text of it closed; the same object where no mark is in it, as nearly always."""
    if not any(OPENING_MARKS.search(text) for _, texts in sent.lists() for text in texts):
        return sent
    found = sent.copy()
    for name, texts in sent.lists():
        found.setlist(name, [close_open_text_direction_marks(text) for text in texts])
    return found


def close_open_text_direction_marks(text: str) -> str:
    """The text with an end for each mark in it that is still open, the last one first."""
    still: list[str] = []
    for letter in text:
        if letter in CLOSING_MARKS:
            still.append(CLOSING_MARKS[letter])
        elif letter in CLOSING_MARKS.values() and letter in still:
            _close_direction_mark(still, letter)
    return text + "".join(reversed(still))


def _close_direction_mark(still: list[str], mark: str) -> None:
    """An isolate ends what was opened within it; nothing ends an isolate from within."""
    if mark == "\u2069":
        while still.pop() != mark:
            pass
    elif still[-1] == mark:
        still.pop()
