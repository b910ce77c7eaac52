"""What somebody speaks: the tag of the reference list, dialect, level, and how that is known."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from handrail.platform.kernel.messages import msg


class SpokenLevel(IntEnum):
    """Levels of the Common European Framework, and a first language above them. Compared as numbers."""

    A1 = 1
    A2 = 2
    B1 = 3
    B2 = 4
    C1 = 5
    C2 = 6
    FIRST = 7


LEVEL_BY_CODE = {level.name if level < SpokenLevel.FIRST else "first": level for level in SpokenLevel}
"""The codes of `directory/practitioners/codes.py`."""


class SpokenLevelSource(StrEnum):
    """How a level is known."""

    SAID = "said"
    ASSESSED = "assessed"
    QUALIFIED = "qualified"


SOURCE_WORDS = {
    SpokenLevelSource.SAID: msg("said"),
    SpokenLevelSource.ASSESSED: msg("assessed"),
    SpokenLevelSource.QUALIFIED: msg("qualified"),
}


@dataclass(frozen=True, slots=True)
class SpokenLanguage:
    """One language of one person. `dialect` in their own words, empty where nobody asked."""

    tag: str
    level: SpokenLevel
    source: SpokenLevelSource = SpokenLevelSource.SAID
    dialect: str = ""

    @property
    def words(self) -> str:
        """B2 (said)."""
        level = msg("first language") if self.level is SpokenLevel.FIRST else self.level.name
        return msg("{level} ({source})", level=level, source=SOURCE_WORDS[self.source])


@dataclass(frozen=True, slots=True)
class VictimLanguages:
    """What a victim speaks and wants. `chosen`: tags they asked for; empty before they were asked.

    `refused`: tags they do not want to be spoken to in, such as Russian for somebody from Ukraine. Nobody asks why.
    """

    spoken: tuple[SpokenLanguage, ...]
    chosen: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()

    def is_open_to(self, tag: str) -> bool:
        """Whether they could be spoken to in it."""
        return tag not in self.refused and (not self.chosen or tag in self.chosen)
