"""An assessment as one document: page, PDF and Word file are made of it, and publishing keeps it. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from handrail.areas.needs.kinds_and_states import NEED_CHOICES, PHASES
from handrail.areas.needs.legal_basis import NeedsAssessmentLegalBasis
from handrail.areas.needs.models import (
    CommissioningIntention,
    EvidenceQuote,
    NeedsEvidence,
    NeedsFinding,
)
from handrail.areas.needs.queries.assessment import AssessmentDetail
from handrail.areas.needs.queries.phase_figures import (
    PublishedFiguresByPhase,
    format_people_by_phase,
    list_phases_with_figures,
)
from handrail.insight.survey_results.presenters import TOO_FEW_OF_QUESTION, describe_answer_base_of_question
from handrail.insight.survey_results.result_content import ResultContent, ResultQuestion
from handrail.platform.documents.document_tree import (
    BarChart,
    Block,
    Document,
    Figure,
    Heading,
    List,
    Pairs,
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
from handrail.platform.kernel.dates import format_day, to_london
from handrail.platform.kernel.messages import join_texts, msg

TRACE: Final = "Where this comes from"
NEED_WORDS: Final = dict(NEED_CHOICES)
PHASE_WORDS: Final = dict(PHASES)
NOT_DECIDED: Final = "Not decided yet"


@dataclass(frozen=True, slots=True)
class NeedsDocumentSources:
    """What a document is made of besides the assessment's own rows."""

    phases: PublishedFiguresByPhase
    surveys: Mapping[UUID, ResultContent]
    basis: NeedsAssessmentLegalBasis


def build_needs_document(
    detail: AssessmentDetail, sources: NeedsDocumentSources, *, on: date, publisher: str = "", base: str = ""
) -> Document:
    """The whole assessment.

    Args:
        detail: with its rows.
        sources: published figures, survey results, the basis in law of the day.
        on: the day of the document.
        publisher: the name of whoever published it; empty for a draft.
        base: where the site is reached.

    Returns:
        The document, each of whose sentences says where it comes from.
    """
    row = detail.row
    blocks: list[Block] = [
        *_iterate_needs_scope_blocks(detail, sources.basis),
        *_iterate_needs_phase_blocks(sources.phases),
        Heading("Findings", 2, "findings"),
        *(block for finding in detail.findings for block in _iterate_needs_finding_blocks(finding, detail)),
        *_iterate_needs_recommendation_blocks(detail),
        *_iterate_intention_blocks(
            detail.intentions, msg("Decision on {day}", day=format_day(on)) if publisher else "Decision"
        ),
        Heading("Evidence", 2, "evidence"),
        *(
            block
            for evidence in detail.evidence
            for block in _iterate_needs_evidence_blocks(evidence, detail, sources)
        ),
        *_iterate_unknown_facts_blocks(detail),
    ]
    published = msg("Published by {publisher} on {day}.", publisher=publisher, day=format_day(on))
    return Document(
        title=row.title,
        on=on,
        blocks=tuple(blocks),
        above="Needs assessment",
        lead=make_runs(
            msg(
                "{area}, {first} to {last}. ",
                area=row.area.name,
                first=format_day(row.starts_on),
                last=format_day(row.ends_on),
            ),
            published if publisher else "Draft: not published.",
        ),
        author=row.body.name,
        edition="Published" if publisher else "Draft",
        base=base,
    )


def _iterate_needs_scope_blocks(
    detail: AssessmentDetail, basis: NeedsAssessmentLegalBasis
) -> Iterator[Block]:
    row = detail.row
    yield Heading("Scope", 2, "scope")
    yield Pairs(
        (
            TermPair("Area", make_runs(row.area.name)),
            TermPair(
                "Period",
                make_runs(
                    msg("{first} to {last}", first=format_day(row.starts_on), last=format_day(row.ends_on))
                ),
            ),
            TermPair("Phases", make_runs(join_texts([words for _, words in row.phases], ", "))),
            TermPair("Basis in law", make_runs(f"{basis.words}.")),
            TermPair(
                "Source of the basis in law",
                make_runs(msg("{source}. {sure}.", source=basis.source, sure=basis.mark)),
            ),
        )
    )
    if row.method:
        yield Paragraph(make_runs(TextRun("Method. ", TextStyle.STRONG), row.method))
    if row.replaces:
        yield Paragraph(make_runs(msg("It replaces “{title}”.", title=row.replaces.title)), "quiet")


