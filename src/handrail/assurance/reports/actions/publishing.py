"""Publishing: the report as it stands becomes an edition, with its files, for ever. A correction is a new edition."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.assurance.calls.models import Entry
from handrail.assurance.practices.models import Practice
from handrail.assurance.reports.making import Content, content, release
from handrail.assurance.reports.models import Edition, EditionEntry, EditionFile, Report
from handrail.assurance.reports.permissions import NoReportHere, enter
from handrail.assurance.reports.queries.working import WorkingReport, working
from handrail.assurance.reports.refusals import StaleReport
from handrail.audit.actions import record
from handrail.kernel.dates import london
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import joined, say


def publish(*, slug: str, note: str = "", seen_number: int | None = None, by: Actor) -> Edition:
    """Publish the next edition. `note` says what changed; the first needs none.

    The files are made before anything is locked; if the report changed meanwhile, StaleReport is raised. Returns are
    read as they are kept: what was sent back or taken back since stays in the way until the editor has dealt with it.
    """
    require(by, Permission.EDIT_REPORTS)
    on = timezone.localdate()
    made = _content(slug, note, on)
    files = made.files()
    with transaction.atomic():
        row = enter(slug, by)
        number = row.editions.count() + 1
        if seen_number not in (None, number) or _content(slug, note, on).sha256 != made.sha256:
            raise StaleReport
        edition = Edition.objects.create(
            report=row,
            number=number,
            published_at=timezone.now(),
            published_by_id=by.user_id,
            note=note.strip(),
            content=made.plain,
            sha256=made.sha256,
            release=release(),
        )
        EditionFile.objects.bulk_create(
            EditionFile(
                edition=edition, format=f.format.code, size=len(f.content), sha256=f.sha256, content=f.content
            )
            for f in files
        )
        _entries(edition, made)
        record(who=by.who, verb="published a report", about=None, why=f"{slug}: edition {number}")
    return edition


def _content(slug: str, note: str, on: date) -> Content:
    report, row = working(slug), Report.objects.filter(slug=slug).first()
    if report is None or row is None:
        raise NoReportHere
    last = row.editions.order_by("number").last()
    if last and not note.strip():
        raise NotNow("Say what changed since the edition before: it stands at the top of the new one.")
    _nothing_in_the_way(report)
    replaces = london(last.published_at).date() if last else None
    return content(report, number=last.number + 1 if last else 1, on=on, note=note, replaces_on=replaces)


def _nothing_in_the_way(report: WorkingReport) -> None:
    if not any(section.shown for section in report.sections):
        raise NotNow("Every section is left out: there is nothing to publish.")
    waiting = [entry.area for entry in report.entries() if entry.in_the_way]
    if waiting:
        raise NotNow(
            say("The words about {names} are not approved by the body that told them.", names=_names(waiting))
        )
    marked = set(
        Entry.objects.filter(safe_venue=True).values_list("key", flat=True)
    )  # sorted anew or not yet
    exposed = [e.area for e in report.entries() if e.exposed or (e.practice in marked and not e.withheld)]
    if exposed:
        raise NotNow(
            say(
                "The words about {names} would point to a safe venue. Sort the practice anew, then "
                "take the entry anew.",
                names=_names(exposed),
            )
        )
    withdrawn = [entry.area for entry in report.entries() if entry.withdrawn]
    if withdrawn:
        raise NotNow(
            say("{names} took back the return that is quoted. Take the entry out.", names=_names(withdrawn))
        )


def _names(areas: list[str]) -> str:
    names = sorted(set(areas))
    return (
        names[0]
        if len(names) == 1
        else say("{names} and {names2}", names=joined(names[:-1]), names2=names[-1])
    )


def _entries(edition: Edition, made: Content) -> None:
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
