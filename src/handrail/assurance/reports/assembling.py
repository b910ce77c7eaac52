"""A report as one content: the tree of the document, and the trail of every entry. Pure: same report, same tree.

The trail is kept with the content and says of each entry what the page says under "Where this comes from".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from handrail.assurance.reports.counts import known
from handrail.assurance.reports.queries.working import EntryLine, SectionLine, WorkingReport
from handrail.assurance.reports.states import QuoteState, SectionKind
from handrail.assurance.reports.withheld import MARK, told, with_gaps
from handrail.documents.tiles import PLACED
from handrail.documents.tree import (
    Block,
    Document,
    Figure,
    Heading,
    Look,
    Mark,
    Note,
    Pair,
    Pairs,
    Panel,
    Paragraph,
    Runs,
    Table,
    Text,
    runs,
)
from handrail.kernel.dates import day, plain
from handrail.kernel.saying import joined, say

PHASES: Final[Mapping[str, str]] = {
    "before": "Before the NRM",
    "during": "In the NRM",
    "after": "After the NRM",
    "outside": "Outside the NRM",
}
STATES: Final[Mapping[str, str]] = {
    "in_place": "In place",
    "pilot": "Pilot",
    "planned": "Planned",
    "seeking_funds": "Seeking funds",
}
FROM: Final = "Where this comes from"


@dataclass(frozen=True, slots=True)
class Issue:
    """The edition that the document becomes: its number, day and note, and what it replaces."""

    number: int
    on: date
    note: str = ""
    replaces_on: date | None = None
    address: str = ""  # of this edition on the site
    base: str = ""  # where the site is reached
    author: str = ""

    @property
    def name(self) -> str:
        """How it is called on every page."""
        return say("Edition {number}", number=self.number) if self.number else "Draft"


def document(report: WorkingReport, issue: Issue, map_of_areas: Figure | None) -> Document:
    """The whole, as it would be published."""
    blocks: list[Block] = [*_changed(issue)]
    for section in report.sections:
        if section.shown:
            blocks += _section(report, section, issue, map_of_areas)
    blocks.append(_left_out(report))
    return Document(
        title=report.title,
        on=issue.on,
        blocks=tuple(blocks),
        above=report.above,
        lead=_lead(issue),
        author=issue.author,
        edition=issue.name,
        subject=report.call.title,
        base=issue.base,
    )


def trail(report: WorkingReport) -> list[dict[str, Any]]:
    """Every entry with where it comes from, as plain values: what the trace page of an edition shows for ever."""
    headings = {section.code: section.heading for section in report.sections}
    names = (
        "anchor section area area_code body_code body_name title practice original wording state since evaluated "
        "source source_paragraph return_id return_edition return_sha256 entered_later withheld why"
    )
    return [
        {
            **{name: getattr(entry, name) for name in names.split()},
            "title": MARK if entry.withheld else entry.title,
            "heading": headings[entry.section],
            "phases": list(entry.phases),
            "edited": "" if entry.own_words else day(entry.changed_at).isoformat(),
            "approved": _approved(entry),
        }
        for entry in report.entries()
    ]


def _approved(entry: EntryLine) -> str:
    approved = entry.quote == QuoteState.APPROVED and entry.answered_at is not None
    return day(entry.answered_at).isoformat() if approved and entry.answered_at else ""


def _lead(issue: Issue) -> Runs:
    if not issue.number:
        return runs(Text("Draft", Look.STRONG), ": not published.")
    replaced = (
        say(
            " It replaces edition {number} of {replaces_on}.",
            number=issue.number - 1,
            replaces_on=plain(issue.replaces_on),
        )
        if issue.replaces_on
        else ""
    )
    return runs(
        Text(issue.name, Look.STRONG),
        say(", published on {on}.{replaced}", on=plain(issue.on), replaced=replaced),
    )


def _changed(issue: Issue) -> Iterator[Block]:
    if issue.note:
        heading = Heading(
            say("What changed in edition {number}", number=issue.number), 2, "what-changed", listed=False
        )
        yield Panel(heading, tuple(Paragraph(runs(part)) for part in paragraphs(issue.note)))


def paragraphs(text: str) -> list[str]:
    """Paragraphs are parted by an empty line; a line break within one is a space."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return [joined(part.split(), " ") for part in parts if part.strip()]


def _section(
    report: WorkingReport, section: SectionLine, issue: Issue, map_of_areas: Figure | None
) -> Iterator[Block]:
    yield Heading(section.heading, section.level, section.code)
    said = [Paragraph(with_gaps(part)) for part in paragraphs(section.text)]
    if section.kind == SectionKind.SUMMARY:
        yield from _summary(report, said)
        return
    yield from said
    if section.kind == SectionKind.ANNEX:
        yield from _annex(report, map_of_areas)
    yield from _entries(section, issue)