def _iterate_needs_phase_blocks(figures: PublishedFiguresByPhase) -> Iterator[Block]:
    yield Heading("Needs and offers by phase", 2, "phases")
    if not figures.rows:
        yield Paragraph(make_runs("No figures are published for a whole quarter of this period."))
        return
    heads = ("Measure", *(words for words, _ in figures.rows[0].by_phase))
    table = Table(
        "Each measure by phase",
        heads,
        tuple(
            (make_runs(row.name), *(make_runs(format_people_by_phase(people)) for _, people in row.by_phase))
            for row in figures.rows
        ),
        tuple(range(1, len(heads))),
    )
    first = figures.rows[0]
    known = list_phases_with_figures(first)
    if known:
        alt = join_texts([f"{words}: {people:,}" for words, people in known], ", ")
        yield Figure(first.name, alt, BarChart(tuple(known)), table)
    else:
        yield table
    for words in list_what_figures_by_phase_leave_out(figures):
        yield Paragraph(make_runs(words), "quiet")
    quarters = join_texts(figures.quarters, "; ")
    yield Paragraph(
        make_runs("Sums of published figures, each rounded to a multiple of five."),
        "quiet",
        note=SourceNote(
            TRACE,
            "needs and offers by phase",
            (TermPair("Published figures for", make_runs(quarters)),),
        ),
    )


def list_what_figures_by_phase_leave_out(figures: PublishedFiguresByPhase) -> list[str]:
    """Phases outside the scope, and quarters of the period without a published figure of the area."""
    found: list[str] = []
    if figures.left_out:
        found.append(msg("Not in the scope: {phases}.", phases=join_texts(figures.left_out, ", ")))
    if figures.without_figures:
        quarters = join_texts(figures.without_figures, "; ")
        found.append(msg("No figures for the area are published for: {quarters}.", quarters=quarters))
    return found


def _iterate_needs_finding_blocks(finding: NeedsFinding, detail: AssessmentDetail) -> Iterator[Block]:
    yield Heading(msg("Finding {number}", number=finding.number), 3, f"finding-{finding.number}")
    about = msg("finding {number}", number=finding.number)
    rests = detail.rests_on.get(finding.pk, [])
    note = SourceNote(TRACE, about, tuple(_make_evidence_reference_term_pair(row) for row in rests))
    marks = (
        ParagraphMark(msg("Need: {need}", need=NEED_WORDS.get(finding.need, finding.need))),
        ParagraphMark(PHASE_WORDS[finding.phase], finding.phase),
        ParagraphMark(msg("Who: {group}", group=finding.group or "everyone")),
        ParagraphMark(msg("Where: {place}", place=finding.district or "the whole area")),
        ParagraphMark(msg("How many people: {size}", size=format_finding_people_range(finding))),
        ParagraphMark(msg("Is the need met? {met}", met=finding.get_met_display())),
        ParagraphMark(msg("Evidence: {strength}", strength=finding.get_strength_display())),
    )
    yield Paragraph(make_runs(finding.words), marks=marks, note=note)
    for row in rests:
        for quote in detail.quotes.get(row.pk, []):
            yield _make_quote_paragraph(quote, row)


def format_finding_people_range(finding: NeedsFinding) -> str:
    """The range of people, in words."""
    if finding.size_low is None or finding.size_high is None:
        return "Not known"
    if finding.size_low == finding.size_high:
        return msg("About {people}", people=f"{finding.size_low:,}")
    return msg("{low} to {high}", low=f"{finding.size_low:,}", high=f"{finding.size_high:,}")


def _make_quote_paragraph(quote: EvidenceQuote, evidence: NeedsEvidence) -> Paragraph:
    checked = format_day(to_london(quote.checked_at).date()) if quote.checked_at else "not yet"
    pairs = (
        _make_evidence_reference_term_pair(evidence),
        TermPair("Agreed to publication on", make_runs(format_day(quote.given_on))),
        TermPair("Read by a second person", make_runs(checked)),
    )
    words = msg("“{words}” ({who})", words=quote.words, who=quote.who)
    return Paragraph(make_runs(words), note=SourceNote(TRACE, "the quote", pairs))


def _make_evidence_reference_term_pair(row: NeedsEvidence) -> TermPair:
    return TermPair(
        msg("Evidence {number}", number=row.number),
        make_runs(
            TextRun(row.title, href=f"#evidence-{row.number}"),
            msg(
                ". {kind}, {day}. Base: {base}. Limits: {limits}",
                kind=row.get_kind_display(),
                day=format_day(row.dated_on),
                base=row.base,
                limits=row.limits,
            ),
        ),
    )


