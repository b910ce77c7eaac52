"""Choosing sections and their order, and editing their words beside the draft."""

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from handrail.areas.reports.actions.entries import get_section_of_locked_report
from handrail.areas.reports.kinds_and_states import ReportSectionKind
from handrail.areas.reports.models import ReportSection
from handrail.areas.reports.permissions import lock_and_authorise_report
from handrail.areas.reports.queries.working_report import find_working_report
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def add_report_section(section: ReportSection, *, by: Actor) -> ReportSection:
    """Add a section for practices at the end of its report. Its address is made of its heading and never changes."""
    report = lock_and_authorise_report(section.report.slug, by)
    code = slugify(section.heading)[:60].strip("-")
    if not code:
        raise ActionNotPossibleError("The heading must contain letters.")
    if report.sections.filter(code=code).exists():
        raise ActionNotPossibleError("There is already a section with that heading.")
    last = report.sections.aggregate(last=Max("number"))["last"] or 0
    section.report, section.code, section.number = report, code, last + 1
    section.kind = ReportSectionKind.PRACTICES.value
    section.save_by(by)
    write_audit_record(
        who=by.who, verb="added a section to a report", about=None, why=f"{report.slug}: {code}"
    )
    return section


@transaction.atomic
def edit_report_section(*, slug: str, section: str, heading: str, words: str, seen: int, by: Actor) -> None:
    """Save the editor's words, with the draft that they were made from.

    Args:
        slug, section: the address of the report and of the section within it.
        heading, words: as the editor has them.
        seen: the version that the page showed.
        by: the editor.

    Raises:
        ConcurrentEditError: somebody changed the section since.
    """
    row = get_section_of_locked_report(lock_and_authorise_report(slug, by), section)
    row.raise_if_seen_version_stale(seen)
    report = find_working_report(slug)
    line = report.section(section) if report else None
    assert line is not None, "it was found and locked above"
    row.heading, row.words, row.draft = heading, words.replace("\r\n", "\n").strip(), line.draft
    row.save_by(by)
    write_audit_record(who=by.who, verb="edited a section of a report", about=None, why=f"{slug}: {section}")


@transaction.atomic
def restore_report_section_draft(*, slug: str, section: str, seen: int, by: Actor) -> None:
    """Go back to the draft from the data, which then follows the data.

    Args:
        slug: of the report.
        section: the code of the section.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, ReportNotVisible: by role, or there is no such report.
        ConcurrentEditError: somebody saved it since.
    """
    row = get_section_of_locked_report(lock_and_authorise_report(slug, by), section)
    row.raise_if_seen_version_stale(seen)
    row.words = row.draft = ""
    row.save_by(by)
    write_audit_record(
        who=by.who, verb="restored the draft of a section", about=None, why=f"{slug}: {section}"
    )


@transaction.atomic
def set_section_included(*, slug: str, section: str, shown: bool, by: Actor) -> None:
    """Take a section into the report or leave it out. What is in it is kept.

    Args:
        slug: of the report.
        section: the code of the section.
        shown: whether it is in the report.
        by: who acts.

    Raises:
        Denied, ReportNotVisible: by role, or there is no such report.
    """
    row = get_section_of_locked_report(lock_and_authorise_report(slug, by), section)
    row.shown = shown
    row.save_by(by)
    verb = "showed a section of a report" if shown else "hid a section of a report"
    write_audit_record(who=by.who, verb=verb, about=None, why=f"{slug}: {section}")
