"""Marks of direction in what is typed or pasted: whatever one opens is closed again at the end of its own text.

An override that is left open, which nobody sees, would turn our words and numbers after a name: LN-0417 would read
7140-NL. The text stays as it was typed; nothing is taken out.
"""

import re
from typing import Final

from django.http import QueryDict

EMBEDS, ISOLATES = "\u202a\u202b\u202d\u202e", "\u2066\u2067\u2068"
END_OF: Final = dict.fromkeys(EMBEDS, "\u202c") | dict.fromkeys(ISOLATES, "\u2069")
OPENED: Final = re.compile(f"[{EMBEDS}{ISOLATES}]")


def closed(sent: QueryDict) -> QueryDict:
    """What was sent, each text of it closed; the same object where no mark is in it, as nearly always."""
    if not any(OPENED.search(text) for _, texts in sent.lists() for text in texts):
        return sent
    found = sent.copy()
    for name, texts in sent.lists():
        found.setlist(name, [closed_text(text) for text in texts])
    return found


def closed_text(text: str) -> str:
    """The text with an end for each mark in it that is still open, the last one first."""
    still: list[str] = []
    for letter in text:
        if letter in END_OF:
            still.append(END_OF[letter])
        elif letter in END_OF.values() and letter in still:
            _end(still, letter)
    return text + "".join(reversed(still))


def _end(still: list[str], mark: str) -> None:
    """An isolate ends what was opened within it; nothing ends an isolate from within."""
    if mark == "\u2069":
        while still.pop() != mark:
            pass
    elif still[-1] == mark:
        still.pop()