def _iterate_needs_recommendation_blocks(detail: AssessmentDetail) -> Iterator[Block]:
    if not detail.recommendations:
        return
    yield Heading("Recommendations", 2, "recommendations")
    for row in detail.recommendations:
        about = msg("recommendation {number}", number=row.number)
        note = SourceNote(TRACE, about, (_make_finding_reference_term_pair(row.finding),))
        yield Paragraph(make_runs(TextRun(f"{row.to}: ", TextStyle.STRONG), row.words), note=note)


def _make_finding_reference_term_pair(finding: NeedsFinding) -> TermPair:
    return TermPair(
        msg("Finding {number}", number=finding.number),
        make_runs(TextRun(finding.words, href=f"#finding-{finding.number}")),
    )


def _iterate_intention_blocks(intentions: list[CommissioningIntention], decision: str) -> Iterator[Block]:
    yield Heading("Commissioning intentions", 2, "intentions")
    if not intentions:
        yield Paragraph(make_runs("None."))
        return
    yield Table(
        "Each intention with its finding and decision",
        ("Intention", "Follows from", decision),
        tuple(
            (
                make_runs(TextRun(f"{row.get_kind_display()}: ", TextStyle.STRONG), row.title),
                _describe_origin_of_intention(row),
                _describe_intention_decision(row),
            )
            for row in intentions
        ),
    )


def _describe_origin_of_intention(row: CommissioningIntention) -> Runs:
    if row.finding is None:
        return make_runs(msg("No finding. {why}", why=row.no_finding_why))
    number = msg("Finding {number}", number=row.finding.number)
    return make_runs(TextRun(number, href=f"#finding-{row.finding.number}"))


def _describe_intention_decision(row: CommissioningIntention) -> Runs:
    if not row.decision or row.decided_on is None or row.decided_by is None:
        return make_runs(NOT_DECIDED)
    return make_runs(
        TextRun(f"{row.get_decision_display()}. ", TextStyle.STRONG),
        msg(
            "{reason} ({who}, {day})",
            reason=row.reason,
            who=row.decided_by.name,
            day=format_day(row.decided_on),
        ),
    )


def _iterate_needs_evidence_blocks(
    row: NeedsEvidence, detail: AssessmentDetail, sources: NeedsDocumentSources
) -> Iterator[Block]:
    yield Heading(f"{row.number}. {row.title}", 3, f"evidence-{row.number}")
    if row.says:
        yield Paragraph(make_runs(row.says))
    yield Paragraph(
        make_runs(
            msg("{kind}, {day}. ", kind=row.get_kind_display(), day=format_day(row.dated_on)),
            msg("Base: {base}. ", base=row.base.rstrip(".")),
            msg("Limits: {limits} ", limits=row.limits),
            msg("Consent: {consent}. ", consent=row.get_consent_display()),
            msg("Source: {source}", source=row.source) if row.source else "",
        ),
        "quiet",
    )
    figure = detail.figures.get(row.pk)
    if figure is not None:
        told = figure.definition
        yield Paragraph(
            make_runs(
                msg(
                    "Counted: {unit}, by {time}. Source: {source}.",
                    unit=told["unit"],
                    time=told["time"],
                    source=told["source"],
                )
            ),
            "quiet",
        )
    result = sources.surveys.get(row.survey_id) if row.survey_id else None
    if result is not None:
        for question in result["questions"]:
            yield from _iterate_survey_question_blocks(question)


def _iterate_survey_question_blocks(question: ResultQuestion) -> Iterator[Block]:
    if question["kind"] == "words":
        return
    if question["answered"] is None:
        yield Paragraph(make_runs(f"{question['text']} ", TOO_FEW_OF_QUESTION), "quiet")
        return
    pairs = [(one["words"], one["people"]) for one in question["answers"]]
    rows = tuple((make_runs(words), make_runs(f"{people:,}")) for words, people in pairs)
    yield Figure(
        question["text"],
        join_texts([f"{words}: {people:,}" for words, people in pairs], ", "),
        BarChart(tuple(pairs)),
        Table(question["text"], ("Answer", "People"), rows, (1,)),
    )
    yield Paragraph(make_runs(describe_answer_base_of_question(question)), "quiet")


def _iterate_unknown_facts_blocks(detail: AssessmentDetail) -> Iterator[Block]:
    lines = [line.strip() for line in detail.row.unknowns.splitlines() if line.strip()]
    lines += [
        msg("Finding {number}: whether the need is met is not known.", number=row.number)
        for row in detail.findings
        if row.met == "unknown"
    ]
    if lines:
        yield Heading("What is not known", 2, "unknowns")
        yield List(tuple(make_runs(line) for line in lines))
