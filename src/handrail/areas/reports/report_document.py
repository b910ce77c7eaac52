"""A report as one content: the tree of the document, and the trail of every entry. Pure: same report, same tree.

The trail is kept with the content and says of each entry what the page says under "Source".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypedDict

from handrail.areas.calls.states_and_kinds import PRACTICE_STATES
from handrail.areas.reports.kinds_and_states import QuoteApprovalState, ReportSectionKind
from handrail.areas.reports.queries.working_report import ReportEntryRow, ReportSectionRow, WorkingReport
from handrail.areas.reports.redaction import REDACTION_MARK, describe_redactions, render_redactions
from handrail.areas.reports.report_counts import format_count
from handrail.insight.cited_figures.figure_trail import CitedFigureWithSource
from handrail.insight.cited_figures.marks import list_numbers_of_figure_placeholders, replace_marks
from handrail.platform.documents.area_map import MAP_CAPTION
from handrail.platform.documents.document_tree import (
    Block,
    Document,
    Figure,
    Heading,
    Pairs,
    Panel,
    Paragraph,
    ParagraphMark,
    Runs,
    SourceNote,
    Table,
    TermPair,
    TextRun,
    TextStyle,
    make_runs,
)
from handrail.platform.kernel.dates import format_day, to_date
from handrail.platform.kernel.messages import join_texts, msg

PHASE_WORDS: Final[Mapping[str, str]] = {
    "before": "Before the NRM",
    "during": "In the NRM",
    "after": "After the NRM",
    "outside": "Outside the NRM",
}
STATE_WORDS: Final[Mapping[str, str]] = dict(PRACTICE_STATES)
EVIDENCE_LABEL: Final = "Evidence reported:"
SOURCE_LINK_WORDS: Final = "Source"


@dataclass(frozen=True, slots=True)
class ReportEditionHeader:
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
        return msg("Edition {number}", number=self.number) if self.number else "Draft"


def build_document(
    report: WorkingReport, issue: ReportEditionHeader, map_of_areas: Figure | None
) -> Document:
    """The whole, as it would be published.

    Args:
        report: as it is assembled now.
        issue: what the edition says of itself.
        map_of_areas: the tile map; None where it is not shown.
    """
    blocks: list[Block] = [*_iterate_change_note_blocks(issue)]
    for section in report.sections:
        if section.shown:
            blocks += _iterate_section_blocks(report, section, issue, map_of_areas)
    blocks.append(_build_redaction_panel(report))
    return Document(
        title=report.title,
        on=issue.on,
        blocks=tuple(blocks),
        above=report.above,
        lead=_build_report_lead_runs(issue),
        author=issue.author,
        edition=issue.name,
        subject=report.call.title,
        base=issue.base,
    )


class EntryProvenance(TypedDict):
    """Where one entry of an edition comes from, as plain values: kept with the edition and never changed."""

    anchor: str
    section: str
    heading: str
    area: str
    area_code: str
    body_code: str
    body_name: str
    title: str
    practice: str  # its key; empty for an editor's text
    original: str
    wording: str
    phases: list[str]
    state: str
    since: str
    evidence: str  # as the body reports it; empty where something is withheld
    evaluated: str
    source: str
    source_paragraph: str
    return_id: int | None
    return_edition: int | None
    return_sha256: str
    entered_later: str
    withheld: bool
    why: str
    edited: str  # the day, YYYY-MM-DD; empty where the wording is the body's own
    approved: str  # the day; empty where the body was not asked


PLAIN_TRAIL_FIELDS: Final = sorted(
    set(EntryProvenance.__annotations__) - {"title", "heading", "phases", "edited", "approved"}
)
"""What a trail says as the entry does."""


def build_entry_provenances(report: WorkingReport) -> list[EntryProvenance]:
    """Every shown entry with where it comes from, in the order of the report."""
    headings = {section.code: section.heading for section in report.sections}
    return [
        EntryProvenance(
            **{name: getattr(entry, name) for name in PLAIN_TRAIL_FIELDS},  # type: ignore[typeddict-item]
            title=REDACTION_MARK if entry.withheld else entry.title,
            heading=headings[entry.section],
            phases=list(entry.phases),
            edited="" if entry.own_words else to_date(entry.changed_at).isoformat(),
            approved=_format_approval_day(entry),
        )
        for entry in report.entries()
    ]


def _format_approval_day(entry: ReportEntryRow) -> str:
    approved = entry.quote == QuoteApprovalState.APPROVED and entry.answered_at is not None
    return to_date(entry.answered_at).isoformat() if approved and entry.answered_at else ""


def _build_report_lead_runs(issue: ReportEditionHeader) -> Runs:
    if not issue.number:
        return make_runs(TextRun("Draft", TextStyle.STRONG), ": not published.")
    replaced = (
        msg(
            " It replaces edition {number} of {replaces_on}.",
            number=issue.number - 1,
            replaces_on=format_day(issue.replaces_on),
        )
        if issue.replaces_on
        else ""
    )
    return make_runs(
        TextRun(issue.name, TextStyle.STRONG),
        msg(
            ", published on {on}.{publisher}{replaced}",
            on=format_day(issue.on),
            publisher=msg(" Publisher: {author}.", author=issue.author) if issue.author else "",
            replaced=replaced,
        ),
    )


def _iterate_change_note_blocks(issue: ReportEditionHeader) -> Iterator[Block]:
    if issue.note:
        heading = Heading(
            msg("What changed in edition {number}", number=issue.number), 2, "what-changed", listed=False
        )
        yield Panel(heading, tuple(Paragraph(make_runs(part)) for part in split_paragraphs(issue.note)))


def split_paragraphs(text: str) -> list[str]:
    """Paragraphs are parted by an empty line; a line break within one is a space."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return [join_texts(part.split(), " ") for part in parts if part.strip()]


