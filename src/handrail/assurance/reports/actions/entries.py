"""Picking practices and texts into a section, wording them, ordering them, taking them out."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.assurance.practices.models import EditorText, Practice
from handrail.assurance.reports.models import Entry, Report, Section
from handrail.assurance.reports.permissions import enter
from handrail.assurance.reports.refusals import StaleEntry
from handrail.assurance.reports.states import SectionKind
from handrail.assurance.reports.withheld import MARK, publishable
from handrail.audit.actions import record
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say

LONGEST = 4000


@transaction.atomic
def pick(
    *, slug: str, section: str, practices: Sequence[str] = (), texts: Sequence[int] = (), by: Actor
) -> int:
    """Put practices (by key) and editor's texts (by number) at the end of a section. Returns how many are new."""
    row = _section(enter(slug, by), section)
    if row.kind != SectionKind.PRACTICES:
        raise NotNow("Practices stand in a section for practices.")
    number = put(row, [*((key, 0) for key in practices), *(("", text) for text in texts)], by)
    record(who=by.who, verb="picked for a report", about=None, why=f"{slug}: {number} into {section}")
    return number


@transaction.atomic
def word_entry(*, slug: str, anchor: str, wording: str, seen_version: int, by: Actor) -> None:
    """Give an entry other words. Whoever approved the old ones is to be asked again."""
    row = _entry(enter(slug, by), anchor, seen_version)
    if not wording.strip() or len(wording) > LONGEST:
        raise NotNow(
            say("Write between one and {longest} letters, or take the entry out.", longest=f"{LONGEST:,}")
        )
    if row.withheld and MARK not in wording:
        raise NotNow(say("Keep the mark {mark} where words were left out.", mark=MARK))
    if wording != row.wording:
        _ask_again(row)
    row.wording = wording
    _save(row, by)
    record(who=by.who, verb="worded an entry of a report", about=None, why=f"{slug}: {anchor}")


@transaction.atomic
def take_anew(*, slug: str, anchor: str, seen_version: int, by: Actor) -> None:
    """Take the original as it is told now, where the practice was sorted anew; the wording begins from it again."""
    row = _entry(enter(slug, by), anchor, seen_version)
    if row.practice:
        row.edition_id = row.practice.edition_id
        row.withheld = row.practice.safe_venue
        row.original = _of(row.practice)
    elif row.text:
        row.original = row.text.words
    row.wording = row.original
    _ask_again(row)
    _save(row, by)
    record(who=by.who, verb="took an entry of a report anew", about=None, why=f"{slug}: {anchor}")


@transaction.atomic
def move_entry(*, slug: str, anchor: str, up: bool, by: Actor) -> None:
    """Change places with the entry above or below. At the end of its section it stays where it is."""
    row = _entry(enter(slug, by), anchor)
    swap(list(row.section.entries.order_by("number", "id")), row.pk, up=up)
    record(who=by.who, verb="moved an entry of a report", about=None, why=f"{slug}: {anchor}")


@transaction.atomic
def drop_entry(*, slug: str, anchor: str, seen_version: int, by: Actor) -> None:
    """Take an entry out of the report. The practice stays in the library, and editions keep what they say."""
    row = _entry(enter(slug, by), anchor, seen_version)
    row.delete()
    record(who=by.who, verb="took an entry out of a report", about=None, why=f"{slug}: {anchor}")


def swap[R: (Section, Entry)](rows: Sequence[R], pk: int, *, up: bool) -> None:
    """Move one of the rows by one place, and number them all again."""
    order = list(rows)
    at = next(n for n, row in enumerate(order) if row.pk == pk)
    to = at - 1 if up else at + 1
    if 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
    for number, row in enumerate(order, 1):
        if row.number != number:
            row.number = number
            row.save(update_fields=["number"])


def put(section: Section, what: Sequence[tuple[str, int]], by: Actor) -> int:
    """Put practices (by key) and texts (by number) at the end, in this order. What is there already stays put."""
    there = Entry.objects.filter(report=section.report_id)
    keys = {key for key, _ in what} - set(there.values_list("practice__key", flat=True))
    ids = {text for _, text in what} - set(there.values_list("text_id", flat=True))
    practices = Practice.objects.filter(key__in=keys, call=section.report.call_id, taken_out_at=None)
    texts = EditorText.objects.filter(pk__in=ids, call=section.report.call_id)
    found: dict[tuple[str, int], Entry] = {(row.key, 0): _quoting(row) for row in practices}
    found |= {("", row.pk): _using(row) for row in texts}
    rows = [found[one] for one in dict.fromkeys(what) if one in found]
    last = section.entries.aggregate(last=Max("number"))["last"] or 0
    for number, row in enumerate(rows, last + 1):
        row.section, row.report_id, row.number = section, section.report_id, number
        row.changed_by_id, row.changed_at = by.user_id, timezone.now()
    Entry.objects.bulk_create(rows)
    return len(rows)


def _quoting(row: Practice) -> Entry:
    words = _of(row)
    return Entry(
        anchor=row.key,
        practice=row,
        edition_id=row.edition_id,
        original=words,
        wording=words,
        withheld=row.safe_venue,
    )


def _using(row: EditorText) -> Entry:
    anchor = f"text-{row.source_paragraph.replace('.', '-')}"
    return Entry(anchor=anchor, text=row, original=row.words, wording=row.words)


def _of(row: Practice) -> str:
    return publishable(row.words, row.open_words, withheld=row.safe_venue)


def _section(report: Report, code: str) -> Section:
    row = report.sections.filter(code=code).first()
    if row is None:
        raise NotNow("That section is not in this report.")
    row.report = report
    return row


def _entry(report: Report, anchor: str, seen_version: int | None = None) -> Entry:
    row = (
        Entry.objects.select_related("section", "practice", "text")
        .filter(report=report, anchor=anchor)
        .first()
    )
    if row is None:
        raise NotNow("That entry is not in this report any more.")
    if seen_version is not None and row.version != seen_version:
        raise StaleEntry
    return row


def _ask_again(row: Entry) -> None:
    row.quote, row.asked_at, row.answered_at, row.answered_by, row.suggested = (
        "not_asked",
        None,
        None,
        None,
        "",
    )


def _save(row: Entry, by: Actor) -> None:
    row.version += 1
    row.changed_by_id, row.changed_at = by.user_id, timezone.now()
    row.save()


entry_of = _entry
section_of = _section
