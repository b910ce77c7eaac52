"""The tables of reports."""

from handrail.areas.reports.models.edition import Edition, EditionEntry, EditionFile
from handrail.areas.reports.models.report import Report, ReportEntry, ReportSection
from handrail.areas.reports.models.section_figure import SectionFigure

__all__ = [
    "Edition",
    "EditionEntry",
    "EditionFile",
    "Report",
    "ReportEntry",
    "ReportSection",
    "SectionFigure",
]
