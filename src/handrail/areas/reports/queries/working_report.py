"""A report as it is worked on: sections with their drafts, entries with original and wording, in a few statements."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from handrail.areas.calls.queries.tracker import CallResponseTracker, get_call_response_tracker
from handrail.areas.practices.sections import format_paragraph_name
from handrail.areas.reports.draft_texts import draft_section_text
from handrail.areas.reports.kinds_and_states import DRAFTED, OPEN_QUOTES, QUOTE_NAMES, QuoteApprovalState
from handrail.areas.reports.models import Report, ReportEntry, ReportSection
from handrail.areas.reports.permissions import ReportNotVisible
from handrail.areas.reports.redaction import REDACTION_MARK, get_publishable_words
from handrail.areas.reports.report_counts import ReportAnnexRow, ReportCallFacts, ReportCounts
from handrail.insight.cited_figures.figure_trail import CitedFigureWithSource
from handrail.insight.cited_figures.marks import list_numbers_of_placeholders_without_figure
from handrail.platform.kernel.dates import to_london


@dataclass(frozen=True, slots=True)
class ReportEntryRow:
    """A practice or an editor's text, in a section."""

    id: int
    anchor: str
    section: str  # code
    area: str  # as the source names it; or what the text is about
    area_code: str
    body_code: str
    body_name: str
    title: str
    original: str
    wording: str
    withheld: bool
    quote: str
    quote_words: str
    asked_at: datetime | None
    answered_at: datetime | None
    answered_by: str
    suggested: str
    practice: str  # its key; none of an editor's text
    phases: tuple[str, ...]
    state: str
    since: str
    evidence: str  # as the body reports it; empty where something is withheld
    evaluated: str
    source: str  # the paragraph in words
    source_paragraph: str
    return_id: int | None
    return_edition: int | None
    return_sha256: str
    entered_later: str
    withdrawn: bool
    why: str  # of an editor's text: why it is nobody's practice
    moved: bool  # the practice says something else now
    exposed: bool  # taken before its body said that it would point to a safe venue
    changed_by: str
    changed_at: datetime
    version: int

    @property
    def own_words(self) -> bool:
        """Whether the wording is that of the body, or of the source."""
        return self.wording == self.original

    @property
    def needs_approval(self) -> bool:
        """Whether the body has to approve words that are not its own."""
        edited = not self.own_words or (self.withheld and self.wording != REDACTION_MARK)
        return bool(self.practice) and edited and not self.entered_later and self.quote != "approved"

    @property
    def blocks_publication(self) -> bool:
        """Whether the report cannot be published while its quote is open."""
        return self.needs_approval or self.quote in OPEN_QUOTES


@dataclass(frozen=True, slots=True)
class ReportSectionRow:
    """A section. `draft` is what the data say now, `seen_draft` what they said when the words were saved."""

    code: str
    kind: str
    number: int
    heading: str
    level: int
    words: str
    draft: str
    draft_when_saved: str
    shown: bool
    changed_by: str
    changed_at: datetime
    version: int
    entries: tuple[ReportEntryRow, ...]
    figures: tuple[CitedFigureWithSource, ...] = ()  # that its words may cite by their marks

    @property
    def marks_without_figure(self) -> list[int]:
        """Marks in the words that stand for nothing."""
        return list_numbers_of_placeholders_without_figure(self.text, self.figures)

    @property
    def edited(self) -> bool:
        """Whether an editor's words replace the draft."""
        return self.kind not in DRAFTED or self.words != self.draft_when_saved

    @property
    def moved(self) -> bool:
        """Whether the data say something else since the editor's words were saved."""
        return self.kind in DRAFTED and self.edited and self.draft != self.draft_when_saved

    @property
    def text(self) -> str:
        """What the report says: the editor's words, else the draft of now."""
        return self.words if self.edited else self.draft


