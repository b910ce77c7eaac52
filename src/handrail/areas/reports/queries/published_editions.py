"""Editions as they were published: for anybody. Nothing here reads the working report."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from handrail.areas.reports.edition_content import parse_edition_content
from handrail.areas.reports.models import Edition, EditionFile, Report
from handrail.areas.reports.report_document import EntryProvenance
from handrail.platform.documents.document_tree import Document


@dataclass(frozen=True, slots=True)
class PublishedReportRow:
    """A report in a list. `number` is that of its newest edition; 0 where nothing is published."""

    slug: str
    title: str
    above: str
    call_title: str
    number: int
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class EditionFileRow:
    """One of an edition's files, without what is in it."""

    format: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class WithdrawnReturn:
    """A return that its body took back after it was quoted."""

    anchor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EditionDetail:
    """One edition, frozen, with what is known of it since."""

    slug: str
    title: str
    number: int
    newest: int
    newest_at: datetime
    published_at: datetime
    note: str
    sha256: str
    release: str
    document: Document
    trail: tuple[EntryProvenance, ...]
    files: tuple[EditionFileRow, ...]
    withdrawn: dict[str, datetime]
    numbers: tuple[int, ...]

    @property
    def replaced(self) -> bool:
        """Whether there is a newer one."""
        return self.number < self.newest

    def entry(self, anchor: str) -> EntryProvenance | None:
        """The trail of one entry."""
        return next((entry for entry in self.trail if entry["anchor"] == anchor), None)


def list_reports_with_newest_edition(*, unpublished: bool) -> tuple[PublishedReportRow, ...]:
    """All reports with their newest edition; those without one only for those who may see them.

    Returns:
        The newest edition's report first.
    """
    rows = Report.objects.select_related("call").annotate(
        newest=Max("editions__number"), at=Max("editions__published_at")
    )
    lines = [
        PublishedReportRow(row.slug, row.title, row.above, row.call.title, row.newest or 0, row.at)
        for row in rows.order_by("-at", "title")
    ]
    return tuple(line for line in lines if line.number or unpublished)


def find_edition_detail(slug: str, number: int | None = None) -> EditionDetail | None:
    """One edition, or the newest; nothing where there is none."""
    rows = Edition.objects.filter(report__slug=slug).select_related("report")
    row = (rows.order_by("-number") if number is None else rows.filter(number=number)).first()
    if row is None:
        return None
    others = dict(rows.order_by("number").values_list("number", "published_at"))
    newest = max(others)
    kept = parse_edition_content(row.content)
    return EditionDetail(
        slug=slug,
        title=kept.document.title,
        number=row.number,
        newest=newest,
        newest_at=others[newest],
        published_at=row.published_at,
        note=row.note,
        sha256=row.sha256,
        release=row.release,
        document=kept.document,
        trail=tuple(kept.trail),
        files=tuple(
            EditionFileRow(file.format, file.get_format_display(), file.size, file.sha256)
            for file in row.files.defer("content")
        ),
        withdrawn=_get_withdrawn_at_by_anchor(row),
        numbers=tuple(others),
    )


def find_edition_file_bytes_and_hash(slug: str, number: int, form: str) -> tuple[bytes, str] | None:
    """A file of an edition, as it was made then.

    Args:
        slug: of the report.
        number: of the edition.
        form: a code of FORMATS.

    Returns:
        The bytes and their SHA-256; None where there is no such file.
    """
    row = EditionFile.objects.filter(edition__report__slug=slug, edition__number=number, format=form).first()
    return (bytes(row.content), row.sha256) if row else None


def find_newest_report_slug_and_edition_number(call: str) -> tuple[str, int] | None:
    """The report of a call that was published last, and its newest edition.

    Returns:
        The slug of the report and the number of the edition; None where none is published.
    """
    row = (
        Edition.objects.filter(report__call__code=call)
        .select_related("report")
        .order_by("-published_at")
        .first()
    )
    return (row.report.slug, row.number) if row else None


def list_report_slugs(call: str) -> tuple[str, ...]:
    """The addresses of the reports of a call, published or not.

    Returns:
        Slugs.
    """
    return tuple(Report.objects.filter(call__code=call).order_by("id").values_list("slug", flat=True))


def _get_withdrawn_at_by_anchor(row: Edition) -> dict[str, datetime]:
    rows = row.entries.filter(from_return__state="withdrawn").values_list(
        "anchor", "from_return__withdrawn_at"
    )
    return {anchor: at for anchor, at in rows if at}