def _summary(report: WorkingReport, said: list[Paragraph]) -> Iterator[Block]:
    """The three counts with their definitions, apart from the words about them; each with where it comes from."""
    counts = report.counts
    source = counts.source or "Counted from the returns to this call"
    first = (
        Pair(
            "Asked",
            runs(
                "Counted from the call" if counts.whole else say("Not in the source: {source}", source=source)
            ),
        ),
        Pair("Answered", runs(source)),
        Pair("Quoted", runs("Counted from the entries of this edition, each body once")),
    )
    for n, paragraph in enumerate(said):
        note = Note(FROM, "Summary", first) if n == 0 else None
        yield Paragraph(paragraph.runs, "lead" if n == 0 else "", note=note)
    yield Pairs(
        (
            Pair("Asked", runs(Text(known(counts.asked), Look.STRONG), ": bodies that the call went to")),
            Pair("Answered", runs(Text(known(counts.answered), Look.STRONG), ": bodies that sent an answer")),
            Pair("Quoted", runs(Text(str(counts.quoted), Look.STRONG), ": bodies named here at least once")),
        )
    )


def _entries(section: SectionLine, issue: Issue) -> Iterator[Block]:
    """Area by area, in the editor's order; neighbours of one area share its heading."""
    before = ""
    for entry in section.entries:
        if entry.area != before:
            yield Heading(entry.area, section.level + 1, f"{entry.anchor}-area", listed=False)
        before = entry.area
        yield Paragraph(
            with_gaps(entry.wording),
            marks=_marks(entry),
            note=_note(entry, section, issue),
            anchor=entry.anchor,
        )


def _marks(entry: EntryLine) -> tuple[Mark, ...]:
    phases = [Mark(PHASES[phase], phase) for phase in entry.phases]
    since = say(" since {since}", since=entry.since) if entry.since and entry.state == "in_place" else ""
    state = [Mark(STATES[entry.state] + since)] if entry.state else []
    return (*phases, *state, *([Mark("Evaluated")] if entry.evaluated == "yes" else []))


def _note(entry: EntryLine, section: SectionLine, issue: Issue) -> Note:
    pairs = [Pair("This sentence", runs(_who_edited(entry)))]
    if entry.practice:
        name = say(
            "{body_name}, submission {return_edition}",
            body_name=entry.body_name,
            return_edition=entry.return_edition,
        )
        href = f"{issue.address}from/{entry.anchor}/" if issue.address else ""
        pairs.append(Pair("The return", runs(Text(name, href=href))))
        if not entry.own_words:
            pairs.append(Pair("As it was told", with_gaps(entry.original)))
    else:
        pairs.append(Pair("Why no body", runs(entry.why)))
    if entry.source_paragraph:
        pairs.append(Pair("Source text", runs(entry.source)))
    return Note(FROM, say("{area}, {heading}", area=entry.area, heading=section.heading), tuple(pairs))


def _who_edited(entry: EntryLine) -> str:
    if not entry.practice:
        return "Written by the editor from the source."
    if entry.own_words and not entry.entered_later:
        return (
            "As the body told it, but for what is withheld."
            if entry.withheld
            else "As the body told it, unchanged."
        )
    edited = (
        "As it was entered."
        if entry.own_words
        else say("Edited on {changed_at}.", changed_at=plain(day(entry.changed_at)))
    )
    if entry.quote == QuoteState.APPROVED and entry.answered_at:
        return say(
            "{edited} The body approved the wording on {answered_at}.",
            edited=edited,
            answered_at=plain(day(entry.answered_at)),
        )
    return f"{edited} {entry.entered_later}".strip()


def _left_out(report: WorkingReport) -> Panel:
    heading = Heading("What is left out, and why", 2, "left-out", listed=False)
    gaps = sum(entry.wording.count(MARK) for entry in report.entries())
    return Panel(heading, (Paragraph(told(gaps)),))


def _annex(report: WorkingReport, map_of_areas: Figure | None) -> Iterator[Block]:
    if map_of_areas:
        yield map_of_areas
        yield Paragraph(runs(PLACED), "quiet")
    rows = tuple(
        (
            runs(body.area_name),
            runs(body.body_name),
            runs(_answer(body.words, body.late)),
            runs(str(body.times)),
        )
        for body in report.answered
    )
    heads = ("Area", "Local policing body on the day", "Answered", "Entries")
    yield Table("Who answered, and how often each is quoted here", heads, rows, numbers=(3,))


def _answer(words: str, late: bool) -> str:
    return say("{words}, late", words=words) if late and words in ("Answered", "Nothing to add") else words