@dataclass(frozen=True, slots=True)
class WorkingReport:
    """The whole, with the counts of its call."""

    slug: str
    title: str
    above: str
    call: ReportCallFacts
    counts: ReportCounts
    answered: tuple[ReportAnnexRow, ...]
    sections: tuple[ReportSectionRow, ...]
    version: int
    changed_by: str
    changed_at: datetime

    def entries(self, *, shown: bool = True) -> tuple[ReportEntryRow, ...]:
        """All entries in order; of shown sections, unless all are wanted."""
        return tuple(e for section in self.sections if section.shown or not shown for e in section.entries)

    def list_blocking_entries(self) -> list[ReportEntryRow]:
        """The shown entries for which the report cannot be published."""
        return [one for one in self.entries() if one.blocks_publication or one.withdrawn or one.exposed]

    def section(self, code: str) -> ReportSectionRow | None:
        """One section by its code."""
        return next((section for section in self.sections if section.code == code), None)

    def entry(self, anchor: str) -> ReportEntryRow | None:
        """One entry by its anchor."""
        return next((entry for entry in self.entries(shown=False) if entry.anchor == anchor), None)


def get_working_report(slug: str) -> WorkingReport:
    """The report with this address. Raises ReportNotVisible where there is none."""
    report = find_working_report(slug)
    if report is None:
        raise ReportNotVisible
    return report


def get_section_row_of_working_report(slug: str, code: str) -> ReportSectionRow:
    """One section with its draft. Raises ReportNotVisible where there is none."""
    section = get_working_report(slug).section(code)
    if section is None:
        raise ReportNotVisible
    return section


def get_entry_row_of_working_report(slug: str, anchor: str) -> ReportEntryRow:
    """One entry. Raises ReportNotVisible where there is none."""
    entry = get_working_report(slug).entry(anchor)
    if entry is None:
        raise ReportNotVisible
    return entry


def get_report_for_edit(slug: str) -> Report:
    """The row of a report, to be edited. Raises ReportNotVisible where there is none."""
    return _get_first_row_or_raise(Report.objects.filter(slug=slug))


def get_report_section_for_edit(slug: str, code: str) -> ReportSection:
    """The row of a section, to be edited. Raises ReportNotVisible where there is none."""
    return _get_first_row_or_raise(ReportSection.objects.filter(report__slug=slug, code=code))


def get_report_entry_for_edit(slug: str, anchor: str) -> ReportEntry:
    """The row of an entry, to be edited. Raises ReportNotVisible where there is none."""
    rows = ReportEntry.objects.select_related("section")
    return _get_first_row_or_raise(rows.filter(report__slug=slug, anchor=anchor))


def find_working_report(slug: str) -> WorkingReport | None:
    """The report with this address; nothing where there is none."""
    row = (
        Report.objects.select_related("call__asked_by", "call__recommendation", "changed_by")
        .filter(slug=slug)
        .first()
    )
    if row is None:
        return None
    sections = list(row.sections.select_related("changed_by").prefetch_related("figures"))
    entries = [make_report_entry_row(entry) for entry in select_entries_with_related().filter(report=row)]
    shown = {section.code for section in sections if section.shown}
    quoted = Counter(e.body_code for e in entries if e.body_code and e.section in shown)
    found = get_call_response_tracker(row.call.code, now=timezone.now(), quoted=set(quoted))
    challenges = sum(1 for e in entries if e.state == "challenge" and e.section in shown)
    call, counts = _make_call_facts(row), _make_report_counts(found, challenges)
    answered = _make_annex_rows(found, quoted)
    practices = sum(1 for e in entries if e.practice and e.section in shown)
    return WorkingReport(
        slug=row.slug,
        title=row.title,
        above=row.above,
        call=call,
        counts=counts,
        answered=answered,
        sections=tuple(
            _make_report_section_row(
                one, draft_section_text(one.kind, call, counts, answered, practices), entries
            )
            for one in sections
        ),
        version=row.version,
        changed_by=row.changed_by.name if row.changed_by else "",
        changed_at=row.changed_at,
    )


def select_entries_with_related() -> QuerySet[ReportEntry]:
    """Entries with all that a line of them needs."""
    return ReportEntry.objects.select_related(
        "section", "practice__body", "edition__of", "text", "changed_by", "answered_by"
    ).order_by("section__number", "section_id", "number", "id")


def _get_first_row_or_raise[R: (Report, ReportSection, ReportEntry)](rows: QuerySet[R]) -> R:
    row = rows.select_related("changed_by").first()
    if row is None:
        raise ReportNotVisible
    return row


def _make_call_facts(row: Report) -> ReportCallFacts:
    call = row.call
    about = call.recommendation
    return ReportCallFacts(
        code=call.code,
        title=call.title,
        guidance=call.guidance,
        asked_by=call.asked_by.name,
        asked_on=call.asked_on,
        deadline=to_london(call.deadline).date(),
        whole=call.complete_record,
        recommendation=about.text if about else "",
        recommended_by=about.issued_by if about else "",
        recommended_on=about.published_on if about else None,
    )


