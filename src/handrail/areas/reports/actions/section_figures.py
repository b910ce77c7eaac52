"""Putting a published figure in a section of a report, and taking it out."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from handrail.areas.reports.actions.entries import get_section_of_locked_report
from handrail.areas.reports.models import SectionFigure
from handrail.areas.reports.permissions import ReportNotVisible, lock_and_authorise_report
from handrail.areas.reports.queries.working_report import find_working_report
from handrail.insight.cited_figures.figure_trail import CitedFigureWithSource
from handrail.insight.cited_figures.marks import format_figure_placeholder
from handrail.insight.cited_figures.models import make_citation_field_values
from handrail.insight.cited_figures.queries import get_published_figure
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.messages import msg


@transaction.atomic
def cite_published_figure_in_report_section(
    *, slug: str, section: str, area_code: str, quarter: str, measure: str, cell: str, by: Actor
) -> int:
    """Put a figure in a section: a sentence with its mark at the end, which the editor moves and rewords.

    Args:
        slug, section: the address of the report and of the section within it.
        area_code, quarter, measure, cell: of the figure, as `get_published_figure` takes them.
        by: the editor.

    Returns:
        The number of the figure within the section.

    Raises:
        Denied, ReportNotVisible: by role, or there is no such report or section.
        ActionNotPossibleError: the figure is not published.
    """
    row = get_section_of_locked_report(lock_and_authorise_report(slug, by), section)
    report = find_working_report(slug)
    line = report.section(section) if report else None
    assert line is not None, "it was found and locked above"
    mark = (row.figures.aggregate(last=Max("number"))["last"] or 0) + 1
    trail = get_published_figure(area_code, quarter, measure, cell, mark)
    SectionFigure.objects.create(
        section=row, taken_at=timezone.now(), taken_by_id=by.user_id, **make_citation_field_values(trail)
    )
    row.words, row.draft = f"{line.text}\n\n{_make_cited_figure_sentence(trail)}".strip(), line.draft
    row.save_by(by)
    write_audit_record(who=by.who, verb="added a figure to a report", about=None, why=f"{slug}: {section}")
    return mark


@transaction.atomic
def remove_cited_figure_from_report_section(*, slug: str, section: str, figure: int, by: Actor) -> None:
    """Take a figure out of a section, with the sentence that came with it. Other words stay, without their mark.

    Args:
        slug, section: the address of the report and of the section within it.
        figure: its number within the section.
        by: the editor.

    Raises:
        Denied, ReportNotVisible: by role, or there is no such report, section or figure.
    """
    row = get_section_of_locked_report(lock_and_authorise_report(slug, by), section)
    found = SectionFigure.objects.filter(section=row, number=figure).first()
    if found is None:
        raise ReportNotVisible
    kept = [
        part for part in row.words.split("\n\n") if part.strip() != _make_cited_figure_sentence(found.trail)
    ]
    row.words = "\n\n".join(kept).replace(format_figure_placeholder(figure), "").strip()
    row.save_by(by)
    found.delete()
    write_audit_record(
        who=by.who, verb="removed a figure from a report", about=None, why=f"{slug}: {section}"
    )


def _make_cited_figure_sentence(trail: CitedFigureWithSource) -> str:
    name = ", ".join(part for part in (trail["name"], trail["part"]) if part)
    return msg(
        "{name}, {area}, {period}: {mark}.",
        name=name,
        area=trail["area"],
        period=trail["period"],
        mark=format_figure_placeholder(trail["number"]),
    )
