"""A year report as one document: web page, PDF and Word file are made of it."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from handrail.areas.partnerships.models import YearReport, YearSentence
from handrail.areas.partnerships.states import YEAR_SECTIONS
from handrail.platform.documents.document_tree import (
    Block,
    Document,
    Heading,
    Paragraph,
    SourceNote,
    TermPair,
    TextRun,
    make_runs,
)
from handrail.platform.i18n.sentences import say_in_welsh
from handrail.platform.kernel.messages import UserText, join_texts, msg
from handrail.platform.ui.formatting import format_day

ENGLISH_ONLY: Final = "This edition is in English only."
PAGE_NAMES: Final = {
    "group_meetings": "Meetings",
    "group_actions": "Actions",
    "group_engagement": "Engagement",
    "group_help": "Services and training",
    "group_surveys": "Trust and surveys",
}


def build_year_report_document(
    report: YearReport,
    sentences: Sequence[YearSentence],
    *,
    number: int,
    note: str,
    on: date,
    base: str,
    english_only: bool,
) -> Document:
    """The report as it is published.

    Args:
        report: with its group and decision.
        sentences: in their order; what is left out is not in it.
        number: of the edition.
        note: what changed since the edition before.
        on: the day of publication.
        base: where the site is reached.
        english_only: whether a group with papers in Welsh has this edition in English alone.

    Returns:
        The document.
    """
    blocks: list[Block] = []
    if note:
        blocks.append(Paragraph(make_runs(msg("Changed in this edition: {note}", note=note)), look="quiet"))
    if english_only:
        blocks.append(Paragraph(make_runs(ENGLISH_ONLY), look="quiet"))
    for section, title in YEAR_SECTIONS:
        some = [row for row in sentences if row.section == section and not row.left_out]
        if some:
            blocks.append(Heading(title, 2, f"part-{section.replace('_', '-')}"))
            blocks += [_make_sentence_paragraph(row) for row in some]
    blocks.append(Heading("What happens next", 2, "next"))
    blocks.append(Paragraph(make_runs(msg("{decision}.", decision=report.get_decision_display()))))
    blocks.append(Paragraph(make_runs(report.why)))
    lead = msg("{first} to {last}", first=format_day(report.starts_on), last=format_day(report.ends_on))
    return Document(
        title=msg("{name}: report on twelve months", name=report.group.name),
        on=on,
        blocks=tuple(blocks),
        above="Report of a board or forum",
        lead=make_runs(lead),
        author=report.group.body.name,
        edition=msg("Edition {number}", number=number),
        base=base,
    )


def build_year_report_document_in_welsh(
    report: YearReport, sentences: Sequence[YearSentence], *, number: int, on: date, base: str
) -> Document:
    """The same in Welsh. What changed since the edition before is told in English, as it was written.

    Args:
        report: with its group, decision and Welsh reason.
        sentences: each with its Welsh; what is left out is not in it.
        number: of the edition.
        on: the day of publication.
        base: where the site is reached.

    Returns:
        The document.
    """
    blocks: list[Block] = []
    for section, title in YEAR_SECTIONS:
        some = [row for row in sentences if row.section == section and not row.left_out]
        if some:
            blocks.append(Heading(_say(title), 2, f"part-{section.replace('_', '-')}"))
            blocks += [
                Paragraph(make_runs(row.words_welsh), note=_make_welsh_source_note(row)) for row in some
            ]
    blocks.append(Heading(_say("What happens next"), 2, "next"))
    blocks.append(Paragraph(make_runs(_say(msg("{decision}.", decision=report.get_decision_display())))))
    blocks.append(Paragraph(make_runs(report.why_welsh)))
    lead = msg("{first} to {last}", first=format_day(report.starts_on), last=format_day(report.ends_on))
    return Document(
        title=_say(msg("{name}: report on twelve months", name=UserText(report.group.name))),
        on=on,
        blocks=tuple(blocks),
        above=_say("Report of a board or forum"),
        lead=make_runs(_say(lead)),
        author=report.group.body.name,
        edition=_say(msg("Edition {number}", number=number)),
        base=base,
        language="cy",
    )


def _say(text: str) -> str:
    """In Welsh, or in English where no translation may be shown."""
    return say_in_welsh(text) or text


def _make_welsh_source_note(row: YearSentence) -> SourceNote | None:
    """The pages that the sentence was drafted from: their addresses are the trace in every language."""
    if not row.drafted:
        about = _say("Written by the group; not drafted from its rows.")
        return SourceNote(_say("Where this comes from"), about, ())
    pages = tuple(TermPair(_say("Page"), (TextRun(_say(page), href=href),)) for page, href, *_ in row.trace)
    about = "; ".join(welsh or rows for _, _, rows, welsh in row.trace)
    return SourceNote(_say("Where this comes from"), about, pages) if pages else None


def _make_sentence_paragraph(row: YearSentence) -> Paragraph:
    return Paragraph(make_runs(row.words), note=_make_sentence_source_note(row))


def _make_sentence_source_note(row: YearSentence) -> SourceNote | None:
    """None where a sentence says that nothing was counted."""
    if not row.drafted:
        about = "Written by the group; not drafted from its rows."
        return SourceNote("Where this comes from", about, ())
    pairs = tuple(TermPair("Page", (TextRun(page, href=href),)) for page, href, *_ in row.trace)
    if row.words != row.drafted:
        pairs += (TermPair("Drafted as", make_runs(row.drafted)),)
    about = join_texts([rows for _, _, rows, _ in row.trace], "; ")
    return SourceNote("Where this comes from", about, pairs) if pairs else None
