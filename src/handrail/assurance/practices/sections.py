"""The sections of a report of practices, in their order, and how a paragraph of a source text is named.

The headings are those of the progress update of 2021. A paragraph is named by its section, `p` for running text or `b`
for a bullet, and its number there; each kind is counted on its own, from the section's heading to the next one. What
stands on a page only because a page ends there (addresses, a sentence cut in two) does not count.
"""

import re
from dataclasses import dataclass
from typing import Final

from handrail.kernel.saying import say


@dataclass(frozen=True, slots=True)
class Section:
    """A heading; `within` is the code of the heading above it."""

    code: str
    name: str
    within: str = ""


SECTIONS: Final = (
    Section("victims-services", "Victims' services"),
    Section("force-collaboration", "Force OPCC collaboration"),
    Section("partnership", "Partnership working"),
    Section("challenges", "Challenges"),
    Section("languages", "Languages", "challenges"),
    Section("engagement", "Engagement with victims both in and outside of the NRM", "challenges"),
    Section("accommodation", "Securing Accommodation", "challenges"),
    Section("covid", "Covid-19", "challenges"),
    Section("improvement", "Continuous improvement"),
)
SECTION: Final = {section.code: section for section in SECTIONS}
SECTION_CHOICES: Final = tuple((section.code, section.name) for section in SECTIONS)
PLACE: Final = {section.code: number for number, section in enumerate(SECTIONS)}

PARAGRAPH = re.compile(r"(?P<section>[a-z-]+)\.(?P<kind>[pb])(?P<number>\d{1,3})")
KINDS: Final = {"p": "paragraph", "b": "bullet"}


def paragraph_words(name: str) -> str:
    """A paragraph's name in words: "Victims' services, bullet 2". Another way of naming is given back as it is."""
    match = PARAGRAPH.fullmatch(name)
    if not match or match["section"] not in SECTION:
        return name
    return say(
        "{name}, {kinds} {number}",
        name=SECTION[match["section"]].name,
        kinds=KINDS[match["kind"]],
        number=match["number"],
    )


def paragraph_order(section: str, name: str) -> tuple[int, int, int]:
    """Where something of a section stands in it: running text before bullets, in the order of the source."""
    match = PARAGRAPH.fullmatch(name)
    if not match:
        return PLACE.get(section, len(PLACE)), 2, 0
    return PLACE.get(section, len(PLACE)), "pb".index(match["kind"]), int(match["number"])
