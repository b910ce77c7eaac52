"""Finding a kind of event by what a worker types: from the beginnings of words, and by the words that people use."""

import re
from collections.abc import Iterable

from handrail.pathway import EventKind

WORD = re.compile(r"[^\W_]+")
SYNONYMS: dict[str, tuple[str, ...]] = {
    "absconded": ("missing",),
    "accepted": ("positive", "yes"),
    "agreed": ("yes",),
    "appeal": ("reconsideration", "review"),
    "approved": ("positive", "granted"),
    "arrested": ("detained",),
    "asylum": ("permission",),
    "bailed": ("bail",),
    "cautioned": ("caution",),
    "cg": ("conclusive",),
    "court": ("hearing", "trial"),
    "custody": ("detained", "arrested"),
    "dead": ("died",),
    "death": ("died",),
    "deported": ("left", "removed"),
    "disappeared": ("missing",),
    "dropped": ("stopped", "charge"),
    "dtn": ("notify",),
    "freed": ("released",),
    "guilty": ("convicted",),
    "hostel": ("safety",),
    "hotel": ("safety",),
    "housed": ("safety",),
    "icta": ("guardian",),
    "ictg": ("guardian",),
    "jail": ("detained", "prison"),
    "jr": ("judicial",),
    "mdtn": ("notify",),
    "lost": ("missing",),
    "moved": ("place",),
    "msvcc": ("national",),
    "nfa": ("investigate", "charge"),
    "prison": ("detained",),
    "refuge": ("safety",),
    "refused": ("no", "declined", "negative"),
    "rejected": ("negative", "declined"),
    "ran": ("missing",),
    "rehoused": ("safety",),
    "rg": ("reasonable",),
    "runaway": ("missing",),
    "safehouse": ("safety",),
    "shelter": ("safety",),
    "solicitor": ("lawyer",),
    "trial": ("hearing",),
    "visa": ("permission",),
    "vlo": ("liaison",),
    "vps": ("statement",),
    "vrr": ("review",),
}
"""What a worker may type, and words of the list that mean it. Each is looked for beside what was typed itself."""


def find_matching_event_kinds(typed: str, kinds: Iterable[EventKind]) -> list[EventKind]:
    """The kinds in whose name or explanation a word begins with each word typed, or with another word for it.

    Args:
        typed: what was typed.
        kinds: to look among, in their order.

    Returns:
        Those whose name has every word first, then the others; in their order.
    """
    wanted = [(word, *SYNONYMS.get(word, ())) for word in _split_into_words(typed)]
    found = [kind for kind in kinds if wanted and _contains_every_word(wanted, f"{kind.name} {kind.help}")]
    return sorted(found, key=lambda kind: not _contains_every_word(wanted, kind.name))


def _contains_every_word(wanted: Iterable[tuple[str, ...]], text: str) -> bool:
    words = _split_into_words(text)
    return all(any(word.startswith(one) for one in ways for word in words) for ways in wanted)


def _split_into_words(text: str) -> list[str]:
    return WORD.findall(text.casefold())
