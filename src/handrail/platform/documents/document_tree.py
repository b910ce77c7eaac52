"""One content, as a frozen tree: what is said and what it is, never how it looks.

The title is the only heading of level 1. Text is cleaned when it enters the tree, so that no format has to
fear what somebody pasted (see `plain`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from handrail.platform.documents.text_cleaning import clean_href, clean_text


class TextStyle(StrEnum):
    """How a run of text stands out from the words around it."""

    PLAIN = ""
    STRONG = "strong"
    QUIET = "quiet"
    WITHHELD = "withheld"  # a gap that says that it is one


@dataclass(frozen=True, slots=True)
class TextRun:
    """A run of text; with `href` a link: a web address, or `#anchor` within the document."""

    text: str
    look: TextStyle = TextStyle.PLAIN
    href: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean_text(self.text))
        object.__setattr__(self, "href", clean_href(self.href))


type Runs = tuple[TextRun, ...]


def make_runs(*parts: str | TextRun) -> Runs:
    """Runs from texts and runs, in order."""
    return tuple(part if isinstance(part, TextRun) else TextRun(part) for part in parts)


@dataclass(frozen=True, slots=True)
class TermPair:
    """A term and what it means here."""

    term: str
    means: Runs

    def __post_init__(self) -> None:
        object.__setattr__(self, "term", clean_text(self.term))


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Where a paragraph comes from: folded under it on a page, a numbered note at the end on paper.

    `is_beside`: on paper it is printed under the paragraph instead.
    """

    title: str
    about: str
    pairs: tuple[TermPair, ...]
    is_beside: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", clean_text(self.title))
        object.__setattr__(self, "about", clean_text(self.about))

    def run_on(self) -> Runs:
        """All of it as sentences of one paragraph."""
        parts = [TextRun(f"{self.title}.", TextStyle.STRONG)]
        for pair in self.pairs:
            ends = "" if pair.means and pair.means[-1].text.endswith(".") else "."
            parts += [TextRun(f" {pair.term}: "), *pair.means, TextRun(ends)]
        return tuple(parts)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 to 4. Its anchor is its address for ever."""

    text: str
    level: int
    anchor: str
    listed: bool = True  # in the contents, which hold levels 2 and 3

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean_text(self.text))
        if not 2 <= self.level <= 4:
            raise ValueError(f"A heading has level 2, 3 or 4, not {self.level}.")


@dataclass(frozen=True, slots=True)
class ParagraphMark:
    """A short fact under a paragraph, in words. `shape` is a phase's code, drawn before them, or nothing."""

    words: str
    shape: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", clean_text(self.words))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, the short facts under it, and where it comes from. `lead` is larger, `quiet` is second text."""

    runs: Runs
    look: str = ""
    marks: tuple[ParagraphMark, ...] = ()
    note: SourceNote | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """Bullets, or numbers where order matters."""

    items: tuple[Runs, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """Terms with what each means."""

    pairs: tuple[TermPair, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under header cells; the first cell of a row names the row."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    numbers: tuple[int, ...] = ()  # columns that hold figures, from 0: set to the right

    def __post_init__(self) -> None:
        object.__setattr__(self, "caption", clean_text(self.caption))
        object.__setattr__(self, "heads", tuple(clean_text(head) for head in self.heads))
        if any(len(row) != len(self.heads) for row in self.rows):
            raise ValueError(f"Every row of “{self.caption}” needs {len(self.heads)} cells.")


@dataclass(frozen=True, slots=True)
class BarChart:
    """A bar for each label. `most`: the value of a whole bar, for charts on one scale; 0 for the highest of its own."""

    rows: tuple[tuple[str, int], ...]
    most: int = 0


@dataclass(frozen=True, slots=True)
class LineChart:
    """A small line through points in order.

    `at` places each point by its day or another number; without it points are drawn at equal distances. `mark` is the
    number of a point at which something began, and its words.
    """

    points: tuple[tuple[str, int], ...]
    at: tuple[int, ...] = ()
    mark: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class ControlLimits:
    """Between which values a series moves by chance, by a stretch of so many points, from the first that is shown."""

    lower: float
    middle: float
    upper: float
    stretch: int


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A line through points in order, with its limits where there are any. What lies outside is not marked.

    `verdict` is a key of POINT_SHAPES: the last point has its shape, and `verdict_words` stand below with it. Both are
    empty where nothing was judged.
    """

    points: tuple[tuple[str, int], ...]
    limits: ControlLimits | None = None
    verdict: str = ""
    verdict_words: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "verdict_words", clean_text(self.verdict_words))
        if bool(self.verdict) != bool(self.verdict_words):
            raise ValueError("A verdict is drawn beside its words, never without them.")


@dataclass(frozen=True, slots=True)
class TileState:
    """What an area may be in: its words, its shape, and how dark its tile is."""

    code: str
    words: str
    shape: str  # tick | quote | dash | ring | cross | pen | back | up | down | disc | none
    tone: str  # full | half | light | bare | broken | warm | late


@dataclass(frozen=True, slots=True)
class AreaTile:
    """One area on the map: where it stands, its short name, its state's code; whether it is the reader's own.

    `figure` is written in the tile; empty for none.
    """

    x: int
    y: int
    short: str
    name: str
    state: str
    is_own: bool = False
    figure: str = ""


@dataclass(frozen=True, slots=True)
class AreaTileMap:
    """The map of areas, one tile each.

    `counts`: how many areas each state has, such as “35 areas”; empty where the key says the number alone.
    """

    tiles: tuple[AreaTile, ...]
    states: tuple[TileState, ...]
    counts: tuple[str, ...] = ()

    def list_counts(self) -> tuple[str, ...]:
        """How many areas each state has, in its words or as a number."""
        states = [tile.state for tile in self.tiles]
        return self.counts or tuple(str(states.count(state.code)) for state in self.states)

    def say_counts(self, say: Callable[[int], str]) -> "AreaTileMap":
        """The same map, whose key says what it counts.

        Args:
            say: a number of areas in words.
        """
        states = [tile.state for tile in self.tiles]
        return replace(self, counts=tuple(say(states.count(state.code)) for state in self.states))


type Drawing = BarChart | LineChart | ControlChart | AreaTileMap


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its words for those who do not see it, and the table that holds the same facts."""

    caption: str
    alt: str
    drawing: Drawing
    table: Table | None

    def __post_init__(self) -> None:
        object.__setattr__(self, "caption", clean_text(self.caption))
        object.__setattr__(self, "alt", clean_text(self.alt))
        if not self.alt.strip():
            raise ValueError("A figure needs words for those who do not see it.")


@dataclass(frozen=True, slots=True)
class Panel:
    """Something beside the run of the text: what changed, what is left out. Its title is a heading."""

    heading: Heading
    blocks: tuple["Paragraph | List | Pairs", ...]


type Block = Heading | Paragraph | List | Pairs | Table | Figure | Panel


@dataclass(frozen=True, slots=True)
class Document:
    """The whole. `on` is its date: the only date inside the files that are made of it."""

    title: str
    on: date
    blocks: tuple[Block, ...]
    above: str = ""  # what kind of document, over the title
    lead: Runs = field(default_factory=tuple)
    author: str = ""
    edition: str = ""  # on every page of paper
    sign_off: tuple[
        str, ...
    ] = ()  # who signed and when, and by which hash it is known: under the lead of files
    language: str = "en-GB"
    subject: str = ""
    base: str = ""  # where the site is reached: addresses of the site lead there from files that have left it

    def __post_init__(self) -> None:
        for name in ("title", "above", "author", "edition", "subject"):
            object.__setattr__(self, name, clean_text(getattr(self, name)))
        object.__setattr__(self, "sign_off", tuple(map(clean_text, self.sign_off)))
        if not self.title.strip():
            raise ValueError("A document needs a title.")
        self._check_anchors()

    def _check_anchors(self) -> None:
        anchors = [heading.anchor for heading in self.headings()]
        if repeated := sorted({anchor for anchor in anchors if anchors.count(anchor) > 1}):
            raise ValueError(f"Two headings have the anchor {', '.join(repeated)}.")
        if astray := sorted({link for link in self._links() if link not in anchors}):
            raise ValueError(f"A link leads nowhere: {', '.join(astray)}.")

    def _links(self) -> Iterator[str]:
        """Where links within the document lead."""
        return (run.href[1:] for run in _iter_text_runs((self.lead, self.blocks)) if run.href.startswith("#"))

    def outside(self, href: str) -> str:
        """An address as a file follows it that has left the site; nothing where it cannot."""
        if not href.startswith("/"):
            return href
        return self.base.rstrip("/") + href if self.base else ""

    def headings(self) -> Iterator[Heading]:
        """All headings in order, those of panels too."""
        for block in self.blocks:
            if isinstance(block, Heading):
                yield block
            elif isinstance(block, Panel):
                yield block.heading

    def contents(self) -> tuple[Heading, ...]:
        """What stands in the contents: levels 2 and 3."""
        return tuple(heading for heading in self.headings() if heading.listed and heading.level <= 3)

    def notes(self) -> tuple[SourceNote, ...]:
        """All notes at the end of paper, in the order in which they are numbered."""
        blocks = [
            part for block in self.blocks for part in (block.blocks if isinstance(block, Panel) else (block,))
        ]
        notes = (block.note for block in blocks if isinstance(block, Paragraph))
        return tuple(note for note in notes if note and not note.is_beside)


def _iter_text_runs(value: Any) -> Iterator[TextRun]:
    """Every run of text in a part of the tree."""
    if isinstance(value, TextRun):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _iter_text_runs(part)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _iter_text_runs(getattr(value, each.name))