def _iterate_section_blocks(
    report: WorkingReport, section: ReportSectionRow, issue: ReportEditionHeader, map_of_areas: Figure | None
) -> Iterator[Block]:
    yield Heading(section.heading, section.level, section.code)
    said = [_build_paragraph_with_figures(part, section) for part in split_paragraphs(section.text)]
    if section.kind == ReportSectionKind.SUMMARY:
        yield from _iterate_summary_blocks(report, said)
        return
    yield from said
    if section.kind == ReportSectionKind.ANNEX:
        yield from _iterate_annex_blocks(report, map_of_areas)
    yield from _iterate_entry_blocks(section, issue)


def _build_paragraph_with_figures(text: str, section: ReportSectionRow) -> Paragraph:
    """A paragraph with the numbers of its figures in place of their marks, and where each comes from."""
    marks = set(list_numbers_of_figure_placeholders(text))
    cited = [figure for figure in section.figures if figure["number"] in marks]
    pairs = tuple(pair for figure in cited for pair in _build_cited_figure_term_pairs(figure))
    note = SourceNote(SOURCE_LINK_WORDS, section.heading, pairs) if pairs else None
    return Paragraph(render_redactions(replace_marks(text, cited)), note=note)


def _build_cited_figure_term_pairs(figure: CitedFigureWithSource) -> tuple[TermPair, ...]:
    """Measure, definition, period and publication of one figure."""
    definition = figure["definition"]
    name = ", ".join(part for part in (figure["name"], figure["part"]) if part)
    counted = msg(
        "{question} Counted: {unit}, by {time}. Source: {source}. Known weaknesses: {weak}.",
        question=definition["question"],
        unit=definition["unit"],
        time=definition["time"],
        source=definition["source"],
        weak="; ".join(definition["weak"]),
    )
    published = msg(
        "Publication {number}, {day}, within {within} of the true count. SHA-256: {sha256}",
        number=figure["publication"],
        day=figure["published"],
        within=figure["within"],
        sha256=figure["publication_sha256"],
    )
    shown = msg("{name}: {people}", name=name, people=f"{figure['people']:,}")
    return (
        TermPair("Figure", make_runs(shown)),
        TermPair("Area and period", make_runs(f"{figure['area']}, {figure['period']}")),
        TermPair("Definition", make_runs(counted)),
        TermPair("Published", make_runs(published)),
    )


def _iterate_summary_blocks(report: WorkingReport, said: list[Paragraph]) -> Iterator[Block]:
    """The three counts with their definitions, apart from the words about them; each with where it comes from."""
    counts = report.counts
    source = counts.source or "Counted from the returns to this request"
    first = (
        TermPair(
            "Asked",
            make_runs(
                "Worked out by counting the recipients. The source gives no number."
                if counts.asked_derived
                else "Counted from the request"
                if counts.whole
                else source
            ),
        ),
        TermPair("Answered", make_runs(source)),
        TermPair("Quoted", make_runs("Counted from the entries of this edition, each body once")),
    )
    for n, paragraph in enumerate(said):
        pairs = (*(first if n == 0 else ()), *(paragraph.note.pairs if paragraph.note else ()))
        note = SourceNote(SOURCE_LINK_WORDS, "Summary", pairs) if pairs else None
        yield Paragraph(paragraph.runs, "lead" if n == 0 else "", note=note)
    yield Pairs(
        (
            TermPair(
                "Asked",
                make_runs(
                    TextRun(format_count(counts.asked), TextStyle.STRONG),
                    ": bodies the request was sent to (estimated)"
                    if counts.asked_derived
                    else ": bodies the request was sent to",
                ),
            ),
            TermPair(
                "Answered",
                make_runs(
                    TextRun(format_count(counts.answered), TextStyle.STRONG), ": bodies that sent an answer"
                ),
            ),
            TermPair(
                "Quoted",
                make_runs(TextRun(str(counts.quoted), TextStyle.STRONG), ": bodies named here at least once"),
            ),
        )
    )


