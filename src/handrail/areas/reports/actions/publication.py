"""Publishing: the report becomes an edition, with its files, which never changes. A correction is a new edition."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.areas.calls.models import ReturnPractice
from handrail.areas.practices.models import Practice
from handrail.areas.reports.edition_content import (
    ReportEditionContent,
    get_handrail_release,
    make_edition_content,
)
from handrail.areas.reports.models import Edition, EditionEntry, EditionFile, Report
from handrail.areas.reports.permissions import ReportNotVisible, lock_and_authorise_report
from handrail.areas.reports.queries.working_report import WorkingReport, find_working_report
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.dates import to_london
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg

CHANGED_MEANWHILE = "Someone else has changed this report. Read the new version, then decide."


def publish_edition(*, slug: str, note: str = "", seen_number: int | None = None, by: Actor) -> Edition:
    """Publish the next edition. Its files are made before anything is locked.

    Args:
        slug: the address of the report.
        note: what changed; the first edition needs none.
        seen_number: the number that the page showed; None where it does not matter.
        by: the editor.

    Raises:
        ActionNotPossibleError: something blocks publication (a quote that is not approved, words that would point to a
            safe venue, a withdrawn return), or the report changed meanwhile.
    """
    require_permission(by, Permission.EDIT_REPORTS)
    on = timezone.localdate()
    made = _build_next_edition_content(slug, note, on)
    files = made.files()
    with transaction.atomic():
        row = lock_and_authorise_report(slug, by)
        number = row.editions.count() + 1
        if (
            seen_number not in (None, number)
            or _build_next_edition_content(slug, note, on).sha256 != made.sha256
        ):
            raise ActionNotPossibleError(CHANGED_MEANWHILE)
        edition = Edition.objects.create(
            report=row,
            number=number,
            published_at=timezone.now(),
            published_by_id=by.user_id,
            note=note.strip(),
            content=made.plain,
            sha256=made.sha256,
            release=get_handrail_release(),
        )
        EditionFile.objects.bulk_create(
            EditionFile(
                edition=edition, format=f.format.code, size=len(f.content), sha256=f.sha256, content=f.content
            )
            for f in files
        )
        _save_edition_entries(edition, made)
        write_audit_record(who=by.who, verb="published a report", about=None, why=f"{slug}: edition {number}")
    return edition


def _build_next_edition_content(slug: str, note: str, on: date) -> ReportEditionContent:
    report, row = find_working_report(slug), Report.objects.filter(slug=slug).first()
    if report is None or row is None:
        raise ReportNotVisible
    last = row.editions.order_by("number").last()
    if last and not note.strip():
        raise ActionNotPossibleError("Enter what changed since the last edition.")
    _raise_unless_publishable(report)
    replaces = to_london(last.published_at).date() if last else None
    return make_edition_content(
        report, number=last.number + 1 if last else 1, on=on, note=note, replaces_on=replaces
    )


def _raise_unless_publishable(report: WorkingReport) -> None:
    if not any(section.shown for section in report.sections):
        raise ActionNotPossibleError("Every section is hidden: there is nothing to publish.")
    waiting = [entry.area for entry in report.entries() if entry.blocks_publication]
    if waiting:
        raise ActionNotPossibleError(
            msg(
                "The wording about {names} has not been approved by the organisation.",
                names=_format_area_names(waiting),
            )
        )
    marked = set(
        ReturnPractice.objects.filter(safe_venue=True).values_list("key", flat=True)
    )  # sorted anew or not yet
    exposed = [e.area for e in report.entries() if e.exposed or (e.practice in marked and not e.withheld)]
    if exposed:
        raise ActionNotPossibleError(
            msg(
                "The wording about {names} could identify a safe venue. Sort the practice again, "
                "then add the entry again.",
                names=_format_area_names(exposed),
            )
        )
    broken = [
        section.heading for section in report.sections if section.shown and section.marks_without_figure
    ]
    if broken:
        raise ActionNotPossibleError(
            msg(
                "“{heading}” refers to a figure that is not in the section. Remove the reference, or "
                "add the figure again.",
                heading=broken[0],
            )
        )
    withdrawn = [entry.area for entry in report.entries() if entry.withdrawn]
    if withdrawn:
        raise ActionNotPossibleError(
            msg(
                "{names} took back the return quoted here. Remove the entry.",
                names=_format_area_names(withdrawn),
            )
        )


def _format_area_names(areas: list[str]) -> str:
    names = sorted(set(areas))
    return (
        names[0]
        if len(names) == 1
        else msg("{names} and {names2}", names=join_texts(names[:-1]), names2=names[-1])
    )


def _save_edition_entries(edition: Edition, made: ReportEditionContent) -> None:
    keys = [entry["practice"] for entry in made.trail if entry["practice"]]
    practices = Practice.objects.in_bulk(keys, field_name="key")
    rows = []
    for entry in made.trail:
        practice = practices.get(entry["practice"])
        rows.append(
            EditionEntry(
                edition=edition,
                anchor=entry["anchor"],
                practice=practice,
                body_id=practice.body_id if practice else None,
                from_return_id=entry["return_id"] if practice else None,
            )
        )
    EditionEntry.objects.bulk_create(rows)