def _make_report_counts(found: CallResponseTracker, challenges: int) -> ReportCounts:
    counts = found.counts
    return ReportCounts(
        asked=counts.asked,
        answered=counts.answered,
        quoted=counts.quoted or 0,
        nothing=counts.nothing if found.head.complete_record else 0,
        source=counts.answered_source,
        whole=found.head.complete_record,
        asked_derived=counts.asked_derived,
        challenges=challenges,
    )


def _make_annex_rows(found: CallResponseTracker, quoted: Counter[str]) -> tuple[ReportAnnexRow, ...]:
    return tuple(
        ReportAnnexRow(
            area_code=row.area_code,
            area_name=row.area_name,
            body_code=row.body_code,
            body_name=row.body_name,
            status=row.status.code,
            words=row.status.words,
            late=row.late,
            times=quoted[row.body_code],
        )
        for row in found.rows
    )


def _make_report_section_row(
    row: ReportSection, drafted: str, entries: list[ReportEntryRow]
) -> ReportSectionRow:
    return ReportSectionRow(
        code=row.code,
        kind=row.kind,
        number=row.number,
        heading=row.heading,
        level=row.level,
        words=row.words,
        draft=drafted,
        draft_when_saved=row.draft,
        shown=row.shown,
        changed_by=row.changed_by.name if row.changed_by else "",
        changed_at=row.changed_at,
        version=row.version,
        entries=tuple(entry for entry in entries if entry.section == row.code),
        figures=tuple(figure.trail for figure in row.figures.all()),
    )


def make_report_entry_row(row: ReportEntry) -> ReportEntryRow:
    """A line of an entry, of `select_entries_with_related`."""
    whose = (
        _build_row_values_of_editor_text_entry(row) if row.text else _build_row_values_of_practice_entry(row)
    )
    return ReportEntryRow(
        id=row.pk,
        anchor=row.anchor,
        section=row.section.code,
        original=row.original,
        wording=row.wording,
        withheld=row.withheld,
        quote=row.quote,
        quote_words=QUOTE_NAMES[QuoteApprovalState(row.quote)],
        asked_at=row.asked_at,
        answered_at=row.answered_at,
        answered_by=row.answered_by.name if row.answered_by else "",
        suggested=row.suggested,
        changed_by=row.changed_by.name if row.changed_by else "",
        changed_at=row.changed_at,
        version=row.version,
        **whose,
    )


def _build_row_values_of_editor_text_entry(row: ReportEntry) -> dict[str, Any]:
    text = row.text
    assert text is not None
    nothing: dict[str, Any] = dict.fromkeys(
        (
            "area_code",
            "body_code",
            "body_name",
            "practice",
            "state",
            "since",
            "evidence",
            "evaluated",
            "return_sha256",
        ),
        "",
    )
    return nothing | {
        "area": text.about,
        "title": text.about,
        "phases": (),
        "source": format_paragraph_name(text.source_paragraph),
        "source_paragraph": text.source_paragraph,
        "return_id": None,
        "return_edition": None,
        "entered_later": "",
        "withdrawn": False,
        "why": text.why,
        "moved": text.words != row.original,
        "exposed": False,
    }


def _build_row_values_of_practice_entry(row: ReportEntry) -> dict[str, Any]:
    practice, edition = row.practice, row.edition
    assert practice is not None
    assert edition is not None
    now = get_publishable_words(practice.words, practice.open_words, withheld=practice.safe_venue)
    return {
        "area": practice.area_as_told,
        "area_code": practice.area_id or "",
        "body_code": practice.body.code,
        "body_name": practice.body.name,
        "title": practice.title,
        "practice": practice.key,
        "phases": practice.phases,
        "state": practice.state,
        "since": practice.since,
        "evidence": "" if row.withheld or practice.safe_venue else practice.evidence,
        "evaluated": practice.evaluated,
        "source": format_paragraph_name(practice.source_paragraph),
        "source_paragraph": practice.source_paragraph,
        "return_id": edition.of_id,
        "return_edition": edition.number,
        "return_sha256": edition.sha256,
        "entered_later": edition.of.entered_later,
        "withdrawn": edition.of.state == "withdrawn",
        "why": "",
        "moved": now != row.original,
        "exposed": practice.safe_venue and not row.withheld,
    }
