"""Picking practices and texts into a section, wording them, ordering them, taking them out."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from handrail.areas.practices.models import EditorText, Practice
from handrail.areas.reports.kinds_and_states import ReportSectionKind
from handrail.areas.reports.models import Report, ReportEntry, ReportSection
from handrail.areas.reports.permissions import lock_and_authorise_report
from handrail.areas.reports.redaction import REDACTION_MARK, get_publishable_words
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg


@transaction.atomic
def add_entries_to_report_section(
    *, slug: str, section: str, practices: Sequence[str] = (), texts: Sequence[int] = (), by: Actor
) -> int:
    """Put practices and editor's texts at the end of a section.

    Args:
        slug, section: the address of the report and of the section within it.
        practices: by key.
        texts: by number.
        by: the editor.

    Returns:
        How many are new in the report.
    """
    row = get_section_of_locked_report(lock_and_authorise_report(slug, by), section)
    if row.kind != ReportSectionKind.PRACTICES:
        raise ActionNotPossibleError("Practices go in a section for practices.")
    number = append_entries_to_locked_section(
        row, [*((key, 0) for key in practices), *(("", text) for text in texts)], by
    )
    write_audit_record(
        who=by.who, verb="added practices to a report", about=None, why=f"{slug}: {number} into {section}"
    )
    return number


@transaction.atomic
def reword_report_entry(*, slug: str, anchor: str, wording: str, seen: int, by: Actor) -> None:
    """Give an entry other words. A body that approved the old ones has to be asked again.

    Args:
        slug, anchor: the address of the report and of the entry within it.
        wording: the new words.
        seen: the version that the page showed.
        by: the editor.

    Raises:
        ConcurrentEditError: somebody changed the entry since.
        ActionNotPossibleError: the mark that something is withheld was taken out.
    """
    row = get_entry_of_locked_report(lock_and_authorise_report(slug, by), anchor, seen)
    if row.withheld and REDACTION_MARK not in wording:
        raise ActionNotPossibleError(msg("Keep {mark} where words were left out.", mark=REDACTION_MARK))
    if wording != row.wording:
        _reset_quote_approval(row)
    row.wording = wording
    row.save_by(by)
    write_audit_record(who=by.who, verb="wrote an entry of a report", about=None, why=f"{slug}: {anchor}")


@transaction.atomic
def refresh_report_entry_original(*, slug: str, anchor: str, seen: int, by: Actor) -> None:
    """Take the original again as the practice is sorted now; the wording begins from it.

    Args:
        slug: of the report.
        anchor: of the entry.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, ReportNotVisible: by role, or there is no such report.
        ConcurrentEditError: somebody saved it since.
    """
    row = get_entry_of_locked_report(lock_and_authorise_report(slug, by), anchor, seen)
    if row.practice:
        row.edition_id = row.practice.edition_id
        row.withheld = row.practice.safe_venue
        row.original = _get_publishable_practice_words(row.practice)
    elif row.text:
        row.original = row.text.words
    row.wording = row.original
    _reset_quote_approval(row)
    row.save_by(by)
    write_audit_record(
        who=by.who, verb="added an entry to a report again", about=None, why=f"{slug}: {anchor}"
    )


@transaction.atomic
def remove_entry(*, slug: str, anchor: str, seen: int, by: Actor) -> None:
    """Remove an entry. The practice stays in the library, and editions keep theirs.

    Args:
        slug: of the report.
        anchor: of the entry.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, ReportNotVisible: by role, or there is no such report.
        ConcurrentEditError: somebody saved it since.
    """
    row = get_entry_of_locked_report(lock_and_authorise_report(slug, by), anchor, seen)
    row.delete()
    write_audit_record(who=by.who, verb="removed an entry from a report", about=None, why=f"{slug}: {anchor}")


def append_entries_to_locked_section(
    section: ReportSection, what: Sequence[tuple[str, int]], by: Actor
) -> int:
    """Put practices (by key) and texts (by number) at the end, in this order. What is there already stays where it is.

    Args:
        section: of a locked report.
        what: pairs of key and number, of which one is empty or 0.
        by: the editor.

    Returns:
        How many are new.
    """
    there = ReportEntry.objects.filter(report=section.report_id)
    keys = {key for key, _ in what} - set(there.values_list("practice__key", flat=True))
    ids = {text for _, text in what} - set(there.values_list("text_id", flat=True))
    practices = Practice.objects.filter(key__in=keys, call=section.report.call_id, taken_out_at=None)
    texts = EditorText.objects.filter(pk__in=ids, call=section.report.call_id)
    found: dict[tuple[str, int], ReportEntry] = {
        (row.key, 0): _build_practice_entry(row) for row in practices
    }
    found |= {("", row.pk): _build_editor_text_entry(row) for row in texts}
    rows = [found[one] for one in dict.fromkeys(what) if one in found]
    last = section.entries.aggregate(last=Max("number"))["last"] or 0
    for number, row in enumerate(rows, last + 1):
        row.section, row.report_id, row.number = section, section.report_id, number
        row.changed_by_id, row.changed_at = by.user_id, timezone.now()
    ReportEntry.objects.bulk_create(rows)
    return len(rows)


def _build_practice_entry(row: Practice) -> ReportEntry:
    words = _get_publishable_practice_words(row)
    return ReportEntry(
        anchor=row.key,
        practice=row,
        edition_id=row.edition_id,
        original=words,
        wording=words,
        withheld=row.safe_venue,
    )


def _build_editor_text_entry(row: EditorText) -> ReportEntry:
    anchor = f"text-{row.source_paragraph.replace('.', '-')}"
    return ReportEntry(anchor=anchor, text=row, original=row.words, wording=row.words)


def _get_publishable_practice_words(row: Practice) -> str:
    return get_publishable_words(row.words, row.open_words, withheld=row.safe_venue)


def get_section_of_locked_report(report: Report, code: str) -> ReportSection:
    """A section of a locked report. Raises ActionNotPossibleError where there is none."""
    row = report.sections.filter(code=code).first()
    if row is None:
        raise ActionNotPossibleError("That section is not in this report.")
    row.report = report
    return row


def get_entry_of_locked_report(report: Report, anchor: str, seen: int | None = None) -> ReportEntry:
    """An entry of a locked report.

    Args:
        report: the report.
        anchor: the entry's.
        seen: the version that the page showed; None where it does not matter.

    Raises:
        ActionNotPossibleError: there is no such entry any more.
        ConcurrentEditError: somebody changed it since.
    """
    row = (
        ReportEntry.objects.select_related("section", "practice", "text")
        .filter(report=report, anchor=anchor)
        .first()
    )
    if row is None:
        raise ActionNotPossibleError("That entry is no longer in this report.")
    if seen is not None:
        row.raise_if_seen_version_stale(seen)
    return row


def _reset_quote_approval(row: ReportEntry) -> None:
    row.quote, row.asked_at, row.answered_at, row.answered_by, row.suggested = (
        "not_asked",
        None,
        None,
        None,
        "",
    )