def _iterate_entry_blocks(section: ReportSectionRow, issue: ReportEditionHeader) -> Iterator[Block]:
    """Area by area, in the editor's order; neighbours of one area share its heading."""
    before = ""
    for entry in section.entries:
        if entry.area != before:
            yield Heading(entry.area, section.level + 1, f"{entry.anchor}-area", listed=False)
        before = entry.area
        yield Paragraph(
            (*render_redactions(entry.wording), *_build_entry_evidence_runs(entry)),
            marks=_build_phase_and_state_marks_of_entry(entry),
            note=_build_entry_source_note(entry, section, issue),
            anchor=entry.anchor,
        )


def _build_entry_evidence_runs(entry: ReportEntryRow) -> Runs:
    """What the body reports as evidence, after the wording and told apart from it."""
    words = join_texts(entry.evidence.split(), " ")
    return make_runs(" ", TextRun(EVIDENCE_LABEL, TextStyle.STRONG), f" {words}") if words else ()


def _build_phase_and_state_marks_of_entry(entry: ReportEntryRow) -> tuple[ParagraphMark, ...]:
    phases = [ParagraphMark(PHASE_WORDS[phase], phase) for phase in entry.phases]
    since = msg(" since {since}", since=entry.since) if entry.since and entry.state == "in_place" else ""
    state = [ParagraphMark(STATE_WORDS[entry.state] + since)] if entry.state else []
    return (*phases, *state, *([ParagraphMark("Evaluated")] if entry.evaluated == "yes" else []))


def _build_entry_source_note(
    entry: ReportEntryRow, section: ReportSectionRow, issue: ReportEditionHeader
) -> SourceNote:
    pairs = [TermPair("This sentence", make_runs(_describe_wording_origin(entry)))]
    if entry.practice:
        name = msg(
            "{body_name}, submission {return_edition}",
            body_name=entry.body_name,
            return_edition=entry.return_edition,
        )
        href = f"{issue.address}from/{entry.anchor}/" if issue.address else ""
        pairs.append(TermPair("The return", make_runs(TextRun(name, href=href))))
        if not entry.own_words:
            pairs.append(
                TermPair(
                    "As entered" if entry.entered_later else "As reported",
                    render_redactions(entry.original),
                )
            )
    else:
        pairs.append(TermPair("Why there is no organisation", make_runs(entry.why)))
    if entry.source_paragraph:
        pairs.append(TermPair("Source text", make_runs(entry.source)))
    return SourceNote(
        SOURCE_LINK_WORDS, msg("{area}, {heading}", area=entry.area, heading=section.heading), tuple(pairs)
    )


def _describe_wording_origin(entry: ReportEntryRow) -> str:
    if not entry.practice:
        return "Written by the editor from the source."
    if entry.own_words and not entry.entered_later:
        return "As reported, with some wording withheld." if entry.withheld else "As reported, unchanged."
    edited = (
        "As entered."
        if entry.own_words
        else msg("Edited on {changed_at}.", changed_at=format_day(to_date(entry.changed_at)))
    )
    if entry.quote == QuoteApprovalState.APPROVED and entry.answered_at:
        return msg(
            "{edited} The organisation approved the wording on {answered_at}.",
            edited=edited,
            answered_at=format_day(to_date(entry.answered_at)),
        )
    return f"{edited} {entry.entered_later}".strip()


def _build_redaction_panel(report: WorkingReport) -> Panel:
    heading = Heading("What is not included, and why", 2, "left-out", listed=False)
    gaps = sum(entry.wording.count(REDACTION_MARK) for entry in report.entries())
    return Panel(heading, (Paragraph(describe_redactions(gaps)),))


def _iterate_annex_blocks(report: WorkingReport, map_of_areas: Figure | None) -> Iterator[Block]:
    if map_of_areas:
        yield map_of_areas
        yield Paragraph(make_runs(MAP_CAPTION), "quiet")
    rows = tuple(
        (
            make_runs(body.area_name),
            make_runs(body.body_name),
            make_runs(_format_response_status(body.words, body.late)),
            make_runs(str(body.times)),
        )
        for body in report.answered
    )
    heads = ("Area", "Local policing body on the day", "Answered", "Entries")
    yield Table("Who answered, and how often each is quoted", heads, rows, numbers=(3,))


def _format_response_status(words: str, late: bool) -> str:
    return msg("{words}, late", words=words) if late and words in ("Answered", "Nothing to add") else words
