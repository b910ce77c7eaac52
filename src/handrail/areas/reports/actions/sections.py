"""Choosing sections and their order, and editing what stands in them beside the draft."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from handrail.areas.reports.actions.entries import get_section, swap_positions
from handrail.areas.reports.exceptions import StaleReportSectionError
from handrail.areas.reports.models import ReportSection
from handrail.areas.reports.permissions import lock_and_authorise_report
from handrail.areas.reports.queries.working_report import find_working_report
from handrail.areas.reports.states import SectionKind
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed


@transaction.atomic
def add_section(*, slug: str, heading: str, level: int, by: Actor) -> ReportSection:
    """A new section for practices, at the end. Its address is made of its heading and stays."""
    report = lock_and_authorise_report(slug, by)
    code = slugify(heading)[:60].strip("-")
    if not code or level not in (2, 3):
        raise ActionNotAllowed("Give the section a heading in letters.")
    if report.sections.filter(code=code).exists():
        raise ActionNotAllowed("There is a section with that heading already.")
    last = report.sections.aggregate(last=Max("number"))["last"] or 0
    row = ReportSection.objects.create(
        report=report,
        code=code,
        kind=SectionKind.PRACTICES.value,
        number=last + 1,
        heading=heading,
        level=level,
        changed_by_id=by.user_id,
        changed_at=timezone.now(),
    )
    record(who=by.who, verb="added a section to a report", about=None, why=f"{slug}: {code}")
    return row


@transaction.atomic
def edit_section(*, slug: str, section: str, heading: str, words: str, seen_version: int, by: Actor) -> None:
    """Keep the editor's words, with the draft they were made from beside them."""
    row = get_section(lock_and_authorise_report(slug, by), section)
    if row.version != seen_version:
        raise StaleReportSectionError
    if not heading.strip():
        raise ActionNotAllowed("Give the section a heading.")
    report = find_working_report(slug)
    line = report.section(section) if report else None
    assert line is not None, "it was found and locked above"
    row.heading, row.words, row.draft = heading, words.replace("\r\n", "\n").strip(), line.draft
    _save_section(row, by)
    record(who=by.who, verb="edited a section of a report", about=None, why=f"{slug}: {section}")


@transaction.atomic
def restore_draft(*, slug: str, section: str, seen_version: int, by: Actor) -> None:
    """Let the draft from the data stand again; it then follows the data."""
    row = get_section(lock_and_authorise_report(slug, by), section)
    if row.version != seen_version:
        raise StaleReportSectionError
    row.words = row.draft = ""
    _save_section(row, by)
    record(who=by.who, verb="went back to the draft of a section", about=None, why=f"{slug}: {section}")


@transaction.atomic
def set_section_shown(*, slug: str, section: str, shown: bool, by: Actor) -> None:
    """Take a section into the report or leave it out. What stands in it is kept."""
    row = get_section(lock_and_authorise_report(slug, by), section)
    row.shown = shown
    _save_section(row, by)
    verb = "took a section into a report" if shown else "left a section out of a report"
    record(who=by.who, verb=verb, about=None, why=f"{slug}: {section}")


@transaction.atomic
def move_section(*, slug: str, section: str, up: bool, by: Actor) -> None:
    """Change places with the section above or below."""
    report = lock_and_authorise_report(slug, by)
    row = get_section(report, section)
    swap_positions(list(report.sections.order_by("number", "id")), row.pk, up=up)
    record(who=by.who, verb="moved a section of a report", about=None, why=f"{slug}: {section}")


def _save_section(row: ReportSection, by: Actor) -> None:
    row.version += 1
    row.changed_by_id, row.changed_at = by.user_id, timezone.now()
    row.save()
