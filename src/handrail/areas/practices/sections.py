"""The sections of a report of practices, in their order, and how a paragraph of a source text is named.

The headings are those of the progress update of 2021. A paragraph is named by its section, `p` for running text or `b`
for a bullet, and its number there; each kind is counted on its own, from the section's heading to the next one. What
stands on a page only because a page ends there (addresses, a sentence cut in two) does not count.
"""

import re
from dataclasses import dataclass
from typing import Final

from handrail.platform.kernel.messages import msg


@dataclass(frozen=True, slots=True)
class PracticeSection:
    """A heading; `within` is the code of the heading above it."""

    code: str
    name: str
    within: str = ""


SECTIONS: Final = (
    PracticeSection("victims-services", "Victims' services"),
    PracticeSection("force-collaboration", "Force OPCC collaboration"),
    PracticeSection("partnership", "Partnership working"),
    PracticeSection("challenges", "Challenges"),
    PracticeSection("languages", "Languages", "challenges"),
    PracticeSection("engagement", "Engagement with victims both in and outside of the NRM", "challenges"),
    PracticeSection("accommodation", "Securing Accommodation", "challenges"),
    PracticeSection("covid", "Covid-19", "challenges"),
    PracticeSection("improvement", "Continuous improvement"),
)
SECTION_BY_CODE: Final = {section.code: section for section in SECTIONS}
SECTION_CHOICES: Final = tuple((section.code, section.name) for section in SECTIONS)
SECTION_ORDER: Final = {section.code: number for number, section in enumerate(SECTIONS)}

PARAGRAPH_PATTERN = re.compile(r"(?P<section>[a-z-]+)\.(?P<kind>[pb])(?P<number>\d{1,3})")
PARAGRAPH_KINDS: Final = {"p": "paragraph", "b": "bullet"}


def format_paragraph_name(name: str) -> str:
    """A paragraph's name in words: "Victims' services, bullet 2". Another way of naming is given back as it is."""
    match = PARAGRAPH_PATTERN.fullmatch(name)
    if not match or match["section"] not in SECTION_BY_CODE:
        return name
    return msg(
        "{name}, {kinds} {number}",
        name=SECTION_BY_CODE[match["section"]].name,
        kinds=PARAGRAPH_KINDS[match["kind"]],
        number=match["number"],
    )


def get_paragraph_sort_key(section: str, name: str) -> tuple[int, int, int]:
    """Where something of a section stands in it: running text before bullets, in the order of the source.

    Returns:
        A sort key: number of the section, 0 for running text, 1 for a bullet or 2 for neither, number in the
        section.
    """
    match = PARAGRAPH_PATTERN.fullmatch(name)
    if not match:
        return SECTION_ORDER.get(section, len(SECTION_ORDER)), 2, 0
    return SECTION_ORDER.get(section, len(SECTION_ORDER)), "pb".index(match["kind"]), int(match["number"])
